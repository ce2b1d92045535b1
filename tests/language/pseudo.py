"""A language in which everything that the program says of its own accord stands in brackets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audioguide.model.line import BandName
from audioguide.model.phrases import PhraseBook
from audioguide.model.routine import Side
from tests.language.english import ENGLISH


def bracketed(text: str) -> str:
    """Return a text in the brackets of this language."""
    return f"⟦{text}⟧"


class Pseudo:
    """See `audioguide.language.Language`."""

    def __init__(self, book: PhraseBook) -> None:
        phrases = {key: _around_slots(text) for key, text in book.phrases.items()}
        days = tuple(map(bracketed, book.weekdays))
        self.book = replace(book, language="pseudo", phrases=phrases, weekdays=days)

    def cardinal(self, value: int) -> str:
        return bracketed(str(value))

    def count(self, value: int, noun: str) -> str:
        forms = self.book.nouns[noun]
        return bracketed(f"{value} {forms.one if value == 1 else forms.many}")

    def duration(self, ms: int) -> str:
        return bracketed(f"{ms} ms")

    def series(self, words: Sequence[str]) -> str:
        return bracketed(" + ").join(words)

    def side_of(self, limb: str, side: Side) -> str:
        return bracketed(f"{side} {limb}")

    def side(self, limb: str, side: Side) -> str:
        return bracketed(side)

    def band_name(self, kind: str) -> str:
        return bracketed(kind)

    def band_place(self, at: str, side: Side | None) -> str:
        return f"{bracketed(side or 'to')} {at}"

    def things(self, items: Sequence[str | BandName]) -> str:
        return self.series(
            [self.band_name(one.kind) if isinstance(one, BandName) else one for one in items]
        )

    def capitalized(self, text: str) -> str:
        return text

    def sentence(self, text: str) -> str:
        return " ".join(text.split())

    def spoken(self, text: str) -> str:
        return text


def _around_slots(text: str) -> str:
    """Return a phrase with brackets round its words, and its slots outside of them.

    >>> _around_slots("{title}. About {minutes}.")
    '{title}⟦. About⟧ {minutes}⟦.⟧'
    """
    found = ""
    for part in text.replace("{", "\n{").replace("}", "}\n").split("\n"):
        if part.startswith("{") or not part.strip():
            found += part
        else:
            core = part.strip()
            before, after = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
            found += before + bracketed(core) + after
    return found


PSEUDO = Pseudo(ENGLISH.book)
