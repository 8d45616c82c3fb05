"""The version of a store's tables, brought up to date on opening."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from lagebild.errors import StoreError
from lagebild.store.connecting import shown, writing
from lagebild.store.tables import metadata

if TYPE_CHECKING:
    from alembic.config import Config

#: The newest migration; a test compares it with the folder.
HEAD = "0007"
MIGRATIONS = Path(__file__).parent / "migrations"
#: Any number: openers of one PostgreSQL database wait for each other on it.
LOCK = 0x1A6EB11D
VERSION_TABLE = "lagebild_version"


def upgrade(engine: sa.Engine) -> None:
    """Makes or changes the tables where needed; raises StoreError where a newer version made them."""
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        current = version(connection)
        if current == HEAD:
            return
        _check(connection, current, shown(engine.url))
        _migrate(connection)


def version(connection: sa.Connection) -> str | None:
    """The last migration that a store has seen, None for an empty database."""
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()


def configuration() -> Config:
    """Alembic's configuration for the packaged migrations."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _check(connection: sa.Connection, current: str | None, source: str) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}
    if current is not None and current not in known:
        raise StoreError(f"made by a newer version (tables {current})", source=source, advice="update lagebild")
    taken = set(sa.inspect(connection).get_table_names()) & set(metadata.tables)
    if current is None and taken:
        raise StoreError(
            f"the database of another program (table '{min(taken)}')", source=source, advice="choose an empty database"
        )


def _migrate(connection: sa.Connection) -> None:
    from alembic import command

    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
