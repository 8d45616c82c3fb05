"""What becomes of one document."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias, TypeVar

from lagebild.errors import InputError, LagebildError
from lagebild.model import Document

T = TypeVar("T")
#: What is done with a document; must be importable by name where several processes share the work.
Task: TypeAlias = Callable[[Document], T]


class Failure(NamedTuple):
    """A document (or place in an input) that could not be coded, and why."""

    id: str
    error: InputError


def attempt(task: Task[T], document: Document) -> T | Failure:
    """The result of the task, or a Failure; errors that are no fault of the document (a missing model) are raised."""
    try:
        return task(document)
    except InputError as error:
        return Failure(document.id, type(error)(error.what, source=error.source or document.id, advice=error.advice))
    except LagebildError:
        raise
    except Exception as error:  # one document must never end the run of the others
        return Failure(document.id, broken(document, f"{type(error).__name__}: {error}"))


def broken(document: Document, reason: str) -> InputError:
    """The error of a document on which the coder itself failed."""
    advice = "please report it with the text"
    return InputError(f"could not be coded ({' '.join(reason.split())[:200]})", source=document.id, advice=advice)
