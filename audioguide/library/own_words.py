"""An author's own words: sentences in place of the phrase book's, and how words are pronounced.

They stand in a routine, and in `phrases.yaml` and `pronounce.yaml` at the root of a content folder,
or in its `languages/<code>/` for a language that is not English. Takes nodes and catalogues, gives
nouns. Reads those files and the phrase book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import TypeVar

from audioguide.errors import nearest
from audioguide.library.catalogues import PHRASES, PRONUNCIATIONS, Catalogue, own_files
from audioguide.library.kinds import Kind, Notes, Schema, Several, Text
from audioguide.library.language_folder import ENGLISH, Sentence, load_language
from audioguide.library.language_folder import PHRASES as PHRASE_FILE
from audioguide.library.nodes import Mapping, Node
from audioguide.library.once import read_once, tree_of
from audioguide.library.pronounce_file import read_pronunciations
from audioguide.library.shape import Field, Shape, Values
from audioguide.model.phrases import OwnWords, PhraseBook
from audioguide.model.pronunciation import Pronunciation
from audioguide.sayable import unsayable

Read = TypeVar("Read")

_LISTS = "encouragement"
_FILLED = "one"
"""Stands for whatever fills a slot, where a sentence is tried for letters that no voice has."""


@dataclass(frozen=True)
class OwnSentence:
    """A sentence with the slots of the one whose place it takes, which a voice can say."""

    original: Kind

    def read(self, node: Node, notes: Notes) -> str | None:
        text: str | None = self.original.read(node, notes)
        if text is None:
            return None
        pieces = list(Formatter().parse(text))
        if any(how or changed for _, _, how, changed in pieces):
            hint = "write a slot as its name in braces, such as {name}"
            notes.add(node.source, "something stands behind the name of a slot", hint)
            return None
        filled = "".join(f"{words}{_FILLED if slot else ''}" for words, slot, _, _ in pieces)
        if wrong := unsayable(filled):
            notes.add(node.source, *wrong)
            return None
        return text

    def schema(self) -> Schema:
        return Text(300).schema()


@dataclass(frozen=True)
class Lists:
    """Lists of sentences by their names; a name with a slash is a key within a key."""

    language: str

    def read(self, node: Node, notes: Notes) -> Table[str, tuple[str, ...]] | None:
        known = load_language(self.language).encouragement
        return MappingProxyType(dict(self._lists(node, "", list(known), notes)))

    def _lists(
        self, node: Node, above: str, known: list[str], notes: Notes
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield every list below a node, whose keys begin with ``above``."""
        if not isinstance(node, Mapping):
            notes.add(node.source, "lists are written by their names", _such_as(above, known))
            return
        seen: set[str] = set()
        for key, value in node.pairs:
            name = f"{above}{key.text}"
            if key.text in seen:
                message = f"`{key.text}` stands here a second time"
                notes.add(key.source, message, "keep one of the two")
            elif name in known:
                if read := Several(OwnSentence(Sentence(frozenset()))).read(value, notes):
                    yield name, read
            elif any(one.startswith(f"{name}/") for one in known):
                yield from self._lists(value, f"{name}/", known, notes)
            else:
                names = _names_below(above, known)
                hint = nearest(key.text, names) or _such_as(above, known)
                notes.add(key.source, f"no list of encouragement is `{name}`", hint)
            seen.add(key.text)

    def schema(self) -> Schema:
        lists = Several(OwnSentence(Sentence(frozenset()))).schema()
        return {
            "type": "object",
            "additionalProperties": {
                "anyOf": [lists, {"type": "object", "additionalProperties": lists}]
            },
        }


def _names_below(above: str, known: list[str]) -> list[str]:
    """The keys that may stand below ``above``, in order."""
    inner = (name.removeprefix(above) for name in known if name.startswith(above))
    return list(dict.fromkeys(name.partition("/")[0] for name in inner))


def _such_as(above: str, known: list[str]) -> str:
    return f"such as {', '.join(_names_below(above, known)[:6])}"


def _built(values: Values, notes: Notes) -> OwnWords | None:
    if values.complete and not values.values:
        hint = "write the key of a phrase and a sentence, such as `rest_alone: Rest.`"
        notes.add(values.source, "no phrase stands here", hint)
        return None
    found = dict(values.values)
    lists = found.pop(_LISTS, OwnWords().encouragement)
    return OwnWords(MappingProxyType(found), lists)


@cache
def _shape(language: str) -> Shape:
    fields = {
        key: Field(OwnSentence(field.kind), field.doc)
        for key, field in PHRASE_FILE.fields.items()
        if isinstance(field.kind, Sentence)
    }
    lists = Field(Lists(language), "lists of encouragement in place of those of the same name")
    hint = "`audioguide schema routine` has all keys, with what is said"
    what = "a list of phrases"
    return Shape(what, {**fields, _LISTS: lists}, build=_built, hint=hint)


@dataclass(frozen=True)
class OwnPhrases:
    """Sentences by the keys of the phrase book, any of them."""

    language: str

    def read(self, node: Node, notes: Notes) -> OwnWords | None:
        found: OwnWords | None = _shape(self.language).read(node, notes)
        return found

    def schema(self) -> Schema:
        said, shape = load_language(self.language).phrases, _shape(self.language)
        told = {
            key: replace(field, doc=field.doc or f"in place of: {said[key]}")
            for key, field in shape.fields.items()
        }
        return replace(shape, fields=told).schema()


def folder_words(where: Catalogue, language: str, notes: Notes) -> OwnWords:
    """The words that a content folder has for all routines of a language; mistakes are noted."""
    if where.own is None:
        return OwnWords()
    folder = where.own if language == ENGLISH else where.own / "languages" / language
    words, pronunciations = OwnWords(), tuple[Pronunciation, ...]()
    for path in own_files(folder, PHRASES)[:1]:
        words = _read(path, "rest_alone", OwnPhrases(language).read, notes) or words
    for path in own_files(folder, PRONUNCIATIONS)[:1]:
        pronunciations = _read(path, "word", read_pronunciations, notes) or ()
    return replace(words, pronunciations=pronunciations)


def _read(
    path: Path, first: str, read: Callable[[Node, Notes], Read | None], notes: Notes
) -> Read | None:
    """What a file holds that may begin with the key ``first``."""
    return read_once(path, f"words {first}", lambda own: read(tree_of(path, first), own), notes)


def combined(folder: OwnWords, routine: OwnWords) -> OwnWords:
    """The words of a content folder and of a routine in it; the routine's come first."""
    ways = {how.word: how for how in (*folder.pronunciations, *routine.pronunciations)}
    return OwnWords(
        MappingProxyType({**folder.phrases, **routine.phrases}),
        MappingProxyType({**folder.encouragement, **routine.encouragement}),
        tuple(ways.values()),
    )


def reworded(book: PhraseBook, words: OwnWords) -> PhraseBook:
    """A phrase book with an author's sentences in place of its own."""
    if not words.phrases and not words.encouragement:
        return book
    phrases, lists = {**book.phrases, **words.phrases}, dict(book.encouragement)
    # The same sentence in two lists is one, so that nobody hears it twice in a row.
    keys = {phrases[key]: key for of_list in lists.values() for key in of_list}
    for name, sentences in words.encouragement.items():
        for number, sentence in enumerate(sentences, start=1):
            key = keys.setdefault(sentence, f"{_LISTS}/own/{name}/{number}")
            phrases[key] = sentence
        lists[name] = tuple(dict.fromkeys(map(keys.__getitem__, sentences)))
    return replace(book, phrases=MappingProxyType(phrases), encouragement=MappingProxyType(lists))
