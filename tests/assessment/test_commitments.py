"""Who is bound to whom, what events touch on whose account, what was invoked, what came of cases like it, in words."""

import datetime as dt
import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from lagebild.assessment.commitment_wording import (
    bond_sentence,
    comparable_sentence,
    contents,
    date,
    days,
    named_clause,
    outcomes,
    sentences,
    touched_sentence,
)
from lagebild.assessment.commitments import (
    Bond,
    Case,
    Invoked,
    Obligation,
    Touched,
    bound,
    comparable,
    invoked,
    obligations,
    touched,
)
from lagebild.assessment.names import listing, name
from lagebild.knowledge.actors import register
from lagebild.knowledge.treaty_register import DUTIES, treaty_register
from lagebild.knowledge.wording_files import commitment_words, name_forms
from lagebild.model import LANGUAGES, Account, CommitmentState, Event, Outcome, Situation

CST, RUSSIA_ARMENIA, AZERBAIJAN_TURKEY = "collective-security-treaty", "russia-armenia-1997", "azerbaijan-turkey-2010"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def attack(
    actor: str,
    recipient: str,
    when: str,
    where: str | None,
    *accounts: tuple[str, str],
    kind: str = "ASSAULT",
    place: str | None = None,
) -> Event:
    """An attack with accounts ``(claimants, status)``."""
    told = tuple(Account(claimed_by=tuple(by.split()), status=status, documents=("a",)) for by, status in accounts)
    return Event(
        id=f"{actor}-{recipient}-{when}-{where}-{place}", type=kind, actor=tuple(actor.split()), recipient=tuple(recipient.split()),
        date=day(when), place=place, place_country=where, documents=("a",), origins=1, accounts=told,
    )  # fmt: skip


def of(found: tuple[Touched, ...], treaty: str, article: str | None, to: str) -> Touched:
    (one,) = [t for t in found if (t.treaty, t.article, t.to) == (treaty, article, to)]
    return one


def bond(found: tuple[Bond, ...], treaty: str, article: str | None, to: str) -> Bond:
    (one,) = [b for b in found if (b.treaty, b.article, b.to) == (treaty, article, to)]
    return one


#: What was told of 13 September 2022: each side accuses the other of having begun.
SEPTEMBER = Situation(
    documents=1,
    parties=("ARM", "AZE"),
    events=(
        attack("AZE", "ARM", "2022-09-13", "ARM", ("ARM", "actual"), ("AZE", "negated"), place="Goris"),
        attack("ARM", "AZE", "2022-09-12", "ARM-AZE", ("AZE", "actual"), ("ARM", "negated")),
    ),
    commitments=(
        CommitmentState(
            treaty="Collective Security Treaty", treaty_id=CST, article="4", invoked_by=("ARM",), on=day("2022-09-13"),
            asked_of=("IGO:CSTO",),
        ),
        CommitmentState(treaty="Shusha Declaration", treaty_id="shusha-declaration"),
    ),
)  # fmt: skip


def test_who_was_bound_to_whom_on_13_september_2022() -> None:
    found = bound(day("2022-09-13"), ["ARM", "AZE"])
    assert bond(found, CST, "4", "ARM").bound == ("BLR", "KAZ", "KGZ", "RUS", "TJK")
    assert bond(found, CST, "4", "ARM").request == "required"
    assert bond(found, RUSSIA_ARMENIA, "3", "ARM").bound == ("RUS",)
    assert bond(found, AZERBAIJAN_TURKEY, "2", "AZE").bound == ("TUR",)
    assert not bond(found, "shusha-declaration", None, "AZE").binding
    assert not [b for b in found if b.to == "AZE" and b.treaty == CST]
    assert not [b for b in found if b.to == "ARM" and "TUR" in b.bound]


