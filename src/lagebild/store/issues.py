"""What was issued, with its files, and the signed manifests of the bundle; rows are only added."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from typing import NamedTuple

import sqlalchemy as sa

from lagebild.errors import StoreError
from lagebild.model import Issue
from lagebild.store.outbox import enqueue
from lagebild.store.tables import issue_files, issues, manifests


class Issued(NamedTuple):
    """An issue as it is kept; ``new`` is false where it had been issued before."""

    issue: Issue
    new: bool


def put_issue(
    connection: sa.Connection, issue: Issue, files: Mapping[str, bytes], clock: Callable[[], dt.datetime]
) -> Issued:
    """Issues at the time of the clock, with a delivery for everyone who gets it; once only for each id.

    ``files`` are contents by their SHA-256. Raises StoreError for one that is missing or does not fit its hash, and
    where the id was issued with other contents.
    """
    only_one(connection)
    known = connection.execute(sa.select(issues.c.payload).where(issues.c.id == issue.id)).scalar()
    if known is not None:
        return Issued(_unchanged(Issue.model_validate(known), issue), False)
    stamped = issue.model_copy(update={"issued_at": moment(connection, clock)})
    _put_files(connection, stamped, files)
    row = {
        "id": stamped.id, "kind": stamped.kind, "situation": stamped.situation, "issued_at": stamped.issued_at,
        "payload": stamped.model_dump(mode="json"),
    }  # fmt: skip
    number = connection.execute(sa.insert(issues).values(row).returning(issues.c.number)).scalar_one()
    enqueue(connection, number, stamped)
    return Issued(stamped, True)


def only_one(connection: sa.Connection) -> None:
    """Lets one transaction at a time issue, so that times never run backwards; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("LOCK TABLE issues IN SHARE ROW EXCLUSIVE MODE"))


def moment(connection: sa.Connection, clock: Callable[[], dt.datetime]) -> dt.datetime:
    """The time of the clock in whole seconds, or of the last issue where the clock was set back since."""
    last = connection.execute(sa.select(sa.func.max(issues.c.issued_at))).scalar()
    now = clock().astimezone(dt.UTC).replace(microsecond=0)
    return max(now, last) if last is not None else now


def find_issues(connection: sa.Connection) -> list[Issue]:
    """All issues, the first first."""
    wanted = sa.select(issues.c.payload).order_by(issues.c.number)
    return [Issue.model_validate(payload) for payload in connection.execute(wanted).scalars()]


def find_file(connection: sa.Connection, sha256: str) -> bytes:
    """Contents of a file by its hash; raises StoreError where it is not kept."""
    found = connection.execute(sa.select(issue_files.c.content).where(issue_files.c.sha256 == sha256)).scalar()
    if found is None:
        raise StoreError("the file is not in the store", source=sha256)
    return bytes(found)


def find_manifests(connection: sa.Connection) -> list[bytes]:
    """All manifests, the first first."""
    wanted = sa.select(manifests.c.content).order_by(manifests.c.number)
    return [bytes(content) for content in connection.execute(wanted).scalars()]


def put_manifest(connection: sa.Connection, number: int, content: bytes) -> None:
    """Keeps one more manifest."""
    connection.execute(sa.insert(manifests).values(number=number, content=content))


def _unchanged(known: Issue, issue: Issue) -> Issue:
    if known.kind == "report" and known.model_copy(update={"issued_at": issue.issued_at}) != issue:
        raise StoreError("issued before with other contents", source=issue.id, advice="a correction is a new edition")
    return known


def _put_files(connection: sa.Connection, issue: Issue, files: Mapping[str, bytes]) -> None:
    for file in issue.files:
        content = files.get(file.sha256)
        if content is None or hashlib.sha256(content).hexdigest() != file.sha256 or len(content) != file.size:
            raise StoreError(f"its {file.format} file is missing or was changed", source=issue.id)
        known = sa.select(issue_files.c.sha256).where(issue_files.c.sha256 == file.sha256)
        if connection.execute(known).scalar() is None:
            connection.execute(sa.insert(issue_files).values(sha256=file.sha256, content=content))
