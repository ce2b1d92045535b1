"""What a program that is stopped takes away before it goes.

Takes functions that undo something: temporary files, other processes, a hidden cursor. Who makes
such a thing says here how it is undone, before it is made; who stops the program has all of it
done. An exception cannot do that alone: C code that calls us loses it, a thread never gets it.
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
    """From now on a stopped program calls ``undo``, from any thread; what is given forgets it."""
    key = object()
    _undo[key] = undo

    def forget() -> None:
        _undo.pop(key, None)

    return forget


@contextmanager
def undone(undo: Callable[[], object]) -> Iterator[None]:
    """The same within a block, whose own end undoes nothing: whoever made the thing does."""
    forget = when_stopped(undo)
    try:
        yield
    finally:
        forget()


def undo_all() -> None:
    """Undo what is still there, the latest first; what cannot be undone stays."""
    for undo in reversed(list(_undo.values())):
        with suppress(Exception):
            undo()


@cache
def ending_with_us() -> dict[str, Any]:
    """Options for `subprocess.Popen`, by which Linux ends that process when this one is killed.

    Elsewhere there are none, and it runs to its end.
    """
    if sys.platform != "linux":
        return {}
    import ctypes

    set_signal_of_parents_death = 1  # PR_SET_PDEATHSIG, prctl(2)
    prctl = ctypes.CDLL(None).prctl
    return {"preexec_fn": lambda: prctl(set_signal_of_parents_death, signal.SIGKILL)}
