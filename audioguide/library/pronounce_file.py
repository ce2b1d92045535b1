"""The list of words that voices get wrong: reads the file, checks every entry, gives nouns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from audioguide.errors import AuthorError, in_order
from audioguide.files import read_bounded
from audioguide.library.catalogues import ENDING, content_folder, shown
from audioguide.library.kinds import Notes, Schema, Text
from audioguide.library.nodes import MOST_BYTES, Mapping, Node, Scalar, parse
from audioguide.library.shape import Field, Shape, Values
from audioguide.model.pronunciation import Pronunciation

# American English, as dictionaries write it; a voice has no sound for other signs.
_SIGNS = frozenset("abdefhijklmnoprstuvwzæðŋɑɔəɚɛɜɝɡɪɹʃʊʌʒθˈˌː ")


@dataclass(frozen=True)
class Ipa:
    """The sounds of English words, in the International Phonetic Alphabet."""

    def read(self, node: Node, notes: Notes) -> str | None:
        text = Text(120, spoken=False).read(node, notes)
        if text is None:
            return None
        if strange := "".join(sorted(set(text) - _SIGNS)):
            hint = "write the sounds of American English, such as ˈkloʊz"
            notes.add(node.source, f"`{strange}` is no sound that a voice has", hint)
            return None
        return text

    def schema(self) -> Schema:
        return {"type": "string"}


def _built(values: Values, notes: Notes) -> Pronunciation | None:
    if values.complete and not values.values:
        hint = "write `ipa: …`, `respelled: …`, or both"
        notes.add(values.source, "nothing says how this word is said", hint)
        return None
    fields = values.values
    return Pronunciation("", fields.get("ipa", ""), fields.get("respelled", ""))


_HOW = Shape(
    "a pronunciation",
    {
        "ipa": Field(Ipa(), "its sounds, for voices that understand them"),
        "respelled": Field(Text(120, spoken=False), "letters that are read aright, for the others"),
    },
    build=_built,
)


def read_pronunciations(node: Node, notes: Notes) -> tuple[Pronunciation, ...]:
    """Every word of the list, in its order; mistakes are noted."""
    if not isinstance(node, Mapping):
        notes.add(node.source, "words are expected here", "begin with `word:`")
        return ()
    found: dict[str, Pronunciation] = {}
    for key, value in node.pairs:
        word = _word(key, notes)
        how = _HOW.read(value, notes)
        if word in found:
            notes.add(key.source, f"`{word}` stands here a second time", "keep one of the two")
        elif word and how:
            found[word] = Pronunciation(word, how.ipa, how.respelled)
    return tuple(found.values())


@dataclass(frozen=True)
class Pronunciations:
    """Words, each with how it is said."""

    def read(self, node: Node, notes: Notes) -> tuple[Pronunciation, ...]:
        return read_pronunciations(node, notes)

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": _HOW.schema()}


def _word(key: Scalar, notes: Notes) -> str:
    """A key as a word to look for: in small letters, its words one space apart."""
    word = " ".join(key.text.casefold().split())
    if word.removesuffix(".").replace("'", "").replace("-", "").replace(" ", "").isalpha():
        return word
    hint = "write letters, with a stop behind them where they are a whole sentence"
    notes.add(key.source, f"`{key.text}` is no word", hint)
    return ""


@cache
def load_pronunciations() -> tuple[Pronunciation, ...]:
    """The shipped list. Raises AuthorError with every mistake."""
    path = content_folder() / "languages" / "en" / f"pronounce{ENDING}"
    notes = Notes()
    found = read_pronunciations(parse(read_bounded(path, MOST_BYTES), shown(path)), notes)
    if notes.problems:
        raise AuthorError(in_order(notes.problems))
    return found
