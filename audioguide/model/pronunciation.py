"""How a word is said that a voice gets wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """A word, or several, and the way it is said; one of the two ways may be empty.

    ``word`` stands for itself in any case of letters; with a full stop behind it, for itself as a
    whole sentence. An engine for which there is nothing reads the word well by itself.
    """

    word: str
    ipa: str
    """In the International Phonetic Alphabet, for engines that understand it."""
    respelled: str
    """In letters that are read aright, for those that understand nothing else."""
