"""Compare texts with kept files (goldens), line by line.

A golden changes only where a change is meant. To write all of them anew, then read the difference
before committing it:

    RENEW_GOLDENS=1 pytest tests
"""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).resolve().parent / "golden"


def assert_golden(name: str, text: str) -> None:
    """Assert that the text is that of ``tests/golden/NAME``; pytest shows the lines that differ."""
    path = GOLDEN / name
    if os.environ.get("RENEW_GOLDENS"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text.splitlines() == path.read_text("utf-8").splitlines()
