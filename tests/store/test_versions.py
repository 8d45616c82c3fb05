"""Stores of this version, of newer ones and of other programs."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from stored_samples import document

from lagebild.errors import StoreError
from lagebild.store import Store
from lagebild.store.connecting import address, connect, writing
from lagebild.store.tables import metadata
from lagebild.store.versions import HEAD, VERSION_TABLE, configuration, version


def test_the_newest_migration_is_the_one_that_is_asked_for() -> None:
    assert ScriptDirectory.from_config(configuration()).get_current_head() == HEAD


def test_migrations_make_the_tables_that_the_code_describes(url: str) -> None:
    Store.open(url).close()
    engine = connect(address(url))
    with engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []
    engine.dispose()


def test_every_constraint_has_a_name(url: str) -> None:
    Store.open(url).close()
    engine = connect(address(url))
    found = sa.inspect(engine)
    for table in metadata.tables:
        named = [*found.get_foreign_keys(table), *found.get_unique_constraints(table), found.get_pk_constraint(table)]
        assert all(constraint["name"] for constraint in named), table
    engine.dispose()


def test_opening_again_keeps_everything(url: str) -> None:
    with Store.open(url) as store:
        store.add_document(document())
    with Store.open(url) as store:
        assert list(store.documents()) == [document()]


def test_migrations_can_be_undone(url: str) -> None:
    Store.open(url).close()
    engine = connect(address(url))
    with writing(engine) as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert set(sa.inspect(connection).get_table_names()) <= {VERSION_TABLE}
    engine.dispose()
    Store.open(url).close()


def test_a_store_of_a_newer_version_is_refused_and_left_alone(url: str) -> None:
    Store.open(url).close()
    engine = connect(address(url))
    with writing(engine) as connection:
        connection.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        Store.open(url)
    with engine.connect() as connection:
        assert version(connection) == "9999"
    engine.dispose()


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE documents (name TEXT)")
    connection.close()
    with pytest.raises(StoreError, match="another program"):
        Store.open(f"sqlite:///{path}")


@pytest.mark.parametrize(
    "url",
    [
        "mysql://localhost/x",
        "nonsense://",
        "sqlite:////proc/none/store.sqlite",
        "postgresql://nobody:secret@127.0.0.1:1/x",
    ],
)
def test_what_cannot_be_opened_is_told_without_passwords(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        Store.open(url)
    assert "secret" not in caught.value.describe()


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam, " * 100)
    with pytest.raises(StoreError, match="not a database"):
        Store.open(str(path))
    assert path.read_text().startswith("Dear Sir")
