"""What may stand as a value: each kind reads a node, explains itself, and knows its JSON Schema.

A kind that cannot read a node notes a Problem and gives None; nothing here raises.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from audioguide.errors import AuthorError, Problem, Source, in_order, nearest
from audioguide.library.nodes import Node, Scalar, Sequence
from audioguide.model.routine import Range
from audioguide.sayable import sounding, unsayable
from audioguide.units import MINUTE_MS, parse_duration

Schema = dict[str, Any]
"""JSON Schema 2020-12 of one value."""


_LEAST_BY_EAR = 500
"""Letters that may be heard however few may be written: a figure is a word."""
MOST_PROBLEMS = 100
"""Nobody mends more at a time, and each may be compared with every name there is."""
LONGEST_WORD = 60
"""Of a value that is no text, and of what a message quotes."""
_LONG_QUOTE = re.compile(rf"`([^`]{{{LONGEST_WORD}}})[^`]+`")


class TooManyError(AuthorError):
    """So many problems that reading stops: those that were found, and where it stopped."""


class Notes:
    """The problems found so far in the files being read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, source: Source, message: str, hint: str = "") -> None:
        """Remember a problem and go on reading; raises TooManyError where that helps nobody."""
        if len(self.problems) >= MOST_PROBLEMS:
            message = f"here is one mistake more than the {MOST_PROBLEMS} that are told"
            more = Problem(source, message, "mend those first")
            raise TooManyError(in_order([*self.problems, more]))
        message, hint = (_LONG_QUOTE.sub(r"`\1…`", text) for text in (message, hint))
        self.problems.append(Problem(source, message, hint))


class Kind(Protocol):
    """One sort of value."""

    def read(self, node: Node, notes: Notes) -> Any:
        """The value, or None with a note."""
        ...

    def schema(self) -> Schema:
        """What editors complete and check by."""
        ...


# What turns the direction of reading, or has no width; joiners within emoji and letters may stay.
_HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_REMOVE = "write the words again without it"


@dataclass(frozen=True)
class Text:
    """A sentence or a word; line breaks count as spaces."""

    most: int = 2_000
    spoken: bool = True
    """It is for the ear, so that a voice must be able to say it."""

    def read(self, node: Node, notes: Notes) -> str | None:
        if not isinstance(node, Scalar):
            notes.add(node.source, "text is expected here", "put quotes round it if it has : or -")
            return None
        text = " ".join(node.text.split())
        if not text:
            notes.add(node.source, "the text is empty", "write something or leave the key out")
        elif any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
            notes.add(node.source, "the text holds a control character", "remove the \\ escape")
        elif hidden := _HIDDEN.search(text):
            name = unicodedata.name(hidden[0], f"U+{ord(hidden[0]):04X}").lower()
            notes.add(node.source, f"the text holds a character that nobody sees ({name})", _REMOVE)
        elif len(text) > self.most:
            notes.add(node.source, f"the text is longer than {self.most} characters", "shorten it")
        elif self.spoken and sounding(text) > max(self.most, _LEAST_BY_EAR) * 1.25:
            notes.add(
                node.source, "the text has too many figures to be followed by ear", "shorten it"
            )
        elif self.spoken and (wrong := unsayable(text)):
            notes.add(node.source, *wrong)
        else:
            return text
        return None

    def schema(self) -> Schema:
        # A title of `2026`, and speech of `yes`, are text to the reader.
        kinds = ["string", "number", "boolean"]
        return {"type": kinds, "pattern": r"\S", "maxLength": self.most}


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
        written = word_of(node)
        if written in known:
            return self.words(written)
        choices = f"{', '.join(known[:-1])} or {known[-1]}"
        hint = nearest(written, known) or "write one of these"
        notes.add(node.source, f"`{written}` is not {choices}", hint)
        return None

    def schema(self) -> Schema:
        return {"enum": [str(word) for word in self.words]}


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    def read(self, node: Node, notes: Notes) -> bool | None:
        written = word_of(node).lower()
        if written in ("true", "yes", "on"):
            return True
        if written in ("false", "no", "off"):
            return False
        notes.add(node.source, f"`{written}` is neither yes nor no", "write `yes` or `no`")
        return None

    def schema(self) -> Schema:
        # YAML 1.2 reads `yes` as text, YAML 1.1 as true.
        return {"enum": [True, False, "yes", "no", "on", "off"]}


_DASH = re.compile(r"\s*(?:-|\u2013|\u2014|\bto\b)\s*")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_WITH_UNIT = re.compile(r"\d+(?:\.\d+)?\s*([a-z]+)", re.IGNORECASE)

