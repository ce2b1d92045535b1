"""The command ``audioguide cache``: show or empty what is kept from earlier renders.

The cache is there so that nothing is spoken or encoded twice.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from audioguide import pipeline
from audioguide.cli import common
from audioguide.cli.audience import show
from audioguide.cli.typed import one_of, words_of


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
        before = pipeline.clear_cache()
        known = before.entries is not None
        what = _amounts(before.entries, before.size_bytes) if known else "all that was kept"
        show(f"forgot {what} in {before.path.parent}\n")
        return
    now = pipeline.cache(common.warn)
    most = f"at most {now.most_bytes / 1e9:g} GB, what was not used for longest goes first"
    show(f"{now.path.parent}\n{_amounts(now.entries, now.size_bytes)}; {most}\n")


def _amounts(entries: int | None, size_bytes: int) -> str:
    if entries is None:
        return "what it holds cannot be told now"
    return f"{entries} entr{'y' if entries == 1 else 'ies'}, {size_bytes / 1_000_000:.1f} MB"
