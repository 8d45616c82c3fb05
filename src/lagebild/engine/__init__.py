"""The same task on many documents, in this process or in several; results in the order of the input."""

from lagebild.engine.coding import code_all
from lagebild.engine.outcome import Failure
from lagebild.engine.running import run_all

__all__ = ["Failure", "code_all", "run_all"]
