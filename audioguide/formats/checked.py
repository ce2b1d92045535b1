"""Write what a check found: lines for people, and JSON in the format ``audioguide.check/1``.

Takes `Checked`, gives text. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from audioguide.errors import Problem
from audioguide.formats.json_text import json_text
from audioguide.formats.problems import problem_entry
from audioguide.model.routine import Level

FORMAT = "audioguide.check/1"


@dataclass(frozen=True, slots=True)
class Training:
    """One day in one week of a programme, both counted from 1, and the level of its training."""

    week: int
    day: int
    name: str
    """The day as people call it: ``Monday``, or ``day 1``."""
    level: Level

    def __str__(self) -> str:
        return f"week {self.week}, {self.name}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake or remark, and where it shows.

    It shows at levels of a routine or at trainings of a programme; both are empty where it is not
    tied to any of them.
    """

    problem: Problem
    levels: tuple[Level, ...] = ()
    trainings: tuple[Training, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found in one routine or programme; ``name`` is how the user named it."""

    name: str
    findings: tuple[Finding, ...]
    duration_ms: Mapping[Level, int]
    """The length of a routine at each level that has no mistake; empty for a programme."""
    estimated: bool
    """Whether the lengths are estimated from the words and not measured on a voice."""
    trainings_ms: Mapping[Training, int] = field(default_factory=dict)
    """The length of each training of a programme that has no mistake; empty for a routine."""
    remarks: tuple[Finding, ...] = ()
    """What is correct but may surprise the author; these are no mistakes."""

    @property
    def ok(self) -> bool:
        """Whether there is no mistake."""
        return not self.findings


def check_lines(checked: Checked) -> list[str]:
    """Return the lines that tell a person what a check found: all remarks, then all mistakes.

    Each line ends with the levels or days where the finding shows, unless it shows everywhere.
    Where there is no mistake, the last line says so and gives the length.
    """
    lines = [f"note: {finding.problem}{_at(finding)}" for finding in checked.remarks]
    if checked.ok:
        return [*lines, f"{checked.name}: no mistakes; {_lasting(checked)}"]
    return lines + [f"{finding.problem}{_at(finding)}" for finding in checked.findings]


def check_json(results: Iterable[Checked]) -> str:
    """Return the results of a check as JSON text that ends with a line break; lengths are in ms."""
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
    return {
        **problem_entry(finding.problem),
        "levels": [level.value for level in finding.levels],
        "days": [_training(one) for one in finding.trainings],
    }


def _training(one: Training) -> dict[str, object]:
    return {"week": one.week, "day": one.day}


def _at(finding: Finding) -> str:
    """Return where a finding shows, in brackets: levels or days; empty where it is everywhere."""
    if finding.levels:
        every = set(finding.levels) == set(Level)
        return "" if every else f" [{', '.join(finding.levels)}]"
    if not finding.trainings:
        return ""
    first, more = finding.trainings[0], len(finding.trainings) - 1
    if not more:
        return f" [{first}]"
    return f" [{first}, and {more} more {'day' if more == 1 else 'days'}]"


def _lasting(checked: Checked) -> str:
    lasting_ms = [*checked.duration_ms.values(), *checked.trainings_ms.values()]
    minutes = sorted({max(1, round(ms / 60_000)) for ms in lasting_ms})
    unit = "minute" if minutes == [1] else "minutes"
    about = "about " if checked.estimated else ""
    days = len(checked.trainings_ms)
    of = f"{days} {'day' if days == 1 else 'days'} of " if days else ""
    return f"{of}{about}{' to '.join(map(str, dict.fromkeys((minutes[0], minutes[-1]))))} {unit}"
