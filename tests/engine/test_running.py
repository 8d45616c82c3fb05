"""Many documents at once."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from engine_tasks import linger, process_id, shout

from lagebild.engine import Failure, run_all
from lagebild.engine.pool import WINDOW
from lagebild.errors import BrokenRecord, InputError, ModelMissing, UnknownLanguage
from lagebild.model import Document

JOBS = pytest.mark.parametrize("jobs", [1, 2])


def documents(*texts: str) -> list[Document | InputError]:
    return [Document(id=str(number), text=text) for number, text in enumerate(texts)]


@JOBS
def test_results_stand_in_the_order_of_the_documents(jobs: int) -> None:
    texts = [f"text {number}" for number in range(50)]
    assert list(run_all(documents(*texts), shout, jobs)) == [text.upper() for text in texts]


def test_a_slow_document_does_not_change_the_order(tmp_path: Path) -> None:
    found = run_all(documents("a", "b", "c"), partial(linger, folder=tmp_path), 2)
    assert list(found) == ["0", "1", "2"]


@JOBS
def test_errors_among_the_documents_keep_their_place(jobs: int) -> None:
    broken = BrokenRecord("not JSON", source="news.jsonl:2")
    items = [*documents("a"), broken, *documents("b")]
    assert list(run_all(items, shout, jobs)) == ["A", Failure("news.jsonl:2", broken), "B"]


@JOBS
def test_errors_of_the_task_are_errors_of_the_document(jobs: int) -> None:
    first, unknown, fault, last = run_all(documents("a", "unknown language", "fault", "b"), shout, jobs)
    assert (first, last) == ("A", "B")
    assert isinstance(unknown, Failure)
    assert type(unknown.error) is UnknownLanguage
    assert unknown.error.describe() == "[L105] 1: what is this (look)"
    assert str(unknown.error) == unknown.error.describe()
    assert isinstance(fault, Failure)
    assert "RecursionError: too deep" in fault.error.describe()


def test_a_process_that_dies_is_an_error_of_its_document_alone() -> None:
    texts = ["a", "crash", "b", "crash", "crash", "c", *"defgh"]
    found = list(run_all(documents(*texts), shout, 2))
    failed = [result.id for result in found if isinstance(result, Failure)]
    assert failed == ["1", "3", "4"]
    assert [result for result in found if not isinstance(result, Failure)] == list("ABCDEFGH")
    assert all("exit code 9" in result.error.describe() for result in found if isinstance(result, Failure))


@JOBS
def test_a_fault_of_the_installation_ends_the_run(jobs: int) -> None:
    with pytest.raises(ModelMissing, match=r"^\[L301\] the model is gone \(install\)$"):
        list(run_all(documents("a", "no model", "b"), shout, jobs))


def test_large_documents_and_results_do_not_block_each_other() -> None:
    texts = ["large", "y" * 3_000_000] * 4
    assert [len(result) for result in run_all(documents(*texts), shout, 2) if isinstance(result, str)] == [
        3_000_000
    ] * 8


def test_the_work_is_done_by_as_many_processes_as_asked_for(tmp_path: Path) -> None:
    assert len(set(run_all(documents(*"abcdefgh"), process_id, 2))) == 2


@JOBS
def test_no_more_is_read_ahead_than_the_window_holds(jobs: int) -> None:
    read = 0

    def endless() -> Iterator[Document]:
        nonlocal read
        while True:
            read += 1
            yield Document(id=str(read), text="a")

    results = run_all(endless(), shout, jobs)
    for taken in range(1, 40):
        next(results)
        assert read <= taken + WINDOW * jobs
    results.close()  # type: ignore[attr-defined]


@JOBS
def test_nothing_in_gives_nothing_out(jobs: int) -> None:
    assert list(run_all([], shout, jobs)) == []
