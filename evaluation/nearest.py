"""Whether the nearest precedents foretell what happened after the next one better than all earlier cases do.

Each precedent is taken as a situation of its own time: only cases that were over before it began and outcomes that were
known when its fighting stopped are used. Foretold is that fighting had not resumed, measured is Brier's score (1950).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean

from evaluation.measured import Figure, Measured
from lagebild.assessment.nearness import nearest
from lagebild.assessment.options import earlier
from lagebild.assessment.profiles import Profile
from lagebild.assessment.rates import RESULTS, outcome_known
from lagebild.knowledge.precedents import HORIZONS, Horizon, Precedent, precedents
from lagebild.knowledge.when import first_day

FILES = tuple(sorted((Path(__file__).resolve().parents[1] / "src/lagebild/knowledge/precedents").glob("*.yaml")))
#: Earlier cases from which on a precedent is foretold.
ENOUGH = 20
#: Weight of the share among all earlier cases beside the near ones, in cases.
PRIOR = 5


def measure() -> Measured:
    """Brier's scores of the nearest by day, and by what part they are better than all earlier cases."""
    figures = {}
    for days in HORIZONS:
        scores = list(_scores(days))
        near, all_cases = (fmean(pair[n] for pair in scores) for n in (0, 1))
        figures[f"{days} days: brier"] = Figure(near, low=True)
        figures[f"{days} days: skill over all earlier cases"] = Figure(1 - near / all_cases)
    return Measured(figures)


def _scores(days: Horizon) -> Iterator[tuple[float, float]]:
    """Squared errors of the nearest and of all earlier cases, one pair a precedent."""
    for case in precedents():
        stopped = first_day(case.since.on)
        known = [
            other
            for other in earlier(
                precedents(), min(stopped, first_day(case.start) if len(case.start) == 10 else stopped)
            )
            if outcome_known(other, days, stopped)
        ]
        if days in case.outcomes() and len(known) >= ENOUGH:
            came = calm(case, days)
            share = fmean(calm(other, days) for other in known)
            ids = {one.id for one in nearest(_profile(case), known)}
            near = [calm(other, days) for other in known if other.id in ids]
            foretold = (sum(near) + PRIOR * share) / (len(near) + PRIOR)
            yield (foretold - came) ** 2, (share - came) ** 2


def calm(case: Precedent, days: Horizon) -> bool:
    """True where fighting had not resumed after some days."""
    return case.outcomes()[days].state in RESULTS["not_resumed"]


def _profile(case: Precedent) -> Profile:
    """A precedent as a situation of its time."""
    return Profile(
        sides=case.sides, kind=case.kind, regions=(case.region,), deaths=case.deaths, contested=case.contested,
        alliance_asked=case.alliance_asked, peacekeepers=case.peacekeepers_before, mediators=_mediators(case),
    )  # fmt: skip


def _mediators(case: Precedent) -> tuple[str, ...]:
    found: Sequence[str] = [code for taken in case.measures if taken.measure == "mediation" for code in taken.by]
    return tuple(sorted(set(found)))
