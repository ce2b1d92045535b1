"""What a check found: lines for people, ``audioguide.check/1`` for programs.

Takes `Checked`, gives text. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from audioguide.errors import Problem
from audioguide.formats.json_text import json_text
from audioguide.model.routine import Level

FORMAT = "audioguide.check/1"


@dataclass(frozen=True, slots=True)
class Training:
    """One day in one week of a programme, and the level at which it is trained."""

    week: int
    day: int
    name: str
    """As people say it: ``Monday``, or ``day 1``."""
    level: Level

    def __str__(self) -> str:
        return f"week {self.week}, {self.name}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake and where it shows: the levels of a routine, or the trainings of a programme."""

    problem: Problem
    levels: tuple[Level, ...] = ()
    trainings: tuple[Training, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found in one routine or programme, named as it was asked for."""

    name: str
    findings: tuple[Finding, ...]
    duration_ms: Mapping[Level, int]
    """Of a routine, at every level that has no mistake."""
    estimated: bool
    """The durations come from the number of words and not from a voice."""
    trainings_ms: Mapping[Training, int] = field(default_factory=dict)
    """Of a programme, for every training that has no mistake."""
    remarks: tuple[Finding, ...] = ()
    """What holds and the author may not have expected: no mistakes."""

    @property
    def ok(self) -> bool:
        """Whether there is no mistake."""
        return not self.findings


def check_lines(checked: Checked) -> list[str]:
    """A line a mistake, with where it shows unless it is everywhere; if there is none, one line.

    Remarks come before it.
    """
    lines = [f"note: {finding.problem}{_at(finding)}" for finding in checked.remarks]
    if checked.ok:
        return [*lines, f"{checked.name}: no mistakes; {_lasting(checked)}"]
    return lines + [f"{finding.problem}{_at(finding)}" for finding in checked.findings]


def check_json(results: Iterable[Checked]) -> str:
    """All routines as JSON text that ends with a line break."""
    document = {"format": FORMAT, "files": [_file(checked) for checked in results]}
    return json_text(document)


def _file(checked: Checked) -> dict[str, object]:
    return {
        "file": checked.name,
        "ok": checked.ok,
        "problems": [_problem(finding) for finding in checked.findings],
        "remarks": [_problem(finding) for finding in checked.remarks],
        "duration_ms": {level.value: ms for level, ms in checked.duration_ms.items()},
        "days": [
            {**_training(one), "level": one.level.value, "duration_ms": ms}
            for one, ms in checked.trainings_ms.items()
        ],
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
        "days": [_training(one) for one in finding.trainings],
    }


def _training(one: Training) -> dict[str, object]:
    return {"week": one.week, "day": one.day}


def _at(finding: Finding) -> str:
    """Name the levels or the days on which a finding shows."""
    if finding.levels:
        every = set(finding.levels) == set(Level)
        return "" if every else f" [{', '.join(finding.levels)}]"
    if not finding.trainings:
        return ""
    first, more = finding.trainings[0], len(finding.trainings) - 1
    if not more:
        return "" if str(first) in finding.problem.message else f" [{first}]"
    return f" [{first}, and {more} more {'day' if more == 1 else 'days'}]"


def _lasting(checked: Checked) -> str:
    lasting_ms = [*checked.duration_ms.values(), *checked.trainings_ms.values()]
    minutes = sorted({max(1, round(ms / 60_000)) for ms in lasting_ms})
    unit = "minute" if minutes == [1] else "minutes"
    about = "about " if checked.estimated else ""
    days = len(checked.trainings_ms)
    of = f"{days} {'day' if days == 1 else 'days'} of " if days else ""
    return f"{of}{about}{' to '.join(map(str, dict.fromkeys((minutes[0], minutes[-1]))))} {unit}"
