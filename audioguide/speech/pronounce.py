"""Mark or respell the words that an engine reads wrong, on their way to it; people never see it.

Takes a spoken text and a list of pronunciations, gives the text as the engine wants it. Touches
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from audioguide.model.pronunciation import Pronunciation
from audioguide.speech.engine import Engine

Say = Callable[[str], str]
"""A function that gives a spoken text as one engine wants it."""

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


def replaced(
    listed: Iterable[Pronunciation], own: Iterable[Pronunciation]
) -> tuple[Pronunciation, ...]:
    """Return the listed pronunciations, with one's own beside them or in place of the same word."""
    return tuple({how.word: how for how in (*listed, *own)}.values())


def saying(engine: Engine, listed: Iterable[Pronunciation]) -> Say:
    """Return the function that puts the listed pronunciations into a text for an engine.

    Longer words go first, so that "close it" wins over "close". An engine's ``pronounce`` gives its
    own markup for a word, or the word respelled.
    """
    mark = engine.pronounce
    wrong = [how for how in listed if mark(how.word, how) != how.word]
    # The longest first: "close it" is more than "close", which would leave it no room.
    ordered = sorted(wrong, key=lambda how: len(how.word), reverse=True)
    if not ordered:
        return lambda text: text
    pattern = re.compile("|".join(f"({_pattern(how.word)})" for how in ordered), re.IGNORECASE)

    def marked(found: re.Match[str]) -> str:
        assert found.lastindex, "every word is a group"
        return mark(found[0], ordered[found.lastindex - 1])

    return cache(lambda text: pattern.sub(marked, text))


def _pattern(word: str) -> str:
    """Return the pattern of a whole word; one listed with a stop must be a whole sentence."""
    plain = r"\s+".join(map(re.escape, word.removesuffix(_STOP).split()))
    if word.endswith(_STOP):
        return rf"(?:\A|(?<=[.!?]\s)){plain}(?=\s*(?:[.!?]|\Z))"
    return rf"(?<!\w){plain}(?!\w)"


def linked(word: str, how: Pronunciation) -> str:
    """Return a word with its sounds as hibari's dictionaries take them: ``[word](/sounds/)``.

    The sounds come from ``how.ipa``; without it the word stays as it is.

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
    """Return the text without the sounds that `linked` added to it."""
    return _LINK.sub(r"\1", text)
