"""Corrections and updates are tied to what they replace; what they replace stays, marked."""

from __future__ import annotations

import pytest
from made_up_news import coded, document, mention

from lagebild.knowledge.revisions import revision_mark
from lagebild.linking.copies import reprint_groups
from lagebild.linking.situation import situation
from lagebild.linking.statements import in_order
from lagebild.linking.updates import superseding, updates
from lagebild.model import Document, Update

STRIKE = "Peruvian guns hit the Chilean town of Arica on Monday night, the defence ministry in Santiago said, and named a school."
MORE = "The ministry said that two roads were closed and that people from the harbour were brought to the hospital of Iquique."
SPORT = "The national league postponed its matches in Tacna because of heavy rain, a spokesman of the club Bolognesi told us."


def news(ident: str, text: str, published: str, **fields: str) -> Document:
    return document(ident, text, published, outlet=fields.pop("outlet", "Andes Post"), **fields)


def found(*documents: Document) -> list[tuple[str, str, str]]:
    ordered = in_order(documents)
    languages = {doc.id: doc.lang for doc in documents}
    return [(u.article, u.updates, u.kind) for u in updates(ordered, languages, reprint_groups(ordered, languages))]


@pytest.mark.parametrize(
    ("title", "head", "kind"),
    [
        ("Korrektur: Armee meldet Angriff", "", "correction"), ("Armee meldet Angriff (aktualisiert)", "", None),
        ("UPDATE 2-Army reports attack", "", "update"), ("Updated: army reports attack", "", "update"),
        ("Обновлено: армия сообщила об атаке", "", "update"), ("", "КАЛО. Исправлено. Армия сообщила", "correction"),
        ("", "Updates with toll.\nThe army", "update"), ("", "КАЛО. Обновлено в 13:20. Армия", "update"),
        ("", "An earlier version of this article misstated the town.", "correction"),
        ("", "In einer früheren Fassung dieses Artikels hieß es, Kalo liege in Borduria.", "correction"),
        ("", "В предыдущей версии новости был указан другой город.", "correction"),
        ("Washington updates its list of sanctions", "The ministry updated its figures.", None),
        ("Berichtigungen des Haushalts beschlossen", "Das Parlament korrigiert den Haushalt.", None),
        ("Поправка к бюджету принята", "Парламент дополнил закон.", None),
    ],
)  # fmt: skip
def test_wording_of_updates(title: str, head: str, kind: str | None) -> None:
    mark = revision_mark(title, head, "")
    assert (mark[0] if mark else None) == kind


def test_an_update_replaces_the_earlier_article_on_the_same_matter() -> None:
    one = news("one", f"{STRIKE}\n\n{MORE}", "2023-03-14T09:00:00+00:00")
    other = news("other", SPORT, "2023-03-14T10:00:00+00:00")
    elsewhere = news("elsewhere", STRIKE, "2023-03-14T10:00:00+00:00", outlet="Pampa Press")
    new = news("new", "Chile's defence ministry in Santiago now speaks of 12 dead in Arica after Peruvian guns hit a school.",
               "2023-03-15T09:00:00+00:00", title="Updated: 12 dead in Arica")  # fmt: skip
    assert found(one, other, elsewhere, new) == [("new", "one", "update")]


def test_the_same_address_or_text_is_an_update_without_a_word() -> None:
    one = news("one", f"{STRIKE}\n\n{MORE}", "2023-03-14T09:00:00+00:00", url="https://post.example/arica")
    again = news("again", SPORT, "2023-03-14T12:00:00+00:00", url="https://post.example/arica/")
    kept = news("kept", f"{STRIKE}\n\n{MORE} Schools stay shut.", "2023-03-14T15:00:00+00:00")
    assert found(one, again) == [("again", "one", "update")]
    assert found(one, kept) == [("kept", "one", "update")]


def test_a_marked_text_that_shares_nothing_updates_nothing() -> None:
    new = news("new", SPORT, "2023-03-14T10:00:00+00:00", title="Updated: no matches in Tacna")
    assert found(news("one", STRIKE, "2023-03-14T09:00:00+00:00"), new) == []


def test_updates_of_updates_supersede_all_before() -> None:
    chain = [
        Update(article=a, updates=b, kind="update", basis="words") for a, b in (("b", "a"), ("c", "b"), ("b2", "a"))
    ]
    assert {first: set(later) for first, later in superseding(chain).items()} == {"a": {"b", "c", "b2"}, "b": {"c"}}


def test_a_later_figure_supersedes_and_the_earlier_stays() -> None:
    old = news("old", f"{STRIKE} Five soldiers died.", "2023-03-14T09:00:00+00:00")
    new = news("new", f"{STRIKE} Nine soldiers died.", "2023-03-14T19:00:00+00:00", title="Update: nine dead in Arica")
    told = situation([old, new], [
        coded(doc, mention(doc, "ASSAULT", "PER", "CHL", says="CHL", date="2023-03-13", killed=number))
        for doc, number in ((old, 5), (new, 9))
    ])  # fmt: skip
    assert {f.killed: f.superseded_by for f in told.events[0].casualties} == {5: ("new",), 9: ()}


def test_what_a_correction_takes_back_stays_in_the_account_as_withdrawn() -> None:
    old = news("old", f"{STRIKE}\n\n{MORE}", "2023-03-14T09:00:00+00:00")
    new = news(
        "new",
        f"Correction: no mission was sent.\n\n{STRIKE}\n\n{MORE}",
        "2023-03-14T19:00:00+00:00",
        title="Correction: guns hit Arica",
    )
    told = situation([old, new], [coded(old, mention(old, "AID", "BRA", "CHL", date="2023-03-13")), coded(new)])
    account = told.events[0].accounts[0]
    assert (account.documents, account.superseded) == (("old",), ("old",))
    assert account.credibility is not None
    assert account.credibility.rule == "withdrawn"


def test_who_took_from_whom() -> None:
    body = f"{STRIKE}\n\n{MORE}"
    paper = news("paper", f"SANTIAGO (Andes Wire) - {body}", "2023-03-14T09:00:00+00:00", outlet="Pampa Press")
    wire = news("wire", f"SANTIAGO (Andes Wire) - {body}", "2023-03-14T09:05:00+00:00", outlet="Andes Wire")
    other = news("other", f"SANTIAGO (Reuters) - {SPORT}", "2023-03-14T12:00:00+00:00")
    told = situation([paper, wire, other], [coded(doc) for doc in (paper, wire, other)])
    assert told.reprints == (("wire", "paper"),)
    assert {(c.document, c.source, c.outlet, c.how) for c in told.copies} == {
        ("paper", "wire", "Andes Wire", "reprint"), ("other", None, "Reuters", "reprint"),
    }  # fmt: skip


def test_a_cited_outlet_is_named_with_its_own_text_on_the_event() -> None:
    wire = news("wire", STRIKE, "2023-03-14T09:00:00+00:00", outlet="TASS")
    paper = news("paper", f"{SPORT} {MORE}", "2023-03-14T10:00:00+00:00")
    cited = mention(paper, "ASSAULT", "PER", "CHL", says="CHL", date="2023-03-13")
    assert cited.claim is not None
    cited = cited.model_copy(update={"claim": cited.claim.model_copy(update={"via": ("TASS",)})})
    told = situation(
        [wire, paper],
        [coded(wire, mention(wire, "ASSAULT", "PER", "CHL", says="CHL", date="2023-03-13")), coded(paper, cited)],
    )
    assert [(c.document, c.source, c.outlet, c.how) for c in told.copies] == [("paper", "wire", "TASS", "citation")]
