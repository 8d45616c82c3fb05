"""Alarms on counts: what each method says of quiet, of a jump and of a slow end."""

import numpy as np
import pytest

from lagebild.assessment.alarms import SCORES, SHORTEST, THRESHOLDS, detection_delay, judge

QUIET = [2, 1, 2, 3, 2, 1, 2, 2, 3, 1, 2, 2, 1, 2, 3, 2]
JUMP = [*QUIET, 60, 70, 65]


@pytest.mark.parametrize("method", sorted(SCORES))
def test_a_jump_raises_an_alarm_and_quiet_does_not(method):
    judged = judge(JUMP, method)
    assert not any(one.alarm for one in judged if one.period < len(QUIET))
    assert any(one.alarm for one in judged if one.period >= len(QUIET))


@pytest.mark.parametrize("method", sorted(SCORES))
def test_a_period_is_judged_by_what_came_before_it_only(method):
    short, long = judge(QUIET, method), judge(JUMP, method)
    assert [one.score for one in short] == pytest.approx([one.score for one in long[: len(short)]])


@pytest.mark.parametrize("method", sorted(SCORES))
def test_silence_is_no_alarm(method):
    assert not any(one.alarm for one in judge([0] * 30, method))
    assert not any(one.alarm for one in judge([50] * 10 + [0] * 20, method) if one.period > 12)


def test_ears_c1_is_the_distance_from_the_baseline_in_standard_deviations():
    last = judge([*QUIET[-12:], 10], "ears_c1")[-1]
    past = np.array(QUIET[-12:], dtype=float)
    assert last.score == pytest.approx((10 - past.mean()) / past.std(ddof=1))
    assert last.baseline == pytest.approx(past.mean())
    assert last.threshold == THRESHOLDS["ears_c1"]


def test_a_short_series_is_not_judged():
    assert judge([5] * SHORTEST, "ears_c1") == []


def test_the_delay_counts_from_the_onset_to_the_first_alarm():
    judged = judge(JUMP, "ears_c1")
    assert detection_delay(judged, len(QUIET)) == 0
    assert detection_delay(judged, len(JUMP)) is None
