"""Links do not depend on the order or the steps in which statements arrive, and judgements count until they are undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_news import coded, document, mention, place

from lagebild.linking import linker
from lagebild.linking.blocks import Window
from lagebild.linking.grouping import Link, Member, View, better, fitting, may_meet
from lagebild.linking.happenings import Linked, by_text, members
from lagebild.linking.judgements import Constraints, anchor
from lagebild.linking.statements import Statement, in_order, statements
from lagebild.model import CodedDocument, Document, EventDate, Judgement

WORDS = "Soldiers near Goris and Jermuk came under fire from Baku, Yerevan said, and 49 of them died there on Tuesday morning."
PLACES = [
    None,
    place("Goris", "ARM", 39.5, 46.3),
    place("Jermuk", "ARM", 39.8, 45.7),
    place("Tovuz", "AZE", 41.0, 45.6),
]
Corpus = list[tuple[Document, CodedDocument]]
Texts = dict[str, list[Statement]]

MENTION = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["ASSAULT", "CONSULT", "AGREE"]),
        "actor": st.sampled_from(["ARM", "AZE", "ARM AZE", "RUS"]),
        "recipient": st.sampled_from(["", "ARM", "AZE", "AZE RUS"]),
        "says": st.sampled_from(["", "ARM"]),
        "date": st.sampled_from(["", "", "2022-09-11", "2022-09-12", "2022-09-13", "2022-07-01"]),
        "status": st.sampled_from(["actual", "actual", "negated", "historical"]),
        "where": st.sampled_from(PLACES),
        "confidence": st.sampled_from([0.9, 0.5]),
    }
)
WIDE = EventDate(start=dt.date(2022, 9, 1), end=dt.date(2022, 9, 30), precision="month", text="September")


@st.composite
def corpora(draw: st.DrawFn, most: int = 10) -> Texts:
    """Statements by text, some texts with a reprint."""
    corpus: Corpus = []
    for number in range(draw(st.integers(2, most))):
        made = document(
            f"d{number}", WORDS, f"2022-09-{draw(st.integers(11, 14))}T0{draw(st.integers(0, 3))}:00:00+00:00"
        )
        found = [mention(made, **fields) for fields in draw(st.lists(MENTION, min_size=1, max_size=3))]
        if draw(st.booleans()):
            found[0] = found[0].model_copy(update={"date": WIDE})
        corpus.append((made, coded(made, *found)))
    texts = {f"d{number}": f"d{number - 1}" for number in range(1, len(corpus), 3)}
    return by_text(statements(in_order(d for d, _ in corpus), {c.id: c for _, c in corpus}), texts)


@pytest.fixture(autouse=True, params=[(2, 3), (2, 50)], ids=["few met", "all met"])
def narrow(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds that small corpora reach."""
    monkeypatch.setattr(linker, "COMPARED", request.param[0])
    monkeypatch.setattr(linker, "MET", request.param[1])


def told(linked: Linked) -> list[list[tuple[object, ...]]]:
    return [[s.key for s in happening.statements] for happening in linked.happenings()]


def at_once(texts: Texts, judgements: Iterable[Judgement] = ()) -> Linked:
    linked = Linked(judgements)
    linked.take(texts)
    return linked


def by_the_rule(texts: Texts) -> dict[str, Link]:
    """The rule spelled out, with every member looking at every opener before it."""
    found = sorted((m for own in texts.values() for m, _ in members(own, Constraints(()))), key=lambda m: m.rank)
    links: dict[str, Link] = {}
    for number, one in enumerate(found):
        before = found[:number]
        best, crowded = choice(one, one.near, before, links, recap=False)
        if best is None and one.recalled is not None:
            best, more = choice(one, one.recalled, before, links, recap=True)
            crowded = crowded or more
        links[one.rank] = replace(best or Link(one.rank, "opens"), crowded=crowded)
    return links


