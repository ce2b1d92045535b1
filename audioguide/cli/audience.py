"""Write what reaches people and other programs: data on stdout, all else on stderr.

It also turns exceptions into exit codes. Takes text and exceptions. Touches the two streams, which
nothing else in the project writes to.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from shutil import get_terminal_size
from traceback import walk_tb
from typing import Any, TextIO

import typer
from typer.core import TyperGroup

from audioguide.errors import AudioguideError, DestinationError, Problem, UsageError, in_order
from audioguide.formats.problems import problems_json
from audioguide.interrupts import INTERRUPTED

READER_GONE = 141
"""The exit code that a shell gives a program whose reader closed the pipe: 128 + SIGPIPE."""

_QUOTED = re.compile(r"`([^`]*)`")
"""Matches a quotation from its opening to its closing mark, one after another."""
_LONG, _KEPT = 100, 80
"""A quotation of so many characters, such as a whole file typed by mistake, is cut to so many."""
_JOINERS = "\u200c\u200d"
"""What keeps an emoji of several signs, and letters of some scripts, together."""
_WIDTHS = (50, 120)
# Typer gives a name to the mistakes that commands raise, none to the class that it raises itself.
_USAGE: Any = next(one for one in typer.BadParameter.__mro__ if one.__name__ == "UsageError")


class Guarded(TyperGroup):
    """The group of all commands, and the one place where an error becomes an exit code.

    An exception that neither this class nor Typer catches is a mistake in the program, and keeps
    its traceback.
    """

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the command that was typed, and end the process with its exit code.

        If Typer cannot write its message about a wrong command to stderr, the exit code is still 2.
        """
        try:
            return super().main(*args, **options)
        except OSError as error:
            # Out here Typer writes to stderr what is wrong with the command.
            if not _is_typers(error):
                raise
            _abandon(sys.stderr)
            sys.exit(UsageError.exit_code)

    def make_context(self, *args: Any, **options: Any) -> Any:
        """Parse what was typed into a Typer context; this also answers `--help` and `--version`.

        Problems are written to stderr, one line each, and become the exit code.
        """
        with _problems_become_exit_codes():
            return super().make_context(*args, **options)

    def invoke(self, ctx: Any) -> Any:
        """Run the command of this Typer context and return its result.

        Problems are written to stderr, one line each, and become the exit code.
        """
        _Answer.in_json = False
        with _problems_become_exit_codes():
            return super().invoke(ctx)


class _Answer:
    """How this command answers: whether a program reads its problems too."""

    in_json = False


def answer_in_json(wanted: bool) -> None:
    """Have problems written to stdout as JSON too, unless something was written there before."""
    _Answer.in_json = wanted


@contextmanager
def _problems_become_exit_codes() -> Iterator[None]:
    """Write the errors raised in the block to stderr, and raise Typer's exit in their place.

    Mistakes of usage that Typer found itself are raised again, with control characters removed.
    """
    try:
        try:
            yield
        except OSError as error:
            if _is_typers(error):  # it was writing help
                raise _unwritten(error) from error
            if isinstance(error, FileNotFoundError) and _is_nowhere():
                problem = Problem(None, "the folder you are in is gone", "go to another with `cd`")
                raise DestinationError(problem) from error
            raise
    except AudioguideError as error:
        problems = in_order(error.problems)
        for problem in problems:
            note(problem_line(problem))
        if _Answer.in_json:
            data(problems_json(problems))
        raise typer.Exit(error.exit_code) from None
    except KeyboardInterrupt:
        note("interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except _USAGE as error:
        error.message = safe(error.message)  # it quotes what was typed
        raise


def problem_line(problem: Problem) -> str:
    """Return a problem as one line that is safe to show on a terminal.

    It reads ``file:line:column: what is wrong; what to do``, or begins with ``error:`` where the
    problem has no place in a file. Quotations of 100 characters or more are cut to 80.
    """
    line = plain(str(problem) if problem.source else f"error: {problem}")
    return _QUOTED.sub(_shortened, line)


def _shortened(found: re.Match[str]) -> str:
    text = found[1]
    return f"`{text[:_KEPT]}\u2026`" if len(text) >= _LONG else f"`{text}`"


def plain(text: str) -> str:
    """Return the text as one line, with each unprintable character replaced by a space.

    Text that an author wrote could otherwise send control sequences to the terminal.
    """
    return "".join(c if c.isprintable() or c in _JOINERS else " " for c in text)


def safe(text: str) -> str:
    """Return the text with unprintable characters replaced by spaces; line breaks stay.

    This removes what could control a terminal, or reverse the direction in which text is read.
    """
    return "\n".join(map(plain, text.split("\n")))


def width() -> int:
    """Return how many columns a table may take: those of the terminal, within 50 to 120.

    The environment variable ``COLUMNS`` comes before the terminal; where neither tells, it is 80.
    """
    least, most = _WIDTHS
    return min(max(get_terminal_size().columns, least), most)


def show(text: str) -> None:
    """Write text for a person to stdout, in the encoding of stdout and with `safe` applied.

    Characters that the encoding lacks become question marks. Raises DestinationError where stdout
    cannot be written, and Typer's exit with code 141 where the reader has closed the pipe.
    """
    encoding = sys.stdout.encoding or "utf-8"
    _write(safe(text).encode(encoding, "replace"), encoding)


def data(text: str) -> None:
    """Write text for a program to stdout, as UTF-8 on every machine.

    Bytes of file names that are no valid text are written as they were. Where stdout is a terminal,
    the text goes through `safe` first. Raises as `show` does.
    """
    _Answer.in_json = False  # a second document behind the first would spoil both
    if not sys.stdout.closed and sys.stdout.isatty():
        text = safe(text)
    _write(text.encode("utf-8", "surrogateescape"), "utf-8")


def note(line: str) -> None:
    """Write one line to stderr; an error in writing is ignored, as there is no one left to tell.

    Characters that the encoding of stderr lacks become question marks.
    """
    try:
        encoding = sys.stderr.encoding or "utf-8"
        print(line.encode(encoding, "replace").decode(encoding), file=sys.stderr, flush=True)
    except OSError:
        _abandon(sys.stderr)


def _write(raw: bytes, encoding: str) -> None:
    stream = sys.stdout
    try:
        if stream.isatty():
            stream.write(raw.decode(encoding, "replace"))
        else:
            stream.flush()
            stream.buffer.write(raw)
        stream.flush()
    except OSError as error:
        raise _unwritten(error) from error


def _unwritten(error: OSError) -> Exception:
    """Return the exception for a failed write to stdout, and redirect stdout to nowhere."""
    _abandon(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return typer.Exit(READER_GONE)
    why, remedy = error.strerror or str(error), "make room where it goes, or send it elsewhere"
    if error.errno == errno.EBADF:
        why, remedy = "it is closed", "send it somewhere, if only to a file"
    return DestinationError(Problem(None, f"standard output cannot be written ({why})", remedy))


def _is_typers(error: OSError) -> bool:
    """Return whether the error was raised inside Typer, which touches no files but the streams."""
    *_, (frame, _) = walk_tb(error.__traceback__)
    return frame.f_globals["__name__"].partition(".")[0] in ("typer", "click")


def _is_nowhere() -> bool:
    try:
        os.getcwd()
    except OSError:
        return True
    return False


def _abandon(stream: TextIO) -> None:
    """Redirect the stream to nowhere, so that Python's last flush of it at exit does not fail."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
