"""The stages put together; the only place where they meet the store."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from lagebild.engine import Failure, code_all, run_all
from lagebild.engine.parts import Part, inspect_part, relate_pair
from lagebild.errors import InputError, UsageError
from lagebild.model import (
    CodedDocument,
    Document,
    Event,
    Judgement,
    Language,
    NamedSituation,
    Side,
    Situation,
    TracedDocument,
)
from lagebild.settings import Settings
from lagebild.sources.identity import Identities
from lagebild.sources.moments import known_at
from lagebild.sources.publication import Publication, future_warning, read_publication

if TYPE_CHECKING:
    from lagebild.assessment.assessing import Assessment
    from lagebild.kept_links import Placed
    from lagebild.linking.grouping import Happening
    from lagebild.linking.prints import Near
    from lagebild.linking.statements import Statement
    from lagebild.reporting.formats import Format
    from lagebild.reporting.report import Edition, Grounds, Report
    from lagebild.store import Store

T = TypeVar("T")
DEMO_CORPUS = Path(__file__).parent / "data" / "demo" / "articles.jsonl"
DEMO_STORE, DEMO_REPORT = "demo.sqlite", "situation.html"
DEMO = "demo"


class Coded(NamedTuple):
    """A document with what the coder found in it."""

    document: Document
    coded: CodedDocument


@dataclass(frozen=True)
class Picture:
    """A situation with the documents behind it and those that could not be read."""

    situation: Situation
    documents: tuple[Document, ...]
    coded: tuple[CodedDocument, ...]
    failures: tuple[Failure, ...] = ()

    @property
    def until(self) -> date | None:
        """Day of the latest document."""
        return max((document.published for document in self.documents if document.published), default=None)


@dataclass(frozen=True)
class Assessed:
    """An assessment with the picture that it was made from."""

    assessment: Assessment
    picture: Picture


@dataclass(frozen=True)
class EventLinks:
    """An event with the passages that it is made of, and the judgements that count for some of them."""

    event: Event
    placed: tuple[Placed, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True)
class Demo:
    """What the demonstration made: the picture, the store and the report."""

    picture: Picture
    store_url: str
    report: Path


def read_documents(
    inputs: Iterable[str], settings: Settings, *, published: str | None = None, outlet: str | None = None
) -> Iterator[Document | InputError]:
    """Documents of files, addresses and standard input, in order; raises UsageError for a day that is none."""
    from lagebild.sources.inputs import documents
    from lagebild.sources.reading import ReadingOptions
    from lagebild.sources.safe_fetch import FetchPolicy

    options = ReadingOptions(
        publication=_publication(published),
        outlet=outlet,
        max_document_bytes=settings.max_document_bytes,
        max_page_bytes=settings.max_page_bytes,
        fetching=FetchPolicy(settings.allow_private_networks, settings.max_page_bytes, settings.fetch_seconds),
    )
    return documents(inputs, options)


def code_documents(
    items: Iterable[Document | InputError], *, lang: str | None = None, jobs: int = 1, store: Store | None = None,
    trace: bool = False,
) -> Iterator[Coded | Failure]:  # fmt: skip
    """One result per item, in order; with a store each is kept there before it is handed on.

    With ``trace`` the documents are TracedDocuments; the trace is not kept.
    """
    from lagebild.linking.prints import prints

    identities = Identities()
    for document, found in _beside(identities.unique(items), partial(code_all, jobs=jobs, lang=lang, trace=trace)):
        doubts = _doubts(document, identities)
        if isinstance(found, Failure) or document is None:
            yield found  # type: ignore[misc]
            continue
        coded = _warned(found, doubts)
        if store is not None:
            kept = coded.untraced() if isinstance(coded, TracedDocument) else coded
            store.add(document, kept, prints(document, kept.lang))
        yield Coded(document, coded)


def inspect_documents(
    items: Iterable[Document | InputError], part: Part, *, lang: str | None = None, jobs: int = 1
) -> Iterator[dict[str, Any] | Failure]:
    """One part of the reading of every document, in order."""
    return run_all(Identities().unique(items), partial(inspect_part, part=part, lang=lang), jobs)


def relate_pairs(
    inputs: Iterable[str], settings: Settings, *, lang: str | None = None, jobs: int = 1
) -> Iterator[dict[str, Any] | Failure]:
    """What is between the marked parties of each line of JSON Lines files, in order."""
    from lagebild.sources.pairs import pairs
    from lagebild.sources.reading import ReadingOptions

    options = ReadingOptions(max_document_bytes=settings.max_document_bytes)
    return run_all(pairs(inputs, options), partial(relate_pair, lang=lang), jobs)


def situation(
    results: Iterable[Coded | Failure],
    *,
    store: Store | None = None,
    name: str = "",
    sides: Sequence[Side] | None = None,
    judgements: Sequence[Judgement] = (),
) -> Picture:
    """The situation that coded documents tell of; with a store its events are kept there under ``name``.

    ``sides`` are those set by hand; without, they are found from the events. ``judgements`` count where there is no
    store that has its own.
    """
    picture = _picture(results, sides, judgements, store)
    if store is not None:
        store.save_events(picture.situation.events, situation=name)
    return picture


def situation_of(store: Store, wanted: NamedSituation, *, sides: Sequence[Side] | None = None) -> Picture:
    """The situation that is kept by a name, from the documents of the store that tell of it; its events are kept.

    It is what the same documents give by themselves. ``sides`` count before its own. Raises UsageError where no
    document tells of it.
    """
    found = _named_picture(store, wanted, stored(store, wanted), sides)
    store.save_events(found.situation.events, situation=wanted.name)
    return found


def _named_picture(
    store: Store, wanted: NamedSituation, results: Iterable[Coded | Failure], sides: Sequence[Side] | None
) -> Picture:
    picture = _picture(results, sides or wanted.sides or None, store.judgements(), None)
    if not picture.documents:
        advice = "lagebild code INPUT --store fills it; lagebild situations show tells what is looked for"
        raise UsageError("no document of the store tells of this situation", source=wanted.name, advice=advice)
    return replace(picture, situation=picture.situation.model_copy(update={"name": wanted.name}))


def _picture(
    results: Iterable[Coded | Failure], sides: Sequence[Side] | None, judgements: Sequence[Judgement],
    store: Store | None,
) -> Picture:  # fmt: skip
    """What documents tell of; with a store by the links that are kept there."""
    coded: list[Coded] = []
    failures: list[Failure] = []
    for result in results:
        if isinstance(result, Failure):
            failures.append(result)
        else:
            coded.append(result)
    return _linked(coded, failures, sides, judgements, store)


def assess(
    results: Iterable[Coded | Failure],
    *,
    as_of: datetime | None = None,
    history: Path | None = None,
    sides: Sequence[Side] | None = None,
    store: Store | None = None,
    wanted: NamedSituation | None = None,
) -> Assessed:
    """The assessment of the situation that documents published up to a time tell of; later ones are left out.

    ``wanted`` is the situation of the store that the documents tell of, where it has a name.

    Without a time it is the end of the day of the latest document. ``history`` is a file of deaths by country and
    month. With a store its judgements count, forecasts are kept there as they were issued, and those whose time has
    come are scored. Raises MissingInput and InputError for a history that cannot be read, UsageError where no
    document is dated so early.
    """
    from lagebild.assessment.assessing import Record
    from lagebild.assessment.assessing import assess as make
    from lagebild.assessment.history import read_history

    record = Record(read_history(history), history.name) if history is not None else None
    known = (one for one in results if isinstance(one, Failure) or known_at(one.document, as_of))
    if store is not None and wanted is not None:
        picture = _named_picture(store, wanted, known, sides)
    else:
        picture = situation(known, sides=sides, judgements=store.judgements() if store is not None else ())
    day = as_of.astimezone(UTC).date() if as_of is not None else picture.until
    if day is None or picture.until is None:
        raise UsageError("nothing can be assessed: no document tells its day" + (f" up to {as_of}" if as_of else ""))
    assessment = make(picture.situation, picture.documents, picture.coded, day, record)
    if store is not None:
        assessment = _kept_forecasts(store, assessment, picture)
    return Assessed(assessment, picture)


def _kept_forecasts(store: Store, assessment: Assessment, picture: Picture) -> Assessment:
    """The assessment with how good earlier forecasts were; its own are kept."""
    from lagebild import kept_forecasts
    from lagebild.assessment.escalation import sides_named

    kept_forecasts.keep(store, assessment.forecasts)
    about = sides_named(picture.situation.sides)
    record = kept_forecasts.settle(store, about, picture.situation, picture.documents, assessment.as_of)
    return assessment.model_copy(update={"record": record})


class Rendered(NamedTuple):
    """One file of a report."""

    lang: Language
    format: Format
    content: bytes
    report: Report


def report(found: Assessed, lang: Language, format: Format) -> bytes:
    """The situation report of an assessment as a draft, with the data that prove it."""
    return next(iter(reports(found, (lang,), (format,)))).content


def reports(
    found: Assessed, langs: Sequence[Language], formats: Sequence[Format], issued: Edition | None = None
) -> Iterator[Rendered]:
    """The situation report in several languages and formats, assessed once; a draft unless it is ``issued``."""
    from lagebild.reporting.formats import Data, write
    from lagebild.reporting.making import in_order
    from lagebild.reporting.making import report as make

    basis = report_grounds(found).model_copy(update={"issued": issued})
    assessment = in_order(found.assessment)
    for lang in langs:
        made, data = make(basis, lang, assessment), Data(lang=lang, grounds=basis)
        for format in formats:
            yield Rendered(lang, format, write(made, data, format), made)


def report_grounds(found: Assessed) -> Grounds:
    """What the report of an assessment is made from."""
    from lagebild.reporting.making import grounds

    picture = found.picture
    return grounds(found.assessment, picture.situation, picture.documents, picture.coded)


def verify_report(path: Path, before: Path | None = None) -> Report:
    """The report in a file, proved; with the file of the report ``before`` also that it tells of it what is in it.

    Raises BrokenReport for the first line without support, UsageError for files that cannot be read.
    """
    from lagebild.errors import BrokenReport
    from lagebild.reporting.verifying import verify, verify_before

    try:
        found = verify(_content(path))
        if before is not None:
            verify_before(found, _content(before))
        return found
    except BrokenReport as error:
        raise BrokenReport(error.what, source=str(path), advice=error.advice) from error


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError("cannot be read", source=str(path)) from error


def stored(store: Store, wanted: NamedSituation | None = None) -> Iterator[Coded]:
    """The documents of a store, or those that tell of a situation, with their latest coding, in order of arrival."""
    from lagebild import kept_situations

    found = kept_situations.telling(store, wanted) if wanted is not None else store.coded_documents()
    for document, coded in found:
        yield Coded(document, coded)


def demo(folder: Path, *, jobs: int = 1, watch: Callable[[Iterator[T]], Iterator[T]] = iter) -> Demo:
    """The bundled corpus coded into a fresh store in the folder, linked and reported on.

    ``watch`` may look on while the documents pass (a progress bar). Raises StoreError.
    """
    from lagebild.store import Store

    url = f"sqlite:///{_fresh(folder / DEMO_STORE)}"
    with Store.open(url) as store:
        items = read_documents([str(DEMO_CORPUS)], Settings(data_folder=folder))
        results = code_documents(items, jobs=jobs, store=store)
        picture = situation(watch(results), store=store, name=DEMO)  # type: ignore[arg-type]
        path = folder / DEMO_REPORT
        path.write_bytes(report(_assessed(picture), "en", "html"))
        store.add_report(path, situation=DEMO)
    return Demo(picture, url, path)


def _assessed(picture: Picture) -> Assessed:
    """A picture assessed at the day of its latest document; raises UsageError where none tells its day."""
    from lagebild.assessment.assessing import assess as make

    if picture.until is None:
        raise UsageError("nothing can be assessed: no document tells its day")
    return Assessed(make(picture.situation, picture.documents, picture.coded, picture.until), picture)


def _linked(
    coded: list[Coded],
    failures: list[Failure],
    sides: Sequence[Side] | None,
    judgements: Sequence[Judgement],
    store: Store | None,
) -> Picture:
    from lagebild.linking.happenings import group
    from lagebild.linking.situation import situation as link

    documents = tuple(one.document for one in coded)
    found = tuple(one.coded for one in coded)
    grouping = partial(group, judgements=judgements) if store is None else partial(_kept, store, documents)
    near = None if store is None else _near(store, coded)
    return Picture(link(documents, found, sides, grouping, near), documents, found, tuple(failures))


def _kept(
    store: Store, documents: Sequence[Document], found: Sequence[Statement], texts: Mapping[str, str]
) -> list[Happening]:
    """Happenings by the links in the store, which are brought up to date before."""
    from lagebild import kept_links

    kept_links.link(store, {document.id: texts.get(document.id, document.id) for document in documents})
    return kept_links.happenings(store, found, texts)


def _near(store: Store, coded: Sequence[Coded]) -> Near:
    """Candidates for copies and translations from the store's index; documents that are not in it yet are put there."""
    from lagebild.linking.prints import DAYS, METHOD, SHARED, Near, prints

    missing = store.unprinted(METHOD)
    if missing:
        store.add_prints((document.id, prints(document, lang)) for document, lang in missing)
    return Near(*store.near_pairs((one.document.id for one in coded), days=DAYS, shared=SHARED))


