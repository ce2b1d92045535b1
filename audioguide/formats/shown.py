"""Write all that is known of one thing: an exercise, a routine, a programme or a voice.

Takes things with their facts, gives text for people that keeps to a width, or JSON in the format
``audioguide.show/1``. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from audioguide.formats.columns import paragraph
from audioguide.formats.json_text import json_text
from audioguide.formats.words import one_line

FORMAT = "audioguide.show/1"

Fact = tuple[str, str | tuple[str, ...]]
"""What a fact is called, and its text or texts; one without text is not shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing of a name, and what is known of it in the order in which it is read."""

    kind: str
    """``exercise``, ``routine``, ``programme`` or ``voice``."""
    name: str
    facts: tuple[Fact, ...]


def shown_text(things: Iterable[Shown], width: int = 80) -> str:
    """Return every thing under a heading; lines are at most ``width`` characters long."""
    return "\n".join(_thing(one, width) for one in things)


def shown_json(things: Iterable[Shown]) -> str:
    """Return every thing as JSON text that ends with a line break; facts have their names as keys.

    A name is in small letters, with underscores for spaces.
    """
    entries = [
        {
            "kind": one.kind,
            "name": one.name,
            **{label.lower().replace(" ", "_"): _value(text) for label, text in one.facts if text},
        }
        for one in things
    ]
    return json_text({"format": FORMAT, "found": entries})


def _value(text: str | tuple[str, ...]) -> str | list[str]:
    return text if isinstance(text, str) else list(text)


def _thing(one: Shown, width: int) -> str:
    facts = [(label, text) for label, text in one.facts if text]
    column = max((len(label) for label, _ in facts), default=0) + 2
    lines = [f"{one.name} ({one.kind})"]
    for label, text in facts:
        texts = (text,) if isinstance(text, str) else text
        for at, part in enumerate(texts):
            first = f"  {label if not at else '':<{column}}"
            lines += paragraph(one_line(part), width, first, " " * (column + 2))
    return "\n".join(lines) + "\n"
