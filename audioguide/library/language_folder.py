"""The one definition of a language's folder: its sentences with their slots, and its nouns.

Reads the files of `content/languages/<code>/`, and touches nothing else.
"""

from __future__ import annotations

import string
from collections.abc import Mapping as Table
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from audioguide.errors import AuthorError, Source, in_order, nearest
from audioguide.files import read_bounded
from audioguide.library.catalogues import ENDING, content_folder, shown
from audioguide.library.kinds import Kind, Notes, Schema, Several, Text, word_of
from audioguide.library.nodes import MOST_BYTES, Mapping, Node, parse
from audioguide.library.phrase_slots import LISTS, PHASES, SLOTS
from audioguide.library.shape import Field, Shape, Values
from audioguide.model.phrases import Noun, PhraseBook
from audioguide.model.transition import Character

ENGLISH = "en"
"""The language of what ships, and of what does not say another."""


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
class TableOf:
    """Keys that a language may have or not, each with one kind of value."""

    kind: Kind
    needs: str = ""
    """A key that must be there."""

    def read(self, node: Node, notes: Notes) -> Table[str, Any] | None:
        if not isinstance(node, Mapping):
            notes.add(node.source, "keys with values are expected here", "write `key: value`")
            return None
        read = {key.text: self.kind.read(value, notes) for key, value in node.pairs}
        if self.needs and self.needs not in read:
            notes.add(node.source, f"no key is `{self.needs}`", f"add `{self.needs}: …`")
        return MappingProxyType({key: value for key, value in read.items() if value is not None})

    def schema(self) -> Schema:
        return {"type": "object"}


def _noun(values: Values, notes: Notes) -> Noun | None:
    return Noun(**values.values) if {"one", "many"} <= values.values.keys() else None


_WORD = Text(60, spoken=False)
_NOUN = Shape(
    "a noun",
    {
        "one": Field(_WORD, "one of it", required=True),
        "many": Field(_WORD, "several of it", required=True),
        "gender": Field(_WORD, "what other words agree with"),
    },
    build=_noun,
)
PHRASES = Shape(
    "a phrase file",
    {key: Field(Sentence(slots), "", required=True) for key, slots in SLOTS.items()},
)
_LIST = Several(Sentence(frozenset()))
ENCOURAGEMENT = Shape(
    "a file of encouragement",
    {
        **{phase: Field(TableOf(_LIST, Character.GENERAL), "", required=True) for phase in PHASES},
        **{key: Field(_LIST, "", required=True) for key in sorted(LISTS)},
    },
)
LIMBS = Shape(
    "a file of limbs",
    {"limbs": Field(TableOf(_NOUN), "what has a left and a right", required=True)},
)
NOUNS = Shape(
    "a file of nouns",
    {
        "name": Field(_WORD, "what the language is called", required=True),
        "iso_639_2": Field(_WORD, "its three letters in ISO 639-2", required=True),
        "nouns": Field(TableOf(_NOUN), "what is counted", required=True),
        "bands": Field(TableOf(_WORD), "bands by their kind", required=True),
        "calibration": Field(
            Several(_WORD), "what sets the loudness of counted numbers", required=True
        ),
        "weekdays": Field(Several(_WORD), "the days of a week, from Monday", required=True),
        "groups": Field(TableOf(_WORD), "groups of exercises by their id", required=True),
    },
)


@dataclass(frozen=True)
class LanguageCode:
    """The code of a language that has a folder."""

    def read(self, node: Node, notes: Notes) -> str | None:
        known, written = languages(), word_of(node)
        if written in known:
            return written
        hint = nearest(written, known) or f"there {'are' if len(known) > 1 else 'is'} "
        hint = hint if hint.startswith("did") else f"{hint}{', '.join(known)}"
        notes.add(node.source, f"there are no words for the language `{written}`", hint)
        return None

    def schema(self) -> Schema:
        return {"enum": languages()}


def languages() -> list[str]:
    """Return the codes of all languages that have a folder, in order."""
    return sorted(path.parent.name for path in _folder().glob(f"*/phrases{ENDING}"))


def _folder() -> Path:
    return content_folder() / "languages"


@cache
def load_language(code: str, folder: Path | None = None) -> PhraseBook:
    """Return the words of a language; ``folder`` holds its files, if that is not the shipped one.

    Raises AuthorError where there is no such language, or with every mistake of its files.
    """
    folder = folder or _folder() / code
    notes = Notes()
    phrases = _values(folder / f"phrases{ENDING}", PHRASES, notes)
    nouns = _values(folder / f"nouns{ENDING}", NOUNS, notes)
    nouns |= _values(folder / f"limbs{ENDING}", LIMBS, notes)
    if len(days := nouns.get("weekdays", ())) not in (0, 7):
        at = Source(shown(folder / f"nouns{ENDING}"))
        notes.add(at, f"there are {len(days)} weekdays", "write seven, from Monday")
    lists = _lists(_values(folder / f"encouragement{ENDING}", ENCOURAGEMENT, notes))
    if notes.problems:
        raise AuthorError(in_order(notes.problems))
    # The same sentence in two lists is one, so that nobody hears it twice in a row.
    keys: dict[str, str] = {}
    for group, sentences in lists.items():
        for number, sentence in enumerate(sentences, start=1):
            keys.setdefault(sentence, f"encouragement/{group}/{number}")
    by_key = {key: sentence for sentence, key in keys.items()}
    by_group = {group: tuple(map(keys.__getitem__, of)) for group, of in lists.items()}
    return PhraseBook(
        language=code,
        phrases=MappingProxyType(phrases | by_key),
        encouragement=MappingProxyType(by_group),
        **nouns,
    )


def _lists(values: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return all lists by one key each: ``late/strength``, ``release``."""
    flat: dict[str, tuple[str, ...]] = {}
    for key, value in values.items():
        if key in LISTS:
            flat[key] = value
        else:
            flat |= {f"{key}/{character}": lines for character, lines in value.items()}
    return flat


def _values(path: Path, shape: Shape, notes: Notes) -> dict[str, Any]:
    if not path.is_file():
        notes.add(Source(shown(path)), "there are no words for this language", "write this file")
        return {}
    values = shape.values(parse(read_bounded(path, MOST_BYTES), shown(path)), notes)
    return values.values if values else {}
