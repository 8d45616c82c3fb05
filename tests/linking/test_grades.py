"""Who speaks is graded apart from what is said; every grade follows a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_news import coded, document, mention

from lagebild.linking import grades, interests
from lagebild.linking.grades import graded
from lagebild.linking.interests import Matter
from lagebild.linking.origins import Sources
from lagebild.linking.sides import set_sides
from lagebild.linking.statements import in_order, statements
from lagebild.model import Account, CodedDocument, Document, Event

TEXT = "Shells hit a village near the border of the two states on Monday night and several houses burned down there."
SIDES = set_sides("PER / CHL")
News = tuple[Document, CodedDocument]


def news(ident: str, says: str = "", *, outlet: str = "", status: str = "actual", actor: str = "PER", recipient: str = "CHL",
         kind: str = "ASSAULT", text: str = TEXT, country: str = "SWE", hour: int = 9) -> News:  # fmt: skip
    doc = document(ident, text, f"2023-03-14T{hour:02}:00:00+00:00", outlet=outlet, outlet_country=country)
    return doc, coded(doc, mention(doc, kind, actor, recipient, says=says, status=status))


def judged(*all_news: News, copies: dict[str, str] | None = None, dispute: str | None = None) -> Event:
    """The event of Peru's attack that the first piece of news tells of, graded."""
    documents = in_order(doc for doc, _ in all_news)
    results = {doc.id: result for doc, result in all_news}
    found = statements(documents, results)
    keys = sorted({(s.mention.status, tuple(sorted(s.claimants))) for s in found}, key=str)
    first = all_news[0][1].events[0]
    event = Event(
        id="e", type=first.type, actor=tuple(a.code for a in first.actor), recipient=tuple(a.code for a in first.recipient),
        documents=tuple(results), origins=1, disputed=dispute is not None, dispute=dispute,
        accounts=tuple(Account(claimed_by=by, status=status, documents=tuple(results)) for status, by in keys),
        mentions=tuple((ident, 0) for ident in results),
    )  # fmt: skip
    return graded([event], found, Sources(documents, copies or {}), SIDES)[0]


def marks(event: Event) -> dict[tuple[tuple[str, ...], str], str]:
    return {
        (a.claimed_by, a.status): f"{a.reliability.grade}{a.credibility.grade}"
        for a in event.accounts
        if a.reliability and a.credibility
    }


@pytest.mark.parametrize(
    ("piece", "mark", "rule"),
    [
        pytest.param(news("a", "CHL"), "D3", "party-enemy", id="a party on its enemy"),
        pytest.param(news("a", "PER"), "C2", "party-admits", id="a party that admits its own act"),
        pytest.param(news("a", "PER", status="negated"), "D3", "party-denial", id="a party that denies"),
        pytest.param(news("a", "SWE"), "C2", "outside", id="a state on no side"),
        pytest.param(news("a", "IGO:UN"), "A2", "observer", id="observers by mandate"),
        pytest.param(news("a", outlet="Reuters", country="GBR"), "B2", "agency", id="an independent agency"),
        pytest.param(news("a", outlet="ZDF", country="DEU"), "B2", "public", id="a public broadcaster"),
        pytest.param(news("a", outlet="Chilean State News", country="CHL"), "E3", "party-media", id="a party's state media"),
        pytest.param(news("a", outlet="Nobody's Notes"), "F3", "unknown-outlet", id="an unknown outlet"),
        pytest.param(news("a", "UNK", outlet="Reuters"), "F3", "unnamed", id="an unnamed source"),
        pytest.param(news("a", "PER", outlet="Chilean State News", country="CHL"), "E3", "through-enemy", id="an admission that only the enemy's media report"),
        pytest.param(news("a", "SWE", status="future"), "C6", "outside", id="announced"),
    ],
)  # fmt: skip
def test_one_voice(piece: News, mark: str, rule: str) -> None:
    event = judged(piece)
    assert list(marks(event).values()) == [mark]
    assert event.accounts[0].reliability is not None
    assert event.accounts[0].reliability.rule == rule
    assert event.accounts[0].reliability.why


def test_two_independent_origins_confirm() -> None:
    event = judged(news("a", "SWE"), news("b", outlet="Reuters", text=TEXT.upper()), news("c", "PER", status="negated"))
    assert event.credibility is not None
    assert (event.credibility.grade, event.credibility.rule) == (1, "confirmed")
    assert marks(event)[(("PER",), "negated")] == "D5"


def test_a_denial_by_a_party_contradicts_but_refutes_nothing() -> None:
    assert marks(judged(news("a", "CHL"), news("b", "PER", status="negated"))) == {
        (("CHL",), "actual"): "D4", (("PER",), "negated"): "D4",
    }  # fmt: skip
    assert judged(news("a", "SWE"), news("b", "PER", status="negated")).credibility.grade == 3  # type: ignore[union-attr]


