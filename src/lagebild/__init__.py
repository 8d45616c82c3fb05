"""Lagebild: news about a conflict into a picture that can be checked."""

__version__ = "0.1.0"
CODER = f"lagebild {__version__}"