@pytest.mark.parametrize(
    ("when", "state"), [("2024-01-31", "in_force"), ("2024-03-01", "disputed"), ("2025-06-01", "disputed")]
)
def test_armenias_place_in_the_alliance_is_disputed_since_february_2024(when: str, state: str) -> None:
    found = bound(day(when), ["ARM"], ["RUS"])
    assert bond(found, CST, "4", "ARM").state == state
    assert bond(found, RUSSIA_ARMENIA, "3", "ARM").state == "in_force"
    helped = bound(day(when), ["RUS"], ["ARM"])
    assert bond(helped, CST, "4", "RUS").state == state


@pytest.mark.parametrize(
    ("when", "to", "treaty", "article", "inside", "outside"),
    [
        ("2001-09-12", "USA", "north-atlantic-treaty", "5", "DEU TUR POL", "ROU FIN SWE"),
        ("2015-11-17", "FRA", "treaty-on-european-union", "42(7)", "DEU GBR SWE", "TUR NOR"),
        ("2024-06-20", "KOR", "us-korea-1953", "III", "USA", "JPN"),
        ("2025-01-01", "RUS", "russia-dprk-2024", "4", "PRK", "CHN"),
        ("2025-10-01", "SAU", "saudi-pakistan-2025", None, "PAK", "USA"),
        ("2019-09-11", "COL", "rio-treaty", "3", "USA BRA", "MEX BOL"),
    ],
)
def test_bonds_on_a_day(when: str, to: str, treaty: str, article: str | None, inside: str, outside: str) -> None:
    found = bond(bound(day(when), [to]), treaty, article, to) if treaty != "rio-treaty" else None
    bearers = {code for b in bound(day(when), [to]) if (b.treaty, b.article) == (treaty, article) for code in b.bound}
    assert found is None or set(found.bound) == bearers
    assert set(inside.split()) <= bearers
    assert not set(outside.split()) & bearers


def test_a_treaty_that_is_not_yet_or_no_longer_in_force_binds_nobody() -> None:
    for when, treaty in (
        ("2024-11-01", "russia-dprk-2024"),
        ("2000-01-01", "ussr-dprk-1961"),
        ("1995-01-01", "warsaw-pact"),
    ):
        assert treaty not in {b.treaty for b in bound(day(when))}


def test_a_treaty_that_is_only_signed_says_so() -> None:
    found = bond(bound(day("2025-11-01"), ["PNG"]), "pukpuk-2025", None, "PNG")
    assert (found.bound, found.state, found.since) == (("AUS",), "pending", "2025-10-06")
    assert "entry into force not recorded" in bond_sentence(found, "en")


def test_a_guarantee_binds_one_way() -> None:
    found = bound(day("2025-11-01"), ["QAT", "USA"])
    assert bond(found, "us-qatar-order-2025", None, "QAT").bound == ("USA",)
    assert not [b for b in found if b.treaty == "us-qatar-order-2025" and b.to == "USA"]


def test_a_clause_is_touched_on_the_account_of_who_says_so() -> None:
    found = touched(SEPTEMBER, day("2022-09-16"))
    russian = of(found, CST, "4", "ARM")
    assert (russian.attacker, russian.claimed_by, russian.denied_by) == (("AZE",), ("ARM",), ("AZE",))
    assert (russian.area, russian.internal) == ("inside", False)
    turkish = of(found, AZERBAIJAN_TURKEY, "2", "AZE")
    assert (turkish.attacker, turkish.claimed_by, turkish.denied_by, turkish.area) == (
        ("ARM",),
        ("AZE",),
        ("ARM",),
        "unknown",
    )


def test_an_attack_on_nagorno_karabakh_is_not_on_the_ground_of_a_member() -> None:
    told = Situation(
        documents=1, events=(attack("AZE", "ARM", "2020-09-27", "AZE", ("ARM", "actual"), place="Stepanakert"),)
    )
    assert of(touched(told, day("2020-09-28")), CST, "4", "ARM").area == "outside"
    assert of(touched(told, day("2020-09-28")), RUSSIA_ARMENIA, "3", "ARM").area == "outside"


