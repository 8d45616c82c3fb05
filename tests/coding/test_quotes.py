"""Who is quoted: type, speaker, cue and content of the quotations of a text."""

import pytest

from lagebild.coding.quotes import quotations

CASES = {
    "verb with a clause": ("en", "Ukraine said that Russia had attacked Poland.", "indirect", "Ukraine", "said", "attacked"),
    "appended clause": ("de", "Russland habe Polen angegriffen, teilte der Minister mit.", "indirect", "der Minister", "teilte", "angegriffen"),
    "phrase of a source": ("de", "Nach Angaben der Polizei hat Russland Polen angegriffen.", "indirect", "Angaben der Polizei", "Nach", "angegriffen"),
    "speaker in Russian": ("ru", "Минобороны заявило, что войска обстреляли город.", "indirect", "Минобороны", "заявило", "обстреляли"),
    "in quotation marks": ("de", "„Wir setzen uns nicht an diesen Tisch“, sagte der Sprecher.", "direct", "der Sprecher", "sagte", "diesen Tisch"),
    "act of speech": ("de", "Der Minister kritisierte die Beschlüsse.", "reported", "Der Minister", "kritisierte", "Beschlüsse"),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "kind", "speaker", "cue", "content"), CASES.values(), ids=CASES.keys())
def test_quotation(lang: str, text: str, kind: str, speaker: str, cue: str, content: str) -> None:
    (found,) = quotations(text, lang)
    assert found.type == kind
    assert found.speaker is not None
    assert found.cue is not None
    assert text[slice(*found.speaker)] == speaker
    assert text[slice(*found.cue)] == cue
    assert content in text[slice(*found.content)]


def test_nobody_is_quoted() -> None:
    assert quotations("Russland hat Polen angegriffen.", "de") == []
