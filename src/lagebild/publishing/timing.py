"""When something is sent: the wait after a failure, and the hours in which alerts are held back."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lagebild.errors import UsageError

#: Waits grow from the first to the longest, twice as long each time, by up to a quarter longer at random.
FIRST, LONGEST, SPREAD = dt.timedelta(minutes=1), dt.timedelta(hours=6), 0.25
#: After so many attempts (about two days) a delivery has failed.
MOST_ATTEMPTS = 16
HOURS = re.compile(r"([01]?\d|2[0-3])(?::([0-5]\d))?\s*-\s*([01]?\d|2[0-3])(?::([0-5]\d))?")


def wait(attempts: int, chance: float, asked: float | None = None) -> dt.timedelta:
    """How long to wait after so many attempts; ``chance`` from 0 to 1; never shorter than the server has asked for."""
    growing = min(FIRST * (1 << min(attempts - 1, 20)), LONGEST) * (1 + SPREAD * chance)
    return max(growing, dt.timedelta(seconds=min(asked or 0.0, 30 * 86400.0)))


@dataclass(frozen=True)
class QuietHours:
    """Hours of the day in one time zone; ``start`` may be later than ``end``, then they go over midnight."""

    start: dt.time
    end: dt.time
    zone: ZoneInfo

    def __contains__(self, moment: dt.datetime) -> bool:
        """Whether a time is within them; the end is not."""
        clock = moment.astimezone(self.zone).time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end


def quiet_hours(given: str, zone: str) -> QuietHours | None:
    """Hours written ``22-6`` or ``22:30-06:00``, None for an empty text; raises UsageError."""
    if not given.strip():
        return None
    found = HOURS.fullmatch(given.strip())
    if found is None:
        raise UsageError(f"'{given}' are no hours", advice="for example 22-6 or 22:30-06:00")
    first, first_minute, last, last_minute = (int(part or 0) for part in found.groups())
    try:
        return QuietHours(dt.time(first, first_minute), dt.time(last, last_minute), ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(f"'{zone}' is no time zone", advice="for example Europe/Berlin") from error
