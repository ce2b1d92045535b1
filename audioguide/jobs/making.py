"""Make editions: in this process, or in several that live as long as there is work.

A process gets one edition at a time and tells of its progress; one that ends unasked is replaced,
and its edition tried once more. Processes end with this one, whatever ends it.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import Any

from audioguide.errors import AudioguideError, InstallationError, Problem
from audioguide.jobs.edition import Edition, Outcome
from audioguide.jobs.process import Failed, Finished, Progressed, Warned
from audioguide.jobs.workshop import Workshop
from audioguide.leaving import ending_with_us, undone
from audioguide.pipeline import Progress, unwatched

MOST_THREADS = 2
"""The most threads of one process: more than two of hibari, or of LAME, gain nothing."""

_SERVE = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from audioguide.jobs.process import serve; serve(int(sys.argv[2]))"
)
"""What a process runs; it finds its modules where this one does."""
_TRIES = 2
_END_S = 1.0
"""How long a process may take to put away what it has begun, once it is asked to end."""

Watch = Callable[[int, Edition], Progress]
"""A function that is told the number (from 0) of an edition that begins, and gives what is told of
its progress.
"""


def cores() -> int:
    """Return how many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def make(
    editions: Sequence[Edition],
    *,
    processes: int = 1,
    watch: Watch = lambda number, edition: unwatched,
    complain: Callable[[str], None] = lambda what: None,
) -> Iterator[Outcome]:
    """Make every edition and yield the outcomes in the order of the editions.

    With one process, or one edition, all is done in this one; else in as many as are asked for.
    ``complain`` is told of trouble with the store. Raises InstallationError or DestinationError for
    what is wrong with the machine; editions behind that one are not made.
    """
    processes = min(processes, len(editions))
    if processes > 1:
        yield from _Crew(editions, processes, watch, complain).outcomes()
        return
    with Workshop(complain) as workshop:
        for number, edition in enumerate(editions):
            yield workshop.make(edition, watch(number, edition))


@dataclass(slots=True)
class _Hand:
    """A process, the way to it, and what it is at."""

    process: subprocess.Popen[bytes]
    number: int | None = None
    progress: Progress = unwatched

    def close(self) -> None:
        """Close the way to a process that has ended."""
        assert self.process.stdin, "a pipe was asked for"
        with suppress(OSError):
            self.process.stdin.close()


class _Crew:
    """Several processes at work on a list of editions."""

    def __init__(
        self,
        editions: Sequence[Edition],
        processes: int,
        watch: Watch,
        complain: Callable[[str], None],
    ) -> None:
        self._editions, self._processes = editions, processes
        self._watch, self._complain = watch, complain
        self._waiting = deque(range(len(editions)))
        self._tries = dict.fromkeys(self._waiting, 0)
        self._done: dict[int, Outcome] = {}
        self._hands: list[_Hand] = []
        self._complaints: set[str] = set()
        self._told: SimpleQueue[tuple[_Hand, Any]] = SimpleQueue()

    def outcomes(self) -> Iterator[Outcome]:
        """Yield the outcomes in the order of the editions."""
        with undone(self._end):
            try:
                for number in range(len(self._editions)):
                    while number not in self._done:
                        self._employ()
                        self._listen()
                    yield self._done.pop(number)
            finally:
                self._end()

    def _employ(self) -> None:
        """Give every idle process an edition, and start processes while there is work for them."""
        for hand in self._hands:
            if hand.number is None and self._waiting:
                self._give(hand)
        while self._waiting and len(self._hands) < self._processes:
            hand = _Hand(_started(max(1, min(MOST_THREADS, cores() // self._processes))))
            self._hands.append(hand)
            Thread(target=_hear, args=(hand, self._told), daemon=True).start()
            self._give(hand)

    def _give(self, hand: _Hand) -> None:
        number = self._waiting.popleft()
        self._tries[number] += 1
        hand.number, hand.progress = number, self._watch(number, self._editions[number])
        assert hand.process.stdin, "a pipe was asked for"
        with suppress(OSError):  # of a process that has ended `_listen` hears
            pickle.dump(self._editions[number], hand.process.stdin)
            hand.process.stdin.flush()

    def _listen(self) -> None:
        """Wait until a process has something to tell, and take it in."""
        hand, told = self._told.get()
        match told:
            case None:
                self._lost(hand)
            case Progressed(what, done, total):
                hand.progress(what, done, total)
            case Warned(what) if what not in self._complaints:
                self._complaints.add(what)
                self._complain(what)
            case Finished(episode, voice, error):
                assert hand.number is not None, "it was given one"
                edition = self._editions[hand.number]
                self._done[hand.number] = Outcome(edition, episode, voice, error)
                hand.number = None
            case Failed(failure, trace):
                if not isinstance(failure, AudioguideError):
                    failure.add_note(trace)
                raise failure

    def _lost(self, hand: _Hand) -> None:
        """Let somebody else do what a process was at that has ended without a word."""
        self._hands.remove(hand)
        code, number = hand.process.wait(), hand.number
        hand.close()
        if number is None:
            return
        if self._tries[number] >= _TRIES:
            name = self._editions[number].name
            message = f"the process that made {name} was ended from outside ({code}), twice"
            hint = "make room in memory, or render with `-j 1`"
            raise InstallationError(Problem(None, message, hint))
        self._waiting.appendleft(number)

    def _end(self) -> None:
        """End every process: the idle ones at once, the others as soon as they have put away."""
        hands, self._hands = self._hands, []
        for hand in hands:
            hand.process.terminate()
        for hand in hands:
            with suppress(subprocess.TimeoutExpired):
                hand.process.wait(_END_S)
            hand.process.kill()
            hand.process.wait(_END_S)
            hand.close()


def _hear(hand: _Hand, told: SimpleQueue[tuple[_Hand, Any]]) -> None:
    """Pass on what a process tells, and None when it has ended."""
    pipe = hand.process.stdout
    assert pipe, "a pipe was asked for"
    with pipe, suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            told.put((hand, pickle.load(pipe)))
    told.put((hand, None))


def _started(threads: int) -> subprocess.Popen[bytes]:
    """Start a process that waits for editions."""
    # Ctrl-C goes to the whole terminal: these processes leave it to this one, from the first.
    blocked = _block()
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-c", _SERVE, json.dumps(sys.path), str(threads)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            **ending_with_us(),
        )
    except OSError as error:
        message = f"no process can be started ({error.strerror or error})"
        raise InstallationError(Problem(None, message, "render with `-j 1`")) from error
    finally:
        _unblock(blocked)


def _block() -> set[int | signal.Signals] | None:
    if not hasattr(signal, "pthread_sigmask"):
        return None
    return signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _unblock(before: set[int | signal.Signals] | None) -> None:
    if before is not None:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
