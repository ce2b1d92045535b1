"""What is wrong with a file and what could not be carried over, collected while it is read."""

from __future__ import annotations

import unicodedata
from typing import Final

from audioguide.errors import AuthorError, Problem, Source, in_order

MOST_PROBLEMS: Final = 100

_MOST: Final = 400
"""A message is a line for people: what it quotes may be as long as a file."""


def shown(text: str) -> str:
    r"""What a terminal may show: no control, no change of direction, no endless quote.

    >>> shown("a \x1b[2Jb")
    'a \ufffd[2Jb'
    """
    kept = "".join("\ufffd" if unicodedata.category(c)[0] == "C" else c for c in text[: 2 * _MOST])
    return kept if len(text) <= _MOST else f"{kept[: _MOST // 2]}\u2026{kept[_MOST - 60 : _MOST]}"


class Notes:
    """Problems and warnings of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._left_out: dict[Source, tuple[dict[str, None], str]] = {}
        self._remarks: list[Problem] = []

    def at(self, line: int = 1, column: int = 1) -> Source:
        """A place in the file; both count from 1."""
        return Source(self.file, line, column)

    def wrong(self, source: Source, message: str, hint: str) -> None:
        """Remember a mistake and go on reading; after a hundred nobody reads on: AuthorError."""
        self.problems.append(Problem(source, shown(message), shown(hint)))
        if len(self.problems) >= MOST_PROBLEMS:
            raise AuthorError(in_order(self.problems))

    def left_out(self, source: Source, what: str, hint: str) -> None:
        """Remember what is lost; all of one step becomes one warning, with the first hint."""
        whats, _ = self._left_out.setdefault(source, ({}, hint))
        whats[what] = None

    def remark(self, source: Source, message: str, hint: str) -> None:
        """Remember what is carried over in another way than its author may expect."""
        self._remarks.append(Problem(source, shown(message), shown(hint)))

    def warnings(self) -> list[Problem]:
        """One for every step that lost something, and the remarks."""
        lost = [
            Problem(source, shown(f"{_listed(list(whats))} left out"), shown(hint))
            for source, (whats, hint) in self._left_out.items()
        ]
        return lost + self._remarks


def _listed(whats: list[str]) -> str:
    if len(whats) == 1:
        return f"{whats[0]} is"
    return f"{', '.join(whats[:-1])} and {whats[-1]} are"
