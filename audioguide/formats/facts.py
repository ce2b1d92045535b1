"""Set labels and their values below each other, and amounts in words, for what `show` tells.

Takes values, gives text and lines that keep to a width. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from audioguide.formats import ranges, words
from audioguide.formats.columns import Column, Row, table
from audioguide.formats.shown import Home, User
from audioguide.model.routine import Range

_COLUMNS = (Column(""), Column("", wraps=True))
BLANK: Row = ("",)
"""The row of a table that is a blank line."""

Fact = tuple[str, str | Iterable[str]]
"""A label and a value, or several values that stand below each other; empty ones are left out."""


def home_text(home: Home) -> str:
    """Return a file as people are told it, and that it comes with the program where it does."""
    return f"{home.file}, comes with the program" if home.shipped else home.file


def users_text(users: Sequence[User], none: str) -> list[str]:
    """Return names with titles, or ``none`` where nothing uses the thing."""
    return [f"{one.name} ({words.one_line(one.title)})" for one in users] or [none]


def facts(groups: Iterable[Iterable[Fact]], width: int) -> list[str]:
    """Return labels with their values, each group after a blank line."""
    rows: list[Row] = []
    for group in groups:
        of_group = [row for label, value in group for row in _fact_rows(label, value)]
        rows += [*([BLANK] if rows and of_group else []), *of_group]
    return table(_COLUMNS, rows, width)[1:]


def _fact_rows(label: str, value: str | Iterable[str]) -> Iterator[Row]:
    values = [value] if isinstance(value, str) else value
    for n, one in enumerate(words.one_line(text) for text in values):
        if one:
            yield "" if n else label, one


def once(reps: Sequence[Range], work_ms: Range | None) -> str:
    """Return what one set asks for: reps, one number a set, or a time; empty where nothing does."""
    if work_ms:
        return ranges.lengths(work_ms)
    if len(reps) > 1:
        return f"{', '.join(map(ranges.numbers, reps))} reps"
    return ranges.counted(reps[0], "rep") if reps else ""


def of_sets(sets: str, one: str) -> str:
    """Return sets with what one of them asks for; either may be empty."""
    return " of ".join(filter(None, [sets, one]))
