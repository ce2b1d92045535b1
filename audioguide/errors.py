"""Problems, and the exceptions that carry them; each exception says who can mend its problems.

A ``Problem`` is data. A stage collects all it finds and raises once; `cli` alone turns the
exceptions into lines on stderr and an exit code. This module touches nothing, and every other may
import it.
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
    context: str = ""
    """What of several it belongs to, such as a day of a programme: ``week 2, Monday``."""

    def __str__(self) -> str:
        where = f"{self.source}: " if self.source else ""
        of = f" ({self.context})" if self.context else ""
        remedy = f"; {self.hint}" if self.hint else ""
        return f"{where}{self.message}{of}{remedy}"


class AudioguideError(Exception):
    """The base of all errors that `cli` catches; each carries every problem that its stage found.

    ``exit_code`` is what the command ends with; the same problem is kept only once.
    """

    exit_code = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        found = [problems] if isinstance(problems, Problem) else list(problems)
        self.problems: tuple[Problem, ...] = tuple(dict.fromkeys(found))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[AudioguideError], tuple[tuple[Problem, ...]]]:
        """Return what makes the same error in another process."""
        return type(self), (self.problems,)


class AuthorError(AudioguideError):
    """An error that the author of a file can mend."""

    exit_code = 1


class UsageError(AudioguideError):
    """An error that whoever typed the command can mend."""

    exit_code = 2


class InstallationError(AudioguideError):
    """An error of this machine's installation: of an engine, a model or a library."""

    exit_code = 3


class DestinationError(AudioguideError):
    """An error of the place to write to: no permission, no space, or a folder in the way."""

    exit_code = 3


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems sorted by file, line and column; those without a place come first."""
    return sorted(problems, key=lambda p: (p.source is not None, p.source or Source("")))


_LONGEST_NAME = 60
"""Only so many letters of a name are compared, since comparing takes the square of its length."""


def nearest(word: str, known: Sequence[str]) -> str:
    """Return the hint ``did you mean `x`?`` for the most similar known word, or an empty string."""
    close = get_close_matches(word[:_LONGEST_NAME], known, n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else ""
