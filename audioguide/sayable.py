"""Whether a voice has anything to say in a text, known before any voice is asked.

Takes a text for the ear; gives what is wrong with it. Voices read Latin letters and numbers, and
leave out anything else in silence.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_MARKUP: Final = re.compile(r"\]\(/[^/\n]*/\)")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_LONGEST: Final = 80
"""The most letters of one word: no language has longer ones, and voices garble them."""
_SOUNDING: Final = re.compile(r"\d|(?<=\w)[^\w\s'\u2019-](?=\w)|[%&+=@#/]|[^\W\d_](?=[A-Z])")
_APOSTROPHES: Final = "\u02bc\u02bb\u02b9"
NO_WORD: Final = "no word stands here, and a voice would have nothing to say", "write it in words"
AS_IT_SOUNDS: Final = "write it with Latin letters, as it sounds"


def unsayable(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a text and what to do about it; None where a voice can say it.

    >>> unsayable("Füße hoch, 3-mal!"), unsayable("…") == NO_WORD
    (None, True)
    """
    if not any(letter.isalnum() for letter in text):
        return NO_WORD
    # In `[word](/sounds/)` the sounds have an alphabet of their own.
    for found in _LETTERS.finditer(_MARKUP.sub("]", text)):
        if not _is_latin(found[0]):
            return f"no voice has the letters of `{_cut(found[0])}`", AS_IT_SOUNDS
        if len(found[0]) > _LONGEST:
            return f"`{_cut(found[0])}` is too long for a word", "write it in several words"
    return None


def plain_letters(text: str) -> str:
    """Return the text with plain letters for those that only look otherwise.

    Voices know none of them: wide letters, the small ones behind ordinal numbers, an apostrophe
    that counts as a letter.

    >>> plain_letters("\uff26\uff35\uff2c\uff2c stop, 1\u00ba, it\u02bcs")
    "FULL stop, 1o, it's"
    """
    if text.isascii():
        return text
    return "".join(map(_plain, text))


def _cut(word: str, most: int = 40) -> str:
    """Return a word for a message, cut where it has more than ``most`` letters."""
    return word if len(word) <= most else f"{word[:most]}\u2026"


def sounding(text: str) -> int:
    """Return how many letters a text comes to when it is said: a digit or a sign within is a word.

    >>> sounding("Sit down."), sounding("At 7:30")
    (9, 26)
    """
    return len(text) + 5 * len(_SOUNDING.findall(text))


def sayable(text: str, unless_behind: tuple[str, ...] = ()) -> tuple[str, list[tuple[int, str]]]:
    """Return the text without the words that no voice has letters for, and a list of those words.

    Each word stands there behind its place in ``text``, in characters. A word directly behind one
    of the signs ``unless_behind`` stays in the text.

    >>> sayable("Run, \u0431\u0435\u0433!")
    ('Run, !', [(5, '\u0431\u0435\u0433')])
    """
    if text.isascii():
        return text, []
    lost: list[tuple[int, str]] = []

    def without(found: re.Match[str]) -> str:
        if _is_latin(found[0]) or text[max(found.start() - 1, 0) : found.start()] in unless_behind:
            return found[0]
        lost.append((found.start(), found[0]))
        return ""

    return _LETTERS.sub(without, text), lost


def _is_latin(word: str) -> bool:
    """Return whether all letters of a word are Latin ones, plain or with a mark."""
    return word.isascii() or all(
        _is_named_latin(one) for letter in word for one in _plain(letter) if one.isalpha()
    )


def _plain(letter: str) -> str:
    """Return the plain form of a letter that is a variant of Latin ones, else the letter itself."""
    if letter.isascii() or not letter.isalpha() or _is_named_latin(letter):
        return letter
    if letter in _APOSTROPHES:
        return "'"
    plain = unicodedata.normalize("NFKC", letter)
    return plain if all(map(_is_named_latin, plain)) else letter


def _is_named_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")
