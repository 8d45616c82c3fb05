"""Reports that were written: where, for which situation, with which contents."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from lagebild import CODER
from lagebild.store.tables import now, reports


class StoredReport(NamedTuple):
    """A report's file as it was when written."""

    situation: str
    path: Path
    content_hash: str
    coder: str
    made_at: dt.datetime


def put_report(connection: sa.Connection, path: Path, situation: str) -> None:
    """Notes a report file with the SHA-256 of its bytes."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    row = {"situation": situation, "path": str(path), "content_hash": digest, "coder": CODER, "made_at": now()}
    connection.execute(sa.insert(reports).values(row))


def find_reports(connection: sa.Connection, situation: str | None) -> list[StoredReport]:
    """Reports of a situation, or of all, the first written first."""
    wanted = sa.select(reports).order_by(reports.c.number)
    if situation is not None:
        wanted = wanted.where(reports.c.situation == situation)
    return [
        StoredReport(row.situation, Path(row.path), row.content_hash, row.coder, row.made_at)
        for row in connection.execute(wanted)
    ]
