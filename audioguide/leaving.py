"""Clean up when the program is stopped: temporary files, other processes, a hidden cursor.

Whoever makes such a thing registers here, beforehand, a function that undoes it; whoever stops the
program calls them all. An exception is not enough for that: C code that calls us loses it, and a
thread never gets it.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

_undo: dict[object, Callable[[], object]] = {}


def when_stopped(undo: Callable[[], object]) -> Callable[[], None]:
    """Register ``undo`` to be called when the program is stopped.

    Returns a function that removes it again. ``undo`` takes no arguments and may be called from any
    thread.
    """
    key = object()
    _undo[key] = undo

    def forget() -> None:
        _undo.pop(key, None)

    return forget


@contextmanager
def undone(undo: Callable[[], object]) -> Iterator[None]:
    """Register ``undo`` to be called when the program is stopped within the block.

    The end of the block only removes it: whoever made the thing takes it away in the ordinary case.
    """
    forget = when_stopped(undo)
    try:
        yield
    finally:
        forget()


def undo_all() -> None:
    """Call every registered function, the latest first; exceptions are ignored."""
    for undo in reversed(list(_undo.values())):
        with suppress(Exception):
            undo()


@cache
def ending_with_us() -> dict[str, Any]:
    """Return options for `subprocess.Popen` that end the process when this one is killed.

    They work on Linux (PR_SET_PDEATHSIG, prctl(2)); elsewhere there are none, and the process runs
    to its end.
    """
    if sys.platform != "linux":
        return {}
    import ctypes

    set_signal_of_parents_death = 1  # PR_SET_PDEATHSIG, prctl(2)
    prctl = ctypes.CDLL(None).prctl
    return {"preexec_fn": lambda: prctl(set_signal_of_parents_death, signal.SIGKILL)}
