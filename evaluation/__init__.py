"""The quality gates: data, floors, one command (``python -m evaluation``)."""
