"""Every wording of ``wordings.yaml`` read right; those known to fail are marked there, and have to fail."""

import pytest

from evaluation.wordings import Wording, coded, objection, wordings


def case(wording: Wording):
    marks = [pytest.mark.xfail(reason=wording.fails, strict=True)] if wording.fails else []
    return pytest.param(wording, id=wording.id, marks=marks)


@pytest.mark.parametrize("wording", [case(wording) for wording in wordings()])
def test_wording(wording: Wording) -> None:
    wrong = objection(wording, coded(wording).events)
    assert wrong is None, f"{wording.text}: {wrong}"