def test_what_an_outsider_denies_is_improbable() -> None:
    assert marks(judged(news("a", "CHL"), news("b", "IGO:UN", status="negated")))[(("CHL",), "actual")] == "D5"


def test_opposed_sides_that_say_the_same_make_it_probable() -> None:
    event = judged(news("a", "PER", kind="RETREAT"), news("b", "CHL", kind="RETREAT"))
    assert event.credibility is not None
    assert (event.credibility.grade, event.credibility.rule) == (2, "both-sides")


def test_who_tells_of_its_act_and_rejects_the_blame_says_the_same_only_where_the_blame_is_contested() -> None:
    voices = (news("a", "CHL"), news("b", "PER"), news("c", "PER", status="negated"))
    assert judged(*voices, dispute="responsibility").credibility.rule == "both-sides"  # type: ignore[union-attr]
    assert judged(*voices, dispute="occurrence").credibility.rule == "one-side-contradicted"  # type: ignore[union-attr]


def test_one_stray_passage_does_not_make_a_claimant_contradict_itself() -> None:
    many = [news(f"n{n}", "CHL", text=f"{TEXT} {n}") for n in range(5)]
    event = judged(*many, news("stray", "CHL", status="negated"))
    assert event.credibility is not None
    assert (event.credibility.rule, event.credibility.against) == ("one-side", ())


def test_a_body_of_one_sides_members_is_no_observer() -> None:
    assert marks(judged(news("a", "IGO:MERCOSUR", actor="ARG", recipient="GBR"))) == {
        (("IGO:MERCOSUR",), "actual"): "D3"
    }


VOICES = ("PER", "CHL", "SWE", "IGO:UN", "IGO:CAN", "UNK", "")
pieces = st.lists(
    st.tuples(
        st.sampled_from(VOICES), st.sampled_from(("actual", "negated", "historical", "future", "hypothetical")),
        st.sampled_from(("Reuters", "ZDF", "Chilean State News", "Nobody's Notes")), st.sampled_from(("PER", "CHL")),
    ),
    min_size=1, max_size=5,
)  # fmt: skip


def told(drawn: Sequence[tuple[str, str, str, str]]) -> list[News]:
    return [
        news(
            f"n{n}",
            says,
            status=status,
            outlet=outlet,
            actor=actor,
            recipient="CHL" if actor == "PER" else "PER",
            hour=n,
        )
        for n, (says, status, outlet, actor) in enumerate(drawn)
    ]


@given(pieces)
def test_a_party_is_never_fully_reliable_about_its_enemy(drawn: Sequence[tuple[str, str, str, str]]) -> None:
    event = judged(*told(drawn))
    enemies = Matter(event, SIDES)
    for account in event.accounts:
        if any(enemies.enemies(code) & set(event.actor) for code in account.claimed_by):
            assert account.reliability is None or account.reliability.grade in "DEF"


@given(pieces, st.data())
def test_a_reprint_changes_no_grade(drawn: Sequence[tuple[str, str, str, str]], data: st.DataObject) -> None:
    first = told(drawn)
    number = data.draw(st.integers(0, len(first) - 1))
    says, status, _, actor = drawn[number]
    again = news("again", says, status=status, outlet=data.draw(st.sampled_from(("Reuters", "ZDF", "Chilean State News"))),
                 actor=actor, recipient="CHL" if actor == "PER" else "PER", hour=20)  # fmt: skip
    copies = {f"n{number}": f"n{number}", "again": f"n{number}"}
    before, after = judged(*first, copies=copies), judged(*first, again, copies=copies)
    assert [(a.reliability, a.credibility) for a in before.accounts] == [
        (a.reliability, a.credibility) for a in after.accounts
    ]
    assert before.credibility == after.credibility


SWAPPED = {"PER": "CHL", "CHL": "PER"}


@given(pieces)
def test_exchanged_parties_get_each_others_grades(drawn: Sequence[tuple[str, str, str, str]]) -> None:
    plain = [(says, status, "Reuters", actor) for says, status, _, actor in drawn]
    other = [(SWAPPED.get(says, says), status, outlet, SWAPPED[actor]) for says, status, outlet, actor in plain]
    one, exchanged = judged(*told(plain)), judged(*told(other))
    expected = {
        (tuple(SWAPPED.get(code, code) for code in by), status): mark for (by, status), mark in marks(one).items()
    }
    assert marks(exchanged) == expected
    assert (one.credibility and one.credibility.rule) == (exchanged.credibility and exchanged.credibility.rule)


def test_the_documentation_names_every_rule_with_its_grade() -> None:
    page = (Path(__file__).parents[2] / "docs" / "grades.md").read_text(encoding="utf-8")
    rows = {match[1]: match[2] for match in re.finditer(r"^\| `([a-z-]+)` \| (\w) \|", page, re.MULTILINE)}
    assert rows == {name: str(grade) for name, (grade, _) in {**grades.RULES, **interests.RULES}.items()}
