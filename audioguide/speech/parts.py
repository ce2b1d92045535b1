"""Split a long text into parts that a voice says one after the other.

Takes what is to be said, gives it in parts that end where a sentence does if they can; touches
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

MOST_LETTERS: Final = 400
"""The most letters of one part: half a minute of speech. An engine's memory may grow as its square.
"""
_SENTENCE: Final = re.compile(r"[^.!?\u2026]*(?:[.!?\u2026]+[\"')\]]*\s*|\Z)")
_CLAUSE: Final = re.compile(r"[^,;:\u2014]*(?:[,;:\u2014]+\s*|\Z)")
_WORD: Final = re.compile(r"\S+\s*|\s+")


def in_parts(text: str, most: int = MOST_LETTERS) -> list[str]:
    """Split a text into parts of at most ``most`` characters; a short one is its only part.

    Sentences stay whole where they can, then clauses, then words.

    >>> in_parts("Sit. Stand up. Walk on, and on.", 16)
    ['Sit. Stand up.', 'Walk on, and on.']
    """
    if len(text) <= most:
        return [text]
    parts: list[str] = []
    for piece in _pieces(text, most, (_SENTENCE, _CLAUSE, _WORD)):
        if parts and len((parts[-1] + piece).rstrip()) <= most:
            parts[-1] += piece
        else:
            parts.append(piece)
    return [part.strip() for part in parts if any(map(str.isalnum, part))]


def _pieces(text: str, most: int, by: tuple[re.Pattern[str], ...]) -> Iterator[str]:
    if len(text) <= most or not by:
        yield from (text[at : at + most] for at in range(0, len(text), most))
        return
    for found in by[0].finditer(text):
        if found[0]:
            yield from _pieces(found[0], most, by[1:])
