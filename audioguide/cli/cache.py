"""The command ``audioguide cache``: show or empty what is kept from earlier renders.

The cache is there so that nothing is spoken or encoded twice.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from audioguide.cli import common
from audioguide.cli.audience import show
from audioguide.cli.typed import one_of, words_of
from audioguide.errors import InstallationError, Problem
from audioguide.store import Contents, Store


class Action(StrEnum):
    """What the command can do with the cache."""

    INFO = "info"
    CLEAR = "clear"


def cache(
    action: Annotated[
        Action,
        typer.Argument(
            metavar=words_of(Action),
            parser=one_of("ACTION", Action, "something to do with the cache"),
            help="Say where it is and how large, or empty it.",
        ),
    ],
) -> None:
    """Show or empty the cache of spoken and encoded words.

    It may be emptied at any time: what is missing is made again. AUDIOGUIDE_CACHE names another
    folder for it.
    """
    if action is Action.CLEAR:
        before = _cleared()
        known = before.entries is not None
        what = _amounts(before.entries, before.size_bytes) if known else "all that was kept"
        show(f"forgot {what} in {before.path.parent}\n")
        return
    with Store(complain=common.warn) as store:
        now = store.contents()
    most = f"at most {now.most_bytes / 1e9:g} GB, what was not used for longest goes first"
    show(f"{now.path.parent}\n{_amounts(now.entries, now.size_bytes)}; {most}\n")


def _cleared() -> Contents:
    """Empty the cache and return what it held before; raise InstallationError where it stays."""
    messages: list[str] = []
    with Store(complain=messages.append) as store:
        before = store.contents()
        if not store.clear():
            hint = f"let it be written, end other renders, or delete {before.path}"
            raise InstallationError(Problem(None, messages[-1], hint))
        return before


def _amounts(entries: int | None, size_bytes: int) -> str:
    if entries is None:
        return "what it holds cannot be told now"
    return f"{entries} entr{'y' if entries == 1 else 'ies'}, {size_bytes / 1_000_000:.1f} MB"