_N = r"\d+(\.\d+)?\s*"
_TIME_PATTERN = (
    rf"((\d+:)?\d+:[0-5]\d(\.\d)?|(?=\d)({_N}[hH]([oO][uU][rR][sS]?)?)?\s*"
    rf"({_N}[mM]([iI][nN]([uU][tT][eE])?[sS]?)?)?\s*({_N}([sS]([eE][cC]([oO][nN][dD])?[sS]?)?)?)?)"
)
"""What `parse_duration` reads, in JSON Schema's regular expressions."""


def _either(one: str) -> str:
    """A pattern for one such text, or a range of two."""
    return rf"^\s*{one}(\s*(-|\u2013|\u2014|\bto\b)\s*{one})?\s*$"


@dataclass(frozen=True)
class Number:
    """A whole number or a range of them, ``8`` or ``8-10``."""

    least: int = 1
    most: int = 999

    def read(self, node: Node, notes: Notes) -> Range | None:
        def whole(text: str) -> int:
            if not re.fullmatch(r"\d{1,9}", text):
                raise ValueError(f"`{text[:20]}` is not a whole number")
            return int(text)

        return _range(
            node,
            notes,
            _ends,
            whole,
            self.least,
            self.most,
            str,
            "write 10 or 8-10",
            lambda _, least: f"{least} is the least",
        )

    def schema(self) -> Schema:
        whole = {"type": "integer", "minimum": self.least, "maximum": self.most}
        return {"anyOf": [whole, {"type": "string", "pattern": _either(r"\d+")}]}


@dataclass(frozen=True)
class Duration:
    """A time or a range of times, ``45s``, ``1:30``, ``30-60s``; milliseconds."""

    least_ms: int = 0
    most_ms: int = 4 * 3_600_000

    def read(self, node: Node, notes: Notes) -> Range | None:
        return _range(
            node,
            notes,
            _timed_ends,
            parse_duration,
            self.least_ms,
            self.most_ms,
            lambda ms: f"{ms / 1000:g} s",
            "write 45s, 1:30, 1m30s or 30-60s",
            _too_short,
        )

    def schema(self) -> Schema:
        # YAML 1.1 reads `1:30` as 90: the same number of seconds.
        bounds = {"minimum": self.least_ms / 1000, "maximum": self.most_ms / 1000}
        text = {"type": "string", "pattern": _either(_TIME_PATTERN)}
        return {"anyOf": [{"type": "number", **bounds}, text]}


def _range(
    node: Node,
    notes: Notes,
    ends: Callable[[str], list[str]],
    parse: Callable[[str], int],
    least: int,
    most: int,
    say: Callable[[int], str],
    hint: str,
    too_little: Callable[[str, int], str],
) -> Range | None:
    written = word_of(node)
    try:
        values = [parse(end) for end in ends(written)]
    except ValueError as error:
        whole = str(error).startswith(f"`{written[:20]}")
        notes.add(node.source, str(error) if whole else f"in `{written}`, {error}", hint)
        return None
    low, high = values[0], values[-1]
    if low > high:
        notes.add(node.source, f"`{written}` runs downward", "write the smaller number first")
    elif low < least:
        notes.add(node.source, f"`{written}` is less than {say(least)}", too_little(written, least))
    elif high > most:
        notes.add(node.source, f"`{written}` is more than {say(most)}", f"{say(most)} is the most")
    else:
        return Range(low, high)
    return None


def _ends(written: str) -> list[str]:
    """The text, or the two of a range."""
    parts = _DASH.split(written)
    if len(parts) > 2 or not all(parts):
        raise ValueError(f"`{written}` is not a number or a range")
    return parts


def _too_short(written: str, least_ms: int) -> str:
    """What to do about a time below the least; plain seconds may have been meant as minutes."""
    if least_ms >= MINUTE_MS and all(_PLAIN.fullmatch(end) for end in _ends(written)):
        return f"did you mean `{written}m`?"
    return f"{least_ms / 1000:g} s is the least"


def _timed_ends(written: str) -> list[str]:
    """Read a range of times; a unit that is written once, as in ``30-60s``, is that of both."""
    low, *high = ends = _ends(written)
    if high and _PLAIN.fullmatch(low):
        if unit := _WITH_UNIT.fullmatch(high[0]):
            return [low + unit[1], high[0]]
        if high[0][-1].isalpha():
            raise ValueError(f"`{written}` leaves the unit of `{low}` open")
    return ends


def word_of(node: Node, most: int = LONGEST_WORD) -> str:
    """A scalar's text with single spaces, cut where no value is so long, or what stands there."""
    if isinstance(node, Scalar):
        word = " ".join(node.text.split())
        return f"{word[:most]}…" if len(word) > most else word or "nothing"
    return "a list" if isinstance(node, Sequence) else "keys with values"
