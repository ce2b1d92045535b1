"""The three streams that a shell may have closed, before anything else is opened in their place.

Takes the process's first three descriptors. Python leaves a closed stream out, and whatever file is
opened next then has its number: an error message of some library would be written into it.
"""

from __future__ import annotations

import os
import sys

_STDIN, _STDOUT, _STDERR = range(3)


def stand_in() -> None:
    """Put something in the place of closed streams: an empty input, an output that takes nothing.

    What should go to a closed stdout fails when it is written, and is told like a full disk; of a
    closed stderr there is nobody to tell.
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


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