@pytest.mark.parametrize(
    ("victim", "country", "place", "area"),
    [
        ("GBR", "FLK", "Port Stanley", "outside"),
        ("USA", "USA", "Hawaii", "outside"),
        ("TUR", "TUR", "Ceylanpınar", "inside"),
        ("DNK", "GRL", "Nuuk", "inside"),
        ("FRA", "GUF", "Cayenne", "outside"),
        ("POL", None, None, "unknown"),
        ("POL", "POL-UKR", None, "unknown"),
    ],
)
def test_the_area_of_the_north_atlantic_treaty(victim: str, country: str | None, place: str | None, area: str) -> None:
    told = Situation(
        documents=1, events=(attack("UNK", victim, "2023-01-01", country, (victim, "actual"), place=place),)
    )
    assert of(touched(told, day("2023-01-02")), "north-atlantic-treaty", "5", victim).area == area


def test_fighting_between_two_members_is_marked() -> None:
    told = Situation(documents=1, events=(attack("KGZ", "TJK", "2022-09-14", "TJK", ("TJK", "actual")),))
    assert of(touched(told, day("2022-09-16")), CST, "4", "TJK").internal
    assert not of(touched(told, day("2022-09-16")), "russia-tajikistan-1993", None, "TJK").internal


def test_a_threat_touches_clauses_of_consultation_only() -> None:
    told = Situation(
        documents=1, events=(attack("AZE", "ARM", "2022-09-10", None, ("ARM", "actual"), kind="THREATEN"),)
    )
    articles = {t.article for t in touched(told, day("2022-09-11")) if t.treaty == CST}
    assert articles == {"2"}


def test_an_attack_on_a_region_may_be_on_its_ground() -> None:
    told = Situation(
        documents=1, events=(attack("GEO", "NSA:ABKHAZIA", "2012-01-01", "GEO", ("NSA:ABKHAZIA", "actual")),)
    )
    assert of(touched(told, day("2012-01-02")), "russia-abkhazia-2008", "4", "NSA:ABKHAZIA").area == "unknown"


@pytest.mark.parametrize(("status", "articles"), [("actual", {"4", "6"}), ("future", {"2"}), ("hypothetical", set())])
def test_an_attack_that_is_announced_is_a_threat_and_one_thought_of_is_nothing(status: str, articles: set[str]) -> None:
    told = Situation(documents=1, events=(attack("AZE", "ARM", "2022-09-13", "ARM", ("ARM", status)),))
    assert {t.article for t in touched(told, day("2022-09-14")) if t.treaty == CST} == articles


def test_an_act_that_is_only_denied_rests_on_nobodys_account() -> None:
    told = Situation(documents=1, events=(attack("AZE", "ARM", "2022-09-13", "ARM", ("AZE", "negated")),))
    one = of(touched(told, day("2022-09-14")), CST, "4", "ARM")
    assert (one.claimed_by, one.denied_by, one.reported) == ((), ("AZE",), False)


def test_exchanging_the_parties_exchanges_what_is_touched() -> None:
    seen = []
    for one, other in (("KGZ", "TJK"), ("TJK", "KGZ")):
        told = Situation(documents=1, events=(attack(one, other, "2022-09-14", other, (other, "actual")),))
        found = [t for t in touched(told, day("2022-09-16")) if t.treaty == CST]
        seen.append([(t.article, t.area, t.internal, t.to == other, t.claimed_by == (other,)) for t in found])
    assert seen[0] == seen[1]


def test_only_what_was_called_upon_is_invoked() -> None:
    (call,) = invoked(SEPTEMBER)
    assert (call.treaty, call.article, call.by, call.party) == (CST, "4", ("ARM",), True)


