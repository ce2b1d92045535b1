"""Problems as JSON, for programs that asked for JSON and get none: ``audioguide.problems/1``.

Takes problems, gives text. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from audioguide.errors import Problem
from audioguide.formats.json_text import json_text

FORMAT = "audioguide.problems/1"


def problems_json(problems: Iterable[Problem]) -> str:
    """Return problems as JSON text that ends with a line break; lines and columns count from 1."""
    return json_text({"format": FORMAT, "problems": [problem_entry(one) for one in problems]})


def problem_entry(problem: Problem) -> dict[str, object]:
    """Return one problem as an entry of a JSON document; a place that it does not have is null."""
    source = problem.source
    return {
        "file": source.file if source else None,
        "line": source.line if source else None,
        "column": source.column if source else None,
        "message": problem.message,
        "hint": problem.hint,
        "context": problem.context,
    }
