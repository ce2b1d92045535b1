"""What a coach wrote for several weeks: Programme, Day, and what grows from week to week."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from audioguide.errors import Source
from audioguide.model.routine import Level, Routine


class Amount(StrEnum):
    """What a programme may ask for in place of its routine's own: counts, and times."""

    SETS = "sets"
    REPS = "reps"
    ROUNDS = "rounds"
    WORK = "work"
    REST = "rest"
    EMOM = "emom"
    AMRAP = "amrap"


COUNTED = frozenset({Amount.SETS, Amount.REPS, Amount.ROUNDS})
"""These are counts; the others are milliseconds."""


@dataclass(frozen=True, slots=True)
class Growth:
    """One amount in every week of a programme."""

    amount: Amount
    target: str
    """An exercise's id or a block's name; empty for the whole routine."""
    weeks: tuple[int, ...]
    """One value a week."""
    source: Source


@dataclass(frozen=True, slots=True)
class Day:
    """One training day of every week; the tuples hold one value a week."""

    number: int
    """From 1 to 7; Monday is 1."""
    name: str
    """``day 1``, or a weekday's name."""
    routines: tuple[Routine, ...]
    levels: tuple[Level, ...]
    source: Source
    growth: tuple[Growth, ...] = ()
    bands: tuple[str, ...] = ()
    """How strong the band is, such as light; empty where nothing is said about it."""
    notes: tuple[str, ...] = ()
    """Free speech at the beginning; empty where there is none."""


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
