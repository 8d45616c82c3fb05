"""The trace of a document says what its events rest on, and asking for it changes nothing."""

import datetime as dt

import pytest

from lagebild.coding.coder import code
from lagebild.model import Document, RoleTrace, Span, Step, TracedDocument, TracedMention

DAY = dt.date(2023, 5, 16)
SHELLED = (
    "Aserbaidschan hat armenische Stellungen nahe Goris mit Artillerie beschossen, "
    "teilte das armenische Verteidigungsministerium mit."
)


def traced(text: str, lang: str) -> TracedDocument:
    found = code(Document(id="x", text=text, published=DAY), lang=lang, trace=True)
    assert isinstance(found, TracedDocument)
    return found


def only(text: str, lang: str) -> TracedMention:
    (event,) = traced(text, lang).events
    return event


def role(event: TracedMention, name: str) -> RoleTrace:
    return next(role for role in event.trace.roles if role.role == name)


def words(steps: tuple[Step, ...]) -> list[str]:
    """Words of steps and of the steps inside them."""
    return [w for step in steps for w in ([step.word.text] if step.word else []) + words(step.through)]


def reasons(text: str, lang: str) -> dict[str, str]:
    return {drop.trigger.text: drop.reason for drop in traced(text, lang).trace.dropped}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (f"{SHELLED} Baku wies den Vorwurf zurück.", "de"),
        ("Police arrested twenty people in Minsk. Armenia may ask Russia to send troops.", "en"),
        ("Россия может ввести санкции против Грузии, сообщил МИД Грузии.", "ru"),
        ("The weather in the valley was fine.", "en"),
    ],
)
def test_a_traced_document_is_the_untraced_one_with_its_trace(text: str, lang: str) -> None:
    plain = code(Document(id="x", text=text, published=DAY), lang=lang)
    assert traced(text, lang).untraced() == plain
    assert "trace" not in plain.model_dump_json()


def test_a_frame_is_named_with_its_words_and_slots() -> None:
    pattern = only(SHELLED, "de").trace.pattern
    assert pattern is not None
    assert (pattern.kind, pattern.head, [word.text for word in pattern.words]) == ("verb", "beschießen", ["Artillerie"])


def test_a_role_says_which_word_fills_which_slot_and_why_it_is_that_actor() -> None:
    recipient = role(only(SHELLED, "de"), "recipient")
    assert (recipient.code, recipient.slot) == ("ARM", "obj")
    assert recipient.word == Span(start=29, end=39, text="Stellungen")
    (step,) = recipient.steps
    assert "ground" in step.how
    assert [(inner.how, inner.word and inner.word.text) for inner in step.through] == [("adjective", "armenische")]


def test_an_inferred_role_says_how() -> None:
    event = only("Armenien hat in der Nacht die Stadt Baku mit Artillerie beschossen. Es gab Kritik.", "de")
    assert role(event, "actor").slot == "subj"
    arrested = only("Twenty demonstrators were arrested in Minsk.", "en")
    assert role(arrested, "actor").how == "measure of the country's own authorities"


def test_a_pronoun_says_whom_it_means() -> None:
    events = traced("Armenia condemned the attack. It asked Russia for military aid.", "en").events
    asked = next(event for event in events if event.type == "REQUEST")
    actor = role(asked, "actor")
    assert (actor.code, actor.word and actor.word.text, actor.steps[0].how) == ("ARM", "It", "pronoun")


def test_the_claim_names_speaker_and_verb() -> None:
    event = only(SHELLED, "de")
    assert words(event.trace.claim) == ["teilte", "Verteidigungsministerium", "armenische"]


def test_a_statement_that_is_the_act_itself_says_why_it_has_no_claim() -> None:
    event = only(
        "Armenien hat Russland um militärische Hilfe gebeten, teilte das armenische Außenministerium mit.", "de"
    )
    assert event.claim is None
    assert "no claim" in event.trace.claim[0].how


@pytest.mark.parametrize(
    ("text", "lang", "status", "how", "word"),
    [
        ("Armenien hat Baku nicht mit Artillerie beschossen.", "de", "negated", "negation", "nicht"),
        ("Armenia could attack Azerbaijan.", "en", "hypothetical", "possibility", "could"),
        ("Россия введет санкции против Грузии.", "ru", "future", "prospect", "введет"),
        ("If Armenia attacks Azerbaijan, Turkey will help.", "en", "hypothetical", "condition", "attacks"),
    ],
)
def test_the_status_names_the_word_that_made_it(text: str, lang: str, status: str, how: str, word: str) -> None:
    event = traced(text, lang).events[0]
    assert event.status == status
    assert event.trace.status[0].how == how
    assert word in words(event.trace.status)


def test_an_actual_event_has_no_reason_for_its_status() -> None:
    assert only(SHELLED, "de").trace.status == ()


def test_acts_that_give_no_event_are_named_with_the_reason() -> None:
    assert reasons("Am Montag gab es einen Angriff.", "de")["Angriff"] == "no_actor"
    assert reasons("Armenia urged Russia to attack Azerbaijan.", "en")["attack"] == "absorbed"
    told_twice = "Armenia attacked Azerbaijan. Armenia attacked Azerbaijan on Tuesday."
    assert reasons(told_twice, "en") == {"attacked": "same_event"}


def test_an_absorbed_act_names_the_act_that_it_is_content_of() -> None:
    (drop,) = traced("Armenia urged Russia to attack Azerbaijan.", "en").trace.dropped
    assert (drop.trigger.text, drop.by and drop.by.text, drop.type) == ("attack", "urged", "ASSAULT")


def test_a_frame_without_the_words_that_it_asks_for_is_a_near_miss() -> None:
    near = next(drop for drop in traced("Armenia imposed a new tax.", "en").trace.dropped if drop.reason == "words")
    assert near.trigger.text == "imposed"
    assert near.needs


def test_a_text_on_another_topic_names_it() -> None:
    trace = traced(
        "The striker shot the ball into the goal in the final of the football cup, the coach said.", "en"
    ).trace
    assert trace.topic == "sport"


def test_the_tree_has_one_root_and_its_words_stand_in_the_text() -> None:
    text = f"  {SHELLED}"
    (sentence,) = traced(text, "de").trace.sentences
    assert sum(word.head == number for number, word in enumerate(sentence.tree)) == 1
    assert all(text[word.start : word.start + len(word.text)] == word.text for word in sentence.tree)
