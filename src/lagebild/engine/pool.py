"""Several processes, one document each at a time.

``concurrent.futures`` gives up the whole pool when one process dies and does not tell which document killed it. Here
every process has its own pipe and one document, so a crash is the error of that document, and a new process takes the
place of the dead one.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any, Generic

from lagebild.engine.outcome import Failure, T, Task, broken
from lagebild.engine.worker import serve, unpack
from lagebild.errors import InputError
from lagebild.model import Document

#: Documents per process that are read ahead or wait for an earlier one; bounds memory.
WINDOW = 4
#: Time for a process to end by itself once its pipe is closed.
FAREWELL_SECONDS = 5.0


def run_in_processes(items: Iterable[Document | InputError], task: Task[T], jobs: int) -> Iterator[T | Failure]:
    """Results in the order of the items; raises errors that are no fault of a document."""
    pool: _Pool[T] = _Pool(task, jobs)
    waiting: deque[_Slot[T]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(item))
            pool.collect(block=False)
            while waiting and (waiting[0].done or len(waiting) >= WINDOW * jobs):
                yield pool.result(waiting.popleft())
        while waiting:
            yield pool.result(waiting.popleft())
    finally:
        pool.close()


class _Slot(Generic[T]):
    """A place in the order of results."""

    def __init__(self, document: Document | None = None, outcome: T | Failure | None = None) -> None:
        self.document, self.outcome, self.done = document, outcome, document is None

    def finish(self, outcome: T | Failure) -> None:
        self.document, self.outcome, self.done = None, outcome, True


class _Worker(Generic[T]):
    """A process with the slot it works on; a spawned process inherits no locks, threads or connections."""

    def __init__(self, task: Task[T]) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe: Connection[Any, Any]
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, task), daemon=True)
        self.process.start()
        theirs.close()
        self.slot: _Slot[T] | None = None

    def give(self, slot: _Slot[T]) -> None:
        self.pipe.send(slot.document)
        self.slot = slot

    def stop(self) -> str:
        """Ends the process; how it ended."""
        self.pipe.close()
        self.process.join(FAREWELL_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        return f"exit code {self.process.exitcode}"


class _Pool(Generic[T]):
    def __init__(self, task: Task[T], jobs: int) -> None:
        self.task, self.jobs = task, jobs
        self.workers: list[_Worker[T]] = []
        self.queue: deque[_Slot[T]] = deque()

    def submit(self, item: Document | InputError) -> _Slot[T]:
        if not isinstance(item, Document):
            return _Slot(outcome=Failure(item.source, item))
        slot: _Slot[T] = _Slot(item)
        self.queue.append(slot)
        self._feed()
        return slot

    def result(self, slot: _Slot[T]) -> T | Failure:
        while not slot.done:
            self.collect(block=True)
        return slot.outcome  # type: ignore[return-value]

    def collect(self, *, block: bool) -> None:
        """Takes the results that are there; with ``block`` waits for one."""
        busy = {worker.pipe: worker for worker in self.workers if worker.slot}
        for pipe in wait(list(busy), None if block else 0):
            self._receive(busy[pipe])  # type: ignore[index]
        self._feed()

    def close(self) -> None:
        for worker in self.workers:
            if worker.slot:
                worker.process.terminate()
        for worker in self.workers:
            worker.stop()
        self.workers.clear()

    def _receive(self, worker: _Worker[T]) -> None:
        slot, worker.slot = worker.slot, None
        if slot is None or slot.document is None:
            return
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            slot.finish(self._lost(worker, slot.document))
            return
        slot.finish(unpack(answer))  # type: ignore[arg-type]

    def _feed(self) -> None:
        while self.queue:
            worker = next((worker for worker in self.workers if not worker.slot), None)
            if worker is None and len(self.workers) == self.jobs:
                return
            self._give(worker or self._hire(), self.queue.popleft())

    def _hire(self) -> _Worker[T]:
        worker = _Worker(self.task)
        self.workers.append(worker)
        return worker

    def _give(self, worker: _Worker[T], slot: _Slot[T]) -> None:
        """Hands a document over; a process that died while it was idle is no fault of the document."""
        document = slot.document
        if document is None:
            return
        for _ in range(2):
            try:
                worker.give(slot)
                return
            except OSError:
                failure = self._lost(worker, document)
                worker = self._hire()
        slot.finish(failure)

    def _lost(self, worker: _Worker[T], document: Document) -> Failure:
        self.workers.remove(worker)
        return Failure(document.id, broken(document, f"the process ended: {worker.stop()}"))
