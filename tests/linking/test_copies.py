"""Reprints and translations are found; articles that only share a subject are not taken for copies."""

from __future__ import annotations

import pytest
from made_up_news import coded, document

from lagebild.linking.copies import reprint_groups
from lagebild.linking.signatures import skeleton
from lagebild.linking.translations import translation_pairs

FIRST = "Units of the northern army opened fire on a village near Kalo on Monday night, the defence ministry of Borduria said in a statement."
SECOND = "The ministry said that three houses were damaged and that nobody was hurt, adding that observers had been informed about the incident."
THIRD = "A spokesman for the other side called the report an invention and said that its soldiers had stayed in their barracks all night."
FOURTH = "The two neighbours have been at odds over the valley since the war of 1994 and have no diplomatic relations with each other."
OTHER = "Fishermen at the coast complain that prices for fuel have doubled while the catch of herring has become smaller every single year."


def groups(*texts: str, published: str = "2022-09-13", langs: str = "") -> list[tuple[str, ...]]:
    docs = [document(f"d{n}", text, published) for n, text in enumerate(texts)]
    return list(reprint_groups(docs, {doc.id: (langs.split() or ["en"] * len(docs))[n] for n, doc in enumerate(docs)}))


@pytest.mark.parametrize(
    "reprint",
    [
        pytest.param("\n\n".join([FIRST, SECOND]), id="end cut"),
        pytest.param("\n\n".join([OTHER, FIRST, SECOND, THIRD, FOURTH]), id="paragraph of its own added"),
        pytest.param("\n\n".join([FIRST.replace("opened fire on", "fired at"), SECOND, THIRD]), id="words changed"),
        pytest.param("\n\n".join(["Foto: Archiv", FIRST, SECOND, THIRD, FOURTH]), id="caption added"),
    ],
)
def test_a_reprint_is_found_although(reprint: str) -> None:
    assert groups("\n\n".join([FIRST, SECOND, THIRD, FOURTH]), reprint) == [("d0", "d1")]


def test_one_common_sentence_makes_no_reprint() -> None:
    assert groups("\n\n".join([FIRST, SECOND, THIRD]), "\n\n".join([OTHER, FOURTH, FIRST.replace("Kalo", "Muni")])) == []


def test_texts_of_two_languages_are_no_reprints() -> None:
    assert groups(FIRST, FIRST, langs="en de") == []


def test_the_same_wording_a_month_later_is_a_template() -> None:
    docs = [document("a", FIRST, "2022-09-13"), document("b", FIRST, "2022-10-13")]
    assert list(reprint_groups(docs, {"a": "en", "b": "en"})) == []


def test_a_newsletter_box_makes_no_reprint() -> None:
    box = "Der Newsletter bringt Ihnen jeden Morgen um sechs Uhr die wichtigsten Nachrichten aus aller Welt kostenlos in Ihr Postfach."
    assert groups(f"{FIRST}\n\n{box}", f"{OTHER}\n\n{box}", langs="de de") == []


@pytest.mark.parametrize(
    ("english", "german", "russian"),
    [("Jermuk", "Dschermuk", "Джермука"), ("Zas", "Sas", "Зас"), ("Grigoryan", "Grigorjan", "Григорян"),
     ("Goris", "Goris", "Гориса"), ("Khartoum", "Khartum", "Хартум")],
)  # fmt: skip
def test_transliterations_of_a_name_share_their_skeleton(english: str, german: str, russian: str) -> None:
    assert skeleton(english, "en") == skeleton(german, "de") == skeleton(russian, "ru")


ENGLISH = (
    "Borduria's President Anton Marik told parliament on 14 March that 37 soldiers had died near Goris and Jermuk since Monday.\n\n"
    "According to Marik, 12 drones struck a hospital in Stepanakert. He asked the United Nations for an investigation.\n\n"
    "Interior Minister Pavel Grigoryan said 2500 people had left Kelbajar for Yerevan."
)
GERMAN = (
    "Bordurien: Präsident Anton Marik hat am 14. März im Parlament gesagt, dass 37 Soldaten bei Goris und Dschermuk seit Montag starben.\n\n"
    "Marik zufolge trafen 12 Drohnen ein Krankenhaus in Stepanakert. Er bat die Vereinten Nationen um eine Untersuchung.\n\n"
    "Innenminister Pavel Grigorjan sagte, 2500 Menschen hätten Kelbadschar in Richtung Jerewan verlassen."
)
GERMAN_OTHER = (
    "In Jerewan haben am 20. März rund 400 Fischer demonstriert. Pavel Grigorjan sprach mit Vertretern aus Goris.\n\n"
    "Die Preise stiegen um 8 Prozent. In Stepanakert blieb es ruhig, ebenso in Kelbadschar."
)


def test_a_translation_is_paired_with_its_source() -> None:
    docs = [
        document("source", ENGLISH, "2023-03-14T10:00:00+01:00"),
        document("other", GERMAN_OTHER, "2023-03-14T12:00:00+01:00", lang="de"),
        document("target", GERMAN, "2023-03-14T18:00:00+01:00", lang="de"),
    ]
    assert translation_pairs(docs, {doc.id: coded(doc) for doc in docs}, ()) == (("source", "target"),)


def test_a_reprinted_translation_is_paired_once() -> None:
    docs = [
        document("source", ENGLISH, "2023-03-14T10:00:00+01:00"),
        document("copy", ENGLISH, "2023-03-14T11:00:00+01:00"),
        document("target", GERMAN, "2023-03-14T18:00:00+01:00", lang="de"),
        document("again", GERMAN, "2023-03-14T19:00:00+01:00", lang="de"),
    ]
    found = translation_pairs(docs, {doc.id: coded(doc) for doc in docs}, (("source", "copy"), ("target", "again")))
    assert len(found) == 1
    assert found[0][0] == "source"
