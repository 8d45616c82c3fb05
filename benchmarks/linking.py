"""Linking 1,000 more documents into a small and a large store of generated mentions, in turn.

The small store holds a part of the large one, and both get the same documents, so that only the size differs.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import resource
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, count, islice
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import sqlalchemy as sa

from lagebild import kept_links
from lagebild.knowledge.ontology import event_types
from lagebild.linking.grouping import Link
from lagebild.linking.happenings import members
from lagebild.linking.judgements import Constraints
from lagebild.linking.linker import Linker
from lagebild.linking.memory import MemoryShelf
from lagebild.linking.statements import in_order, statements
from lagebild.model import Actor, Claim, CodedDocument, Document, EventDate, Evidence, Mention, Place, Span
from lagebild.store import At, Store, tables
from lagebild.store.connecting import address, connect, writing

#: How many times as long linking into the large store may take.
AIM = 1.5
SMALL, LARGE = 10_000, 1_000_000
DOCUMENTS = 1_000
#: Documents a day on a pair of parties, mentions in each, and happenings that they tell of.
DAILY, TOLD, HAPPENING = 8, (2, 3), 4
#: Documents that come new on each day of a pair.
NEW = 3
#: Documents linked between two changes of the store, so that both meet the same load of the machine.
TURN = 10
#: Documents linked before, which count for neither.
WARM_UP = 20
FIRST_DAY = dt.date(2022, 1, 1)
#: Parties that have to do with each other only; a larger world has more such regions, not more parties in each.
REGION = 5
KINDS = ("ASSAULT", "ASSAULT", "COERCE", "CONSULT", "ACCUSE", "MOBILIZE")
BATCH = 5_000
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Growth:
    """Seconds in which the new documents were linked, most memory of the process in megabytes, size of the store."""

    mentions: int
    documents: int
    seconds: float
    memory: float
    disk: float

    def plain(self) -> dict[str, float]:
        """The figures."""
        return {
            "mentions": self.mentions, "documents": self.documents, "seconds": self.seconds, "memory_mb": self.memory,
            "disk_mb": self.disk,
        }  # fmt: skip


def extent(mentions: int) -> tuple[int, int]:
    """How many pairs of parties over how many days give about so many mentions; a small extent is part of a larger."""
    pair_days = max(1, mentions // (DAILY * sum(TOLD) // len(TOLD)))
    days = max(1, min(50 if pair_days <= 1_000 else 200, pair_days))
    return max(1, pair_days // days), days


def pairs() -> Iterator[tuple[str, str]]:
    """Pairs of parties, region by region."""
    for region in count():
        yield from combinations([f"NSA:R{region}P{number}" for number in range(REGION)], 2)


def news(pair: tuple[str, str], day: int, number: int) -> tuple[Document, CodedDocument]:
    """The document of a number on a pair and day; the same for the same arguments."""
    name = f"{pair[0]}-{pair[1]}-{day}-{number}".replace("NSA:", "")
    random, published = Random(name), FIRST_DAY + dt.timedelta(days=day)
    lines: list[str] = []
    told = []
    for _ in range(random.choice(TOLD)):
        told.append(_mention(random, pair, day, sum(len(line) + 1 for line in lines)))
        lines.append(told[-1].evidence.text)
    moment = f"{published}T{random.randrange(24):02}:{random.randrange(60):02}:00+00:00"
    text, outlet = "\n".join(lines), f"Paper {random.randrange(400)}"
    document = Document(id=name, text=text, outlet=outlet, published=published, published_at=moment, lang="en")
    return document, CodedDocument(id=name, lang="en", published=published, outlet=outlet, events=tuple(told))


def _mention(random: Random, pair: tuple[str, str], day: int, start: int) -> Mention:
    """A mention of one of the happenings of the day, the day before or, vaguely, of long ago."""
    days_ago = random.choice((0, 0, 0, 1, 1, 2))
    which = random.randrange(HAPPENING)
    happening = Random(f"{pair} {day - days_ago} {which}")
    kind = event_types()[happening.choice(KINDS)]
    one, other = happening.sample(pair, 2)
    spot = happening.randrange(6)
    killed = happening.choice((None, None, happening.randrange(1, 90)))
    when = FIRST_DAY + dt.timedelta(days=day - days_ago)
    vague = random.random()
    source = f"Office{random.randrange(100)} {random.randrange(1000)}"
    passage = f"{one} and {other} at Place{spot}, {killed or 'no'} dead, said {source}."
    date = EventDate(start=when, end=when, precision="day", text="day") if random.random() < 0.8 else None
    if vague > 0.97:
        date = EventDate(start=when.replace(day=1), end=when, precision="month", text="month")
    place = Place(
        name=f"Place{spot}", country="ARM", lat=10.0 + 3 * spot, lon=20.0 + 2 * spot, precision="point", text="place"
    )
    return Mention(
        type=kind.id, quad=kind.quad, goldstein=kind.goldstein, cameo=kind.cameo, actor=(Actor(code=one),),
        recipient=(Actor(code=other),) if random.random() < 0.9 else (),
        status="historical" if vague < 0.03 else "negated" if vague < 0.06 else "actual",
        claim=Claim(by=(Actor(code=random.choice(pair)),)) if random.random() < 0.4 else None,
        date=None if vague < 0.03 else date, place=place if random.random() < 0.6 else None, killed=killed,
        evidence=Evidence(start=start, end=start + len(passage), text=passage,
                          trigger=Span(start=start, end=start + 3, text=one)),
        rule="generated", confidence=0.9 if random.random() < 0.9 else 0.5, coder="generated",
    )  # fmt: skip


def fill(path: Path, mentions: int, jobs: int) -> int:
    """Make a store of about so many linked mentions, pair by pair; returns how many there are."""
    Store.open(f"sqlite:///{path}").close()
    engine = connect(address(f"sqlite:///{path}"))
    width, days = extent(mentions)
    total = 0
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        left = iter([(number, pair, days) for number, pair in enumerate(islice(pairs(), width))])
        while step := list(islice(left, jobs)):
            for rows in pool.map(_rows, step, chunksize=1):
                total += len(rows["mentions"])
                with writing(engine) as connection:
                    for name, own in rows.items():
                        _insert(connection, tables.metadata.tables[name], own)
    engine.dispose()
    return total


def _rows(task: tuple[int, tuple[str, str], int]) -> dict[str, Rows]:
    """The rows of all tables that a pair gives over the days."""
    number, pair, days = task
    found = [news(pair, day, n) for day in range(days) for n in range(DAILY)]
    first = number * len(found) + 1
    return _coded(found, first) | _links(found, first)


def _coded(found: Sequence[tuple[Document, CodedDocument]], first: int) -> dict[str, Rows]:
    """Documents, with codings numbered from ``first``."""
    moment = dt.datetime(2022, 1, 1, tzinfo=dt.UTC)
    rows: dict[str, Rows] = {name: [] for name in ("documents", "revisions", "codings", "mentions", "mention_parties")}
    for number, (document, coded) in enumerate(found, first):
        shown = {"outlet": document.outlet, "published": document.published, "lang": "en"}
        rows["documents"].append({"id": document.id, "revision": 1, "content_hash": document.id, **shown})
        rows["revisions"].append(
            {"document_id": document.id, "revision": 1, "content_hash": document.id, "text": document.text}
            | {"published_at": document.published_at, "stored_at": moment, **shown}
        )
        rows["codings"].append(
            {"number": number, "document_id": document.id, "revision": 1, "coder": "generated", "lang": "en"}
            | {"warnings": [], "latest": True, "coded_at": moment}
        )
        for position, one in enumerate(coded.events):
            mention = number * max(TOLD) + position
            rows["mentions"].append(
                {"number": mention, "coding": number, "position": position, "type": one.type, "status": one.status}
                | {"date_start": one.date.start if one.date else None, "date_end": one.date.end if one.date else None}
                | {"place_country": one.place.country if one.place else None, "payload": one.model_dump(mode="json")}
            )
            codes = {("actor", a.code) for a in one.actor} | {("recipient", a.code) for a in one.recipient}
            roles = [{"mention": mention, "role": role, "code": code} for role, code in sorted(codes)]
            rows["mention_parties"] += roles
    return rows


def _links(found: Sequence[tuple[Document, CodedDocument]], first: int) -> dict[str, Rows]:
    """The links of all documents on a pair, made in memory."""
    shelf, constraints = MemoryShelf(), Constraints(())
    results = {document.id: coded for document, coded in found}
    known = {
        member.rank: (member, atom, document.id)
        for document in in_order(document for document, _ in found)
        for member, atom in members(statements([document], results), constraints)
    }
    Linker(shelf).build(member for member, _, _ in known.values())
    rows: dict[str, Rows] = {"linked_documents": [], "links": [], "link_openers": [], "link_seekers": []}
    for rank, (member, atom, text) in known.items():
        link = shelf.link(rank)
        rows["links"].append(kept_links.passage(member, atom, text)._asdict() | _kept(link))
        rows["link_seekers"] += _standing(rank, kept_links.at(member.reach))
        if link is not None and link.head == rank:
            rows["link_openers"] += _standing(rank, kept_links.at(member.standing))
    rows["linked_documents"] = [
        {"document_id": ident, "coding": number, "origin_text": ident, "rule": kept_links.MADE_BY}
        for number, ident in enumerate(results, first)
    ]
    return rows


def _kept(link: Link | None) -> dict[str, Any]:
    found = kept_links.kept(link)
    return found._asdict() if found else {}


def _standing(rank: str, at: At) -> Rows:
    place = {"span": at.span, "first": at.first, "last": at.last, "lat": at.lat, "lon": at.lon, "rank": rank}
    return [{"block": block, **place} for block in sorted(set(at.blocks))]


def _insert(connection: sa.Connection, table: sa.Table, rows: Rows) -> None:
    for start in range(0, len(rows), BATCH):
        connection.execute(sa.insert(table), rows[start : start + BATCH])


def arriving(documents: int, mentions: int) -> Iterator[tuple[Document, CodedDocument]]:
    """New documents on the pairs and days of a store of so many mentions, spread over all of them."""
    width, days = extent(mentions)
    places = [(pair, day, DAILY + n) for n in range(NEW) for day in range(days) for pair in islice(pairs(), width)]
    Random(2).shuffle(places)
    return (news(*place) for place in islice(places, documents))


def grow(folder: Path, sizes: tuple[int, int], documents: int, jobs: int) -> list[Growth]:
    """Link the same new documents into a store of each size, made where it is not there, in turns."""
    workers = [Worker(folder / f"linking-{size}.sqlite", size, jobs) for size in sizes]
    left = arriving(WARM_UP + documents, min(sizes))
    warm_up = list(islice(left, WARM_UP))
    for worker in workers:
        worker.link(warm_up, counts=False)
    while turn := list(islice(left, TURN)):
        for worker in workers:
            worker.link(turn)
    return [worker.end() for worker in workers]


class Worker:
    """A process that links into one store, so that its memory is its own."""

    def __init__(self, path: Path, mentions: int, jobs: int) -> None:
        self._path = path
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        self._mentions = fill(path, mentions, jobs)
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_work, args=(there, f"sqlite:///{path}"))
        self._process.start()
        self._seconds, self._documents = 0.0, 0

    def link(self, turn: Sequence[tuple[Document, CodedDocument]], *, counts: bool = True) -> None:
        """Link some documents; only linking is timed."""
        self._here.send(turn)
        seconds = self._here.recv()
        if counts:
            self._seconds += seconds
            self._documents += len(turn)

    def end(self) -> Growth:
        """The figures; the store is removed."""
        self._here.send(None)
        memory = self._here.recv()
        self._process.join()
        disk = self._path.stat().st_size / 1e6
        for suffix in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        return Growth(self._mentions, self._documents, self._seconds, memory, disk)


def _work(there: Connection, url: str) -> None:
    with Store.open(url) as store:
        while (turn := there.recv()) is not None:
            for document, coded in turn:
                store.add(document, coded)
            begin = perf_counter()
            for document, _ in turn:
                kept_links.link(store, {document.id: document.id})
            there.send(perf_counter() - begin)
    there.send(_most_memory())


def _most_memory() -> float:
    """Most memory that this process has held, in megabytes.

    Linux tells it in ``/proc``; what ``getrusage`` says there may be the parent's.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
