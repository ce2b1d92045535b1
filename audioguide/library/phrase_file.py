"""The one definition of a phrase file: every sentence and the slots it may have."""

from __future__ import annotations

import string
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType

from audioguide.errors import AuthorError, Problem, Source, in_order
from audioguide.files import read_bounded
from audioguide.library.catalogues import ENDING, content_folder, shown
from audioguide.library.kinds import Notes, Schema, Several, Text
from audioguide.library.nodes import MOST_BYTES, Mapping, Node, parse
from audioguide.library.shape import Field, Shape
from audioguide.model.phrases import Phrases

_SLOTS = {
    "intro": {"title", "minutes"},
    "equipment": {"equipment"},
    "block": {"block", "rounds"},
    "block_clock": {"block", "rounds", "work", "rest"},
    "block_recover": {"block", "rounds", "work", "name", "rest", "recover"},
    "block_clock_recover": {"block", "rounds", "work", "rest", "recover"},
    "block_minutes": {"block", "time"},
    "amrap": {"time", "round"},
    "band_moves": {"band", "place"},
    "band_off": {"band"},
    "explain": {"name", "setup", "movement"},
    "brief": {"name", "brief"},
    "easier": {"easier"},
    "dose_reps": {"reps"},
    "dose_reps_each": {"reps"},
    "dose_time": {"time"},
    "dose_time_each": {"time"},
    "dose_reps_alternate": {"reps"},
    "dose_time_alternate": {"time"},
    "dose_ladder": {"reps"},
    "dose_sets": {"dose", "sets"},
    "first": {"name"},
    "side": {"side"},
    "side_first": {"side"},
    "side_turn": {"side"},
    "side_round": {"side"},
    "place_side": {"place", "side"},
    "rest": {"time"},
    "recover": {"name", "time"},
    "pause": {"time"},
    "next": {"name"},
    "set_of": {"set", "sets"},
    "round_of": {"round", "rounds"},
    "minute_of": {"minute", "minutes"},
    "halfway_left": {"time"},
    "halfway_round": {"round"},
    "time_left": {"time"},
}


@dataclass(frozen=True)
class Sentence:
    """A sentence with exactly these slots in braces."""

    slots: frozenset[str]

    def read(self, node: Node, notes: Notes) -> str | None:
        text = Text(300, spoken=False).read(node, notes)
        if text is None:
            return None
        try:
            found = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        except ValueError:
            notes.add(node.source, "the braces do not match", "write slots as {name}")
            return None
        if found != self.slots:
            wanted = ", ".join(f"{{{slot}}}" for slot in sorted(self.slots)) or "no slots"
            notes.add(node.source, "this sentence has other slots than it should", f"use {wanted}")
            return None
        return text

    def schema(self) -> Schema:
        return {"type": "string"}


@dataclass(frozen=True)
class Groups:
    """Lists of sentences by an exercise's group, one of them the default."""

    def read(self, node: Node, notes: Notes) -> MappingProxyType[str, tuple[str, ...]] | None:
        if not isinstance(node, Mapping):
            notes.add(node.source, "groups with lists are expected here", "begin with `default:`")
            return None
        lists = {
            key.text: Several(Text(120, spoken=False)).read(value, notes) or ()
            for key, value in node.pairs
        }
        if "default" not in lists:
            notes.add(node.source, "no list is the default", "add `default:`")
        return MappingProxyType(lists)

    def schema(self) -> Schema:
        return {"type": "object"}


PHRASES = Shape(
    "a phrase file",
    {
        field.name: Field(
            Groups()
            if field.name == "encouragement"
            else Sentence(frozenset(_SLOTS.get(field.name, ()))),
            "",
            required=True,
        )
        for field in fields(Phrases)
    },
)


@cache
def load_phrases(language: str) -> Phrases:
    """The shipped wording of a language. Raises AuthorError."""
    path = content_folder() / "phrases" / f"{language}{ENDING}"
    if not path.is_file():
        raise AuthorError(Problem(Source(shown(path)), "there is no wording for this language"))
    notes = Notes()
    values = PHRASES.values(parse(read_bounded(path, MOST_BYTES), shown(path)), notes)
    if notes.problems or values is None:
        raise AuthorError(in_order(notes.problems))
    return Phrases(**values.values)
