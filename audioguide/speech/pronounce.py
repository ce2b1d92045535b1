"""Words that an engine reads wrong, marked or respelled on the way to it; people never see it.

Takes a spoken text and a list of pronunciations, gives the text as the engine wants it. Touches
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from audioguide.model.pronunciation import Pronunciation
from audioguide.speech.engine import Engine

Say = Callable[[str], str]
"""A spoken text as one engine wants it."""

_STOP = "."

# Signs of the phonetic alphabet, and how the dictionaries of hibari and Kokoro write their sounds.
_SOUNDS = {
    "eɪ": "A",
    "aɪ": "I",
    "oʊ": "O",
    "aʊ": "W",
    "ɔɪ": "Y",
    "tʃ": "ʧ",
    "dʒ": "ʤ",
    "ɝ": "ɜɹ",
    "ɚ": "əɹ",
    "r": "ɹ",
    "g": "ɡ",
    "ː": "",
}
_SOUND = re.compile("|".join(_SOUNDS))
_STRESS = re.compile("([ˈˌ])([^AIOWYiuæɑɒɔəɛɜɪʊʌᵻ]*)")
_LINK = re.compile(r"\[([^\]]+)\]\(/[^)]*/\)")


def saying(engine: Engine, listed: Iterable[Pronunciation]) -> Say:
    """What makes a spoken text the engine's: the listed words as they are said, the longest first.

    An engine may have a ``pronounce(word, how)`` that gives its own markup for a word; for others
    the word is respelled.
    """
    mark: Callable[[str, Pronunciation], str] = getattr(engine, "pronounce", _respelled)
    wrong = [how for how in listed if mark(how.word, how) != how.word]
    # The longest first: "close it" is more than "close", which would leave it no room.
    ordered = sorted(wrong, key=lambda how: len(how.word), reverse=True)
    if not ordered:
        return lambda text: text
    pattern = re.compile("|".join(f"({_pattern(how.word)})" for how in ordered), re.IGNORECASE)

    def marked(found: re.Match[str]) -> str:
        assert found.lastindex, "every word is a group"
        return mark(found[0], ordered[found.lastindex - 1])

    return lambda text: pattern.sub(marked, text)


def _pattern(word: str) -> str:
    """Finds the word where it is whole; one with a stop, where it is a whole sentence."""
    plain = r"\s+".join(map(re.escape, word.removesuffix(_STOP).split()))
    if word.endswith(_STOP):
        return rf"(?:\A|(?<=[.!?]\s)){plain}(?=\s*(?:[.!?]|\Z))"
    return rf"(?<!\w){plain}(?!\w)"


def _respelled(word: str, how: Pronunciation) -> str:
    return how.respelled or word


def linked(word: str, how: Pronunciation) -> str:
    """A word as hibari's dictionaries take its sounds: ``[word](/sounds/)``.

    >>> linked("Close", Pronunciation("close", "ˈkloʊz", "cloze"))
    '[Close](/klˈOz/)'
    """
    if not how.ipa:
        return word
    sounds = _SOUND.sub(lambda found: _SOUNDS[found[0]], how.ipa)
    # Stress stands before the vowel there, and before the syllable in dictionaries for people.
    sounds = _STRESS.sub(r"\2\1", sounds)
    return f"[{word}](/{sounds}/)"


def unlinked(text: str) -> str:
    """The text without what `linked` added to it."""
    return _LINK.sub(r"\1", text)
