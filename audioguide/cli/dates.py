"""The options ``--week`` and ``--day``: find the days of a programme that they mean.

Takes what was typed, gives the routines of those days. Reads the files of the programme.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from audioguide import inspection, pipeline
from audioguide.cli.streams import read_stdin
from audioguide.errors import Problem, UsageError
from audioguide.model.programme import Day, Programme
from audioguide.model.routine import Level, Routine
from audioguide.model.session import Session

WeekOption = Annotated[
    str | None,
    typer.Option("--week", metavar="NUMBER", help="Of a programme: 3, or several as in 1-4."),
]
DayOption = Annotated[
    str | None,
    typer.Option("--day", metavar="NUMBER", help="Of a programme: 2, 1-3, or a weekday."),
]

One = TypeVar("One")

STDIN = "-"
STDIN_NAME = "<stdin>"

_SPAN = re.compile(r"\s*(\w+)\s*(?:-\s*(\w+)\s*)?")


@dataclass(frozen=True, slots=True)
class Dates:
    """What was typed after ``--week`` and ``--day``; None where an option was not given."""

    week: str | None = None
    day: str | None = None

    @property
    def given(self) -> bool:
        """Whether at least one of the two options was given."""
        return self.week is not None or self.day is not None


NO_DATES = Dates()


def routines(
    name: str,
    dates: Dates,
    level: Level | None = None,
    content: Path | None = None,
    *,
    only_one: bool = False,
) -> list[tuple[Routine, Session | None]]:
    """Return the routine of that name, or the selected days of the programme of that name.

    The days are in order, and planned already. ``dates`` selects them: one option without the other
    means all days, or all weeks. ``level`` replaces the level of every day; ``content`` is a folder
    of one's own files. Raises AuthorError for mistakes in the files, and UsageError where a routine
    is given dates, a programme is given none, or the dates select no training, or several and
    ``only_one`` is wanted.
    """
    found = routine_or_programme(name, content)
    if isinstance(found, Routine):
        if dates.given:
            raise _usage(f"{name} is a routine and has no weeks", "leave --week and --day out")
        return [(found, None)]
    programme = found
    if not dates.given:
        every = "1" if programme.weeks == 1 else f"1-{programme.weeks}"
        hint = f"say which: {_typed(*programme.trainings()[0])}"
        hint += "" if only_one else f", or `--week {every}` for all"
        raise _usage(f"{name} is a programme of {size(programme)}", hint)
    weeks, days = _weeks(programme, dates.week), _days(programme, dates.day)
    meant = [(week, day) for week, day in programme.trainings() if week in weeks and day in days]
    if not meant:
        hint = f"`audioguide plan {name}` shows the days of every week"
        raise _usage(f"{name} has no training then", hint)
    if only_one and len(meant) > 1:
        message = f"these are {len(meant)} days, and the screen takes one of such a text"
        raise _usage(message, f"say which: {_typed(*meant[0])}; or write a file each: `-o DIR/`")
    return list(inspection.days(programme, meant, level))


def programme(name: str, content: Path | None = None) -> Programme | None:
    """Return the programme of that name, or in that file; None where it is none."""
    return None if name == STDIN else pipeline.programme(name, content)


def routine_or_programme(name: str, content: Path | None = None) -> Routine | Programme:
    """Return what a name or a file stands for; ``-`` is the routine on standard input.

    Raises AuthorError for mistakes in the files, UsageError where there is nothing of that name.
    """
    if name == STDIN:
        return pipeline.read_text(read_stdin(), content, STDIN_NAME)
    return pipeline.programme(name, content) or pipeline.read(name, content)


def _typed(week: int, day: Day) -> str:
    """Return the options that select one day of one week."""
    return f"`--week {week} --day {day.number}`"


def size(programme: Programme) -> str:
    """Return how large a programme is, as in ``4 weeks with day 1, day 3 and day 5``."""
    *most, last = [day.name for day in programme.days]
    days = f"{', '.join(most)} and {last}" if most else last
    return f"{programme.weeks} week{'' if programme.weeks == 1 else 's'} with {days}"


def _weeks(programme: Programme, typed: str | None) -> list[int]:
    known = {str(week): week for week in range(1, programme.weeks + 1)}
    return _span("--week", typed, known, sorted(known.values()), programme)


def _days(programme: Programme, typed: str | None) -> list[Day]:
    known: dict[str, Day] = {}
    for day in programme.days:
        known |= {str(day.number): day, day.name.lower(): day, day.name[:3].lower(): day}
    known.pop("day", None)
    return _span("--day", typed, known, list(programme.days), programme)


def _span(
    option: str, typed: str | None, known: dict[str, One], every: list[One], programme: Programme
) -> list[One]:
    if typed is None:
        return every
    found = _SPAN.fullmatch(typed)
    ends = [end.lower() for end in found.groups() if end] if found else []
    if not ends or any(end not in known for end in ends):
        raise _usage(f"{option}: `{typed}` is not in {programme.name}", f"it has {size(programme)}")
    first, last = every.index(known[ends[0]]), every.index(known[ends[-1]])
    if first > last:
        raise _usage(f"{option}: `{typed}` runs backwards", "write the first one first")
    return every[first : last + 1]


def _usage(message: str, hint: str) -> UsageError:
    return UsageError(Problem(None, message, hint))