def known_event(store: Store, ident: str) -> Event:
    """The event of an id; raises UsageError where there is none."""
    found = store.event(ident)
    if found is None:
        raise UsageError("there is no event of this id", source=ident, advice="lagebild events list shows all")
    return found


def event_links(store: Store, ident: str) -> EventLinks:
    """Why the mentions of an event are together; raises UsageError where there is no such event."""
    from lagebild import kept_links
    from lagebild.linking.judgements import active

    event = known_event(store, ident)
    anchors = {(a.document, a.start, a.trigger) for a in kept_links.anchors(store, event).values()}
    judged = [
        one for one in active(store.judgements())
        if any((a.document, a.start, a.trigger) in anchors for side in one.sides for a in side)
    ]  # fmt: skip
    return EventLinks(event, tuple(kept_links.placed(store, event)), tuple(judged))


def merge_events(store: Store, idents: Sequence[str], *, by: str, note: str) -> int:
    """Judges that events are one; returns the number of the judgement. Raises UsageError."""
    from lagebild import kept_links

    if len(set(idents)) < 2:
        raise UsageError("two different events are needed to merge", source=" ".join(idents))
    sides = tuple(tuple(kept_links.anchors(store, known_event(store, ident)).values()) for ident in idents)
    return kept_links.judge(store, Judgement(number=0, kind="merge", sides=sides, by=by, note=note))


