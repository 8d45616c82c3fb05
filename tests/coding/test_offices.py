"""By which offices a text names persons."""

from __future__ import annotations

import datetime as dt

import pytest

from lagebild.coding.coder import code
from lagebild.model import Document

STATE, GOVERNMENT = "head_of_state", "head_of_government"
NAMED = [
    ("en", "Prime Minister Nikol Pashinyan spoke in Yerevan.", [("ARM", GOVERNMENT, "Nikol Pashinyan")]),
    ("en", "Nikol Pashinyan, the president of Armenia, threatened Azerbaijan.", [("ARM", STATE, "Nikol Pashinyan")]),
    ("en", "Armenia's president asked Russia for help.", [("ARM", STATE, None)]),
    ("en", "The president of Armenia spoke in Yerevan.", []),  # neither named nor acting
    ("en", "Former president Robert Kocharyan spoke. The then prime minister Putin spoke.", []),
    ("en", "Vice President Pashinyan and ex-president Putin spoke. President-elect Macron spoke.", []),
    ("de", "Präsident Paschinjan sprach in Eriwan.", [("ARM", STATE, "Nikol Pashinyan")]),
    ("de", "US-Präsident Biden sprach in Washington.", [("USA", STATE, "Joe Biden")]),
    ("de", "Der Präsident Russlands, Wladimir Putin, drohte der Ukraine.", [("RUS", STATE, "Vladimir Putin")]),
    ("de", "Die Präsidenten Alijew und Paschinjan trafen sich. Ex-Präsident Trump sprach.", []),
    ("de", "Der Parlamentspräsident und Vizepräsident Paschinjan sprachen.", []),
    ("ru", "Премьер-министр Армении Никол Пашинян выступил в Ереване.", [("ARM", GOVERNMENT, "Nikol Pashinyan")]),
    ("ru", "Пашинян, президент Армении, выступил в Ереване.", [("ARM", STATE, "Nikol Pashinyan")]),
    ("ru", "Глава МИД России Лавров выступил. Бывший президент Пашинян выступил.", [("RUS", "foreign_minister", "Sergei Lavrov")]),
    ("ru", "Президент обвинил Азербайджан.", []),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "named"), NAMED)
def test_offices_are_read_with_their_state_and_person(lang: str, text: str, named: list[tuple[str, str, str]]) -> None:
    found = code(Document(id="t", text=text, lang=lang, published=dt.date(2022, 9, 13))).namings
    assert [(one.code, one.office, one.person) for one in found] == named
    for one in found:
        start, end = one.evidence.trigger.start, one.evidence.trigger.end
        assert text[start:end] == one.evidence.trigger.text


def test_who_acts_is_told_with_the_event() -> None:
    text = "Der armenische Präsident bat Russland um Hilfe. Ministerpräsident Paschinjan bat Russland um Hilfe."
    found = code(Document(id="t", text=text, lang="de", published=dt.date(2022, 9, 13)))
    assert [event.type for event in found.events] == ["REQUEST"]
    assert [(one.office, one.acts) for one in found.namings] == [(STATE, (0,)), (GOVERNMENT, (0,))]
