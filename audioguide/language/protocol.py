"""What a language has to know: the words that depend on a number, a side, a place or a thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from audioguide.model.line import BandName
from audioguide.model.phrases import PhraseBook
from audioguide.model.routine import Side


class Language(Protocol):
    """One language: `audioguide.language.en` is the example to copy."""

    book: PhraseBook
    """Its sentences and nouns."""

    def cardinal(self, value: int) -> str:
        """Return a whole number from 0 to 999,999 in words."""
        ...

    def count(self, value: int, noun: str) -> str:
        """Return how many of a thing, whose ``noun`` is a key of the book: ``one rep``."""
        ...

    def duration(self, ms: int) -> str:
        """Return a length of time, a multiple of 100 ms, as a coach says it."""
        ...

    def series(self, words: Sequence[str]) -> str:
        """Return words in a row: ``six, four, and two reps``."""
        ...

    def side_of(self, limb: str, side: Side) -> str:
        """Return a limb of one side, by the limb's key or an author's word: ``left leg``."""
        ...

    def side(self, limb: str, side: Side) -> str:
        """Return a side as it stands beside its limb in an author's words: ``left``."""
        ...

    def band_name(self, kind: str) -> str:
        """Return what a band of that kind is called: ``loop band``."""
        ...

    def band_place(self, at: str, side: Side | None) -> str:
        """Return where a band goes, by an author's word for the place: ``to the left foot``."""
        ...

    def things(self, items: Sequence[str | BandName]) -> str:
        """Return what somebody needs, each with its article: ``a mat and two bands``."""
        ...

    def capitalized(self, text: str) -> str:
        """Return a text with the first letter that a sentence begins with."""
        ...

    def sentence(self, text: str) -> str:
        """Return an author's text as a sentence, with the capital and the stop that it needs."""
        ...

    def spoken(self, text: str) -> str:
        """Return a text as a voice says it: numbers, units and shorthand in words."""
        ...