@pytest.mark.parametrize(
    ("treaty", "before", "trigger", "by", "against", "first"),
    [
        (CST, "2022-09-13", "armed_attack", "ARM", "AZE", ("ARM", "2021-05-14")),
        (CST, "2022-09-13", "internal", "KGZ", "", ("KAZ", "2022-01-05")),
        (CST, "2021-12-31", "internal", "KAZ", "", ("KGZ", "2010-06-12")),
        (RUSSIA_ARMENIA, "2022-09-13", "armed_attack", "ARM", "AZE", ("ARM", "2021-11-16")),
        ("north-atlantic-treaty", "2025-09-10", "armed_attack", "POL", "RUS", ("BGR", "2022-02-24")),
        ("rio-treaty", "2019-09-11", "threat", "COL", "VEN", ("USA", "2001-09-21")),
    ],
)
def test_the_last_comparable_case(
    treaty: str, before: str, trigger: str, by: str, against: str, first: tuple[str, str]
) -> None:
    cases = comparable(treaty, day(before), trigger=trigger, by=by.split(), against=against.split())
    assert (cases[0].by[0], cases[0].on) == first


def test_a_treaty_without_cases_is_compared_with_others_of_its_kind() -> None:
    cases = comparable("saudi-pakistan-2025", day("2026-01-01"), by=["SAU"])
    assert cases
    assert {case.treaty for case in cases} != {"saudi-pakistan-2025"}
    assert all(
        treaty_register().treaties[case.treaty].kind in {"alliance", "guarantee", "assistance"} for case in cases
    )


def test_what_is_invoked_and_touched_comes_first() -> None:
    found = obligations(SEPTEMBER, day("2022-09-16"))
    assert (found[0].treaty, found[0].article, found[0].to) == (CST, "4", "ARM")
    assert found[0].bonds
    assert found[0].touched
    assert found[0].invoked
    assert found[0].comparable[0].on == "2021-05-14"
    assert {one.to for one in found} == {"ARM", "AZE"}


def test_the_answer_in_words() -> None:
    first = obligations(SEPTEMBER, day("2022-09-16"))[0]
    english = " ".join(sentences(first, "en"))
    assert "Russia and Tajikistan are bound to Armenia on request to give the help needed" in english
    assert "on the account of Armenia" in english
    assert "contradicted by Azerbaijan" in english
    assert "In the last comparable case (Armenia, 14 May 2021, Article 2, Collective Security Treaty)" in english
    german = " ".join(sentences(first, "de"))
    assert "sind gegenüber Armenien auf Ersuchen verpflichtet, die nötige Hilfe zu leisten" in german
    russian = " ".join(sentences(first, "ru"))
    assert "Статья 4, Договор о коллективной безопасности: обязательство перед Арменией (по просьбе) оказать" in russian
    assert "нападение Азербайджана на Армению (13 сентября 2022 г.)" in russian
    assert "Обращение Армении (13 сентября 2022 г.); адресат: ОДКБ." in russian
    assert "(Армения, 14 мая 2021 г., статья 2, Договор о коллективной безопасности)" in russian
    assert "Angriff von Aserbaidschan auf Armenien (13. September 2022)" in german


def test_many_parties_are_counted() -> None:
    french = bond(bound(day("2015-11-17"), ["FRA"]), "treaty-on-european-union", "42(7)", "FRA")
    assert bond_sentence(french, "en").startswith("27 parties are bound to France on request to help by all means")


