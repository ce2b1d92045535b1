"""What a check found: lines for people, ``audioguide.check/1`` for programs.

Takes `Checked`, gives text. Touches nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audioguide.errors import Problem
from audioguide.model.routine import Level

FORMAT = "audioguide.check/1"


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake and the levels at which it shows."""

    problem: Problem
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found in one routine, named as it was asked for."""

    name: str
    findings: tuple[Finding, ...]
    duration_ms: Mapping[Level, int]
    """At every level that has no mistake."""
    estimated: bool
    """The durations come from the number of words and not from a voice."""

    @property
    def ok(self) -> bool:
        """Whether there is no mistake."""
        return not self.findings


def check_lines(checked: Checked) -> list[str]:
    """A line a mistake, with its levels where they are not all; of a good routine, one line."""
    if checked.ok:
        return [f"{checked.name}: no mistakes; {_lasting(checked)}"]
    return [f"{finding.problem}{_at(finding.levels)}" for finding in checked.findings]


def check_json(results: Iterable[Checked]) -> str:
    """All routines as JSON text that ends with a line break."""
    document = {"format": FORMAT, "files": [_file(checked) for checked in results]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _file(checked: Checked) -> dict[str, object]:
    return {
        "file": checked.name,
        "ok": checked.ok,
        "problems": [_problem(finding) for finding in checked.findings],
        "duration_ms": {level.value: ms for level, ms in checked.duration_ms.items()},
        "estimated": checked.estimated,
    }


def _problem(finding: Finding) -> dict[str, object]:
    problem, source = finding.problem, finding.problem.source
    return {
        "file": source.file if source else None,
        "line": source.line if source else None,
        "column": source.column if source else None,
        "message": problem.message,
        "hint": problem.hint,
        "levels": [level.value for level in finding.levels],
    }


def _at(levels: tuple[Level, ...]) -> str:
    return "" if set(levels) == set(Level) else f" [{', '.join(levels)}]"


def _lasting(checked: Checked) -> str:
    minutes = sorted({max(1, round(ms / 60_000)) for ms in checked.duration_ms.values()})
    unit = "minute" if minutes == [1] else "minutes"
    about = "about " if checked.estimated else ""
    return f"{about}{' to '.join(map(str, dict.fromkeys((minutes[0], minutes[-1]))))} {unit}"
