"""What reaches people and programs: data on stdout, all else on stderr, and the exit codes.

Takes text and exceptions. Touches the two streams; nothing else in the project writes to them.
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

from audioguide.cli.interrupts import INTERRUPTED
from audioguide.errors import AudioguideError, DestinationError, Problem, UsageError, in_order

READER_GONE = 141
"""What a shell gives for a program whose reader closed the pipe: 128 + SIGPIPE."""

_QUOTED = re.compile(r"`([^`]{80})[^`]{20,}`")
"""What was typed may be as long as a file; a message is a line."""
_WIDTHS = (50, 120)
# Typer gives a name to the mistakes that commands raise, none to the class that it raises itself.
_USAGE: Any = next(one for one in typer.BadParameter.__mro__ if one.__name__ == "UsageError")


class Guarded(TyperGroup):
    """The group of all commands, and the one place where what went wrong becomes an exit code.

    Whatever is caught neither here nor by Typer is a mistake in the program and keeps its
    traceback.
    """

    def main(self, *args: Any, **options: Any) -> Any:
        """Run what was typed."""
        try:
            return super().main(*args, **options)
        except OSError as error:
            # This far out it writes on stderr, what is wrong with the command.
            if not _is_typers(error):
                raise
            _abandon(sys.stderr)
            sys.exit(UsageError.exit_code)

    def make_context(self, *args: Any, **options: Any) -> Any:
        """Read what was typed; here `--help` and `--version` are answered."""
        with _problems_become_exit_codes():
            return super().make_context(*args, **options)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; problems go to stderr, a line each."""
        with _problems_become_exit_codes():
            return super().invoke(ctx)


@contextmanager
def _problems_become_exit_codes() -> Iterator[None]:
    """What goes wrong in the block is told, and becomes the exit code."""
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
        for problem in in_order(error.problems):
            note(problem_line(problem))
        raise typer.Exit(error.exit_code) from None
    except KeyboardInterrupt:
        note("interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except _USAGE as error:
        error.message = plain(error.message)  # it quotes what was typed
        raise


def problem_line(problem: Problem) -> str:
    """``file:line:column: what; what to do``, or ``error: what; what to do`` without a place."""
    line = plain(str(problem) if problem.source else f"error: {problem}")
    return _QUOTED.sub(lambda found: f"`{found[1]}\u2026`", line)


def plain(text: str) -> str:
    """One line without control characters: what an author wrote must not steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def safe(text: str) -> str:
    """The text without what steers a terminal or turns the direction of what is read."""
    return "\n".join(map(plain, text.split("\n")))


def width() -> int:
    """Columns for a table: the terminal's or ``COLUMNS``, else 80, within what reads well."""
    least, most = _WIDTHS
    return min(max(get_terminal_size().columns, least), most)


def show(text: str) -> None:
    """Text for a person on stdout; what the terminal's encoding lacks becomes a question mark."""
    encoding = sys.stdout.encoding or "utf-8"
    _write(safe(text).encode(encoding, "replace"), encoding)


def data(text: str) -> None:
    """Text for a program on stdout: UTF-8 everywhere, file names byte for byte.

    Where a person looks at it, it is made safe as any other text.
    """
    if not sys.stdout.closed and sys.stdout.isatty():
        text = safe(text)
    _write(text.encode("utf-8", "surrogateescape"), "utf-8")


def note(line: str) -> None:
    """A line on stderr; if nobody can read it there is nobody to tell."""
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
    """What to raise when stdout did not take what was written; nothing more is written there."""
    _abandon(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return typer.Exit(READER_GONE)
    why, remedy = error.strerror or str(error), "make room where it goes, or send it elsewhere"
    if error.errno == errno.EBADF:
        why, remedy = "it is closed", "send it somewhere, if only to a file"
    return DestinationError(Problem(None, f"standard output cannot be written ({why})", remedy))


def _is_typers(error: OSError) -> bool:
    """Whether Typer met with it, which touches nothing but the streams."""
    *_, (frame, _) = walk_tb(error.__traceback__)
    return frame.f_globals["__name__"].partition(".")[0] in ("typer", "click")


def _is_nowhere() -> bool:
    try:
        os.getcwd()
    except OSError:
        return True
    return False


def _abandon(stream: TextIO) -> None:
    """Keep Python from flushing the stream once more, and failing once more, at exit."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