def test_a_clause_by_its_id() -> None:
    assert named_clause("un-charter/39", "en") == "Article 39, UN Charter"
    assert named_clause("un-charter", "de") == "UN-Charta"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("aggression against one party counts as aggression against all", "“necessary assistance, including military”", "fighting between two parties is not provided for", "Nagorno-Karabakh was not treated as territory of a party", "Armenia asked for consultations; they were held")),
        ("de", ("eine Aggression gegen eine Partei gilt als Aggression gegen alle", "(englisch): „necessary assistance, including military“", "Kämpfe zwischen zwei Parteien sind nicht geregelt", "Bergkarabach wurde nicht als Hoheitsgebiet einer Partei behandelt", "ersuchte Armenien um Konsultationen; sie fanden statt")),
        ("ru", ("агрессия против одного участника рассматривается как агрессия против всех", "Дословно: «необходимую помощь, включая военную»", "бои между двумя участниками не предусмотрены", "Нагорный Карабах территорией участника не считался", "Армения запросила консультации; они состоялись")),
    ],
)  # fmt: skip
def test_what_the_register_says_of_a_clause_is_in_the_language_of_the_reader(lang: str, said: tuple[str, ...]) -> None:
    told = " ".join(sentences(obligations(SEPTEMBER, day("2022-09-16"))[0], lang))
    assert [text for text in said if text not in told] == []


def test_how_a_case_went_is_not_told_before_it_can_be_over() -> None:
    cases = {
        day: comparable(CST, day, by=["ARM"], against=["AZE"], limit=5)
        for day in map(dt.date.fromisoformat, ("2022-05-15", "2021-12-01"))
    }
    notes = [{case.on: case.note for case in found}["2021-05-14"] for found in cases.values()]
    assert [note is None for note in notes] == [False, True]
    assert comparable_sentence(cases[dt.date(2021, 12, 1)], "en").endswith("no action followed")


