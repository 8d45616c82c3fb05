"""Both databases; PostgreSQL as a throw-away cluster that only a socket in its folder leads to."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from lagebild.store import Store

BINARIES = Path("/usr/lib/postgresql/15/bin")
#: initdb refuses to run as root.
OWNER = "postgres" if os.getuid() == 0 else None


def run(*arguments: str, check: bool = True) -> None:
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    subprocess.run(arguments, user=OWNER, cwd="/", env=environment, check=check, capture_output=True, timeout=120)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Path]:
    if not (BINARIES / "initdb").exists():
        pytest.skip(f"no PostgreSQL binaries in {BINARIES}")
    folder = Path(tempfile.mkdtemp(prefix="lagebild-pg-", dir="/tmp"))
    if OWNER:
        shutil.chown(folder, OWNER)
    data, control = str(folder / "data"), str(BINARIES / "pg_ctl")
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    try:
        run(str(BINARIES / "initdb"), "-D", data, "-U", "lagebild", "--auth=trust", "--encoding=UTF8", "--no-sync")
        run(control, "-D", data, "-l", str(folder / "log"), "-o", options, "-w", "start")
        yield folder
    finally:
        run(control, "-D", data, "-m", "immediate", "-w", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql(cluster: Path) -> Iterator[str]:
    """URL of an empty database."""
    name = f"test_{os.urandom(6).hex()}"
    server = sa.create_engine(f"postgresql+psycopg://lagebild@/postgres?host={cluster}", isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    yield f"postgresql://lagebild@/{name}?host={cluster}"
    with server.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new folder' / 'store.sqlite'}"
    found: str = request.getfixturevalue("postgresql")
    return found


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        yield opened
