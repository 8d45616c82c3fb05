"""The overview fits a terminal, names every account, and lets nothing of a document steer the screen."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from lagebild.linking import situation
from lagebild.model import Actor, Claim, CodedDocument, Document, EventDate, Evidence, Mention, Situation, Span
from lagebild.reporting.overview import overview
from lagebild.reporting.picture import Picture
from lagebild.reporting.plain import excerpt
from lagebild.reporting.questions import open_questions

HOSTILE = '<script>alert("1")</script> & <img src=x onerror=alert(2)>'
DAY = EventDate.model_validate({"start": "2022-09-13", "end": "2022-09-13", "precision": "day", "text": "Tuesday"})


def _document(ident: str, text: str, **fields: str | None) -> Document:
    given = {"url": f"https://news.example/{ident}", "outlet": f"Paper {ident}", "lang": "en", **fields}
    return Document.model_validate({"id": ident, "text": text, "published": "2022-09-13", **given})


def _mention(
    doc: Document, actor: str, recipient: str, says: str, *, status: str = "actual", killed: int | None = None
) -> Mention:
    start = doc.text.index("shot")
    trigger = Span(start=start, end=start + 4, text="shot")
    return Mention.model_validate(
        {
            "type": "ASSAULT", "quad": "material_conflict", "goldstein": -9.0, "cameo": "190", "status": status,
            "actor": (Actor(code=actor),), "recipient": (Actor(code=recipient),), "killed": killed, "date": DAY,
            "claim": Claim(by=(Actor(code=says),), stance="denies" if status == "negated" else "asserts"),
            "evidence": Evidence(start=0, end=len(doc.text), text=doc.text, trigger=trigger),
            "rule": "test", "confidence": 0.9, "coder": "lagebild test",
        }
    )  # fmt: skip


Case = tuple[Situation, list[Document], list[CodedDocument]]


@pytest.fixture
def case() -> Case:
    texts = {
        "a": "Armenian soldiers shot at a post & killed 3 men, Baku said <b>today</b>.",
        "b": "Наши солдаты не стреляли — they never shot, Yerevan said.",
        "c": f"They shot again: {HOSTILE}",
    }
    docs = [
        _document("a", texts["a"], title=HOSTILE),
        _document("b", texts["b"], lang="ru", url="javascript:alert(3)"),
        _document("c", texts["c"], outlet=HOSTILE, url="data:text/html,x"),
    ]
    coded = [
        CodedDocument(
            id="a", lang="en", published=docs[0].published, events=(_mention(docs[0], "ARM", "AZE", "AZE", killed=3),)
        ),
        CodedDocument(
            id="b",
            lang="ru",
            published=docs[1].published,
            events=(_mention(docs[1], "ARM", "AZE", "ARM", status="negated"),),
        ),
        CodedDocument(id="c", lang="en", published=docs[2].published, events=(_mention(docs[2], "AZE", "ARM", "ARM"),)),
    ]
    return situation(docs, coded), docs, coded


def printed(case: Case, width: int = 140) -> str:
    """The overview as a terminal of a width shows it."""
    console = Console(width=width, record=True, file=StringIO())
    overview(*case, console)
    return console.export_text()


def test_the_overview_names_parties_accounts_and_questions(case: Case) -> None:
    text = printed(case)
    for part in (
        "Armenia and Azerbaijan",
        "Bottom line",
        "Timeline",
        "Contested",
        "Killed and wounded",
        "Open questions",
        "13 Sep",
        "did it happen?",
        "denies it [D4]",
        "says so [D4]",
        "Letter: reliability",
    ):
        assert part in text


def test_accounts_of_both_sides_stand_side_by_side(case: Case) -> None:
    contested = printed(case, 120).split("Contested")[1].split("Killed and wounded")[0]
    assert any("Armenia denies it" in line and "Azerbaijan says so" in line for line in contested.split("\n"))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_overview_fits_the_terminal(case: Case, width: int) -> None:
    assert max(len(line.rstrip()) for line in printed(case, width).split("\n")) <= width


def test_the_overview_takes_no_markup_from_documents(case: Case) -> None:
    found, docs, coded = case
    odd = [doc.model_copy(update={"outlet": "[red]x[/red][/nonsense]"}) for doc in docs]
    assert "[red]x[/red][/nonsense]" in printed((found, odd, coded))


def test_the_overview_lets_no_document_steer_the_terminal(case: Case) -> None:
    found, docs, coded = case
    odd = [doc.model_copy(update={"outlet": "\x1b[2Jgone\u202e"}) for doc in docs]
    text = printed((found, odd, coded))
    assert "gone" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_situation_without_two_parties_still_shows_its_events() -> None:
    doc = _document("x", "France shot down a drone.", lang="en")
    mention = _mention(doc, "FRA", "UNK", "FRA")
    coded = CodedDocument(id="x", lang="en", published=doc.published, events=(mention,))
    assert "France used force" in printed((situation([doc], [coded]), [doc], [coded]))


def test_what_nobody_answers_or_confirms_is_an_open_question() -> None:
    doc = _document("a", "Armenian soldiers shot at a post, Baku said.")
    coded = CodedDocument(id="a", lang="en", published=doc.published, events=(_mention(doc, "ARM", "AZE", "AZE"),))
    lines = [line.text for line in open_questions(Picture(situation([doc], [coded]), [doc], [coded]))]
    assert any(
        line.startswith("No independent origin that can be judged confirms: Armenia attacked Azerbaijan")
        for line in lines
    )
    assert any(line.startswith("Not heard on it, Armenia") for line in lines)
    assert any(line.startswith("No text gives a place") for line in lines)


@pytest.mark.parametrize(
    ("before", "trigger", "after", "shown"),
    [
        ("They ", "shot", " at us.", "They shot at us."),
        ("One two three four five six seven eight ", "shot", " at us.", "… six seven eight shot at us."),
        ("They ", "shot", " at us and then went back home.", "They shot at us and …"),
        ("out", "shot", "s", "outshots"),
    ],
)
def test_a_long_passage_is_cut_between_words_around_its_trigger(
    before: str, trigger: str, after: str, shown: str
) -> None:
    assert excerpt(before, trigger, after, 30 if shown.startswith("…") else 22) == shown