def test_a_disputed_bond_says_so() -> None:
    told = SEPTEMBER.model_copy(
        update={"events": (attack("AZE", "ARM", "2024-06-01", "ARM", ("ARM", "actual")),), "commitments": ()}
    )
    (one,) = [o for o in obligations(told, day("2024-06-02")) if (o.treaty, o.article, o.to) == (CST, "4", "ARM")]
    assert "disputed since 22 February 2024 (Armenia)" in " ".join(sentences(one, "en"))
    assert "strittig seit 22. Februar 2024 (Armenien)" in " ".join(sentences(one, "de"))
    assert "Eine Kündigung nach Artikel 11 erfolgte nicht" in " ".join(sentences(one, "de"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_says_what_a_state_will_do(lang: str) -> None:
    will = re.compile(r"\bwill\b|\bwird\b|\bwerden\b|будет|будут", re.IGNORECASE)
    found = obligations(SEPTEMBER, day("2022-09-16"))
    told = {f"{text}." for one in found for text in contents(one.treaty, one.article, lang)}
    bare = [case.model_copy(update={"note": None}) for one in found for case in one.comparable]
    said = [text for one in found for text in sentences(one.model_copy(update={"comparable": ()}), lang)]
    said = [*(text for text in said if text not in told), *(comparable_sentence([case], lang) for case in bare)]
    assert said
    assert [text for text in said if will.search(text) or "{" in text or "None" in text] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_clause_and_case_of_the_register_has_its_sentence(lang: str) -> None:
    one_each = {(b.treaty, b.article): b for b in bound(day("2026-01-01"), least="none")}
    said = [bond_sentence(found, lang) for found in one_each.values()]
    cases = [case for treaty in treaty_register() for case in comparable(treaty.id, day("2026-01-01"), limit=1)]
    said += [comparable_sentence([case], lang) for case in cases]
    for reported, claimed in ((True, ()), (False, ()), (False, ("USA", "TUR"))):
        touch = of(touched(SEPTEMBER, day("2022-09-16")), CST, "4", "ARM")
        said.append(touched_sentence(touch.model_copy(update={"reported": reported, "claimed_by": claimed}), lang))
    assert len(said) > 200
    assert [text for text in said if re.search(r"[{}]|None|\(\)|  ", text)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_duty_and_outcome_has_its_words(lang: str) -> None:
    words = commitment_words()[lang]
    assert set(words.duties) == set(DUTIES)
    assert set(words.outcomes) == set(get_args(Outcome))
    assert len(words.months) == 12
    assert outcomes(("troops",), lang)


@pytest.mark.parametrize(
    ("code", "lang", "case", "form"),
    [
        ("TUR", "de", "dative", "der Türkei"),
        ("USA", "de", "dative", "den USA"),
        ("ARE", "de", "dative", "den Vereinigten Arabischen Emiraten"),
        ("IRQ", "de", "accusative", "den Irak"),
        ("ARM", "de", "dative", "Armenien"),
        ("USA", "en", "nominative", "the United States"),
        ("ARM", "ru", "instrumental", "Арменией"),
        ("SAU", "ru", "genitive", "Саудовской Аравии"),
        ("USA", "ru", "genitive", "США"),
        ("IGO:CSTO", "ru", "nominative", "ОДКБ"),
    ],
)
def test_names_in_their_cases(code: str, lang: str, case: str, form: str) -> None:
    assert name(code, lang, case) == form


def test_a_list_of_names() -> None:
    assert listing(["RUS", "USA"], "de", "dative") == "Russland und den USA"


def test_dates_are_as_exact_as_they_are_known() -> None:
    assert [date(when, "en") for when in ("2021", "2021-05", "2021-05-14")] == ["2021", "May 2021", "14 May 2021"]
    assert date("2021-05", "ru", alone=True) == "май 2021 г."


def test_months_and_years_that_days_share_are_named_once() -> None:
    first, last = dt.date(2022, 9, 11), dt.date(2022, 9, 14)
    said = [days(first, last, lang) for lang in LANGUAGES]
    assert set(said) == {"11–14 September 2022", "11.–14. September 2022", "11–14 сентября 2022 г."}
    assert days(last, dt.date(2022, 10, 1), "ru") == "14 сентября – 1 октября 2022 г."
    assert days(last, dt.date(2022, 10, 1), "de") == "14. September – 1. Oktober 2022"
    assert days(last, dt.date(2023, 1, 1), "en") == "14 September 2022 – 1 January 2023"
    assert days(first, first, "de") == "11. September 2022"


def test_organisations_have_articles_and_cases_as_states_have() -> None:
    assert listing(["IGO:UN", "IGO:CSTO"], "de", "dative") == "den UN und der OVKS"
    assert listing(["IGO:ICRC", "IGO:NATO", "IGO:COE"], "de") == "das IKRK, die NATO und der Europarat"
    assert listing(["IGO:UN", "IGO:NATO"], "en") == "the UN and NATO"
    assert [name(code, "de", "label") for code in ("IGO:UN", "TUR")] == ["UN", "Türkei"]
    assert name("IGO:ICGLR", "ru", "accusative") == "Международную конференцию по району Великих озер"
    assert name("IGO:V4", "ru", "instrumental") == "Вышеградской группой"
    assert name("IGO:WHITEHELMETS", "ru", "genitive") == "Белых касок"
    assert name("NSA:PLO", "ru", "genitive") == "Организации освобождения Палестины"
    assert [name(f"NSA:{code}", "ru", "genitive") for code in ("HOUTHIS", "HEZBOLLAH")] == ["хуситов", "Хезболлы"]
    assert name("NSA:RSF", "ru", "genitive") == "Сил быстрой поддержки"
    assert name("NSA:REPUBLIKASRPSKA", "ru", "accusative") == "Республику Сербскую"
    assert name("COD", "ru", "accusative") == "Демократическую Республику Конго"
    assert name("ARE", "ru", "genitive") == "Объединенных Арабских Эмиратов"


def test_names_with_articles_are_of_known_actors() -> None:
    codes = {code for forms in name_forms().values() for group in forms.model_dump().values() for code in group}
    assert codes <= set(register().actors)


@pytest.mark.parametrize("kind", [Obligation, Bond, Touched, Invoked, Case], ids=lambda kind: kind.__name__)
def test_every_field_is_documented(kind: type[BaseModel]) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "assessment.md").read_text(encoding="utf-8")
    assert [field for field in kind.model_fields if f"`{field}`" not in page] == []
