"""The same task on every document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lagebild.engine.outcome import Failure, T, Task, attempt
from lagebild.errors import InputError
from lagebild.model import Document


def run_all(items: Iterable[Document | InputError], task: Task[T], jobs: int = 1) -> Iterator[T | Failure]:
    """One result per item, in the order of the items; an error among them becomes a Failure at its place."""
    if jobs > 1:
        from lagebild.engine.pool import run_in_processes

        yield from run_in_processes(items, task, jobs)
        return
    for item in items:
        yield attempt(task, item) if isinstance(item, Document) else Failure(item.source, item)
