"""Collect what is wrong with a file and what cannot be carried over, while the file is read."""

from __future__ import annotations

import unicodedata
from typing import Final

from audioguide.errors import AuthorError, Problem, Source, in_order

MOST_PROBLEMS: Final = 100

_MOST: Final = 400
"""A message is a line for people: what it quotes may be as long as a file."""


def shown(text: str) -> str:
    r"""Return what a terminal may show of a text: no control characters, and no endless quote.

    Characters that control a terminal or reverse the direction of text are replaced, and a text of
    more than 400 characters is shortened.

    >>> shown("a \x1b[2Jb")
    'a \ufffd[2Jb'
    """
    kept = "".join("\ufffd" if unicodedata.category(c)[0] == "C" else c for c in text[: 2 * _MOST])
    return kept if len(text) <= _MOST else f"{kept[: _MOST // 2]}\u2026{kept[_MOST - 60 : _MOST]}"


class Notes:
    """The problems and warnings of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._left_out: dict[Source, tuple[dict[str, None], str]] = {}
        self._remarks: list[Problem] = []

    def at(self, line: int = 1, column: int = 1) -> Source:
        """Return a place in the file; line and column count from 1."""
        return Source(self.file, line, column)

    def wrong(self, source: Source, message: str, hint: str) -> None:
        """Remember a mistake, so that reading can go on.

        Raises AuthorError with all mistakes at the hundredth, because nobody reads on.
        """
        self.problems.append(Problem(source, shown(message), shown(hint)))
        if len(self.problems) >= MOST_PROBLEMS:
            raise AuthorError(in_order(self.problems))

    def left_out(self, source: Source, what: str, hint: str) -> None:
        """Remember what is lost.

        All that is lost at one place becomes one warning, with the first hint.
        """
        whats, _ = self._left_out.setdefault(source, ({}, hint))
        whats[what] = None

    def remark(self, source: Source, message: str, hint: str) -> None:
        """Remember what is carried over in another way than its author may expect."""
        self._remarks.append(Problem(source, shown(message), shown(hint)))

    def warnings(self) -> list[Problem]:
        """Return a warning for every place that lost something, and the remarks."""
        lost = [
            Problem(source, shown(f"{_listed(list(whats))} left out"), shown(hint))
            for source, (whats, hint) in self._left_out.items()
        ]
        return lost + self._remarks


def _listed(whats: list[str]) -> str:
    if len(whats) == 1:
        return f"{whats[0]} is"
    return f"{', '.join(whats[:-1])} and {whats[-1]} are"
