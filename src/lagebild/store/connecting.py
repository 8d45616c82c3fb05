"""Connections: SQLite in WAL mode with writes that take their lock at once, PostgreSQL by psycopg 3."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from lagebild.errors import StoreError

#: Execution option of a connection that is going to write.
WRITES = "lagebild_writes"
#: How long a writer waits for another one.
PATIENCE_SECONDS = 60
#: Changing to WAL mode does not wait by itself; it is tried again this often, this many seconds apart.
TRIES, PAUSE_SECONDS = 50, 0.1
POSTGRESQL = frozenset({"postgres", "postgresql", "postgresql+psycopg"})
INSTALL = "pip install 'lagebild[postgresql]'"


def address(url: str) -> sa.URL:
    """The database of a URL, or of the path of an SQLite file; raises StoreError."""
    try:
        found = sa.make_url(url if "://" in url else f"sqlite:///{url}")
    except (ArgumentError, ValueError) as error:
        raise StoreError("not the URL of a database", source=url, advice="sqlite:///file or postgresql://…") from error
    if found.drivername in POSTGRESQL:
        return found.set(drivername="postgresql+psycopg")
    if found.drivername not in {"sqlite", "sqlite+pysqlite"}:
        kinds = "sqlite:///file or postgresql://…"
        raise StoreError(f"databases of kind '{found.drivername}' are not supported", source=shown(found), advice=kinds)
    return found


def shown(url: sa.URL) -> str:
    """The URL without its password."""
    return url.render_as_string(hide_password=True)


def connect(url: sa.URL) -> sa.Engine:
    """An engine for the database; makes the folder of an SQLite file. Raises StoreError."""
    serializer = partial(json.dumps, ensure_ascii=False)
    try:
        if url.get_backend_name() == "postgresql":
            return sa.create_engine(url, json_serializer=serializer, pool_pre_ping=True)
        _make_folder(url)
        engine = sa.create_engine(url, json_serializer=serializer)
    except (ImportError, NoSuchModuleError) as error:
        raise StoreError("the PostgreSQL driver is not installed", source=shown(url), advice=INSTALL) from error
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that sees one state of the store and changes nothing; raises StoreError."""
    with _translated(engine), engine.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that is kept whole or not at all; raises StoreError."""
    with _translated(engine), engine.connect() as connection:
        connection.execution_options(**{WRITES: True})
        with connection.begin():
            yield connection


@contextmanager
def _translated(engine: sa.Engine) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        reason = " ".join(str(error.orig).split())[:200]
        raise StoreError(f"the database refuses: {reason}", source=shown(engine.url)) from error


def _make_folder(url: sa.URL) -> None:
    if url.database in {None, "", ":memory:"}:
        return
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"the folder cannot be made ({error.strerror})", source=str(folder)) from error


def _prepare(connection: sqlite3.Connection, record: Any) -> None:
    """Settings of an SQLite connection; the driver's own transactions are off, ``_begin`` opens them."""
    del record
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_SECONDS * 1000}")
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    for left in reversed(range(TRIES)):
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or not left:
                raise
            time.sleep(PAUSE_SECONDS)


def _begin(connection: sa.Connection) -> None:
    """A write takes its lock at once: one that begins as a read cannot wait for it and fails instead."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
