"""According to whom: the claimants of each act of a text."""

import datetime as dt

import pytest

from lagebild.coding.coder import code
from lagebild.model import Document

CASES = {
    "inserted clause": ("en", "Russian troops, the defence ministry in Kyiv said on Monday, shelled Poland.", {"ASSAULT": ["UKR"]}),
    "appended clause": ("de", "Russische Truppen haben Polen angegriffen, teilte das Verteidigungsministerium in Kiew mit.", {"ASSAULT": ["UKR"]}),
    "appended clause without a subject": ("ru", "Российские войска обстреляли Польшу, сообщили в Минобороны Украины.", {"ASSAULT": ["UKR"]}),
    "so with a noun": ("de", "Russische Truppen haben Polen angegriffen, so das Verteidigungsministerium in Kiew.", {"ASSAULT": ["UKR"]}),
    "man in a place": ("de", "Russland könnte Polen angreifen, fürchtet man in Kiew.", {"ASSAULT": ["UKR"]}),
    "own account": ("de", "Nach eigenen Angaben hat Russland Polen angegriffen.", {"ASSAULT": ["RUS"]}),
    "own account of a pronoun": ("ru", "По собственным данным, Россия обстреляла Польшу.", {"ASSAULT": ["RUS"]}),
    "compound of a name": ("de", "Nach UN-Angaben haben russische Truppen Polen angegriffen.", {"ASSAULT": ["IGO:UN"]}),
    "resumed by a sentence": ("de", "Russland hat Polen angegriffen. Das teilte ein Sprecher der Nato mit.", {"ASSAULT": ["IGO:NATO"]}),
    "resumed in Russian": ("ru", "Российские войска обстреляли Польшу. Об этом сообщили в Минобороны Украины.", {"ASSAULT": ["UKR"]}),
    "no article taken for a pronoun": ("de", "Russland hat Polen angegriffen. Das Ministerium in Kiew teilte einen Fehler mit.", {"ASSAULT": []}),
    "clause of another time": ("en", "Iran sealed its border, Turkey said, after Russia had shelled Poland.", {"COERCE": ["TUR"], "ASSAULT": []}),
    "condemned, not claimed": ("de", "Katar hat den russischen Angriff auf Polen verurteilt.", {"ASSAULT": []}),
    "clause of an accusation": ("de", "Katar warf Russland vor, Polen angegriffen zu haben.", {"ASSAULT": ["QAT"]}),
    "cleft sentence": ("en", "It was Russia that attacked Poland, Ukraine said.", {"ASSAULT": ["UKR"]}),
    "own plan": ("de", "Nigeria erwägt, seine Grenze zu Niger zu schließen.", {"COERCE": []}),
    "source of a number": ("de", "Bei russischen Angriffen auf Polen kamen nach Angaben der Uno drei Menschen ums Leben.", {"ASSAULT": ["IGO:UN"]}),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "expected"), CASES.values(), ids=CASES.keys())
def test_claimants(lang: str, text: str, expected: dict[str, list[str]]) -> None:
    document = Document(id="t", text=text, lang=lang, published=dt.date(2022, 9, 13))
    found = {
        m.type: sorted(party.code for party in m.claim.by) if m.claim else []
        for m in code(document).events
        if m.type in expected
    }
    assert found == expected


def test_relay_is_told_from_claimant() -> None:
    text = "Russland hat Polen angegriffen, wie die Agentur Reuters unter Berufung auf den ukrainischen Generalstab meldete."
    (mention,) = code(Document(id="t", text=text, lang="de", published=dt.date(2022, 9, 13))).events
    assert mention.claim is not None
    assert [party.code for party in mention.claim.by] == ["UKR"]
    assert mention.claim.via == ("Reuters",)
