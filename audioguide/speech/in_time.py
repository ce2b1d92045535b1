"""Call an engine with a limit of time, so that one that hangs holds nobody up.

Takes a call, gives what it gives. The call runs in a thread of its own; one that never comes back
cannot be stopped, is left behind, and ends with the program.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import TypeVar

LIMIT_S = 60.0
"""The seconds that every text has: enough to load a voice and speak a word on a slow machine."""
LIMIT_CHARACTER_S = 0.5
"""The seconds that each character adds; a voice that takes longer is of no use to anybody."""

T = TypeVar("T")


class TooSlowError(Exception):
    """A call has not come back within its limit of time."""


def in_time(call: Callable[[], T], limit_s: float) -> T:
    """Return what the call returns, or raise what it raises.

    Raises TooSlowError where it does neither in ``limit_s`` seconds.
    """
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
    """Return how many seconds an engine may take for a text."""
    return LIMIT_S + LIMIT_CHARACTER_S * len(text)
