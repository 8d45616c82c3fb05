"""Feeds that readers of feeds understand."""

import json
from xml.etree import ElementTree

import pytest
from fakes import issue, with_files

from lagebild.publishing.feeds import ATOM, atom, json_feed

BASE = "https://x.example/reports"
NAMES = {"a": ATOM}


def test_an_atom_feed_has_what_rfc_4287_asks_for() -> None:
    first, _ = with_files(html=b"1", pdf=b"22")
    alert = issue("alert", kind="alert", title="A & <b>\x00\x0b", summary="One\n\n<Two>")
    feed = ElementTree.fromstring(atom([first, alert], "Border", BASE))
    assert [feed.findtext(f"a:{name}", namespaces=NAMES) for name in ("title", "updated")] == [
        "Border",
        "2022-09-14T12:00:00Z",
    ]
    entries = feed.findall("a:entry", NAMES)
    assert [one.findtext("a:title", namespaces=NAMES) for one in entries] == ["A & <b>", "Border clash: report 1"]
    for one in (feed, *entries):
        assert all(one.find(f"a:{name}", NAMES) is not None for name in ("id", "title", "updated"))
    assert "<p>&lt;Two&gt;</p>" in (entries[0].findtext("a:content", namespaces=NAMES) or "")
    links = {link.get("rel"): link.attrib for link in entries[1].findall("a:link", NAMES)}
    assert links["alternate"]["href"] == f"{BASE}/files/{first.files[0].sha256[:2]}/{first.files[0].sha256}.html"
    assert links["enclosure"]["length"] == "2"


def test_a_json_feed_tells_the_same() -> None:
    first, _ = with_files(html=b"1", pdf=b"22")
    told = json.loads(json_feed([first, issue("second")], "Border", BASE))
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in told["items"]] == ["Border clash: report 1"] * 2
    assert [part["mime_type"] for part in told["items"][1]["attachments"]] == ["text/html", "application/pdf"]
    assert len({item["id"] for item in told["items"]}) == 2


@pytest.mark.parametrize("base", ["", BASE])
def test_the_same_issues_give_the_same_bytes(base: str) -> None:
    assert atom([issue()], "Border", base) == atom([issue()], "Border", base)
    assert atom([], "Border", base)
