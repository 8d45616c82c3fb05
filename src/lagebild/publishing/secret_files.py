"""Secrets: from the environment, or from a file that nobody else can read. They appear in no error text and no log."""

from __future__ import annotations

import logging
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path

from lagebild.errors import SecretMissing

#: Permissions that others than the owner have.
OTHERS = stat.S_IRWXG | stat.S_IRWXO
LARGEST = 10_000


def secret(name: str, environment: Mapping[str, str]) -> str | None:
    """The secret of a variable, or of the file that ``NAME_FILE`` names; None where neither is set."""
    if environment.get(name):
        return environment[name]
    path = environment.get(f"{name}_FILE")
    return read_private(Path(path)).decode("utf-8", "replace").strip() if path else None


def needed(name: str, environment: Mapping[str, str]) -> str:
    """The secret of a variable; raises SecretMissing."""
    found = secret(name, environment)
    if not found:
        raise SecretMissing(f"the secret {name} is not set", advice=f"set {name}, or {name}_FILE to a file of mode 600")
    return found


def read_private(path: Path) -> bytes:
    """Contents of a file that only its owner can read; raises SecretMissing for all others."""
    try:
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode) or found.st_mode & OTHERS or found.st_uid not in {os.geteuid(), 0}:
                raise SecretMissing("the file can be read or changed by others", source=str(path), advice="chmod 600")
            return file.read(LARGEST)
    except OSError as error:
        raise SecretMissing(f"the file cannot be read ({error.strerror})", source=str(path)) from error


def write_private(path: Path, content: bytes) -> None:
    """Makes a file that only its owner can read; raises SecretMissing where it is there already."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except FileExistsError as error:
        raise SecretMissing("there is a file already; it is not replaced", source=str(path)) from error
    except OSError as error:
        raise SecretMissing(f"the file cannot be written ({error.strerror})", source=str(path)) from error


def read_or_make(path: Path) -> bytes:
    """Contents of a private file; where it is not there it is made with 64 random hexadecimal digits."""
    if not path.exists():
        try:
            write_private(path, secrets.token_hex(32).encode("ascii"))
        except SecretMissing:
            if not path.exists():
                raise
    return read_private(path).strip()


class Silenced(logging.Filter):
    """Lets no record of a client through that could show an address with a secret in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """False for every record."""
        del record
        return False


def silence(*names: str) -> None:
    """Keeps loggers quiet that write whole addresses, in which some interfaces carry their secrets."""
    for name in names:
        logger = logging.getLogger(name)
        if not any(isinstance(one, Silenced) for one in logger.filters):
            logger.addFilter(Silenced())
