"""End the program at once on Ctrl-C or SIGTERM, with exit code 130 and nothing left half done.

Takes the process's signals. Files appear whole or not at all, so nothing has to be unwound:
temporary things are cleaned up (see `leaving`), and the process ends. A thread of its own waits for
the signals, because the main thread learns of one only between two steps of Python, which may be
far apart while C code runs.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from contextlib import suppress
from threading import Lock, Thread
from time import sleep
from types import FrameType

from audioguide.leaving import undo_all

INTERRUPTED = 130
STOPPING = (signal.SIGINT, signal.SIGTERM)

_first = Lock()
_last_words = ""


def leave_when_stopped(last_words: str = "interrupted") -> None:
    """Make Ctrl-C and SIGTERM end the process from now on; to be called early, in the main thread.

    ``last_words`` is the line that it writes to stderr; where empty, it writes nothing.

    A signal that was already ignored when the program started, as with ``nohup`` or ``&``, stays
    ignored.
    """
    global _last_words
    _last_words = last_words
    heard = [one for one in STOPPING if signal.getsignal(one) is not signal.SIG_IGN]
    # Registered first, so run last: what comes when Python itself is being taken down is too late.
    atexit.register(_hear_no_more, heard)
    if sys.platform != "win32":  # Windows wakes by a socket alone, and its console by a thread
        ours, theirs = os.pipe()
        os.set_blocking(theirs, False)
        signal.set_wakeup_fd(theirs, warn_on_full_buffer=False)
        Thread(target=_wait, args=(ours, heard), daemon=True).start()
    for one in heard:
        signal.signal(one, _stop)
    if sys.platform != "win32":
        # Whoever started us may have kept them waiting until now.
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)


def _wait(pipe: int, heard: list[signal.Signals]) -> None:
    """End the process as soon as the pipe delivers the number of one of the ``heard`` signals."""
    while received := os.read(pipe, 1):
        if received[0] in heard:
            _leave()


def _stop(number: int, frame: FrameType | None) -> None:
    """End the process from another thread, and keep the main thread where it is until then.

    The main thread may hold any lock, so it cannot clean up itself. A second signal changes
    nothing.
    """
    Thread(target=_leave, daemon=True).start()
    while True:
        sleep(1)


def _leave() -> None:
    if _first.acquire(blocking=False):
        undo_all()
        if _last_words:
            with suppress(OSError):  # not through Python's stream, which the main thread may hold
                os.write(2, f"{_last_words}\n".encode())
        os._exit(INTERRUPTED)


def _hear_no_more(heard: list[signal.Signals]) -> None:
    for one in heard:
        signal.signal(one, signal.SIG_IGN)
