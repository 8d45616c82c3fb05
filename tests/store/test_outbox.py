"""The outbox on both databases: what is due goes to one run only, and a claim that is lost sends nothing."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from lagebild.errors import StoreError
from lagebild.model import Issue
from lagebild.store import Claim, Publications, Store, Subscription

NOON = dt.datetime(2022, 9, 14, 12, tzinfo=dt.UTC)
CHANNELS = ("email", "telegram", "webhook")


class Clock:
    now = NOON

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def publications(store: Store, clock: Clock) -> Publications:
    found = store.publications(clock)
    for number in range(2):
        found.subscribe(Subscription("email", f"{number}@example.org"), confirmed=True)
    found.issue(issue("first"), {})
    return found


def issue(ident: str, **changes: object) -> Issue:
    given = {"kind": "report", "situation": "s", "lang": "en", "title": "T", "summary": "S", "issued_at": NOON}
    return Issue(id=ident, **{**given, **changes})


def claim(name: str) -> Claim:
    return Claim(name, NOON + dt.timedelta(minutes=10))


def test_what_one_run_has_in_hand_no_other_gets(publications: Publications) -> None:
    taken = [publications.claim(claim(name), CHANNELS) for name in "abc"]
    assert [[one.address for one in batch] for batch in taken] == [["0@example.org"], ["1@example.org"], []]


def test_what_a_broken_off_run_left_is_due_again_or_uncertain(publications: Publications, clock: Clock) -> None:
    publications.claim(claim("a"), CHANNELS)
    (second,) = publications.claim(claim("b"), CHANNELS)
    assert publications.start(claim("b"), 1)
    clock.now += dt.timedelta(minutes=10)
    (again,) = publications.claim(Claim("c", clock.now + dt.timedelta(minutes=10)), CHANNELS)
    assert again.address == "0@example.org"
    assert [one.number for one in publications.deliveries("uncertain")] == [second.number]
    assert not publications.start(claim("a"), 1)


def test_an_answer_that_comes_late_settles_what_was_uncertain(publications: Publications, clock: Clock) -> None:
    publications.claim(claim("a"), CHANNELS)
    publications.start(claim("a"), 1)
    clock.now += dt.timedelta(minutes=11)
    assert len(publications.deliveries("uncertain")) == 1
    publications.finish(claim("a"), "sent")
    assert publications.deliveries("uncertain") == []


def test_who_leaves_while_a_message_is_in_hand_does_not_get_it(publications: Publications) -> None:
    publications.issue(issue("second"), {})
    batch = publications.claim(claim("a"), CHANNELS)
    assert [one.issue.id for one in batch if one.issue] == ["first", "second"]
    assert publications.unsubscribe(batch[0].subscriber)
    assert not publications.start(claim("a"), 2)
    assert publications.counts() == {"dropped": 2, "pending": 2}


def test_times_of_issue_never_run_backwards(publications: Publications, clock: Clock) -> None:
    clock.now -= dt.timedelta(days=1)
    assert publications.issue(issue("second"), {}).issue.issued_at == NOON


def test_one_id_is_issued_with_one_content(publications: Publications) -> None:
    with pytest.raises(StoreError, match="new edition"):
        publications.issue(issue("first", summary="Other"), {})


def test_only_what_is_uncertain_or_failed_can_be_settled(publications: Publications) -> None:
    (one, _) = publications.deliveries()
    with pytest.raises(StoreError):
        publications.settle(one.number, again=True)


def test_several_runs_share_the_work_and_nothing_is_taken_twice(store: Store, clock: Clock) -> None:
    publications = store.publications(clock)
    for number in range(30):
        publications.subscribe(Subscription("email", f"{number}@example.org"), confirmed=True)
    publications.issue(issue("first"), {})

    def run(name: int) -> list[int]:
        taken = []
        for turn in range(100):
            mine = claim(f"{name}/{turn}")
            batch = publications.claim(mine, CHANNELS)
            if not batch:
                break
            assert publications.start(mine, len(batch))
            taken += [one.number for one in batch]
            publications.finish(mine, "sent")
        return taken

    with ThreadPoolExecutor(4) as pool:
        taken = [number for numbers in pool.map(run, range(4)) for number in numbers]
    assert len(taken) == len(set(taken)) == 30
    assert publications.counts() == {"sent": 30}
