"""Treaties as texts name them, tied to the register: who calls upon which clause, who is asked, what they do."""

import pytest

from lagebild.linking.commitments import commitments
from lagebild.linking.statements import in_order, statements
from lagebild.linking.treaties import articles_in, clauses, treaties_in
from lagebild.model import CommitmentState
from tests.linking.made_up_news import coded, document, mention


def told(text: str, published: str, lang: str, *mentions: dict[str, str]) -> tuple[CommitmentState, ...]:
    doc = document("alpha", text, published, lang=lang)
    result = coded(doc, *(mention(doc, **{"date": published, **parts}) for parts in mentions))  # type: ignore[arg-type]
    ordered = in_order([doc])
    return commitments(ordered, statements(ordered, {doc.id: result}))


def asks(actor: str, recipient: str, passage: str = "", **parts: str) -> dict[str, str]:
    return {"kind": "REQUEST", "actor": actor, "recipient": recipient, "passage": passage, **parts}


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "under Article 4 of the Collective Security Treaty", ["collective-security-treaty"]),
        ("en", "the Collective Security Treaty Organization met", []),
        ("en", "the North Atlantic Treaty Organisation", []),
        ("ru", "в Организации Договора о коллективной безопасности", []),
        ("ru", "по статье 4 Договора о коллективной безопасности", ["collective-security-treaty"]),
        ("de", "nach Artikel 5 des Nordatlantikvertrags", ["north-atlantic-treaty"]),
        ("de", "dass der Nato-Bündnisfall eintritt", ["north-atlantic-treaty"]),
        ("de", "nach der Charta von Liptako-Gourma", ["liptako-gourma-charter"]),
        ("ru", "в соответствии с Хартией Липтако-Гурма", ["liptako-gourma-charter"]),
        ("en", "the AUKUS partners met", []),
        ("en", "a trilateral statement of the United States, Japan and South Korea", []),
        ("en", "a Treaty of Guarantee signed by two companies", []),
        ("en", "Turkey, Greece and Cyprus still quarrel over the Treaty of Guarantee", ["cyprus-guarantee-1960"]),
    ],
)
def test_treaties_are_found_by_their_names(lang: str, text: str, found: list[str]) -> None:
    assert [treaty.id for _, treaty, _ in treaties_in(text, lang, text)] == found


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("Article 4", "4"),
        ("Artikel 42 Absatz 7", "42(7)"),
        ("Article 42.7", "42(7)"),
        ("Article 42(7)", "42(7)"),
        ("пункт 7 статьи 42", "42(7)"),
        ("статьей 51", "51"),
        ("Article 4(h)", "4(h)"),
        ("Article Five", "5"),
        ("Article IV", "4"),
        ("Artikel fünf", "5"),
        ("по четвертой статье", "4"),
        ("пятая статья", "5"),
        ("5-й статьи", "5"),
    ],
)
def test_articles_are_read_with_their_parts(text: str, article: str) -> None:
    assert [number for _, number in articles_in(text)] == [article]


@pytest.mark.parametrize(
    ("lang", "text", "body", "treaty", "article"),
    [
        ("de", "Die Nato hat den Bündnisfall ausgerufen.", "IGO:NATO", "north-atlantic-treaty", "5"),
        ("de", "Kirgistan rief die Beistandsklausel nicht an.", "IGO:CSTO", "collective-security-treaty", "4"),
        ("en", "France called upon the mutual defence clause.", "IGO:EU", "treaty-on-european-union", "42(7)"),
        ("ru", "Польша не ссылалась на статью о коллективной обороне.", "IGO:NATO", "north-atlantic-treaty", "5"),
    ],
)
def test_the_clause_of_help_is_that_of_the_alliance_spoken_of(
    lang: str, text: str, body: str, treaty: str, article: str
) -> None:
    (clause,) = clauses(text, lang, frozenset([body]), text)
    assert (clause.ident, clause.article) == (treaty, article)


