"""What is wrong with a file and what could not be carried over, collected while it is read."""

from __future__ import annotations

import unicodedata
from typing import Final

from audioguide.errors import Problem, Source

_MOST: Final = 400
"""A message is a line for people: what it quotes may be as long as a file."""


def _shown(text: str) -> str:
    r"""What a terminal may show: no control, no change of direction, no endless quote.

    >>> _shown("a \x1b[2Jb")
    'a \ufffd[2Jb'
    """
    kept = "".join("\ufffd" if unicodedata.category(c)[0] == "C" else c for c in text[: 2 * _MOST])
    return kept if len(text) <= _MOST else f"{kept[: _MOST // 2]}\u2026{kept[_MOST - 60 : _MOST]}"


class Notes:
    """Problems and warnings of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._left_out: dict[Source, tuple[list[str], str]] = {}
        self._remarks: list[Problem] = []

    def at(self, line: int = 1, column: int = 1) -> Source:
        """A place in the file; both count from 1."""
        return Source(self.file, line, column)

    def wrong(self, source: Source, message: str, hint: str) -> None:
        """Remember a mistake and go on reading."""
        self.problems.append(Problem(source, _shown(message), _shown(hint)))

    def left_out(self, source: Source, what: str, hint: str) -> None:
        """Remember what is lost; all of one step becomes one warning, with the first hint."""
        whats, _ = self._left_out.setdefault(source, ([], hint))
        if what not in whats:
            whats.append(what)

    def remark(self, source: Source, message: str, hint: str) -> None:
        """Remember what is carried over in another way than its author may expect."""
        self._remarks.append(Problem(source, _shown(message), _shown(hint)))

    def warnings(self) -> list[Problem]:
        """One for every step that lost something, and the remarks."""
        lost = [
            Problem(source, _shown(f"{_listed(whats)} left out"), _shown(hint))
            for source, (whats, hint) in self._left_out.items()
        ]
        return lost + self._remarks


def _listed(whats: list[str]) -> str:
    if len(whats) == 1:
        return f"{whats[0]} is"
    return f"{', '.join(whats[:-1])} and {whats[-1]} are"
