"""The texts of the registers in other languages: one for each text that readers are shown, and none beside."""

import re

import pytest

from lagebild.errors import KnowledgeError
from lagebild.knowledge import register_texts
from lagebild.knowledge.register_texts import FILES, QUOTED, english_texts, text, texts

CYRILLIC = re.compile(r"[а-яА-Я]")
OTHER_LANGUAGES = ("de", "ru")
every_file = pytest.mark.parametrize(
    ("register", "name"), [(register, name) for register, names in FILES.items() for name in names()]
)
every_language = pytest.mark.parametrize("lang", OTHER_LANGUAGES)


@every_language
@every_file
def test_what_readers_are_shown_is_in_their_language(register: str, name: str, lang: str) -> None:
    found = texts(register, name, lang)
    missing = [
        f"{ident} {path}"
        for ident, wanted in english_texts(register, name).items()
        for path in wanted
        if path.rpartition(".")[2] != QUOTED and path not in found.get(ident, {})
    ]
    assert not missing


@every_language
@every_file
def test_no_text_is_of_what_does_not_exist(register: str, name: str, lang: str) -> None:
    english = english_texts(register, name)
    found = [(ident, path) for ident, said in texts(register, name, lang).items() for path in said]
    assert [one for one in found if one[1] not in english.get(one[0], {})] == []


@every_language
@every_file
def test_texts_are_in_their_language(register: str, name: str, lang: str) -> None:
    english = english_texts(register, name)
    for ident, said in texts(register, name, lang).items():
        for path, words in said.items():
            assert words.strip(), f"{ident} {path}"
            assert bool(CYRILLIC.search(words)) == (lang == "ru"), f"{ident} {path}: {words}"
            assert words[-1] == "." or english[ident][path][-1] != ".", f"{ident} {path} has lost its full stop"


def test_a_text_that_is_missing_is_marked_as_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register_texts, "texts", lambda *_: {})
    said = text("precedents", "kargil-1999", "trigger", "de")
    assert said == text("precedents", "kargil-1999", "trigger", "en") + " (englisch)"
    assert text("precedents", "kargil-1999", "trigger", "ru").endswith("(на английском)")


def test_what_no_record_says_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="no text measures"):
        text("precedents", "kargil-1999", "measures.99.against", "de")
    with pytest.raises(KnowledgeError, match="no text trigger"):
        text("precedents", "nowhere-1900", "trigger", "de")
