"""Merges and splits: what they do to events, and which outweighs which."""

from __future__ import annotations

from functools import partial

from made_up_news import coded, document, mention

from lagebild.linking import situation
from lagebild.linking.happenings import group
from lagebild.linking.judgements import active, anchor
from lagebild.linking.statements import statements
from lagebild.model import Anchor, CodedDocument, Document, Judgement

TEXTS = {
    "a": "Soldiers near the river came under fire from the other bank, the ministry of defence said in a statement today.",
    "b": "Shells hit a village in the hills east of the lake, where nobody was hurt, as a spokeswoman told reporters here.",
    "c": "Guns were heard all morning along the road between both towns, residents who had fled to the valley recounted.",
}


def story(ident: str, day: str = "2022-09-13") -> tuple[Document, CodedDocument]:
    made = document(ident, TEXTS[ident], "2022-09-14")
    return made, coded(made, mention(made, "ASSAULT", "AZE", "ARM", date=day))


def at(told: tuple[Document, CodedDocument]) -> Anchor:
    return anchor(statements([told[0]], {told[0].id: told[1]})[0])


def merge(number: int, *sides: Anchor) -> Judgement:
    return Judgement(number=number, kind="merge", sides=tuple((side,) for side in sides))


def split(number: int, apart: Anchor, *rest: Anchor) -> Judgement:
    return Judgement(number=number, kind="split", sides=((apart,), rest))


def undo(number: int, undoes: int) -> Judgement:
    return Judgement(number=number, kind="undo", undoes=undoes)


def events(stories: list[tuple[Document, CodedDocument]], *judgements: Judgement) -> list[set[str]]:
    grouping = partial(group, judgements=judgements)
    found = situation([d for d, _ in stories], [c for _, c in stories], grouping=grouping).events
    return sorted((set(event.documents) for event in found), key=sorted)


ONE_DAY = [story("a"), story("b"), story("c")]
A, B, C = map(at, ONE_DAY)
THREE_DAYS = [story("a"), story("b", "2022-09-11"), story("c", "2022-09-12")]


def test_merged_events_are_one() -> None:
    assert events(THREE_DAYS) == [{"a"}, {"b"}, {"c"}]
    assert events(THREE_DAYS, merge(1, at(THREE_DAYS[0]), at(THREE_DAYS[1]))) == [{"a", "b"}, {"c"}]


def test_what_is_split_off_is_an_event_of_its_own() -> None:
    assert events(ONE_DAY) == [{"a", "b", "c"}]
    assert events(ONE_DAY, split(1, B, A, C)) == [{"a", "c"}, {"b"}]
    assert events(ONE_DAY, split(1, A, B, C)) == [{"a"}, {"b", "c"}]


def test_the_later_judgement_counts() -> None:
    assert events(ONE_DAY, merge(1, A, B), split(2, B, A, C)) == [{"a", "c"}, {"b"}]
    assert events(ONE_DAY, split(1, B, A, C), merge(2, B, A)) == [{"a", "b", "c"}]
    assert events(ONE_DAY, split(1, B, A, C), split(2, C, A), merge(3, B, C)) == [{"a"}, {"b", "c"}]


def test_what_is_undone_does_not_count_and_can_be_restored() -> None:
    judged = [split(1, B, A, C), undo(2, 1)]
    assert events(ONE_DAY, *judged) == [{"a", "b", "c"}]
    assert events(ONE_DAY, *judged, undo(3, 2)) == [{"a", "c"}, {"b"}]
    assert active([*judged, undo(3, 2), undo(4, 3)]) == []


def test_a_judgement_holds_for_what_a_newer_coder_finds_at_the_same_word() -> None:
    made, found = ONE_DAY[1]
    new = mention(made, "CONSULT", "AZE", "ARM", date="2022-09-13", passage=made.text.split(", ")[1])
    recoded = made, coded(made, new, found.events[0].model_copy(update={"coder": "lagebild 9", "confidence": 0.7}))
    apart = events([ONE_DAY[0], recoded, ONE_DAY[2]], split(1, B, A, C))
    assert apart == [{"a", "c"}, {"b"}, {"b"}]


def test_a_judgement_on_what_is_gone_changes_nothing() -> None:
    gone = B.model_copy(update={"trigger": "elsewhere"})
    assert events(ONE_DAY, split(1, gone, A, C), merge(2, gone, A)) == [{"a", "b", "c"}]
