"""Words of likelihood and confidence as analysts use them (ICD 203, Analytic Standards, 2015, section D.6.e)."""

from __future__ import annotations

from typing import Literal

Likelihood = Literal[
    "almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certain"
]
Confidence = Literal["low", "moderate", "high"]
#: Upper bounds of the words in ascending order; the bounds themselves belong to the lower word.
BANDS: tuple[tuple[float, Likelihood], ...] = (
    (0.05, "almost no chance"), (0.20, "very unlikely"), (0.45, "unlikely"), (0.55, "roughly even chance"),
    (0.80, "likely"), (0.95, "very likely"), (1.0, "almost certain"),
)  # fmt: skip


def likelihood(probability: float) -> Likelihood:
    """The word for a probability; raises ValueError where it is none."""
    if not 0 <= probability <= 1:
        raise ValueError(f"{probability} is no probability")
    return next(word for bound, word in BANDS if probability <= bound)


def band(word: Likelihood) -> tuple[float, float]:
    """Lowest and highest probability of a word."""
    number = next(number for number, (_, name) in enumerate(BANDS) if name == word)
    return (BANDS[number - 1][0] if number else 0.0), BANDS[number][0]