@pytest.mark.parametrize(
    ("lang", "published", "text", "mentions", "treaty", "article", "by", "asked"),
    [
        ("en", "2025-09-10", "Poland asked its allies to meet under Article 4 of the North Atlantic Treaty.",
         [asks("POL", "IGO:NATO")], "north-atlantic-treaty", "4", "POL", "IGO:NATO"),
        ("de", "2025-09-19", "Estland hat Konsultationen nach Artikel 4 des Nato-Vertrags beantragt.",
         [{"kind": "CONSULT", "actor": "IGO:NATO"}], "north-atlantic-treaty", "4", "EST", "IGO:NATO"),
        ("de", "2015-11-17", "Frankreich bat die EU um Beistand nach Artikel 42 Absatz 7 des EU-Vertrags.",
         [asks("FRA", "IGO:EU")], "treaty-on-european-union", "42(7)", "FRA", "IGO:EU"),
        ("ru", "2021-05-14", "Армения запросила консультации по статье 2 Договора о коллективной безопасности.",
         [asks("ARM", "IGO:CSTO")], "collective-security-treaty", "2", "ARM", "IGO:CSTO"),
        ("ru", "2021-11-16", "Армения попросила Россию о помощи на основании договора 1997 года.",
         [asks("ARM", "RUS")], "russia-armenia-1997", None, "ARM", "RUS"),
        ("de", "2020-10-31", "Armenien bat Russland um Hilfe nach dem Freundschaftsvertrag von 1997.",
         [asks("ARM", "RUS")], "russia-armenia-1997", None, "ARM", "RUS"),
        ("en", "2025-04-28", "North Korea sent troops to Russia under Article 4 of the 2024 strategic partnership treaty.",
         [{"kind": "MOBILIZE", "actor": "PRK", "recipient": "RUS"}], "russia-dprk-2024", "4", "RUS", "PRK"),
        ("en", "2022-01-05", "The president of Kazakhstan asked the CSTO for help.",
         [asks("KAZ", "IGO:CSTO")], "collective-security-treaty", None, "KAZ", "IGO:CSTO"),
        ("ru", "2014-03-01", "Украина потребовала от России, США и Великобритании консультаций по Будапештскому меморандуму.",
         [asks("UKR", "RUS")], "budapest-memorandum", None, "UKR", "RUS"),
    ],
)  # fmt: skip
def test_who_calls_upon_what(
    lang: str, published: str, text: str, mentions: list[dict[str, str]], treaty: str, article: str | None, by: str, asked: str
) -> None:  # fmt: skip
    (state,) = told(text, published, lang, *mentions)
    assert (state.treaty_id, state.article, state.invoked_by, state.asked_of) == (treaty, article, (by,), (asked,))
    assert str(state.on) == published


@pytest.mark.parametrize(
    ("lang", "text", "mentions"),
    [
        ("en", "The Philippines did not invoke its Mutual Defense Treaty with the United States.", [asks("PHL", "USA", status="negated")]),
        ("en", "Nobody has called upon the North Atlantic Treaty, officials in Poland said.", [{"kind": "CONSULT", "actor": "POL"}]),
        ("en", "Poland weighed invoking Article 4 of the North Atlantic Treaty.", [asks("POL", "IGO:NATO", status="hypothetical")]),
        ("en", "The North Atlantic Treaty has not been triggered by this, Poland said.", [{"kind": "CONSULT", "actor": "POL"}]),
        ("de", "Acht Nato-Staaten beriefen sich nach dem Angriff Russlands auf Artikel 4 des Nato-Vertrags.",
         [{"kind": "ASSAULT", "actor": "RUS", "recipient": "UKR"}]),
    ],
)  # fmt: skip
def test_nobody_calls_where_nobody_does(lang: str, text: str, mentions: list[dict[str, str]]) -> None:
    (state,) = told(text, "2024-06-18", lang, *mentions)
    assert state.treaty_id is not None
    assert state.invoked_by == ()


def test_an_article_is_written_as_the_register_writes_it() -> None:
    text = "Japan and the United States said that Article 5 of the US-Japan Security Treaty covers the islands."
    (clause,) = clauses(text, "en", frozenset(), text)
    assert (clause.ident, clause.article) == ("us-japan-1960", "V")


def test_a_request_of_a_state_outside_the_alliance_is_no_call_upon_its_treaty() -> None:
    assert told("Serbia asked the CSTO for help.", "2022-01-05", "en", asks("SRB", "IGO:CSTO")) == ()


