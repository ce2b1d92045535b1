"""Write programmes for people: a list of all programmes, and one programme as a calendar.

Takes programmes and estimates, gives plain text that keeps to a width. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audioguide.errors import Problem
from audioguide.formats import words
from audioguide.formats.columns import Column, Row, by_origin, paragraph, table
from audioguide.model.programme import COUNTED, Day, Growth, Programme
from audioguide.model.routine import Level


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One training day in one week (from 1) of a programme; its length is an estimate."""

    week: int
    day: Day
    level: Level
    about_ms: int
    asked: tuple[Growth, ...] = ()
    """The amounts that change something of its routine in that week."""
    broken: tuple[Problem, ...] = ()
    """The promises about its length that it does not keep, as far as an estimate can tell."""


@dataclass(frozen=True, slots=True)
class ProgrammeEntry:
    """A programme as one entry of a list; ``days`` is the number of training days in a week."""

    name: str
    title: str
    weeks: int
    days: int
    author: str = ""
    origin: str = ""
    """The user's own folder in which it was found; empty for what comes with the program."""


def programmes_table(entries: Iterable[ProgrammeEntry], width: int = 80) -> str:
    """Return a table of programmes: names, weeks, days a week, titles and authors.

    The user's own programmes come under a heading that names their folder. Lines are at most
    ``width`` characters long where the columns allow it. Without entries it is ``No programmes.``
    """
    columns = (
        Column("Name"),
        Column("Weeks", right=True),
        Column("Days", right=True),
        Column("Title", wraps=True),
    )
    rows = by_origin(
        (
            one.origin,
            [
                (one.name, str(one.weeks), str(one.days), words.one_line(one.title)),
                *([("", "", "", f"by {words.one_line(one.author)}")] if one.author else []),
            ],
        )
        for one in entries
    )
    return _text(table(columns, rows, width) if rows else ["No programmes."])


COLUMNS = (
    Column("Day"),
    Column("Routine", wraps=True),
    Column("Level"),
    Column("This week", wraps=True),
    Column("About", right=True),
)


def calendar_table(programme: Programme, days: Sequence[CalendarDay], width: int = 80) -> str:
    """Return a programme week by week: what is trained on which day, how much, and for how long.

    ``days`` are the training days of all weeks; a day of the programme that is not among them is
    shown as ``none``. Lines are at most ``width`` characters long where the columns allow it.
    """
    facts = [
        _number(programme.weeks, "week"),
        f"{_number(len(programme.days), 'day')} a week",
        f"by {words.one_line(programme.author)}" if programme.author else "",
    ]
    lines = paragraph(words.one_line(programme.title), width)
    lines += paragraph(words.one_line(programme.summary), width)
    lines += paragraph(words.joined(facts), width)
    rows: list[Row] = []
    for week in range(1, programme.weeks + 1):
        trained = {one.day.number: one for one in days if one.week == week}
        rows += [("",), (f"Week {week}",)]
        rows += [_day_row(day, week, trained.get(day.number)) for day in programme.days]
    return _text([*lines, "", *table(COLUMNS, rows, width)])


def _day_row(day: Day, week: int, trained: CalendarDay | None) -> Row:
    routine = day.routines[week - 1]
    name = day.name[:1].upper() + day.name[1:]
    if routine is None or trained is None:
        return name, "none"
    return (
        name,
        routine.name,
        trained.level.value,
        _asked(trained),
        f"{max(1, round(trained.about_ms / 60_000))} min",
    )


def _asked(trained: CalendarDay) -> str:
    """Return what a day asks for in one week, such as ``sets 3 · rest 45 s · light band``."""
    at = trained.week - 1
    band = trained.day.bands[at] if trained.day.bands else ""
    if band and "band" not in band:
        band = f"{band} band"
    return words.joined([*(_value(growth, at) for growth in trained.asked), band])


def _value(growth: Growth, at: int) -> str:
    value = growth.weeks[at]
    if value is None:
        return ""
    amount = f"{value}" if growth.amount in COUNTED else words.length(value)
    return " ".join(filter(None, [growth.target, growth.amount, amount]))


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
