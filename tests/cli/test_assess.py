"""``lagebild assess``: what it prints, what it leaves out, what it refuses."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lagebild.cli.app import app

CORPUS = str(Path(__file__).parents[2] / "evaluation" / "gold" / "situation_dev" / "articles.jsonl")


@pytest.fixture(scope="module")
def some(tmp_path_factory):
    """The first twenty articles of the corpus, of 12 and 13 September."""
    path = tmp_path_factory.mktemp("assess") / "articles.jsonl"
    with open(CORPUS, encoding="utf-8") as corpus:
        path.write_text("".join(line for _, line in zip(range(20), corpus, strict=False)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def assessed(some):
    """The assessment of these articles."""
    result = CliRunner().invoke(app, ["assess", str(some), "--format", "json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_assessment_names_what_it_rests_on(assessed):
    assert assessed["parties"] == ["ARM", "AZE"]
    assert assessed["documents"] == 20
    clauses = {(one["treaty"], one["article"], one["to"]) for one in assessed["obligations"]}
    assert ("cst-1992", "4", "ARM") in clauses or any(to == "ARM" for _, _, to in clauses)
    assert all(option["precedents"] for option in assessed["options"]["options"])
    assert set(assessed["versions"]) >= {"lagebild", "escalation index", "weekly forecast"}


def test_every_count_names_its_events(assessed):
    for series in assessed["escalation"]["series"]:
        for span in (*series["days"], *series["weeks"]):
            assert span["events"] == len(span["ids"]) > 0
    for day in assessed["escalation"]["index"]:
        assert (day["value"] > 0) == bool(day["ids"])
    for alarm in assessed["escalation"]["alarms"]:
        assert alarm["observed"] == len(alarm["ids"])
        assert alarm["score"] >= alarm["threshold"]


def test_what_was_published_later_is_left_out(some, assessed):
    result = CliRunner().invoke(app, ["assess", str(some), "--as-of", "2022-09-12", "--format", "json"])
    assert result.exit_code == 0, result.output
    early = json.loads(result.stdout)
    assert early["documents"] < assessed["documents"]
    assert early["as_of"] == "2022-09-12"
    assert max(day["date"] for day in early["escalation"]["index"] or [{"date": ""}]) <= "2022-09-12"


def test_stale_sources_are_not_scored(some):
    result = CliRunner().invoke(app, ["assess", str(some), "--as-of", "2022-10-20", "--format", "json"])
    late = json.loads(result.stdout)
    assert late["escalation"]["refused"]
    assert late["escalation"]["index"] == []
    assert late["forecasts"] == []
    assert late["not_foretold"]


def test_the_overview_says_why_there_is_no_score(some):
    result = CliRunner().invoke(app, ["assess", str(some), "--as-of", "2022-10-20"])
    assert result.exit_code == 0, result.output
    assert "No index and no alarms" in result.stdout
    assert "Who is bound to do what" in result.stdout


@pytest.mark.parametrize("moment", ["yesterday", "2022-13-40"])
def test_a_time_that_is_none_is_named(some, moment):
    result = CliRunner().invoke(app, ["assess", str(some), "--as-of", moment])
    assert result.exit_code == 2 or moment in str(result.exception)


def test_before_the_first_document_nothing_can_be_assessed(some):
    result = CliRunner().invoke(app, ["assess", str(some), "--as-of", "2020-01-01"])
    assert result.exit_code != 0


def _printed(arguments):
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output or repr(result.exception)
    return json.loads(result.stdout)


def test_forecasts_are_kept_as_issued_and_scored_when_their_time_has_come(tmp_path):
    store = f"sqlite:///{tmp_path / 'kept.sqlite'}"
    first = ["assess", CORPUS, "--as-of", "2022-09-18", "--store", store, "--format", "json"]
    issued = _printed(first)
    assert issued["forecasts"]
    assert issued["record"]["resolved"] == []
    made_up = tmp_path / "later.jsonl"
    later = {
        "id": "later", "outlet": "Later Post", "outlet_country": "GBR", "lang": "en", "published": "2022-09-28T08:00:00+00:00",
        "text": "Azerbaijani forces shelled Armenian positions near Goris on 20 September, the Armenian defence ministry "
        "said. Reporters of this paper saw the shelling.",
    }  # fmt: skip
    made_up.write_text(json.dumps(later) + "\n", encoding="utf-8")
    second = ["assess", CORPUS, str(made_up), "--as-of", "2022-09-28", "--store", store, "--format", "json"]
    settled = _printed(second)["record"]
    ids = {one["id"] for one in issued["forecasts"]}
    assert [one["forecast"]["id"] in ids for one in settled["resolved"]] == [True]
    assert settled["brier"] == pytest.approx(settled["resolved"][0]["brier"], abs=1e-3)
    again = _printed(second)["record"]
    assert len(again["resolved"]) == 1
