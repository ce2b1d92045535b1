"""Replace stdin, stdout and stderr where the shell has closed them, before any file is opened.

Takes the process's first three descriptors. Python has no stream for a closed descriptor, and the
next file that is opened gets its number: an error message of some library would be written into
that file.
"""

from __future__ import annotations

import os
import sys

from audioguide.errors import Problem, UsageError

MOST_BYTES = 1_000_000
"""More is read of no file."""
_STDIN, _STDOUT, _STDERR = range(3)


def stand_in() -> None:
    """Open a stand-in for each closed stream: an empty input, and outputs that keep nothing.

    Writing to the stand-in for stdout fails, so that the user is told that the output is lost; what
    is written to the one for stderr disappears.
    """
    for number, access in (
        (_STDIN, os.O_RDONLY),
        (_STDOUT, os.O_RDONLY),
        (_STDERR, os.O_WRONLY),
    ):
        if _is_open(number):
            continue
        opened = os.open(os.devnull, access)  # the lowest free number: this one
        os.set_inheritable(opened, True)
        if number == _STDOUT:
            sys.stdout = os.fdopen(opened, "w", encoding="utf-8", closefd=False)
        elif number == _STDERR:
            sys.stderr = os.fdopen(opened, "w", encoding="utf-8", closefd=False)


def read_stdin() -> bytes:
    """Return what comes through standard input, up to a little more than a routine may have.

    Raises UsageError where a person sits there and types.
    """
    if sys.stdin is None or sys.stdin.isatty():
        hint = "send a file into it, as in `audioguide plan - < hips.yaml`"
        raise UsageError(Problem(None, "`-` is standard input, and nothing comes through it", hint))
    return sys.stdin.buffer.read(MOST_BYTES + 1)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
