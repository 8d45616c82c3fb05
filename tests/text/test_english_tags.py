"""English verb forms that a tagger takes for nouns."""

import pytest

from lagebild.text import read


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        ("Peru vetoed yesterday a plan for the port.", "vetoed", "veto"),
        ("Peru backs Chile.", "backs", "back"),
        ("Pirates beheaded two sailors.", "beheaded", "behead"),
    ],
)
def test_the_verb_of_the_sentence_is_one(text: str, form: str, lemma: str) -> None:
    (sentence,) = read(text, "en").sentences
    token = next(token for token in sentence.doc if token.text == form)
    assert (token.pos_, token.lemma_) == ("VERB", lemma)


def test_nouns_stay_nouns() -> None:
    (sentence,) = read("Peru sold seed to Chile, troops say.", "en").sentences
    assert {token.text: token.pos_ for token in sentence.doc if token.text in {"seed", "troops"}} == {
        "seed": "NOUN",
        "troops": "NOUN",
    }


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Crowds angry about the pact tore down the gates.", "tore"),
        ("Hungary, however, again vetoed the loan.", "vetoed"),
        ("Rights chief urges Kenya to free a reporter.", "urges"),
    ],
)
def test_a_past_form_or_a_verb_of_headlines_is_no_noun(text: str, form: str) -> None:
    (sentence,) = read(text, "en").sentences
    assert next(token.pos_ for token in sentence.doc if token.text == form) == "VERB"
