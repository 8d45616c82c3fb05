"""One process of the pool: receives documents, sends back results, until the pipe closes."""

from __future__ import annotations

import os
import signal
from multiprocessing.connection import Connection
from typing import Any

from lagebild.engine.outcome import Failure, Task, attempt
from lagebild.errors import InputError, LagebildError

#: Several processes share the cores already; threads of the numerical libraries would only get in each other's way.
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


def serve(pipe: Connection[Any, Any], task: Task[Any]) -> None:
    """Answers every document with its packed result; an interrupt from the keyboard is left to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    while True:
        try:
            document = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = pack(attempt(task, document))
        except LagebildError as error:
            answer = ("raise", type(error), error.what, error.source, error.advice)
        pipe.send(answer)


def pack(result: object) -> tuple[Any, ...]:
    """A result in parts that survive the way between processes (exceptions with own arguments do not)."""
    if isinstance(result, Failure):
        error = result.error
        return ("failure", type(error), error.what, error.source, error.advice, result.id)
    return ("result", result)


def unpack(answer: tuple[Any, ...]) -> object:
    """What was packed; raises the error that ends the whole run."""
    if answer[0] == "result":
        return answer[1]
    _, kind, what, source, advice, *name = answer
    error: LagebildError = kind(what, source=source, advice=advice)
    if isinstance(error, InputError) and name:
        return Failure(name[0], error)
    raise error
