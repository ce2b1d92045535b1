"""Lines and JSON of what a check found."""

from __future__ import annotations

import json

from audioguide.errors import Problem, Source
from audioguide.formats.checked import Checked, Finding, Training, check_json, check_lines
from audioguide.model.routine import Level

PROBLEM = Problem(Source("p.yaml", 7, 9), "it is wrong", "mend it")
MONDAYS = tuple(Training(week, 1, "Monday", Level.BEGINNER) for week in (1, 2, 3))


def line(finding: Finding) -> str:
    """The one line of it."""
    [found] = check_lines(Checked("p.yaml", (finding,), {}, False))
    return found


def test_a_line_says_where_a_mistake_shows_unless_it_is_everywhere() -> None:
    """Levels of a routine, days of a programme."""
    start = "p.yaml:7:9: it is wrong; mend it"
    assert line(Finding(PROBLEM, tuple(Level))) == start
    assert line(Finding(PROBLEM, (Level.BEGINNER,))) == f"{start} [beginner]"
    assert line(Finding(PROBLEM)) == start
    assert line(Finding(PROBLEM, (), MONDAYS[:1])) == f"{start} [week 1, Monday]"
    assert line(Finding(PROBLEM, (), MONDAYS[:2])) == f"{start} [week 1, Monday, and 1 more day]"
    assert line(Finding(PROBLEM, (), MONDAYS)) == f"{start} [week 1, Monday, and 2 more days]"


def test_a_good_programme_is_a_line_with_its_days() -> None:
    """From the shortest to the longest."""
    lasting_ms = dict(zip(MONDAYS, (600_000, 720_000, 660_000), strict=True))
    checked = Checked("p.yaml", (), {}, False, lasting_ms)
    assert check_lines(checked) == ["p.yaml: no mistakes; 3 days of 10 to 12 minutes"]


def test_programs_are_told_the_days() -> None:
    """Beside the fields that routines have."""
    checked = Checked("p.yaml", (Finding(PROBLEM, (), MONDAYS[:2]),), {}, True, {MONDAYS[2]: 5})
    [of_file] = json.loads(check_json([checked]))["files"]
    assert of_file["problems"][0]["days"] == [{"week": 1, "day": 1}, {"week": 2, "day": 1}]
    assert of_file["problems"][0]["levels"] == []
    assert of_file["days"] == [{"week": 3, "day": 1, "level": "beginner", "duration_ms": 5}]
