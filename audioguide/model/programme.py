"""What a coach wrote for several weeks: Programme, Day, and what grows from week to week."""

from __future__ import annotations

from dataclasses import dataclass

from audioguide.errors import Source
from audioguide.model.routine import Amount, Level, Routine

COUNTED = frozenset({Amount.SETS, Amount.REPS, Amount.ROUNDS})
"""These are counts; the others are milliseconds."""


@dataclass(frozen=True, slots=True)
class Growth:
    """One amount in every week of a programme."""

    amount: Amount
    target: str
    """An exercise's id, a block's name, or both as ``Block/exercise``; empty for the routine."""
    weeks: tuple[int | None, ...]
    """One value a week; None leaves that week as the routine has it."""
    source: Source
    listed: bool = False
    """Whether its author wrote each week's value, and not one, or two ends, for all of them."""


@dataclass(frozen=True, slots=True)
class Day:
    """One training day of every week; the tuples hold one value a week."""

    number: int
    """From 1 to 7; Monday is 1."""
    name: str
    """``day 1``, or a weekday's name."""
    routines: tuple[Routine | None, ...]
    """None in a week that leaves this day out."""
    levels: tuple[Level, ...]
    source: Source
    growth: tuple[Growth, ...] = ()
    bands: tuple[str, ...] = ()
    """How strong the band is, such as light; empty where nothing is said about it."""
    notes: tuple[str, ...] = ()
    """Free speech at the beginning; empty where there is none."""
    lengths_ms: tuple[int | None, ...] = ()
    """How long it promises to last; None is silent about it."""
    length_at: Source | None = None
    weekday: bool = True
    """Whether its name is a weekday's."""


@dataclass(frozen=True, slots=True)
class Programme:
    """Weeks of the same training days, routines looked up; days in the order of the week."""

    name: str
    title: str
    source: Source
    weeks: int
    days: tuple[Day, ...]
    summary: str = ""
    author: str = ""

    def trainings(self) -> list[tuple[int, Day]]:
        """Every week (from 1) and day on which there is a training, in order."""
        weeks = range(1, self.weeks + 1)
        return [(week, day) for week in weeks for day in self.days if day.routines[week - 1]]
