"""Values by the week: one for all weeks, one a week, or two ends to grow between.

Takes nodes, gives what was written; how many weeks there are is known only when the whole file
is read, so it is spread over them afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from audioguide.errors import Source
from audioguide.library.kinds import Duration, Kind, Notes, Number, Schema, word_of
from audioguide.library.nodes import Mapping, Node, Scalar, Sequence

COUNT_STEP = 1
TIME_STEP_MS = 5_000
NONE_WORDS = ("none", "-")
"""What stands in a list for a week in which there is nothing of it."""

NO_WEEK: frozenset[int] = frozenset()

_ENDS = re.compile(r"\s*(.+?)\s*(?:-|\u2013|\u2014|\bto\b)\s*(.+?)\s*")


@dataclass(frozen=True, slots=True)
class Weekly:
    """What stands there: a single value, a value a week, or the first week's and the last's."""

    source: Source
    values: tuple[Any, ...]
    listed: bool = False
    step: int = 0
    """What growing values are rounded to; 0 where nothing grows."""
    without: frozenset[int] = NO_WEEK
    """Weeks of a list (from 0) in which there is nothing of it; their values are None."""

    def over(self, weeks: int, key: str, notes: Notes) -> tuple[Any, ...]:
        """A value for every week; empty with a note when they cannot be had."""
        if self.listed and len(self.values) != weeks:
            count = f"{len(self.values)} value{'s' if len(self.values) != 1 else ''}"
            hint = "write one a week, or a single one for all"
            notes.add(self.source, f"`{key}` has {count} for {weeks} weeks", hint)
            return ()
        if self.listed:
            return self.values
        if len(self.values) == 1:
            return self.values * weeks
        if weeks == 1:
            notes.add(self.source, f"`{key}` cannot grow in one week", "write a single value")
            return ()
        first, last = self.values
        return tuple(spread(first, last, week, weeks, self.step) for week in range(weeks))


def spread(first: int, last: int, week: int, weeks: int, step: int) -> int:
    """The value of a week (from 0) on the straight way between two; halves stay behind.

    >>> [spread(8, 10, week, 4, 1) for week in range(4)]
    [8, 9, 9, 10]
    >>> [spread(60_000, 45_000, week, 4, 5_000) for week in range(4)]
    [60000, 55000, 50000, 45000]
    """
    way, whole = abs(last - first) * week, weeks - 1
    # The nearest multiple of the step, halves down, without leaving whole numbers.
    grown = -(-(2 * way - step * whole) // (2 * step * whole)) * step
    grown = min(max(grown, 0), abs(last - first)) if week < whole else abs(last - first)
    return first + grown if last > first else first - grown


def is_none(node: Node) -> bool:
    """Whether a week in a list is left out."""
    return isinstance(node, Scalar) and node.text.strip() in NONE_WORDS


def _without(nodes: Iterable[Node]) -> frozenset[int]:
    return frozenset(week for week, node in enumerate(nodes) if is_none(node))


def _weekly_schema(kind: Kind) -> Schema:
    """One for all weeks, or a list with one a week."""
    one = kind.schema()
    item = {"anyOf": [one, {"enum": list(NONE_WORDS)}]}
    return {"anyOf": [one, {"type": "array", "items": item, "minItems": 1, "maxItems": 52}]}


@dataclass(frozen=True)
class EachWeek:
    """One value of a kind for all weeks, or a list with one a week."""

    kind: Kind

    def read(self, node: Node, notes: Notes) -> Weekly | None:
        listed = isinstance(node, Sequence)
        nodes = node.items if isinstance(node, Sequence) else (node,)
        before = len(notes.problems)
        values = tuple(
            None if listed and is_none(one) else self.kind.read(one, notes) for one in nodes
        )
        if len(notes.problems) > before:
            return None
        return Weekly(node.source, values, listed, without=_without(nodes) if listed else NO_WEEK)

    def schema(self) -> Schema:
        return _weekly_schema(self.kind)


@dataclass(frozen=True)
class Growing:
    """A count or a time: one for all weeks, one a week, or ``8 to 10`` to grow between."""

    kind: Number | Duration
    step: int = COUNT_STEP

    def read(self, node: Node, notes: Notes) -> Weekly | None:
        if isinstance(node, Sequence):
            before = len(notes.problems)
            weeks = tuple(None if is_none(item) else self._one(item, notes) for item in node.items)
            found = Weekly(node.source, weeks, listed=True, without=_without(node.items))
            return found if len(notes.problems) == before else None
        ends = self._ends(node, notes)
        return Weekly(node.source, ends, step=self.step) if ends else None

    def _ends(self, node: Node, notes: Notes) -> tuple[int, ...]:
        """One value, or the first week's and the last's; a rest may fall. Empty with a note."""
        turned = False
        if isinstance(node, Scalar) and (ends := _ENDS.fullmatch(word_of(node))):
            # A range of the kind's own runs upward: what falls is read the other way round.
            other = Scalar(f"{ends[2]} to {ends[1]}", node.source)
            turned = not self.kind.read(node, Notes()) and bool(self.kind.read(other, Notes()))
            node = other if turned else node
        found = self.kind.read(node, notes)
        if found is None:
            return ()
        if found.low == found.high:
            return (found.low,)
        return (found.high, found.low) if turned else (found.low, found.high)

    def _one(self, node: Node, notes: Notes) -> int | None:
        ends = self._ends(node, notes)
        if len(ends) < 2:
            return ends[0] if ends else None
        hint = "write one value a week, or only the first and the last: `8 to 10`"
        notes.add(node.source, "a range stands in a list of weeks", hint)
        return None

    def schema(self) -> Schema:
        return _weekly_schema(self.kind)


@dataclass(frozen=True, slots=True)
class Named:
    """A weekly value and what it is for; without a name, everything."""

    name: str
    source: Source
    weekly: Weekly


@dataclass(frozen=True)
class ByName:
    """A weekly value for everything, or one each by an exercise's id or a block's name."""

    kind: Growing

    def read(self, node: Node, notes: Notes) -> tuple[Named, ...] | None:
        if not isinstance(node, Mapping):
            weekly = self.kind.read(node, notes)
            return (Named("", node.source, weekly),) if weekly else None
        if not node.pairs:
            notes.add(
                node.source, "nothing stands here", "write a value, or `banded-squat: 8 to 10`"
            )
        found: dict[str, Named] = {}
        for key, value in node.pairs:
            name = " ".join(key.text.split())
            if not name:
                hint = "name an exercise or a block, or write the value alone for all of them"
                notes.add(key.source, "a name is empty", hint)
            elif name in found:
                first = found[name].source.line
                hint = f"keep one of the two; the first is in line {first}"
                notes.add(key.source, f"`{name}` stands here a second time", hint)
            elif isinstance(value, Scalar) and not value.text.strip():
                hint = "write a value or leave the key out"
                notes.add(value.source, f"`{name}` is empty", hint)
            elif weekly := self.kind.read(value, notes):
                found[name] = Named(name, key.source, weekly)
        return tuple(found.values())

    def schema(self) -> Schema:
        one = self.kind.schema()
        by_name = {"type": "object", "additionalProperties": one, "minProperties": 1}
        return {"anyOf": [*one["anyOf"], by_name]}


Look = Callable[[Scalar, Notes], Any]


@dataclass(frozen=True)
class Looked:
    """A name that is looked up while it is read."""

    resolve_routine: Look
    what: str

    def read(self, node: Node, notes: Notes) -> Any:
        if isinstance(node, Scalar) and node.text.strip():
            return self.resolve_routine(node, notes)
        notes.add(node.source, f"{self.what} is expected here", "see `audioguide list routines`")
        return None

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1}
