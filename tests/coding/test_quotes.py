"""Who is quoted: type, speaker, cue and content of the quotations of a text."""

import pytest

from lagebild.coding.quotes import quotations

CASES = {
    "verb with a clause": ("en", "Ukraine said that Russia had attacked Poland.", "indirect", "Ukraine", "said", "attacked"),
    "appended clause": ("de", "Russland habe Polen angegriffen, teilte der Minister mit.", "indirect", "der Minister", "teilte", "angegriffen"),
    "phrase of a source": ("de", "Nach Angaben der Polizei hat Russland Polen angegriffen.", "indirect", "Angaben der Polizei", "Nach", "angegriffen"),
    "speaker in Russian": ("ru", "Минобороны заявило, что войска обстреляли город.", "indirect", "Минобороны", "заявило", "обстреляли"),
    "in quotation marks": ("de", "„Wir setzen uns nicht an diesen Tisch“, sagte der Sprecher.", "direct", "der Sprecher", "sagte", "diesen Tisch"),
    "postposed source": ("de", "Die Armee konnte eigenen Angaben zufolge das Dorf räumen.", "indirect", "eigenen Angaben", "zufolge", "das Dorf räumen"),
    "postposed opinion": ("de", "Das Urteil sei ihrer Meinung nach falsch.", "indirect", "ihrer Meinung", "nach", "Urteil"),
    "source named before": ("de", "Demnach wurde die Brücke zerstört.", "indirect", "Demnach", "Demnach", "Brücke"),
    "likening clause with apposition": ("de", "Wie die Leiterin, Anna Muster, mitteilte, wurde der Mann gefunden.", "indirect", "die Leiterin, Anna Muster", "mitteilte", "der Mann"),
    "source in a place": ("de", "Wie aus Unternehmenskreisen verlautete, wird das Werk umgebaut.", "indirect", "aus Unternehmenskreisen", "verlautete", "das Werk"),
    "marks around a part": ("de", "Der Sprecher sagte, die Lage an der Grenze habe sich „in der Nacht deutlich verschlechtert“.", "indirect", "Der Sprecher", "sagte", "die Lage"),
    "decision with its content": ("de", "Die Regierung hat entschieden, die Grenze zu schließen.", "indirect", "Die Regierung", "entschieden", "die Grenze"),
    "passive with an agent": ("de", "Ihr wird von den Behörden Spionage vorgeworfen.", "reported", "von den Behörden", "vorgeworfen", "Spionage"),
    "subjunctive without a conjunction": ("de", "Die Schule gab an, die Partei habe sich nicht gemeldet.", "indirect", "Die Schule", "gab", "die Partei"),
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


@pytest.mark.parametrize(
    "text",
    [
        "Russland hat Polen angegriffen.",
        "Der Minister hat die Beschlüsse nicht kritisiert.",
        "Die Regierung plant ein neues Gesetz.",
        "Der Minister informierte die Zeitung.",
        "Die Polizei informierte die Eltern, sodass sie kamen.",
        "Er meldete sich bei seinem Bruder, er hatte Sehnsucht.",
    ],
)
def test_nobody_is_quoted(text: str) -> None:
    assert quotations(text, "de") == []
