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


DENIALS = {
    "claim of another": ("en", "Turkey on Sunday denied a claim by Iran that its jets had bombed Iraq."),
    "rejected accusation": ("en", "Turkey rejected Iran's accusation that it had shelled Iraq."),
    "dismissed reports": ("en", "Turkey dismissed Iranian reports that its troops had shelled Iraq as nonsense."),
    "denied reproaches": ("de", "Ankara dementierte iranische Vorwürfe, den Irak beschossen zu haben."),
    "denied statement": (
        "de",
        "Die Türkei bestritt Angaben des Iran, wonach ihre Truppen den Irak angegriffen hätten.",
    ),
    "as another reported": (
        "de",
        "Die Türkei stritt ab, dass ihre Truppen den Irak angegriffen hätten, wie der Iran gemeldet hatte.",
    ),
    "accusation of an act": ("ru", "Турция отвергла обвинения Ирана в обстреле Ирака."),
    "called a lie": ("ru", "Турция назвала ложью заявление Ирана о том, что она обстреляла Ирак."),
}


@pytest.mark.parametrize(("lang", "text"), DENIALS.values(), ids=DENIALS.keys())
def test_denied_claim_is_told_twice(lang: str, text: str) -> None:
    events = code(Document(id="t", text=text, lang=lang, published=dt.date(2022, 9, 13))).events
    found = {
        (m.type, m.actor[0].code, m.recipient[0].code, m.status, m.claim.by[0].code if m.claim else "") for m in events
    }
    assert found == {("ASSAULT", "TUR", "IRQ", "negated", "TUR"), ("ASSAULT", "TUR", "IRQ", "actual", "IRN")}
