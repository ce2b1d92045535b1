"""Show on stderr how far a long piece of work is: by bars on a terminal, else by lines.

Without a terminal each stage of the work gives one line. Where several files are made, each line
says which of how many it is, and after each finished file about how long the rest will take.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic

from audioguide.cli.audience import note, plain
from audioguide.leaving import undone
from audioguide.pipeline import Progress, unwatched

Opened = Callable[[str], Progress]
"""A function that is told the title of a piece of work, and gives the function that shows it."""

_WORTH_TELLING_S = 10


@contextmanager
def watched(title: str, quiet: bool) -> Iterator[Progress]:
    """Give the block a function that shows progress on stderr, under this title.

    With ``quiet`` it does nothing. The function is a `pipeline.Progress` and may be called from
    several threads at once.
    """
    with several_watched(quiet) as opened:
        yield opened(title)


@contextmanager
def several_watched(quiet: bool) -> Iterator[Opened]:
    """Give the block a function that opens a display of progress for each piece of work."""
    if quiet:
        yield lambda title: unwatched
    elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with _bars() as opened:
            yield opened
    else:
        yield _lines


class Remaining:
    """Estimates how long it will be until all of several files are made."""

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        self._began = monotonic()

    def after_one(self) -> str:
        """Return ``2 of 5 made, about 40 s still`` after another file; empty where little is left.

        The files that are still to be made are taken to last as long as those before them.
        """
        self._done += 1
        left_s = (monotonic() - self._began) / self._done * (self._total - self._done)
        if left_s < _WORTH_TELLING_S:
            return ""
        return f"{self._done} of {self._total} made, about {_about(left_s)} still"


def _about(seconds: float) -> str:
    if seconds < 90:
        return f"{round(seconds, -1):.0f} s"
    return f"{seconds / 60:.0f} min"


def _lines(title: str) -> Progress:
    seen: set[str] = set()
    lock = Lock()

    def report(what: str, done: int, total: int) -> None:
        with lock:
            if what in seen:
                return
            seen.add(what)
        note(plain(f"{title}: {what}"))

    return report


@contextmanager
def _bars() -> Iterator[Opened]:
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("still"),
        TimeRemainingColumn(),
    )
    # Otherwise a stopped program would leave the cursor hidden, and half a bar behind.
    with (
        undone(lambda: os.write(2, b"\r\x1b[K\x1b[?25h")),
        Bars(*columns, console=Console(stderr=True), transient=True) as bars,
    ):

        def opened(title: str) -> Progress:
            tasks: dict[str, TaskID] = {}
            lock = Lock()

            def report(what: str, done: int, total: int) -> None:
                with lock:
                    if what not in tasks:
                        tasks[what] = bars.add_task(escape(plain(f"{title}: {what}")))
                # A stage that is over makes room for those of other files.
                is_over = bool(total) and done >= total
                bars.update(tasks[what], completed=done, total=total or None, visible=not is_over)

            return report

        yield opened