@pytest.mark.parametrize(
    ("lang", "answer", "kinds"),
    [
        ("en", "The CSTO held an extraordinary session in the evening.", {"consultations"}),
        ("en", "The CSTO decided that a mission led by its secretary general would go there.", {"mission"}),
        ("en", "The CSTO will send no troops.", {"no_action"}),
        ("en", "In 2020 the CSTO sent troops.", set()),
        ("de", "Die OVKS kam zu einer Sondersitzung zusammen.", {"consultations"}),
        ("de", "Die OVKS entsandte Truppen nach Armenien.", {"troops"}),
        ("ru", "ОДКБ провела экстренное заседание.", {"consultations"}),
        ("ru", "ОДКБ направит миссию во главе с генсеком.", {"mission"}),
        ("ru", "ОДКБ отказалась от решения.", {"declined"}),
    ],
)
def test_what_those_who_were_asked_did(lang: str, answer: str, kinds: set[str]) -> None:
    call = {
        "en": "Armenia invoked Article 4 of the Collective Security Treaty.",
        "de": "Armenien berief sich auf Artikel 4 des Vertrags über kollektive Sicherheit.",
        "ru": "Армения сослалась на статью 4 Договора о коллективной безопасности.",
    }[lang]
    (state,) = told(f"{call} {answer}", "2022-09-13", lang, asks("ARM", "IGO:CSTO", call))
    assert {found.kind for found in state.answers} == kinds
    assert all(found.by == "IGO:CSTO" and found.documents == ("alpha",) for found in state.answers)


def test_namings_without_an_article_go_to_the_only_article_named() -> None:
    text = "Poland invoked Article 4 of the North Atlantic Treaty. Lithuania asked NATO for help as well."
    found = told(text, "2022-02-24", "en", asks("POL", "IGO:NATO", text[:54]), asks("LTU", "IGO:NATO", text[55:]))
    assert [(state.article, state.invoked_by) for state in found] == [("4", ("LTU",)), ("4", ("POL",))]


def test_who_does_not_call_where_others_did() -> None:
    first = "Armenien berief sich auf Artikel 4 des Vertrags über kollektive Sicherheit."
    second = "Anders als Eriwan rief keine der beiden Regierungen die Beistandsklausel der OVKS an."
    docs = [document("alpha", first, "2022-09-13", lang="de"), document("beta", second, "2022-09-17", lang="de")]
    results = {
        "alpha": coded(docs[0], mention(docs[0], "REQUEST", "ARM", "IGO:CSTO", date="2022-09-13")),
        "beta": coded(docs[1], mention(docs[1], "ACCUSE", "KGZ", "TJK", date="2022-09-17")),
    }
    called, silent = commitments(docs, statements(docs, results))
    assert (called.invoked_by, called.article) == (("ARM",), "4")
    assert (silent.invoked_by, silent.article, silent.outcome) == ((), "4", "not invoked by KGZ, TJK")
    assert (called.documents, silent.documents) == (("alpha", "beta"), ("beta",))


def test_who_is_helped_on_the_ground_of_a_clause_has_called() -> None:
    text = "Die OVKS entsendet auf Bitten Kasachstans Truppen. Grundlage sei Artikel 4 des Vertrags über kollektive Sicherheit."
    (state,) = told(
        text, "2022-01-06", "de", {"kind": "AID", "actor": "IGO:CSTO", "recipient": "KAZ", "passage": text[:50]}
    )
    assert (state.article, state.invoked_by, state.asked_of) == ("4", ("KAZ",), ("IGO:CSTO",))


def test_of_two_alliances_the_one_of_the_sentence_is_meant() -> None:
    text = (
        "Die EU äußerte sich besorgt. Polens Regierungschef Tusk beantragte bei der Nato Konsultationen nach Artikel 4."
    )
    (state,) = told(text, "2025-09-10", "de", asks("POL", "IGO:NATO", text[29:]))
    assert (state.treaty_id, state.article, state.invoked_by) == ("north-atlantic-treaty", "4", ("POL",))


def test_the_pact_of_an_organisation_with_a_member_is_the_treaty_it_rests_on() -> None:
    text = "Armenien hat den Beistandspakt der Organisation für kollektive Sicherheit in Anspruch genommen."
    (state,) = told(text, "2022-09-13", "de", asks("ARM", "IGO:CSTO"))
    assert (state.treaty_id, state.invoked_by) == ("collective-security-treaty", ("ARM",))


@pytest.mark.parametrize(("status", "kinds"), [("actual", {"assistance"}), ("future", set()), ("hypothetical", set())])
def test_help_that_is_to_come_is_no_answer_yet(status: str, kinds: set[str]) -> None:
    text = "Armenia invoked the Collective Security Treaty and asked the CSTO for help. The CSTO decided what to do."
    aid = {"kind": "AID", "actor": "IGO:CSTO", "recipient": "ARM", "passage": "The CSTO decided what to do.", "status": status}
    (state,) = told(text, "2022-09-13", "en", asks("ARM", "IGO:CSTO", "Armenia invoked the Collective Security Treaty"), aid)
    assert {answer.kind for answer in state.answers} == kinds
