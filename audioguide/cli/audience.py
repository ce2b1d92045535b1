"""What reaches people and programs: data on stdout, all else on stderr, and the exit codes.

Takes text and exceptions. Touches the two streams; nothing else in the project writes to them.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from shutil import get_terminal_size
from typing import Any, TextIO

import typer
from typer.core import TyperGroup

from audioguide.cli.interrupts import INTERRUPTED
from audioguide.errors import AudioguideError, DestinationError, Problem, in_order

READER_GONE = 141
"""What a shell gives for a program whose reader closed the pipe: 128 + SIGPIPE."""

_WIDTHS = (50, 120)


class Guarded(TyperGroup):
    """The group of all commands, and the one place where what went wrong becomes an exit code.

    Whatever is caught neither here nor by Typer is a mistake in the program and keeps its
    traceback.
    """

    def invoke(self, ctx: Any) -> Any:
        """Run the command; problems go to stderr, a line each."""
        try:
            return super().invoke(ctx)
        except AudioguideError as error:
            for problem in in_order(error.problems):
                note(problem_line(problem))
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            note("interrupted")
            raise typer.Exit(INTERRUPTED) from None


def problem_line(problem: Problem) -> str:
    """``file:line:column: what; what to do``, or ``error: what; what to do`` without a place."""
    return plain(str(problem) if problem.source else f"error: {problem}")


def plain(text: str) -> str:
    """One line without control characters: what an author wrote must not steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def width() -> int:
    """Columns for a table: the terminal's or ``COLUMNS``, else 80, within what reads well."""
    least, most = _WIDTHS
    return min(max(get_terminal_size().columns, least), most)


def show(text: str) -> None:
    """Text for a person on stdout; what the terminal's encoding lacks becomes a question mark."""
    encoding = sys.stdout.encoding or "utf-8"
    _write(text.encode(encoding, "replace"), encoding)


def data(text: str) -> None:
    """Text for a program on stdout: UTF-8 everywhere, file names byte for byte."""
    _write(text.encode("utf-8", "surrogateescape"), "utf-8")


def note(line: str) -> None:
    """A line on stderr; if nobody can read it there is nobody to tell."""
    with suppress(OSError):
        encoding = sys.stderr.encoding or "utf-8"
        print(line.encode(encoding, "replace").decode(encoding), file=sys.stderr, flush=True)


def _write(raw: bytes, encoding: str) -> None:
    stream = sys.stdout
    try:
        if stream.isatty():
            stream.write(raw.decode(encoding, "replace"))
        else:
            stream.flush()
            stream.buffer.write(raw)
        stream.flush()
    except BrokenPipeError:
        _abandon(stream)
        raise typer.Exit(READER_GONE) from None
    except OSError as error:
        _abandon(stream)
        raise DestinationError(
            Problem(
                None,
                f"standard output cannot be written ({error.strerror or error})",
                "make room where it goes, or send it elsewhere",
            )
        ) from error


def _abandon(stream: TextIO) -> None:
    """Keep Python from flushing the stream once more, and failing once more, at exit."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