def split_event(store: Store, ident: str, apart: Sequence[str], *, by: str, note: str) -> int:
    """Judges that mentions (``DOCUMENT:INDEX``) of an event are another one; returns the judgement's number.

    Raises UsageError.
    """
    from lagebild import kept_links

    known = kept_links.anchors(store, known_event(store, ident))
    wanted = [_named_mention(text) for text in apart]
    unknown = [text for text, mention in zip(apart, wanted, strict=True) if mention not in known]
    if unknown:
        advice = f"lagebild events why {ident} shows its mentions"
        raise UsageError(f"not a mention of event {ident}", source=unknown[0], advice=advice)
    if not set(known) - set(wanted):
        raise UsageError("some of its mentions have to stay", source=ident)
    first = tuple(anchor for mention, anchor in known.items() if mention in wanted)
    rest = tuple(anchor for mention, anchor in known.items() if mention not in wanted)
    return kept_links.judge(store, Judgement(number=0, kind="split", sides=(first, rest), by=by, note=note))


def undo_judgement(store: Store, number: int, *, by: str, note: str) -> int:
    """Undoes a judgement by a new one, whose number is returned; raises UsageError where there is none to undo."""
    from lagebild import kept_links
    from lagebild.linking.judgements import undone

    known = store.judgements()
    if number not in {one.number for one in known}:
        advice = "lagebild judge list shows all"
        raise UsageError("there is no judgement of this number", source=str(number), advice=advice)
    if number in undone(known):
        raise UsageError("this judgement is undone already", source=str(number))
    return kept_links.judge(store, Judgement(number=0, kind="undo", undoes=number, by=by, note=note))


