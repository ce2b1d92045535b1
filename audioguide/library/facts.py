"""Facts about a file that travel into its tags: address, date, copyright."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from audioguide.library.kinds import Notes, Schema, Text, word_of
from audioguide.library.nodes import Node


@dataclass(frozen=True)
class Url:
    """The address of a page."""

    def read(self, node: Node, notes: Notes) -> str | None:
        written = word_of(node, most=2_000)
        if re.fullmatch(r"https?://[!-~]+", written):
            return written
        notes.add(node.source, f"`{written}` is no address", "write https:// and the page's name")
        return None

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^https?://"}


@dataclass(frozen=True)
class Copyright:
    """A year and a holder, as players show it."""

    def read(self, node: Node, notes: Notes) -> str | None:
        text: str | None = Text(200, spoken=False).read(node, notes)
        if text is None or re.match(r"[0-9]{4} \S", text):
            return text
        notes.add(node.source, f"`{text}` has no year", "write a year and a name: 2026 Ann Example")
        return None

    def schema(self) -> Schema:
        return {"type": "string", "pattern": r"^\d{4} "}


@dataclass(frozen=True)
class Date:
    """A day, a month or a year, as ISO 8601 writes them."""

    def read(self, node: Node, notes: Notes) -> str | None:
        written = word_of(node, most=2_000)
        parts = written.split("-")
        with suppress(ValueError):
            if re.fullmatch(r"\d{4}(-\d\d){0,2}", written, re.ASCII):
                date(*(int(part) for part in [*parts, "1", "1"][:3]))
                return written
        notes.add(node.source, f"`{written}` is no date", "write 2026-11-22, 2026-11 or 2026")
        return None

    def schema(self) -> Schema:
        return {
            "anyOf": [{"type": "string", "pattern": r"^\d{4}(-\d\d){0,2}$"}, {"type": "integer"}]
        }
