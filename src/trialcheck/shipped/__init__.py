"""Files that come with the program: the rules, and a sample casebook."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
SAMPLE = _HERE / "sample"


def rules_folder() -> Path:
    """The folder of shipped rules.

    It is beside this file when installed, and at the top of the project when run from there.
    """
    packed = _HERE / "rules"
    return packed if packed.is_dir() else _HERE.parents[2] / "rules"
