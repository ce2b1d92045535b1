"""A process that makes editions for another: what it is sent, what it tells, how it ends.

Takes editions from standard input and writes what it has to tell to standard output, both pickled;
touches what the stages touch. It ends when its input does, and on Linux with the process that
started it.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from dataclasses import dataclass
from threading import Lock

from audioguide.errors import AudioguideError
from audioguide.interrupts import leave_when_stopped
from audioguide.jobs.edition import Edition
from audioguide.jobs.workshop import Workshop
from audioguide.model.episode import Episode


@dataclass(frozen=True, slots=True)
class Progressed:
    """How far a task is: `pipeline.Progress`'s arguments."""

    what: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Warned:
    """A message about the store."""

    what: str


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of the edition, which whoever sent it has: an `Outcome`'s other fields."""

    episode: Episode | None
    voice: str
    error: AudioguideError | None


@dataclass(frozen=True, slots=True)
class Failed:
    """What stops all work, and where it was raised."""

    error: Exception
    trace: str


def serve(threads: int) -> None:
    """Make every edition that comes through standard input, until it is closed.

    What is told goes to standard output. ``threads`` is how many texts are spoken, and how many
    sounds encoded, at once.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started this process
    leave_when_stopped(last_words="")
    # What a package may print goes to stderr, and never between what is told.
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    turn = Lock()

    def tell(what: object) -> None:
        with turn:
            pickle.dump(what, pipe)
            pipe.flush()

    try:
        with Workshop(lambda what: tell(Warned(what)), threads) as workshop:
            while True:
                edition: Edition = pickle.load(sys.stdin.buffer)
                outcome = workshop.make(edition, lambda *told: tell(Progressed(*told)))
                tell(Finished(outcome.episode, outcome.voice, outcome.error))
    except (EOFError, BrokenPipeError):
        return
    except Exception as error:
        tell(Failed(error, traceback.format_exc()))
