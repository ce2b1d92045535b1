"""How hard work should be, as authors write it: of ten, or in a sentence.

Takes a node, gives an Effort and notes; touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from audioguide.library.kinds import Notes, Schema, Text, word_of
from audioguide.library.nodes import Node
from audioguide.library.shape import Field
from audioguide.model.routine import Effort

_MOST = 10
_SENTENCE = Text(120)


@dataclass(frozen=True)
class EffortKind:
    """A whole number from 1 to 10, or a sentence."""

    def read(self, node: Node, notes: Notes) -> Effort | None:
        """Return the number or the sentence."""
        word = word_of(node)
        if not word.lstrip("-").isdigit():
            text: str | None = _SENTENCE.read(node, notes)
            return text
        if 1 <= int(word) <= _MOST:
            return int(word)
        notes.add(node.source, f"{word} is no effort of ten", f"write 1 to {_MOST}, or a sentence")
        return None

    def schema(self) -> Schema:
        """Return the number or the text."""
        number = {"type": "integer", "minimum": 1, "maximum": _MOST}
        return {"anyOf": [number, _SENTENCE.schema()]}


EFFORT = Field(EffortKind(), "how hard it should be: 1 to 10, or a sentence")
BREATH = Field(Text(120), "when to breathe out, in a sentence")
