"""What went wrong and who can mend it. Takes and touches nothing; every room may import it.

A ``Problem`` is data. A stage collects all it finds and raises once; `cli` alone turns the
exceptions into lines on stderr and an exit code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A place in a file that somebody wrote; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong (``message``) and what to do about it (``hint``)."""

    source: Source | None
    message: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.source}: " if self.source else ""
        remedy = f"; {self.hint}" if self.hint else ""
        return f"{where}{self.message}{remedy}"


class AudioguideError(Exception):
    """The family that `cli` catches; each member carries every problem its stage found."""

    exit_code = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        found = [problems] if isinstance(problems, Problem) else list(problems)
        self.problems: tuple[Problem, ...] = tuple(dict.fromkeys(found))
        super().__init__("\n".join(map(str, self.problems)))


class AuthorError(AudioguideError):
    """The author of a file can mend it."""

    exit_code = 1


class UsageError(AudioguideError):
    """Whoever typed the command can mend it."""

    exit_code = 2


class InstallationError(AudioguideError):
    """Whoever looks after this machine can mend it: an engine, a model, a library."""

    exit_code = 3


class DestinationError(AudioguideError):
    """The place to write to cannot take the file: permission, space, a folder in the way."""

    exit_code = 3


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems sorted by file, line and column; those without a place come first."""
    return sorted(problems, key=lambda p: (p.source is not None, p.source or Source("")))


_LONGEST_NAME = 60
"""What is longer resembles no name, and to compare it takes the square of its length."""


def nearest(word: str, known: Sequence[str]) -> str:
    """``did you mean `x`?`` for the nearest known word, or an empty string."""
    close = get_close_matches(word[:_LONGEST_NAME], known, n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else ""
