"""The pages of the documentation, and the option that writes what is generated in them anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.documentation.runner import HOW_TO_UPDATE, PROJECT


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the outputs and the generated pages anew."""
    parser.addoption(
        "--update-docs",
        action="store_true",
        help="write the outputs shown in the documentation, and its generated pages, anew",
    )


@pytest.fixture(scope="session")
def update_docs(request: pytest.FixtureRequest) -> bool:
    """Whether the documentation is written anew instead of being compared."""
    return bool(request.config.getoption("--update-docs", default=False))


@pytest.fixture(scope="session")
def generated(update_docs: bool) -> Callable[[Path, str], None]:
    """Return a function that compares a file with what the generator writes, or writes it."""

    def compare(path: Path, text: str) -> None:
        if update_docs:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        shown = path.relative_to(PROJECT).as_posix()
        assert path.exists(), f"{shown} is missing; {HOW_TO_UPDATE} writes it"
        assert path.read_text(encoding="utf-8") == text, (
            f"{HOW_TO_UPDATE} brings {shown} up to date"
        )

    return compare
