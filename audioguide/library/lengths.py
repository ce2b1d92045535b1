"""Kinds of times: work, rest, tempo, and the length that a routine promises, also one a level."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audioguide.library.kinds import Duration, Notes, Schema, word_of
from audioguide.library.nodes import Node, Sequence
from audioguide.model.routine import ByLevel, Level, Range, Tempo
from audioguide.units import MINUTE_MS

LEAST_PLAIN_MS = 5_000
"""A number below this needs its unit: who writes 2 without one means minutes, as often as not."""

_PLAIN = re.compile(r"[\d.\s]+(?:(?:-|\u2013|\u2014|to)[\d.\s]+)?")


@dataclass(frozen=True)
class Timed(Duration):
    """A time that may be seconds or minutes: a very small number says which; 0 needs not."""

    def read(self, node: Node, notes: Notes) -> Range | None:
        found, written = super().read(node, notes), word_of(node)
        if found and 0 < found.low < LEAST_PLAIN_MS and _PLAIN.fullmatch(written):
            hint = f"write `{written}m` for minutes, or `{written}s`"
            notes.add(node.source, f"`{written}` without a unit means seconds", hint)
            return None
        return found


WORK = Timed(1_000)
REST = Timed()


@dataclass(frozen=True)
class TempoKind:
    """Four numbers, ``2-0-2-0``: lower, hold, lift, hold, in seconds."""

    def read(self, node: Node, notes: Notes) -> Tempo | None:
        written = word_of(node)
        digits = re.fullmatch(r"(\d)[- ]?(\d)[- ]?(\d)[- ]?(\d)", written) or re.fullmatch(
            r"(\d\d?)[- ](\d\d?)[- ](\d\d?)[- ](\d\d?)", written
        )
        if not digits:
            hint = "write four numbers, lower-hold-lift-hold in seconds, such as 2-0-2-0"
            notes.add(node.source, f"`{written}` is not a tempo", hint)
            return None
        tempo = Tempo(*(int(digit) for digit in digits.groups()))
        if not tempo.lower_s + tempo.lift_s:
            notes.add(
                node.source, f"`{written}` never moves", "give lower or lift a second or more"
            )
            return None
        return tempo

    def schema(self) -> Schema:
        digits = {
            "type": "string",
            "pattern": r"^\s*(\d((-|\s+)?\d){3}|\d\d?((-|\s+)\d\d?){3})\s*$",
        }
        return {"anyOf": [digits, {"type": "integer", "minimum": 0, "maximum": 9999}]}


@dataclass(frozen=True)
class Length:
    """A time or a range of times, or a list of three: beginner, intermediate, advanced."""

    one: Duration

    def read(self, node: Node, notes: Notes) -> Range | ByLevel | None:
        if not isinstance(node, Sequence):
            return self.one.read(node, notes)
        if len(node.items) != len(Level):
            count = f"{len(node.items)} value{'s' if len(node.items) != 1 else ''}"
            hint = "write one, or one a level, as in `length: [20m, 22m, 30m]`"
            notes.add(node.source, f"`length` has {count} for {len(Level)} levels", hint)
            return None
        found = []
        for item in node.items:
            if (time := self.one.read(item, notes)) and time.low != time.high:
                hint = "write one time a level, as in `length: [20m, 22m, 30m]`"
                notes.add(item.source, "a range stands in a list of levels", hint)
                time = None
            found.append(time)
        low, middle, high = found
        return ByLevel(low.low, middle.low, high.low) if low and middle and high else None

    def schema(self) -> Schema:
        one = self.one.schema()
        of = {"type": "array", "items": one, "minItems": len(Level), "maxItems": len(Level)}
        return {"anyOf": [*one["anyOf"], of]}


LENGTH = Length(Duration(MINUTE_MS))
