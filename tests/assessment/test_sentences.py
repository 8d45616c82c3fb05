"""The assessment says the same in each language, with nothing left unfilled."""

import re
from string import Formatter

import pytest
from made_up_situations import BORDER_CLASH, event, situation

from lagebild.assessment.assumptions import key_assumptions
from lagebild.assessment.gaps import gaps
from lagebild.assessment.options import options
from lagebild.assessment.sentences import TAGS, Sentence, in_language, sentence, tagged, told
from lagebild.knowledge.wording_files import option_words
from lagebild.model import LANGUAGES, Language

WORDS = option_words()
UNFILLED = re.compile(rf"\b(?:{'|'.join(TAGS)}|event):(?=\S)|[{{}}|]")


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def said() -> list[Sentence]:
    """All that is said of a situation."""
    here = situation(*BORDER_CLASH, asked="IGO:CSTO")
    found = options(here, peacekeepers=["RUS"])
    reasons = [reason.why for near in found.near for reason in (*near.reasons, *near.differences)]
    takers = [taker.why for option in found.options for taker in option.takers]
    return [
        *reasons,
        *takers,
        *(one.why for one in key_assumptions(here)),
        *(gap.why for gap in gaps(here)),
        found.caveat,
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_the_same_sentences_with_the_same_fields(lang: Language) -> None:
    assert {key: fields(text) for key, text in WORDS[lang].items()} == {
        key: fields(text) for key, text in WORDS["en"].items()
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_left_unfilled(lang: Language) -> None:
    texts = [in_language(one, lang) for one in said()]
    assert len(texts) > 50
    assert not [text for text in texts if UNFILLED.search(text)]
    assert lang != "ru" or all(re.search("[а-я]", text) for text in texts)


def test_the_text_of_a_sentence_is_english() -> None:
    assert all(one.text == in_language(one, "en") for one in said())


def test_an_event_is_told_in_words() -> None:
    attack = event("e", "ASSAULT", "AZE RUS", "ARM", "2022-09-13", place="Goris")
    one = sentence("one-claimant", by=tagged("code", "ARM"), event=told(attack))
    assert (
        one.text == "Told by one side alone (Armenia): Assault (Azerbaijan, Russia → Armenia, 13 September 2022, Goris)"
    )
    assert in_language(one, "de").endswith("(Aserbaidschan, Russland → Armenien, 13. September 2022, Goris)")