def choice(
    one: Member, window: Window, before: Sequence[Member], links: dict[str, Link], *, recap: bool
) -> tuple[Link | None, bool]:
    openers = [m for m in before if links[m.rank].head == m.rank and meets(m, window)][: linker.MET]
    best = None
    for opener in openers:
        core = [m.statement for m in before if links[m.rank].head == opener.rank][: linker.COMPARED]
        link = fitting(one, View(opener, core), recap=recap) if may_meet(one, opener, recap=recap) else None
        if link is not None and better(link, best):
            best = link
    return best, len(openers) == linker.MET


def meets(opener: Member, window: Window) -> bool:
    at = opener.standing
    dated = (at.days is None) == (window.days is None)
    return dated and bool({*at.keys} & {*window.keys}) and window.touches(at.days, at.point)


@settings(max_examples=80, deadline=None)
@given(corpora())
def test_links_are_what_the_rule_gives(texts: Texts) -> None:
    assert at_once(texts).links() == by_the_rule(texts)


@settings(max_examples=150, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_any_order_and_any_steps_give_the_same(texts: Texts, random: Random) -> None:
    whole, linked = at_once(texts), Linked()
    left = list(texts.items())
    random.shuffle(left)
    while left:
        step = random.randint(1, len(left))
        linked.take(dict(left[:step]))
        left = left[step:]
    assert told(linked) == told(whole)
    assert linked.links() == whole.links()


@settings(max_examples=80, deadline=None)
@given(corpora(), corpora(), st.randoms(use_true_random=False))
def test_what_is_coded_anew_leaves_no_trace(texts: Texts, others: Texts, random: Random) -> None:
    linked = at_once(texts)
    linked.take({text: others.get(text, []) for text in random.sample(sorted(texts), len(texts))})
    assert linked.links() == at_once({text: others.get(text, []) for text in texts}).links()


def test_nothing_new_is_no_work() -> None:
    made = document("a", WORDS, "2022-09-13")
    texts = by_text(statements([made], {"a": coded(made, mention(made, "ASSAULT", "AZE", "ARM"))}), {})
    linked = at_once(texts)
    assert linked.take(texts) == 0


@st.composite
def judged(draw: st.DrawFn) -> tuple[Texts, list[Judgement]]:
    """Texts, and judgements as people make them: on events that they see."""
    texts = draw(corpora(6))
    judgements: list[Judgement] = []
    for number in range(1, draw(st.integers(2, 4))):
        happenings = at_once(texts, judgements).happenings()
        one, other = (draw(st.sampled_from(happenings)) for _ in range(2))
        anchors = [anchor(s) for s in one.statements]
        if draw(st.booleans()) and one.number != other.number:
            sides: tuple[object, ...] = (anchors, [anchor(s) for s in other.statements])
            judgements.append(Judgement(number=number, kind="merge", sides=sides))  # type: ignore[arg-type]
        elif len(anchors) > 1:
            at = draw(st.integers(1, len(anchors) - 1))
            judgements.append(Judgement(number=number, kind="split", sides=(tuple(anchors[:at]), tuple(anchors[at:]))))
    return texts, judgements


@settings(max_examples=50, deadline=None)
@given(judged(), st.randoms(use_true_random=False))
def test_judgements_hold_in_any_order_of_arrival_and_undoing_them_gives_back_the_former(
    case: tuple[Texts, list[Judgement]], random: Random
) -> None:
    texts, judgements = case
    whole, linked = at_once(texts, judgements), Linked(judgements)
    for text in random.sample(sorted(texts), len(texts)):
        linked.take({text: texts[text]})
    assert told(linked) == told(whole)
    undone = [Judgement(number=100 + one.number, kind="undo", undoes=one.number) for one in judgements]
    linked.judge([*judgements, *undone])
    assert told(linked) == told(at_once(texts))
    again = [Judgement(number=200 + one.number, kind="undo", undoes=one.number) for one in undone]
    linked.judge([*judgements, *undone, *again])
    assert told(linked) == told(whole)
