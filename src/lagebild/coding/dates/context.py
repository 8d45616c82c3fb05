"""What the meaning of an expression depends on besides its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lagebild.coding.dates.words import Values


@dataclass(frozen=True)
class Context:
    """Day of publication, last day named in the text before, whether the clause is in the future or in the past.

    ``main`` is the last day named that is not only a look back ("the day before"), ``latest`` the latest day up to publication.
    """

    published: date | None
    anchor: date | None = None
    future: bool = False
    until: bool = False
    past: bool = False
    year: int | None = None
    same_sentence: bool = False
    main: date | None = None
    latest: date | None = None

    @property
    def day(self) -> date | None:
        """The day that "the day before" counts from."""
        return self.anchor or self.published

    def ahead(self, values: Values) -> bool:
        """Whether an incomplete date is to be sought after publication."""
        return bool(values.get("ahead")) or self.future or (self.until and not self.past)


def number(values: Values, name: str) -> int | None:
    """A value as an integer."""
    value = values.get(name)
    return None if value is None or value == "" else int(value)


def word(values: Values, name: str) -> str | None:
    """A value as a string."""
    value = values.get(name)
    return None if value is None or value == "" else str(value)
