"""Programmes as people read them: the list of them, and one as a calendar of its days.

Takes nouns and estimates, gives plain text that keeps to a width. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audioguide.formats import words
from audioguide.formats.columns import Column, Row, paragraph, table
from audioguide.model.programme import COUNTED, Day, Growth, Programme
from audioguide.model.routine import Level


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of one week; its length is an estimate."""

    week: int
    day: Day
    level: Level
    about_ms: int


@dataclass(frozen=True, slots=True)
class ProgrammeEntry:
    """A programme as a list shows it."""

    name: str
    title: str
    weeks: int
    days: int


def programmes_table(entries: Iterable[ProgrammeEntry], width: int = 80) -> str:
    """Names to render by, weeks, days a week and titles."""
    columns = (
        Column("Name"),
        Column("Weeks", right=True),
        Column("Days", right=True),
        Column("Title", wraps=True),
    )
    rows = [(one.name, str(one.weeks), str(one.days), words.one_line(one.title)) for one in entries]
    return _text(table(columns, rows, width) if rows else ["No programmes."])


COLUMNS = (
    Column("Day"),
    Column("Routine", wraps=True),
    Column("Level"),
    Column("This week", wraps=True),
    Column("About", right=True),
)


def calendar_table(programme: Programme, days: Sequence[CalendarDay], width: int = 80) -> str:
    """The programme week by week: what is trained when, what it asks for, how long it takes."""
    facts = [
        _number(programme.weeks, "week"),
        f"{_number(len(programme.days), 'day')} a week",
        f"by {words.one_line(programme.author)}" if programme.author else "",
    ]
    lines = paragraph(words.one_line(programme.title), width)
    lines += paragraph(words.one_line(programme.summary), width)
    lines += paragraph(words.joined(facts), width)
    rows: list[Row] = []
    week = 0
    for one in days:
        if one.week != week:
            week = one.week
            rows += [("",), (f"Week {week}",)]
        rows.append(
            (
                one.day.name[:1].upper() + one.day.name[1:],
                one.day.routines[week - 1].name,
                one.level.value,
                _asked(one.day, week - 1),
                f"{max(1, round(one.about_ms / 60_000))} min",
            )
        )
    return _text([*lines, "", *table(COLUMNS, rows, width)])


def _asked(day: Day, at: int) -> str:
    """``sets 3 · banded-squat reps 9 · rest 45 s · light band``."""
    band = day.bands[at] if day.bands else ""
    if band and "band" not in band:
        band = f"{band} band"
    return words.joined([*(_value(growth, at) for growth in day.growth), band])


def _value(growth: Growth, at: int) -> str:
    value = growth.weeks[at]
    amount = f"{value}" if growth.amount in COUNTED else words.length(value)
    return " ".join(filter(None, [growth.target, growth.amount, amount]))


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
