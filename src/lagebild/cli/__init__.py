"""The command line: commands are thin functions over ``lagebild.pipeline``."""

from lagebild.cli.entry import main

__all__ = ["main"]
