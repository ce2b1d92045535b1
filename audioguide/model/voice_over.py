"""A person's own recordings, and the one rule by which the words they stand for are found.

Takes and gives values; touches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from audioguide.errors import Source

ENDINGS: Final = (".wav", ".flac", ".mp3", ".ogg", ".opus", ".aif", ".aiff", ".m4a", ".aac")
"""Of files that a recording can be."""

One = TypeVar("One")

_QUOTES: Final = "\"'\u2018\u2019\u201c\u201d\u00ab\u00bb "
_STOPS: Final = ".!?\u2026"
_SENTENCE: Final = re.compile(rf"\S.*?(?:[{_STOPS}]+[{_QUOTES.strip()})\]]*(?=\s)|$)")


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound file in place of a text, or in place of one of the program's sounds."""

    path: Path
    source: Source
    """Where the file is named."""
    text: str = ""
    """What it is heard in place of; empty for an opener and a closer."""
    text_at: Source | None = None


@dataclass(frozen=True, slots=True)
class VoiceOver:
    """All recordings of a routine; no two lines have the same `line_key`."""

    opener: Recording | None = None
    """In place of the opening sound."""
    closer: Recording | None = None
    """In place of the closing sound."""
    lines: tuple[Recording, ...] = ()

    @property
    def recordings(self) -> tuple[Recording, ...]:
        """All recordings, opener and closer first."""
        return (*(one for one in (self.opener, self.closer) if one), *self.lines)


def line_key(text: str) -> str:
    """Return what is the same in two ways to write a line; empty where there is no word.

    >>> line_key(' "Don\u2019t stop!" ') == line_key("don't stop")
    True
    """
    plain = " ".join(text.split()).casefold().replace("\u2019", "'")
    return plain.strip(_QUOTES).rstrip(_STOPS).strip(_QUOTES)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each with its stop.

    >>> sentences("Rest. \u201cReady?\u201d 2.5 kg")
    ['Rest.', '\u201cReady?\u201d', '2.5 kg']
    """
    return _SENTENCE.findall(" ".join(text.split()))


def cut(text: str, known: Mapping[str, One]) -> Iterator[str | One]:
    """Yield a text in parts, in order: what is known for some sentences, and the sentences between.

    ``known`` is by the `line_key` of one or more whole sentences, of which the longest run counts.
    Sentences between them that are not known are yielded together as one text.
    """
    said = sentences(text)
    other: list[str] = []
    at = 0
    while at < len(said):
        keys = ((end, line_key(" ".join(said[at:end]))) for end in range(len(said), at, -1))
        end, key = next((one for one in keys if one[1] in known), (at + 1, ""))
        if key:
            if other:
                yield " ".join(other)
            other = []
            yield known[key]
        else:
            other.append(said[at])
        at = end
    if other:
        yield " ".join(other)
