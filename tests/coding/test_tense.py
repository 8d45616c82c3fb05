"""A day of the week beside a verb in the present is the coming one, beside a past the last one."""

from datetime import date

import pytest

from lagebild.coding.coder import code
from lagebild.model import Document

#: A Wednesday.
PUBLISHED = date(2023, 5, 10)
DAYS = [
    ("de", "Der türkische Außenminister reist am Freitag zu Gesprächen nach Bagdad.", "2023-05-12", "future"),
    ("de", "Der türkische Außenminister reiste am Freitag zu Gesprächen nach Bagdad.", "2023-05-05", "actual"),
    ("de", "Seit Montag belagert die russische Armee die ukrainische Stadt Bachmut.", "2023-05-08", "actual"),
    ("en", "Turkey's foreign minister travels to Baghdad on Friday for talks.", "2023-05-12", "future"),
    ("en", "Turkey's foreign minister travelled to Baghdad on Friday for talks.", "2023-05-05", "actual"),
    ("ru", "Глава МИД Турции прибудет в пятницу в Багдад на переговоры.", "2023-05-12", "future"),
    ("ru", "Глава МИД Турции прибыл в пятницу в Багдад на переговоры.", "2023-05-05", "actual"),
]


@pytest.mark.parametrize(("lang", "text", "day", "status"), DAYS)
def test_day_of_the_week_and_status(lang: str, text: str, day: str, status: str) -> None:
    events = code(Document(id="d", text=text, lang=lang, published=PUBLISHED)).events
    assert events
    assert {(str(event.date.start), event.status) for event in events if event.date is not None} == {(day, status)}


def test_number_before_an_article_ends_the_sentence() -> None:
    text = "Deutschland liefert der Ukraine 30 Panzer vom Typ Leopard 1. Das Paket sei teuer, sagte Verteidigungsminister Pistorius."
    event = code(Document(id="d", text=text, lang="de", published=PUBLISHED)).events[0]
    assert event.evidence.text == "Deutschland liefert der Ukraine 30 Panzer vom Typ Leopard 1."
    assert event.claim is None