def _named_mention(text: str) -> tuple[str, int]:
    document, _, index = text.rpartition(":")
    if not document or not index.isdecimal():
        raise UsageError("a mention is named DOCUMENT:INDEX", source=text)
    return (document, int(index))


def read_sides(text: str | None) -> tuple[Side, ...] | None:
    """Sides written by hand (``ARM,NSA:ARTSAKH / AZE``), None where none are; raises UsageError."""
    from lagebild.linking.sides import set_sides

    return None if text is None else set_sides(text)


def _fresh(path: Path) -> Path:
    """The path of a store that is not there yet; an earlier demonstration is removed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
    return path.resolve()


def _publication(value: str | None) -> Publication:
    if value is None:
        return Publication()
    try:
        return read_publication(value)
    except ValueError as error:
        raise UsageError(f"--published: {error}") from error


def _beside(
    items: Iterable[Document | InputError], run: Callable[[Iterable[Document | InputError]], Iterator[T]]
) -> Iterator[tuple[Document | None, T]]:
    """Results beside the documents they came from; holds only the documents that are under way."""
    under_way: deque[Document | None] = deque()

    def noted() -> Iterator[Document | InputError]:
        for item in items:
            under_way.append(item if isinstance(item, Document) else None)
            yield item

    for result in run(noted()):
        yield under_way.popleft(), result


def _doubts(document: Document | None, identities: Identities) -> tuple[str, ...]:
    """What is doubtful about a document's name and day."""
    if document is None:
        return ()
    found = (identities.warning(document.id), future_warning(document.published))
    return tuple(doubt for doubt in found if doubt)


def _warned(coded: CodedDocument, doubts: tuple[str, ...]) -> CodedDocument:
    return coded.model_copy(update={"warnings": (*coded.warnings, *doubts)}) if doubts else coded
