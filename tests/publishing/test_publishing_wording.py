"""What subscribers read is there in all languages, with the same values, and counts as each language does."""

import re

import pytest

from lagebild.knowledge.wording_files import publishing_words, report_words
from lagebild.model import LANGUAGES, Language
from lagebild.publishing.wording import facts, said
from tests.publishing.fakes import issue


def test_every_sentence_is_there_in_all_languages_with_the_same_values() -> None:
    for key, words in publishing_words().items():
        assert set(words) == set(LANGUAGES), key
        assert all(words.values()), key
        used = {lang: set(re.findall(r"{(\w+)", text)) for lang, text in words.items()}
        assert used["en"] == used["de"] == used["ru"], key
    assert not set(publishing_words()) & set(report_words())


@pytest.mark.parametrize(
    ("lang", "number", "sentence"),
    [
        ("en", 1, "14 September 2022: 1 event in 7 days; usual were 1.3 (method: ears_c1)."),
        ("de", 1, "14. September 2022: 1 Ereignis in 7 Tagen; üblich waren 1,3 (Methode: ears_c1)."),
        ("de", 5, "14. September 2022: 5 Ereignisse in 7 Tagen; üblich waren 1,3 (Methode: ears_c1)."),
        ("ru", 2, "2 события за 7 дней; обычно 1,3"),
        ("ru", 5, "5 событий за 7 дней; обычно 1,3"),
    ],
)
def test_numbers_stand_with_their_nouns(lang: Language, number: int, sentence: str) -> None:
    values = {"day": ["day:2022-09-14"], "observed": [f"number:{number}"], "period": ["number:7"]}
    told = said("alert.alarm.text", lang, **values, baseline=["number:1.26"], method=["text:ears_c1"])
    assert sentence in told


def test_a_correction_says_which_number_and_edition_it_is() -> None:
    lines = facts(issue(lang="de", number=3, edition=2, corrects="border/3.1/de"))
    assert lines[0] == "Lagebericht Nr. 3.2"
    assert lines[-1] == "Berichtigt: border/3.1/de"
