"""Read JSON into values with their places: like `json`, but every object knows where it begins."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any, Final

from audioguide.errors import AuthorError, Problem, Source
from audioguide.importing.notes import shown

MOST_LEVELS: Final = 30

_SPACE: Final = re.compile(r"[ \t\n\r]*")
_SCALAR: Final = re.compile(r'["\-\dtfn]')


@dataclass(frozen=True)
class Object:
    """A JSON object: values by their names, and its place in the file."""

    values: dict[str, Any]
    source: Source

    def object(self, name: str) -> Object | None:
        """Return the object of that name, or None where there is none."""
        value = self.values.get(name)
        return value if isinstance(value, Object) else None

    def objects(self, name: str) -> list[Object]:
        """Return the objects in the list of that name; empty where there is no such list."""
        value = self.values.get(name)
        return [o for o in value if isinstance(o, Object)] if isinstance(value, list) else []

    def text(self, name: str) -> str:
        """Return the text of that name; empty where there is none."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> float | None:
        """Return the number of that name; None where there is none.

        Numbers of 1e12 and more count as none.
        """
        value = self.values.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return float(value) if abs(value) < 1e12 else None


def parse(text: str, file: str) -> Object:
    """Return the object that a JSON text holds; ``file`` is the name for messages.

    Raises AuthorError with the one thing that stops reading, which may be more than 30 levels.
    """
    ends = [index for index, mark in enumerate(text) if mark == "\n"]
    reader = _Reader(text, file, ends)
    value, end = reader.value(reader.skip(0), 0)
    if reader.skip(end) < len(text):
        raise reader.stop(reader.skip(end), "more text follows the end", "keep one workout")
    if not isinstance(value, Object):
        raise reader.stop(0, "this is not a JSON object", "export one workout")
    return value


@dataclass(frozen=True)
class _Reader:
    text: str
    file: str
    line_ends: list[int]

    def source_at(self, index: int) -> Source:
        line = bisect_left(self.line_ends, index)
        return Source(self.file, line + 1, index - (self.line_ends[line - 1] if line else -1))

    def skip(self, index: int) -> int:
        found = _SPACE.match(self.text, index)
        return found.end() if found else index

    def stop(self, index: int, message: str, hint: str = "export the workout again") -> AuthorError:
        return AuthorError(Problem(self.source_at(index), shown(message), hint))

    def value(self, index: int, level: int) -> tuple[Any, int]:
        if level > MOST_LEVELS:
            raise self.stop(index, f"more than {MOST_LEVELS} levels deep", "make it flatter")
        mark = self.text[index : index + 1]
        if mark == "{":
            return self._object(index, level)
        if mark == "[":
            return self._list(index, level)
        if not _SCALAR.match(mark):
            raise self.stop(index, "not JSON: a value is expected here")
        try:
            return json.JSONDecoder().raw_decode(self.text, index)
        except ValueError as error:
            reason = getattr(error, "msg", "a number in it is too long")
            raise self.stop(getattr(error, "pos", index), f"not JSON: {reason}") from None

    def _object(self, index: int, level: int) -> tuple[Object, int]:
        values: dict[str, Any] = {}
        here = self.skip(index + 1)
        while self.text[here : here + 1] != "}" or values:
            if self.text[here : here + 1] != '"':
                raise self.stop(here, "not JSON: a name in double quotes is expected here")
            name, end = self.value(here, level + 1)
            if name in values:
                raise self.stop(here, f"`{name}` stands here a second time", "keep one")
            here = self.skip(end)
            if self.text[here : here + 1] != ":":
                raise self.stop(here, "not JSON: a colon is expected here")
            values[name], end = self.value(self.skip(here + 1), level + 1)
            here, more = self._next(end, "}")
            if not more:
                break
        return Object(values, self.source_at(index)), here + 1

    def _list(self, index: int, level: int) -> tuple[list[Any], int]:
        values: list[Any] = []
        here = self.skip(index + 1)
        while self.text[here : here + 1] != "]" or values:
            value, end = self.value(here, level + 1)
            values.append(value)
            here, more = self._next(end, "]")
            if not more:
                break
        return values, here + 1

    def _next(self, end: int, closing: str) -> tuple[int, bool]:
        """Return where the next value or the closing mark stands, and whether it is a value."""
        here = self.skip(end)
        mark = self.text[here : here + 1]
        if mark == closing:
            return here, False
        if mark != ",":
            raise self.stop(here, f"not JSON: a comma or `{closing}` is expected here")
        return self.skip(here + 1), True
