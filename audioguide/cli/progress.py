"""Show on stderr how far a long piece of work is: by bars on a terminal, else by lines.

Without a terminal each stage of the work gives one line.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from audioguide.cli.audience import note, plain
from audioguide.leaving import undone
from audioguide.pipeline import Progress, unwatched


@contextmanager
def watched(title: str, quiet: bool) -> Iterator[Progress]:
    """Give the block a function that shows progress on stderr, under this title.

    With ``quiet`` it does nothing. The function is a `pipeline.Progress` and may be called from
    several threads at once.
    """
    if quiet:
        yield unwatched
    elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with _bars(title) as report:
            yield report
    else:
        yield _lines(title)


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
def _bars(title: str) -> Iterator[Progress]:
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    tasks: dict[str, TaskID] = {}
    lock = Lock()
    # Otherwise a stopped program would leave the cursor hidden, and half a bar behind.
    with (
        undone(lambda: os.write(2, b"\r\x1b[K\x1b[?25h")),
        Bars(*columns, console=Console(stderr=True), transient=True) as bars,
    ):

        def report(what: str, done: int, total: int) -> None:
            with lock:
                if what not in tasks:
                    tasks[what] = bars.add_task(escape(plain(f"{title}: {what}")))
            bars.update(tasks[what], completed=done, total=total or None)

        yield report
