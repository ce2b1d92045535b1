"""A mapping with known keys: what may stand in a file, and the noun that is built of it.

Takes nodes and kinds, gives values with the places of their keys; problems are noted, never
raised.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from audioguide.errors import Source, nearest
from audioguide.library.kinds import Kind, Notes, Schema
from audioguide.library.nodes import Mapping, Node, Scalar


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
    elsewhere: dict[str, str] = field(default_factory=dict)
    """What to do about keys that are known, but not here."""
    is_list: bool = False
    """Its first key holds a list: a bare value there is a mistake."""
    hint: str = ""
    """Where its keys are found, if there are too many to name them all."""

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
        lines: dict[str, int] = {}
        for key, value in node.pairs:
            known = self.fields.get(key.text)
            if known is None:
                hint = self.elsewhere.get(key.text) or nearest(key.text, list(self.fields))
                hint = hint or self.hint or f"{self.what} knows {', '.join(sorted(self.fields))}"
                notes.add(key.source, f"unknown key `{key.text}`", hint)
            elif key.text in places:
                notes.add(
                    key.source,
                    f"`{key.text}` stands here a second time",
                    f"keep one of the two; the first is in line {lines[key.text]}",
                )
            else:
                places[key.text], lines[key.text] = value.source, key.source.line
                found[known.attribute or key.text] = _read(known.kind, key, value, notes)
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


def _read(kind: Kind, key: Scalar, value: Node, notes: Notes) -> Any:
    if isinstance(value, Scalar) and not value.text.strip():
        notes.add(value.source, f"`{key.text}` is empty", "write a value or leave the key out")
        return None
    return kind.read(value, notes)
