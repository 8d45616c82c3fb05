"""Command line: python -m training all | de | en | crossval | figures."""

from __future__ import annotations

import argparse
from pathlib import Path

from training import english, german
from training.figures import record, table
from training.run import refresh_scores

ROOT = Path(__file__).resolve().parents[1]
TREEBANKS = ROOT.parent / "shared" / "treebanks"
MODELS = ROOT / "src" / "lagebild" / "text" / "models"


def main() -> None:
    """Run the wanted parts one after the other and write down their figures."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("part", choices=["all", "de", "en", "crossval", "figures"])
    parser.add_argument("--treebanks", type=Path, default=TREEBANKS, help="folder of the treebanks (%(default)s)")
    parser.add_argument("--models", type=Path, default=MODELS, help="where the pipelines are written (%(default)s)")
    chosen = parser.parse_args()
    if chosen.part in ("all", "crossval"):
        figures = german.cross_validate(chosen.treebanks / "de")
        record("de", figures)
        refresh_scores(chosen.models / "de", figures)
    if chosen.part in ("all", "de"):
        german.train(chosen.treebanks / "de", chosen.models / "de")
    if chosen.part in ("all", "en"):
        record("en", english.train(chosen.treebanks / "en", chosen.models / "en"))
    print(table())


if __name__ == "__main__":
    main()
