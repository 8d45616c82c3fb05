"""A report of a series tells what has changed since the one before, and proves it."""

from __future__ import annotations

import pytest

from lagebild.assessment.assessing import assess
from lagebild.errors import BrokenReport
from lagebild.linking.situation import situation
from lagebild.model import Language
from lagebild.reporting.formats import Data, Format, write
from lagebild.reporting.making import earlier, grounds, report
from lagebild.reporting.report import Edition, Grounds, Report
from lagebild.reporting.verifying import verify, verify_before
from tests.linking.made_up_news import actors
from tests.reporting.series_samples import Told, first, second


def basis(told: Told, issued: Edition | None = None) -> Grounds:
    documents, codings = told
    found = situation(documents, codings)
    last = max(doc.published for doc in documents if doc.published)
    made = grounds(assess(found, documents, codings, last), found, documents, codings)
    return made.model_copy(update={"issued": issued})


@pytest.fixture(scope="module")
def before() -> Grounds:
    return basis(first(), Edition(series="border", number=3))


@pytest.fixture(scope="module")
def after(before: Grounds) -> Grounds:
    return basis(second(), Edition(series="border", number=4, before=earlier(before)))


def section(written: Report, key: str) -> list[str]:
    return [one.text for part in written.sections if part.key == key for one in part.statements]


def test_a_draft_has_no_number_and_says_so() -> None:
    written = report(basis(first()), "en")
    assert written.head[0].text == "Draft: not issued, without a number."
    assert not section(written, "changes")


def test_the_head_names_number_edition_and_fingerprint_of_the_report_before(before: Grounds, after: Grounds) -> None:
    head = [one.text for one in report(after, "en").head]
    assert head[0] == "Report No. 4, edition 1."
    assert before.digest in head[1]
    assert "No. 3, edition 1, cut-off 13 September 2022" in head[1]


def test_changes_are_named_with_their_events(after: Grounds) -> None:
    written = report(after, "en")
    told = section(written, "changes")
    assert "Killed on the side of Armenia, according to Armenia: 105, before 49." in told
    assert any(line.startswith("Newly contested (Did it happen): attack by Azerbaijan on Armenia") for line in told)
    assert any(
        line.startswith("New: 14 September 2022: withdrawal, ceasefire or return by Azerbaijan") for line in told
    )
    assert (
        written.sections[0]
        .statements[0]
        .text.startswith(
            "What changed since report No. 3 of 13 September 2022: 1 new event; 1 event changed; 1 new dispute; 3 new documents"
        )
    )
    (table,) = next(part.tables for part in written.sections if part.key == "changes")
    changed = {row.cells[2][0].text: [cell.text for cell in row.cells[4]] for row in table.rows}
    assert changed["accounts"] == ["Azerbaijan: denied"]
    assert changed["dispute"] == ["Did it happen"]
    assert all(row.refs for row in table.rows)
    assert all(one.refs for one in written.statements())


@pytest.mark.parametrize(("lang", "format"), [("en", "pdf"), ("de", "docx"), ("ru", "html")])
def test_it_proves_itself_and_what_the_report_before_told(
    lang: Language, format: Format, before: Grounds, after: Grounds
) -> None:
    content = write(report(after, lang), Data(lang=lang, grounds=after), format)
    found = verify(content)
    verify_before(found, write(report(before, "en"), Data(lang="en", grounds=before), "json"))


def test_another_report_is_not_the_one_before(after: Grounds) -> None:
    other = basis(second(), Edition(series="border", number=3))
    found = verify(write(report(after, "en"), Data(lang="en", grounds=after), "md"))
    with pytest.raises(BrokenReport, match="not the report before"):
        verify_before(found, write(report(other, "en"), Data(lang="en", grounds=other), "json"))


def test_a_change_that_did_not_take_place_is_found_beside_the_report_before(before: Grounds, after: Grounds) -> None:
    known = after.issued.before if after.issued else None
    assert known is not None
    events = tuple(event.model_copy(update={"dispute": "occurrence"}) for event in known.told.events)
    forged = known.model_copy(update={"told": known.told.model_copy(update={"events": events})})
    made = basis(second(), Edition(series="border", number=4, before=forged))
    content = write(report(made, "en"), Data(lang="en", grounds=made), "md")
    with pytest.raises(BrokenReport, match="not what that one told"):
        verify_before(verify(content), write(report(before, "en"), Data(lang="en", grounds=before), "json"))


def test_a_changed_number_in_the_changes_is_found(after: Grounds) -> None:
    content = write(report(after, "en"), Data(lang="en", grounds=after), "md")
    with pytest.raises(BrokenReport, match="49"):
        verify(content.replace(b"105, before 49", b"105, before 48"))


def test_a_correction_names_what_it_corrects(before: Grounds) -> None:
    documents, codings = first()
    event = codings[0].events[0]
    fixed = codings[0].model_copy(update={"events": (event.model_copy(update={"killed": 94}),)})
    issued = Edition(series="border", number=3, edition=2, corrects=earlier(before))
    written = report(basis((documents, [fixed, *codings[1:]]), issued), "de")
    assert "Bericht Nr. 3, Ausgabe 2." in written.head[0].text
    assert "Tote auf der Seite von Armenien, nach Angaben von Armenien: 94, zuvor 49." in section(written, "correction")
    assert (
        written.sections[0].statements[0].text.startswith("Berichtigt wird Ausgabe 1 des Berichts Nr. 3: 1 geändertes")
    )


def test_events_that_became_one_or_are_gone_are_named(before: Grounds) -> None:
    documents, codings = first()
    alone = basis((documents[:1], codings[:1]), Edition(series="border", number=4, before=earlier(before)))
    told = section(report(alone, "en"), "changes")
    assert "No longer told as an event of its own: talks of France with Armenia, 13 September 2022." in told


def test_a_passage_that_is_read_otherwise_now_is_the_same_event(before: Grounds) -> None:
    documents, codings = first()
    other = codings[1].events[0].model_copy(update={"actor": actors("USA")})
    reread = [codings[0], codings[1].model_copy(update={"events": (other,)})]
    issued = Edition(series="border", number=3, edition=2, corrects=earlier(before))
    written = report(basis((documents, reread), issued), "en")
    assert written.sections[0].statements[0].text == "Edition 1 of report No. 3 is corrected here: 1 event changed."
    (table,) = next(part.tables for part in written.sections if part.key == "correction")
    assert next(row.cells[2][0].text for row in table.rows) == "act and parties"
