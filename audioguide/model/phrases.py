"""The words of one language: sentences by their keys, nouns, limbs, bands, groups of movements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from audioguide.model.pronunciation import Pronunciation


@dataclass(frozen=True, slots=True)
class Noun:
    """One thing and several of it, with the gender that other words agree with, if any do."""

    one: str
    many: str
    gender: str = ""


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """All that a language says of its own accord."""

    language: str
    """Its code, such as ``en``."""
    name: str
    """What it is called in English or by itself, for lists."""
    iso_639_2: str
    """Its three letters in ISO 639-2, such as ``eng``, which tags of sound files have."""
    phrases: Mapping[str, str]
    """Sentences by their keys, with slots in braces."""
    encouragement: Mapping[str, tuple[str, ...]]
    """Keys of sentences by their list: a phase of a block and what its work is for, such as
    ``late/strength``, or what they are for themselves, such as ``release``."""
    nouns: Mapping[str, Noun]
    """What is counted, by keys such as ``rep``."""
    limbs: Mapping[str, Noun]
    """What has a left and a right, by the keys that exercises use."""
    bands: Mapping[str, str]
    """What a band is called, by its kind."""
    calibration: tuple[str, ...]
    """What every voice says to find the one gain of all counted numbers."""
    weekdays: tuple[str, ...]
    """From Monday to Sunday."""
    groups: Mapping[str, str]
    """What a group of exercises is called, by its id."""


def _no_phrases() -> Mapping[str, str]:
    return MappingProxyType({})


def _no_lists() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What an author has said otherwise than the program would: in other words or other sounds."""

    phrases: Mapping[str, str] = field(default_factory=_no_phrases, hash=False)
    """Sentences in place of the phrase book's, by their keys."""
    encouragement: Mapping[str, tuple[str, ...]] = field(default_factory=_no_lists, hash=False)
    """Sentences in place of a whole list's, by its name in `PhraseBook.encouragement`."""
    pronunciations: tuple[Pronunciation, ...] = ()
    """Beside those that ship, or in place of one for the same word."""


NO_WORDS: Final = OwnWords()
