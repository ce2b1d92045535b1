"""The command ``audioguide list``: show which routines, programmes, exercises and voices exist."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Any, TypeVar

import typer

from audioguide import inspection, pipeline
from audioguide.cli import common
from audioguide.cli.audience import answer_in_json, data, show, width
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
    json: Annotated[
        bool,
        typer.Option("--json", help="For programs: the format audioguide.list/1."),
    ] = False,
    content: common.ContentOption = None,
) -> None:
    """List routines, programmes, exercises and voices.

    Routines' minutes are estimates at level intermediate.
    """
    if tag is not None and what not in (None, Content.ROUTINES):
        raise UsageError(Problem(None, f"{what} have no tags", "try `audioguide list routines`"))
    answer_in_json(json)
    problems: list[Problem] = []

    def listed(found: Listed[One]) -> tuple[One, ...]:
        problems.extend(found.problems)
        return found.entries

    def routines() -> tuple[RoutineEntry, ...]:
        entries = listed(inspection.routines(content))
        if tag is None:
            return entries
        try:
            return tuple(_tagged(tag, entries))
        except UsageError as error:
            # The files that cannot be read may be those that have it: they are told as well.
            raise UsageError([*error.problems, *problems]) from error

    columns = width()
    found: dict[Content, Callable[[], Sequence[Any]]] = {
        Content.ROUTINES: routines,
        Content.PROGRAMMES: lambda: listed(inspection.programmes(content)),
        Content.EXERCISES: lambda: listed(inspection.exercises(content)),
        Content.VOICES: pipeline.voices,
    }
    tables: dict[Content, Callable[[Any, int], str]] = {
        Content.ROUTINES: listing.routines_table,
        Content.PROGRAMMES: programmes_table,
        Content.EXERCISES: listing.exercises_table,
        Content.VOICES: listing.voices_table,
    }
    only = what or (Content.ROUTINES if tag is not None else None)
    entries = {one: found[one]() for one in ([only] if only else Content)}
    if json:
        data(listing.list_json({one.value: each for one, each in entries.items()}))
    elif only:
        show(tables[only](entries[only], columns))
    else:
        texts = (f"{one.upper()}\n\n{tables[one](each, columns)}" for one, each in entries.items())
        show("\n".join(texts))
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
