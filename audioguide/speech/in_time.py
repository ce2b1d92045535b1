"""What an engine does, in a limited time: one that hangs holds nobody up.

Takes a call, gives what it gives. The call runs in a thread of its own; one that never comes back
cannot be stopped, is left behind, and ends with the program.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import TypeVar

LIMIT_S = 60.0
"""To load a voice and speak a word, on a slow machine."""
LIMIT_CHARACTER_S = 0.5
"""More for each: a voice that takes longer is of no use to anybody."""

T = TypeVar("T")


class TooSlowError(Exception):
    """The call has not come back."""


def in_time(call: Callable[[], T], limit_s: float) -> T:
    """What the call gives or raises. Raises TooSlowError where it does neither in ``limit_s``."""
    given: list[T] = []
    raised: list[BaseException] = []

    def run() -> None:
        try:
            given.append(call())
        except BaseException as error:  # it is raised again where somebody waits for it
            raised.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(limit_s)
    if raised:
        raise raised[0]
    if not given:
        raise TooSlowError
    return given[0]


def limit_of(text: str) -> float:
    """So many seconds may a text take."""
    return LIMIT_S + LIMIT_CHARACTER_S * len(text)
