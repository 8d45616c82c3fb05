"""A report notes where its source calls one person by two offices that nobody can hold at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from lagebild.assessment.assessing import assess
from lagebild.coding.coder import code
from lagebild.errors import BrokenReport
from lagebild.linking.situation import situation
from lagebild.model import CodedDocument, Document, Language
from lagebild.reporting.formats import write
from lagebild.reporting.making import grounds, report
from lagebild.reporting.report import Report
from lagebild.reporting.verifying import verify
from tests.reporting.reports import data, made

ARTICLE = Path(__file__).parents[3] / "shared" / "articles" / "report24-2022-09-13.txt"
DAY = dt.date(2022, 9, 13)
TEXTS: dict[Language, str] = {
    "en": "Armenia's president asked Russia for help on Tuesday.\n\nPrime Minister Nikol Pashinyan asked Russia for help by phone.",
    "de": "Der armenische Präsident hat Russland um Hilfe gebeten.\n\nMinisterpräsident Nikol Paschinjan bat Russland am Telefon um Hilfe.",
    "ru": "Президент Армении попросил Россию о помощи.\n\nПремьер-министр Армении Никол Пашинян попросил Россию о помощи по телефону.",
}
NOTED: dict[Language, str] = {
    "en": "The Paper calls Nikol Pashinyan president (head of state) in one place and prime minister (head of government) in another",
    "de": "The Paper Nikol Paschinjan an einer Stelle als Präsident (Staatsoberhaupt), an anderer als Ministerpräsident (Regierungschef)",
    "ru": "Никол Пашинян, в одном месте президент (глава государства), в другом премьер-министр (глава правительства)",
}


def read(
    texts: list[str], lang: Language | None = None, outlet: str = "The Paper"
) -> tuple[list[Document], list[CodedDocument]]:
    documents = [
        Document(id=str(n), text=text, outlet=outlet, published=DAY, lang=lang) for n, text in enumerate(texts)
    ]
    return documents, [code(document) for document in documents]


def noted(written: Report) -> list[str]:
    section = next(section for section in written.sections if section.key == "gaps")
    return [one.text for one in section.statements if one.key.startswith("double-office")]


@pytest.mark.parametrize("lang", TEXTS)
def test_one_act_told_of_the_holders_of_two_offices_is_noted(lang: Language) -> None:
    basis, written = made(*read([TEXTS[lang]], lang), lang)
    first, register = noted(written)
    assert NOTED[lang] in first
    assert all(passage.split(".")[0] in first for passage in TEXTS[lang].split("\n\n"))
    assert {"en": "Vahagn Khachaturyan", "de": "Wahagn Chatschaturjan", "ru": "Ваагн Хачатурян"}[lang] in register
    content = write(written, data(basis, lang), "md")
    assert verify(content) == written
    with pytest.raises(BrokenReport):
        verify(
            content.replace(
                NOTED[lang].encode(), NOTED[lang].replace("Nikol", "Karen").replace("Никол", "Карен").encode()
            )
        )


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (["President Pashinyan accused Azerbaijan.", "Prime Minister Pashinyan spoke in Yerevan."], 1),
        (["President Khachaturyan accused Azerbaijan. Prime Minister Pashinyan accused Azerbaijan."], 0),
        (["President Putin threatened Ukraine. Prime Minister Putin spoke in 2009."], 0),  # he has been both
        (["President Biden threatened Russia. Premier Biden threatened Russia."], 0),  # no other holds the second
    ],
)
def test_only_offices_of_two_persons_are_noted(texts: list[str], number: int) -> None:
    assert len(noted(made(*read(texts, "en"))[1])) == 2 * number


def test_two_outlets_may_differ() -> None:
    first, second = (
        read(["President Pashinyan accused Azerbaijan."], "en"),
        read(["Prime Minister Pashinyan spoke."], "en", "Other"),
    )
    documents = [first[0][0], second[0][0].model_copy(update={"id": "b"})]
    codings = [first[1][0], second[1][0].model_copy(update={"id": "b"})]
    assert noted(made(documents, codings)[1]) == []


@pytest.mark.skipif(not ARTICLE.is_file(), reason="the shared articles are not here")
def test_the_first_article_calls_the_prime_minister_president() -> None:
    document = Document(id="a", text=ARTICLE.read_text(encoding="utf-8"), outlet="Report24", published=DAY)
    codings = [code(document)]
    found = situation([document], codings)
    written = report(grounds(assess(found, [document], codings, DAY), found, [document], codings), "en")
    assert (
        "Report24 calls Nikol Pashinyan president (head of state) in one place and prime minister" in noted(written)[0]
    )
    lead = " ".join(one.text for one in written.sections[0].statements)
    assert "according to Armenia" in lead
    assert "attack by Azerbaijan on Armenia" in lead
