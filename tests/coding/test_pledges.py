"""Support that is pledged is support to come; means that are pledged are a promise, which is made."""

import pytest

from lagebild.coding.coder import code
from lagebild.model import Document

CASES = [
    ("en", "Sweden pledged its support to Moldova.", "SUPPORT", "future"),
    ("de", "Schweden hat Moldau seine Unterstützung zugesagt.", "SUPPORT", "future"),
    ("en", "Sweden pledged financial support to Moldova.", "AGREE", "actual"),
]


@pytest.mark.parametrize(("lang", "text", "kind", "status"), CASES)
def test_what_is_pledged_decides_the_type(lang: str, text: str, kind: str, status: str) -> None:
    events = code(Document(id="t", text=text, lang=lang)).events
    assert [(m.type, m.actor[0].code, m.recipient[0].code, m.status) for m in events] == [
        (kind, "SWE", "MDA", status)
    ]
