"""Comparison of coded events with PLOVER's records."""

import pytest

from evaluation.plover import compared
from lagebild.coding.coder import code
from lagebild.model import Document


@pytest.mark.parametrize(("country", "right"), [("LBN", True), ("SYR", False)])
def test_a_group_stands_under_its_country(country: str, right: bool) -> None:
    record = {"event": "ASSAULT", "source": [{"code": country}], "target": [{"code": "ISR"}]}
    events = code(Document(id="t", text="Hezbollah shelled northern Israel.", lang="en")).events
    assert compared(record, events)["root and actor"] is right
