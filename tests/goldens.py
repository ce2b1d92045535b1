"""Compare texts with kept files (goldens), line by line.

A golden changes only where a change is meant. To write all of them anew, then read the difference
before committing it:

    RENEW_GOLDENS=1 pytest tests
"""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).resolve().parent / "golden"
RENEWS = bool(os.environ.get("RENEW_GOLDENS"))


def assert_golden(name: str, text: str) -> None:
    """Assert that the text is that of ``tests/golden/NAME``; pytest shows the lines that differ."""
    assert_same(GOLDEN / name, text)


def assert_same(path: Path, text: str) -> None:
    """Assert that the text is that of a kept file, wherever it lies."""
    if RENEWS:
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text.splitlines() == path.read_text("utf-8").splitlines()
