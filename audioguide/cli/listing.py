"""The command ``audioguide list``: show which routines, programmes, exercises and voices exist."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Annotated, TypeVar

import typer

from audioguide import inspection, pipeline
from audioguide.cli import common
from audioguide.cli.audience import show, width
from audioguide.cli.typed import one_of
from audioguide.errors import AuthorError, Problem, UsageError, nearest
from audioguide.formats import listing
from audioguide.formats.calendar import programmes_table
from audioguide.formats.listing import RoutineEntry
from audioguide.inspection import Listed

One = TypeVar("One")


class Content(StrEnum):
    """The kinds of things that can be listed."""

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
    tag: Annotated[
        str | None,
        typer.Option("--tag", metavar="WORD", help="Only the routines that have this tag."),
    ] = None,
    content: common.ContentOption = None,
) -> None:
    """List routines, programmes, exercises and voices.

    Routines' minutes are estimates at level intermediate.
    """
    if tag is not None and what not in (None, Content.ROUTINES):
        raise UsageError(Problem(None, f"{what} have no tags", "try `audioguide list routines`"))
    problems: list[Problem] = []

    def listed(found: Listed[One]) -> tuple[One, ...]:
        problems.extend(found.problems)
        return found.entries

    columns = width()

    def routines() -> str:
        entries = listed(inspection.routines(content))
        shown = entries
        if tag is not None:
            try:
                shown = tuple(_tagged(tag, entries))
            except UsageError as error:
                # The files that cannot be read may be those that have it: they are told as well.
                raise UsageError([*error.problems, *problems]) from error
        return listing.routines_table(shown, columns)

    tables: dict[Content, Callable[[], str]] = {
        Content.ROUTINES: routines,
        Content.PROGRAMMES: lambda: programmes_table(
            listed(inspection.programmes(content)), columns
        ),
        Content.EXERCISES: lambda: listing.exercises_table(
            listed(inspection.exercises(content)), columns
        ),
        Content.VOICES: lambda: listing.voices_table(pipeline.voices(), columns),
    }
    if what or tag is not None:
        show(tables[what or Content.ROUTINES]())
    else:
        show("\n".join(f"{kind.upper()}\n\n{table()}" for kind, table in tables.items()))
    if problems:
        raise AuthorError(problems)


def _tagged(tag: str, entries: Iterable[RoutineEntry]) -> list[RoutineEntry]:
    """Return the routines with a tag, in whatever case; raise UsageError where none has it."""
    by_tag: dict[str, list[RoutineEntry]] = {}
    for entry in entries:
        for one in dict.fromkeys(tag.casefold() for tag in entry.tags):
            by_tag.setdefault(one, []).append(entry)
    wanted = " ".join(tag.split()).casefold()
    if wanted not in by_tag:
        hint = nearest(wanted, list(by_tag)) or "see `audioguide list routines` for those there are"
        raise UsageError(Problem(None, f"--tag: no routine has the tag `{tag}`", hint))
    return by_tag[wanted]
