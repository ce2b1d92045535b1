"""What may stand as a value: each kind reads a node, explains itself, and knows its JSON Schema.

A kind that cannot read a node notes a Problem and gives None; nothing here raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from audioguide.errors import Problem, Source, nearest
from audioguide.library.nodes import Mapping, Node, Scalar, Sequence
from audioguide.model.routine import Range, Tempo
from audioguide.units import parse_duration

Schema = dict[str, Any]
"""JSON Schema 2020-12 of one value."""


class Notes:
    """The problems found so far in the files being read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, source: Source, message: str, hint: str = "") -> None:
        """Remember a problem and go on reading."""
        self.problems.append(Problem(source, message, hint))


class Kind(Protocol):
    """One sort of value."""

    def read(self, node: Node, notes: Notes) -> Any:
        """The value, or None with a note."""
        ...

    def schema(self) -> Schema:
        """What editors complete and check by."""
        ...


@dataclass(frozen=True)
class Text:
    """A sentence or a word; line breaks count as spaces."""

    most: int = 2_000

    def read(self, node: Node, notes: Notes) -> str | None:
        if not isinstance(node, Scalar):
            notes.add(node.source, "text is expected here", "put quotes round it if it has : or -")
            return None
        text = " ".join(node.text.split())
        if not text:
            notes.add(node.source, "the text is empty", "write something or leave the key out")
        elif len(text) > self.most:
            notes.add(node.source, f"the text is longer than {self.most} characters", "shorten it")
        else:
            return text
        return None

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": self.most}


@dataclass(frozen=True)
class Several:
    """A list of one kind; a single value counts as a list of one."""

    kind: Kind

    def read(self, node: Node, notes: Notes) -> tuple[Any, ...] | None:
        if not isinstance(node, Sequence):
            value = self.kind.read(node, notes)
            return None if value is None else (value,)
        if not node.items:
            notes.add(node.source, "the list is empty", "write an entry or leave the key out")
            return None
        values = [self.kind.read(item, notes) for item in node.items]
        return tuple(value for value in values if value is not None)

    def schema(self) -> Schema:
        one = self.kind.schema()
        return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}


@dataclass(frozen=True)
class Choice:
    """One word of a few."""

    words: type[StrEnum]

    def read(self, node: Node, notes: Notes) -> StrEnum | None:
        known = [str(word) for word in self.words]
        written = _word(node)
        if written in known:
            return self.words(written)
        hint = nearest(written, known) or f"choose {', '.join(known[:-1])} or {known[-1]}"
        notes.add(node.source, f"`{written}` is not one of {len(known)} choices", hint)
        return None

    def schema(self) -> Schema:
        return {"enum": [str(word) for word in self.words]}


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    def read(self, node: Node, notes: Notes) -> bool | None:
        written = _word(node).lower()
        if written in ("true", "yes", "on"):
            return True
        if written in ("false", "no", "off"):
            return False
        notes.add(node.source, f"`{written}` is neither yes nor no", "write `yes` or `no`")
        return None

    def schema(self) -> Schema:
        return {"type": "boolean"}


