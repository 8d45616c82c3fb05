"""The coder over many documents."""

from lagebild.engine import Failure, code_all
from lagebild.engine.parts import inspect_part
from lagebild.model import CodedDocument, Document

TEXTS = {
    "shelling": "Azerbaijan shelled Armenian positions near Goris on Tuesday, Yerevan said.",
    "french": "Le président français a rencontré hier son homologue allemand à Paris pour discuter de la situation.",
    "denial": "Russia denied on Monday that it had attacked Ukraine.",
    "talks": "France and Germany will meet in Geneva, according to the foreign ministry in Paris.",
}
DOCUMENTS = [Document(id=name, text=text) for name, text in TEXTS.items()]


def test_the_number_of_processes_changes_nothing() -> None:
    alone, together = (list(code_all(DOCUMENTS, jobs)) for jobs in (1, 2))
    assert [one.id for one in alone] == list(TEXTS)
    assert [type(one) for one in alone] == [CodedDocument, Failure, CodedDocument, CodedDocument]
    lines = [[one.model_dump_json() for one in found if isinstance(one, CodedDocument)] for found in (alone, together)]
    assert lines[0] == lines[1]


def test_the_language_can_be_set_by_hand() -> None:
    (found,) = code_all([Document(id="fr", text=TEXTS["french"])], lang="en")
    assert isinstance(found, CodedDocument)
    assert found.lang == "en"


def test_parts_of_the_reading_point_into_the_text() -> None:
    document = Document(id="en", text=TEXTS["shelling"])
    rows = [row for part in ("dates", "places", "actors") for row in inspect_part(document, part)[part]]  # type: ignore[arg-type]
    assert all(document.text[row["start"] : row["end"]] == row["text"] for row in rows)
    assert {row["code"] for row in rows if "code" in row} >= {"AZE", "ARM"}
    assert {row["name"] for row in rows if "lat" in row} >= {"Azerbaijan", "Goris"}
    assert [row["text"] for row in rows if "value" in row] == ["Tuesday"]
