"""Options of the test suite (they have to stand in the topmost folder to be known in every run)."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew from what is coded now")
