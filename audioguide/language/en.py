"""English: numbers and times are in `en_numbers`, what authors write in figures in `en_spoken`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from audioguide.language.en_amounts import MEASURES
from audioguide.language.en_numbers import cardinal, duration
from audioguide.language.en_spoken import spoken
from audioguide.model.line import BandName
from audioguide.model.phrases import PhraseBook
from audioguide.model.routine import Side

_PREPOSITIONS: Final = frozenset(
    {"above", "across", "around", "at", "behind", "below", "between", "in", "on", "over", "round"}
    | {"through", "under"}
)
_ARTICLES: Final = frozenset({"the", "a", "an", "one", "your", "both", "each"})
_BEFORE_DETAILS: Final = re.compile(r" (?:of|with|for|to|in|on|or|at|and) |,")
_COUNTED: Final = frozenset(
    {"a", "an", "the", "some", "any", "your", "no", "both", "each", "several"}
    | {"one", "two", "three", "four", "five", "six"}
)
_UNCOUNTED: Final = frozenset(
    {"water", "chalk", "tape", "space", "room", "equipment", "music", "clothing"}
)
# "A" before a vowel that sounds as "you" or "w", "an" before a silent h.
_VOWEL: Final = re.compile(r"(?i)(?!one\b|uni(?!n)|us[eu]|eu|u\b)(?:[aeiou]|hour|[FHLMNRSX]\b)")


class English:
    """See `language.protocol.Language`."""

    def __init__(self, book: PhraseBook) -> None:
        self.book = book

    def cardinal(self, value: int) -> str:
        """Return a number without "and": ``one hundred twenty``."""
        return cardinal(value)

    def count(self, value: int, noun: str) -> str:
        """Return the number and the noun's form for one or for several."""
        forms = self.book.nouns[noun]
        return f"{cardinal(value)} {forms.one if value == 1 else forms.many}"

    def duration(self, ms: int) -> str:
        """Return the time as a coach says it: ``one minute thirty``."""
        return duration(ms)

    def series(self, words: Sequence[str]) -> str:
        """Return the words with a comma before the "and" of three or more."""
        if len(words) < 3:
            return " and ".join(words)
        return f"{', '.join(words[:-1])}, and {words[-1]}"

    def side_of(self, limb: str, side: Side) -> str:
        """Return the side and the limb."""
        forms = self.book.limbs.get(limb)
        return f"{self.side(limb, side)} {forms.one if forms else limb}"

    def side(self, limb: str, side: Side) -> str:
        """Return ``left`` or ``right``, whatever the limb."""
        return self.book.phrases[side]

    def band_name(self, kind: str) -> str:
        """Return the name of the kind; kinds without one are names of their own, such as strap."""
        return self.book.bands.get(kind, kind)

    def band_place(self, at: str, side: Side | None) -> str:
        """Return ``to the ankles``, ``under both feet``, ``to the left foot``."""
        where, comma, more = at.partition(",")
        words = where.split()
        if side:
            words = words[1:] if words[0].lower() in ("a", "one") and len(words) > 1 else words
            words.insert(-1, self.book.phrases[side])
        first = words[0].lower()
        if first in _PREPOSITIONS | _ARTICLES:
            words[0] = first
        if first not in _PREPOSITIONS:
            words = ["to", *([] if first in _ARTICLES else ["the"]), *words]
        return " ".join(words) + comma + more

    def things(self, items: Sequence[str | BandName]) -> str:
        """Return them with "a" or "an", but for plurals, numbers and what is not counted."""
        names = (self.band_name(one.kind) if isinstance(one, BandName) else one for one in items)
        return self.series(tuple(map(_with_article, names)))

    def capitalized(self, text: str) -> str:
        """Return the text with a capital."""
        return text[:1].upper() + text[1:]

    def sentence(self, text: str) -> str:
        """Return the text with a capital and a stop; a title that asks needs no other."""
        text = " ".join(text.split()).replace("?.", "?").replace("!.", "!")
        return self.capitalized(text) + ("" if text[-1] in ".!?…" else ".")

    def spoken(self, text: str) -> str:
        """Return the text with numbers, units and shorthand in words."""
        return spoken(text)


def _with_article(thing: str) -> str:
    """Return a thing with its article; plurals, numbers and uncounted things stay as they are.

    >>> [_with_article(thing) for thing in ("pair of dumbbells", "8 kg kettlebell", "water")]
    ['a pair of dumbbells', 'an 8 kg kettlebell', 'water']
    """
    noun = _BEFORE_DETAILS.split(thing)[0].split()
    several = noun[-1].endswith("s") and not noun[-1].endswith("ss")
    if several or noun[0].lower() in _COUNTED or noun[-1].lower() in _UNCOUNTED:
        return thing
    if noun[0].isdigit() and (len(noun) < 3 or noun[1].lower() not in MEASURES):
        return thing
    return f"{'an' if _VOWEL.match(spoken(thing)) else 'a'} {thing}"


LANGUAGE = English
