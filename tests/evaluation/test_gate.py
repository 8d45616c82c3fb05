"""The gate fails under a floor, and a floor falls only where that is asked for."""

from pathlib import Path
from types import MappingProxyType

import pytest

from evaluation import __main__ as command
from evaluation.gate import judge, read_floors, updated, write_floors
from evaluation.measured import Figure, Measured
from evaluation.sets import DataSet

FLOORS = MappingProxyType(
    {"f1": {"floor": 0.5, "last": 0.52}, "alarms": {"ceiling": 0.1, "last": 0.08, "required": 0.2}}
)


def verdict(f1: float = 0.55, alarms: float = 0.05, data: str = "hash"):
    measured = Measured({"f1": Figure(f1), "alarms": Figure(alarms, low=True)})
    return judge("set", measured, data, {"set": {"data": "hash", "figures": dict(FLOORS)}})


def test_figures_within_their_bounds_pass() -> None:
    assert verdict().passed
    assert verdict(f1=0.5, alarms=0.1).passed


@pytest.mark.parametrize("figures", [{"f1": 0.4999}, {"alarms": 0.11}])
def test_a_figure_beyond_its_bound_fails(figures: dict[str, float]) -> None:
    assert not verdict(**figures).passed


def test_other_data_fail() -> None:
    assert not verdict(data="another hash").passed


def test_a_recorded_figure_that_is_not_measured_fails() -> None:
    lacking = judge("set", Measured({"f1": Figure(0.9)}), "hash", {"set": {"data": "hash", "figures": dict(FLOORS)}})
    assert not lacking.passed


def test_floors_rise_to_a_little_under_the_figures() -> None:
    figures = updated(verdict(f1=0.7, alarms=0.05), "hash", allow_lower=False)["figures"]
    assert figures["f1"] == {"floor": 0.68, "last": 0.7}
    assert figures["alarms"] == {"ceiling": 0.07, "last": 0.05, "required": 0.2}


def test_floors_fall_only_where_that_is_allowed() -> None:
    worse = verdict(f1=0.4, alarms=0.15)
    kept = updated(worse, "hash", allow_lower=False)["figures"]
    lowered = updated(worse, "hash", allow_lower=True)["figures"]
    assert (kept["f1"]["floor"], kept["alarms"]["ceiling"]) == (0.5, 0.1)
    assert (lowered["f1"]["floor"], lowered["alarms"]["ceiling"]) == (0.38, 0.17)


def test_no_bound_passes_what_is_required() -> None:
    assert updated(verdict(alarms=0.6), "hash", allow_lower=True)["figures"]["alarms"]["ceiling"] == 0.2


def test_numbers_of_things_have_no_margin() -> None:
    found = judge("set", Measured({"found": Figure(3, whole=True)}), "hash", {})
    assert updated(found, "hash", allow_lower=False)["figures"]["found"]["floor"] == 3


def test_floors_are_read_as_written(tmp_path: Path) -> None:
    floors = {"set": {"data": "hash", "figures": {"f1": {"floor": 0.5, "last": 0.52}}}}
    write_floors(floors, tmp_path / "floors.yaml")
    assert read_floors(tmp_path / "floors.yaml") == floors


@pytest.mark.parametrize(("value", "code"), [(0.6, 0), (0.4, 1)])
def test_the_command_fails_under_a_floor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], value: float, code: int
) -> None:
    data = tmp_path / "data"
    data.write_text("gold", encoding="utf-8")
    invented = DataSet("dev", "invented", (data,), lambda: Measured({"f1": Figure(value)}))
    monkeypatch.setattr(command, "data_sets", lambda _: (invented,))
    record = {"data": invented.data(), "figures": {"f1": {"floor": 0.5}}}
    monkeypatch.setattr(command, "read_floors", lambda: {"dev": record})
    assert command.main([]) == code
    assert ("under its floor" in capsys.readouterr().out) is bool(code)


def test_the_recorded_floors_meet_what_is_required() -> None:
    figures = read_floors()["dev"]["figures"]
    assert figures["event_overlap f1"]["floor"] >= 0.40
    assert all(figures[f"{lang} event_overlap f1"]["floor"] >= 0.33 for lang in ("de", "en", "ru"))
    assert figures["false alarms"]["ceiling"] <= 0.20