_DASH = re.compile(r"\s*(?:-|\u2013|\u2014|\bto\b)\s*")
_UNIT = re.compile(r"[a-z]+\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Number:
    """A whole number or a range of them, ``8`` or ``8-10``."""

    least: int = 1
    most: int = 999

    def read(self, node: Node, notes: Notes) -> Range | None:
        def whole(text: str) -> int:
            if not re.fullmatch(r"\d+", text):
                raise ValueError(f"`{text}` is not a whole number")
            return int(text)

        return _range(node, notes, whole, self.least, self.most, str, "write 10 or 8-10")

    def schema(self) -> Schema:
        whole = {"type": "integer", "minimum": self.least, "maximum": self.most}
        return {"anyOf": [whole, {"type": "string", "pattern": r"^\d+\s*(-|to)\s*\d+$"}]}


@dataclass(frozen=True)
class Duration:
    """A time or a range of times, ``45s``, ``1:30``, ``30-60s``; milliseconds."""

    least_ms: int = 0
    most_ms: int = 4 * 3_600_000

    def read(self, node: Node, notes: Notes) -> Range | None:
        return _range(
            node,
            notes,
            parse_duration,
            self.least_ms,
            self.most_ms,
            lambda ms: f"{ms / 1000:g} s",
            "write 45s, 1:30, 1m30s or 30-60s",
        )

    def schema(self) -> Schema:
        text = {"type": "string", "pattern": r"^[0-9hmsinutecodr:. -]+(to [0-9hms:. ]+)?$"}
        return {"anyOf": [{"type": "number", "minimum": 0}, text]}


def _range(
    node: Node,
    notes: Notes,
    parse: Callable[[str], int],
    least: int,
    most: int,
    say: Callable[[int], str],
    hint: str,
) -> Range | None:
    parts = _DASH.split(_word(node))
    if len(parts) == 2 and (unit := _UNIT.search(parts[1])) and parts[0].isdigit():
        parts[0] += unit.group()
    try:
        if len(parts) > 2:
            raise ValueError(f"`{_word(node)}` is not a number or a range")
        values = [parse(part) for part in parts]
    except ValueError as error:
        notes.add(node.source, str(error), hint)
        return None
    low, high = values[0], values[-1]
    if low > high:
        notes.add(node.source, f"`{_word(node)}` runs downward", "write the smaller number first")
    elif low < least:
        notes.add(node.source, f"`{_word(node)}` is less than {say(least)}", hint)
    elif high > most:
        notes.add(node.source, f"`{_word(node)}` is more than {say(most)}", hint)
    else:
        return Range(low, high)
    return None


@dataclass(frozen=True)
class TempoKind:
    """Four digits, ``2-0-2-0``: lower, hold, lift, hold, in seconds."""

    def read(self, node: Node, notes: Notes) -> Tempo | None:
        written = _word(node)
        digits = re.fullmatch(r"(\d)[- ]?(\d)[- ]?(\d)[- ]?(\d)", written)
        if not digits:
            hint = "write four digits, lower-hold-lift-hold in seconds, such as 2-0-2-0"
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
        return {"type": "string", "pattern": r"^\d-\d-\d-\d$"}


@dataclass(frozen=True)
class Field:
    """A key of a mapping: its kind, what it is for, and the attribute it fills."""

    kind: Kind
    doc: str
    attribute: str = ""
    required: bool = False


@dataclass(frozen=True)
class Values:
    """What a mapping held: values by attribute, places by key."""

    source: Source
    values: dict[str, Any]
    places: dict[str, Source]
    complete: bool


@dataclass(frozen=True)
class Shape:
    """A mapping with known keys. ``scalar`` names the key a bare value stands for, if one may."""

    what: str
    fields: dict[str, Field]
    scalar: str = ""
    build: Callable[[Values, Notes], Any] | None = field(default=None, compare=False)

    def read(self, node: Node, notes: Notes) -> Any:
        values = self.values(node, notes)
        if values is None:
            return None
        return self.build(values, notes) if self.build else values

    def values(self, node: Node, notes: Notes) -> Values | None:
        """The mapping's values; problems are noted for keys unknown, repeated or missing."""
        if isinstance(node, Scalar) and self.scalar and node.text.strip():
            node = Mapping(((Scalar(self.scalar, node.source), node),), node.source)
        if not isinstance(node, Mapping):
            keys = ", ".join(list(self.fields)[:4])
            notes.add(node.source, f"{self.what} is written as keys with values", f"such as {keys}")
            return None
        before = len(notes.problems)
        found: dict[str, Any] = {}
        places: dict[str, Source] = {}
        for key, value in node.pairs:
            known = self.fields.get(key.text)
            if known is None:
                hint = nearest(key.text, list(self.fields))
                hint = hint or f"{self.what} knows {', '.join(sorted(self.fields))}"
                notes.add(key.source, f"unknown key `{key.text}`", hint)
            elif key.text in places:
                first = places[key.text].line
                notes.add(
                    key.source,
                    f"`{key.text}` stands here a second time",
                    f"keep one of the two; the first is in line {first}",
                )
            else:
                places[key.text] = value.source
                found[known.attribute or key.text] = known.kind.read(value, notes)
        for name, known in self.fields.items():
            if known.required and name not in places:
                notes.add(node.source, f"{self.what} has no `{name}`", f"add `{name}: …`")
        values = {name: value for name, value in found.items() if value is not None}
        return Values(node.source, values, places, len(notes.problems) == before)

    def schema(self) -> Schema:
        properties = {
            name: known.kind.schema() | {"description": known.doc}
            for name, known in self.fields.items()
        }
        mapping: Schema = {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            "required": [name for name, known in self.fields.items() if known.required],
        }
        if not self.scalar:
            return mapping
        return {"anyOf": [self.fields[self.scalar].kind.schema(), mapping]}


def _word(node: Node) -> str:
    """A scalar's text, or what else stands there."""
    if isinstance(node, Scalar):
        return node.text.strip()
    return "a list" if isinstance(node, Sequence) else "keys with values"
