"""What is there already is not proposed as new, and what is not is not taken to be there."""

import pytest
from made_up_situations import BORDER_CLASH, account, day, event, situation

from lagebild.assessment.options import options
from lagebild.assessment.sentences import in_language
from lagebild.assessment.standing import ACTS, ANSWERS, COUNCIL, ENDS, standing
from lagebild.knowledge.ontology import event_types
from lagebild.knowledge.precedents import vocabulary
from lagebild.model import LANGUAGES, Answer, CodedDocument, CommitmentState, Event, Situation
from tests.linking.made_up_news import document, mention

NOW = day("2022-09-20")


def told(
    kind: str, mode: str | None, actor: str, recipient: str = "", on: str = "2022-09-15", **fields: object
) -> tuple[Event, CodedDocument]:
    """An event with the one mention behind it, in a document called after its kind, mode and day."""
    name = f"{kind}-{mode}-{on}"
    fields = {"mentions": ((name, 0),)} | fields
    found = mention(document(name, "Told here.", on), kind, actor, recipient, mode=mode)
    return event(name, kind, actor, recipient, on, **fields), CodedDocument(
        id=name, lang="en", published=None, events=(found,)
    )


def found(
    *pairs: tuple[Event, CodedDocument], before: tuple[Event, ...] = BORDER_CLASH[:2]
) -> dict[str, tuple[str, ...]]:
    """Whose measures stand, by the measure."""
    events, coded = zip(*pairs, strict=True)
    stand = standing(situation(*before, *events), coded, NOW)
    return {one.measure: one.by for one in stand.values()}


def test_measures_and_acts_are_those_of_the_register_and_the_ontology() -> None:
    measures = {*ACTS, *ENDS, *ANSWERS.values(), *COUNCIL.values()}
    assert measures <= set(vocabulary().measures)
    for kind, mode in {*ENDS.values(), *(act for acts in ACTS.values() for act in acts)}:
        assert mode in {one.id for one in event_types()[kind].modes}, (kind, mode)


@pytest.mark.parametrize(
    ("act", "measures"),
    [
        (("AID", "peacekeeping", "RUS", "ARM"), {"peacekeepers": ("RUS",)}),
        (("AID", "observers", "IGO:EU", "ARM"), {"observer-mission": ("IGO:EU",)}),
        (("CONSULT", "mediate", "FRA", "ARM AZE"), {"mediation": ("FRA",)}),
        (("SANCTION", "travel", "USA", "AZE"), {"sanctions": ("USA",)}),
        (("RETREAT", "withdraw", "AZE", "ARM"), {"withdrawal": ("AZE",)}),
        (("AID", "peacekeeping", "RUS", "GEO"), {}),
        (("AID", "peacekeeping", "ARM", "AZE"), {}),
        (("AID", "military", "RUS", "ARM"), {}),
        (("SANCTION", "travel", "AZE", "ARM"), {}),
    ],
)
def test_acts_tell_what_is_there_and_whose_it_is(
    act: tuple[str, str, str, str], measures: dict[str, tuple[str, ...]]
) -> None:
    assert {one: by for one, by in found(told(*act)).items() if one != "ceasefire"} == measures


@pytest.mark.parametrize(
    "fields",
    [
        {"accounts": (account("ARM", "future"),)},
        {"accounts": (account("ARM", "hypothetical"),)},
        {"accounts": (account("ARM"), account("AZE", "negated")), "dispute": "occurrence"},
        {"on": "2022-09-21"},
    ],
)
def test_what_is_planned_feared_denied_or_later_is_not_there(fields: dict[str, object]) -> None:
    assert "peacekeepers" not in found(told("AID", "peacekeeping", "RUS", "ARM", **fields))  # type: ignore[arg-type]


def test_what_the_same_actor_ended_is_not_there_any_more() -> None:
    sent, left = told("AID", "observers", "IGO:EU", "ARM"), ("RETREAT", "withdraw")
    assert "observer-mission" not in found(sent, told(*left, "IGO:EU", "ARM", "2022-09-18"))
    assert "observer-mission" in found(sent, told(*left, "AZE", "ARM", "2022-09-18"))
    assert "observer-mission" in found(sent, told(*left, "IGO:EU", "ARM", "2022-09-10"))


def test_a_ceasefire_stands_as_long_as_the_course_is_in_one() -> None:
    both = (account("ARM"), account("AZE"))
    truce = event("truce", "AGREE", "ARM AZE", "", "2022-09-14")
    quiet = standing(
        situation(*BORDER_CLASH[:2], truce, event("talks", "CONSULT", "ARM AZE", "", "2022-09-15")), (), NOW
    )
    assert (quiet["ceasefire"].events, quiet["ceasefire"].since) == (("truce",), day("2022-09-14"))
    broken = event("again", "ASSAULT", "AZE", "ARM", "2022-09-15", accounts=both)
    assert "ceasefire" not in standing(situation(*BORDER_CLASH[:2], truce, broken), (), NOW)


def answered(*answers: Answer) -> Situation:
    state = CommitmentState(
        treaty="CST", treaty_id="cst-1992", article="4", invoked_by=("ARM",), asked_of=("IGO:CSTO",), answers=answers
    )
    return situation(*BORDER_CLASH).model_copy(update={"commitments": (state,)})


def test_answers_to_a_call_stand_with_the_documents_that_tell_of_them() -> None:
    answers = (
        Answer(kind="mission", by="IGO:CSTO", on=day("2022-09-14"), documents=("d7",)),
        Answer(kind="consultations", by="IGO:UN", on=day("2022-09-15"), documents=("d8",)),
        Answer(kind="consultations", by="RUS", on=day("2022-09-15"), documents=("d9",)),
        Answer(kind="troops", by="IGO:CSTO", on=day("2022-09-21"), documents=("d10",)),
    )
    stand = standing(answered(*answers), (), NOW)
    assert {one.measure: (one.by, one.documents) for one in stand.values() if one.documents} == {
        "fact-finding": (("IGO:CSTO",), ("d7",)), "security-council": (("IGO:UN",), ("d8",)),
    }  # fmt: skip


def test_an_option_says_that_it_is_there_and_rests_on_the_same_events() -> None:
    sent, coded = told("CONSULT", "mediate", "FRA", "ARM AZE", "2022-09-15")
    made = options(situation(*BORDER_CLASH, sent), as_of=NOW, coded=(coded,))
    option = next(one for one in made.options if one.measure == "mediation")
    assert option.standing is not None
    assert option.standing.events == (sent.id,)
    assert set(option.standing.events) <= set(option.events)
    said = {lang: in_language(option.standing.why, lang) for lang in LANGUAGES}
    assert said["en"] == "begun on 15 September 2022, to be continued: France"
    assert "15. September 2022" in said["de"]
    assert "Франция" in said["ru"]
    others = [one.measure for one in made.options if one.standing is None]
    assert others, "what nobody tells of is new"
    assert all(
        one.standing is None
        for one in options(situation(*BORDER_CLASH, sent), as_of=NOW).options
        if one.measure != "ceasefire"
    )
