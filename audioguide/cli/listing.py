"""``audioguide list``: what there is to render, to write routines with, and to speak."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import typer

from audioguide import pipeline
from audioguide.cli import common
from audioguide.cli.audience import show, width
from audioguide.cli.typed import one_of


class Content(StrEnum):
    """What can be listed."""

    ROUTINES = "routines"
    PROGRAMMES = "programmes"
    EXERCISES = "exercises"
    VOICES = "voices"


def list_content(
    what: Annotated[
        Content | None,
        typer.Argument(
            metavar="WHAT",
            parser=one_of("WHAT", Content, "something to list"),
            help="routines, programmes, exercises or voices; else all.",
        ),
    ] = None,
    quiet: common.QuietOption = False,
) -> None:
    """List routines, programmes, exercises and voices.

    Routines' minutes are estimates at level intermediate.
    """
    from audioguide.formats import listing
    from audioguide.formats.calendar import programmes_table

    columns = width()
    tables: dict[Content, Callable[[], str]] = {
        Content.ROUTINES: lambda: listing.routines_table(pipeline.routines(), columns),
        Content.PROGRAMMES: lambda: programmes_table(pipeline.programmes(), columns),
        Content.EXERCISES: lambda: listing.exercises_table(pipeline.exercises(), columns),
        Content.VOICES: lambda: listing.voices_table(pipeline.voices(), columns),
    }
    if what:
        show(tables[what]())
        return
    show("\n".join(f"{kind.upper()}\n\n{table()}" for kind, table in tables.items()))
