"""Tasks that a spawned process can import by name."""

import os
import time
from pathlib import Path

from lagebild.errors import ModelMissing, UnknownLanguage
from lagebild.model import Document


def shout(document: Document) -> str:
    """The text in capitals; or whatever else the text asks for."""
    if document.text == "crash":
        os._exit(9)
    if document.text == "unknown language":
        raise UnknownLanguage("what is this", advice="look")
    if document.text == "fault":
        raise RecursionError("too\ndeep")
    if document.text == "no model":
        raise ModelMissing("the model is gone", advice="install")
    if document.text == "large":
        return "X" * 3_000_000
    return document.text.upper()


def linger(document: Document, folder: Path) -> str:
    """Waits until a later document has been done, so that results come in another order than documents."""
    (folder / document.id).touch()
    if document.id == "0":
        while not (folder / "1").exists():
            time.sleep(0.01)
    return document.id


def process_id(document: Document) -> int:
    """The process that did it."""
    return os.getpid()
