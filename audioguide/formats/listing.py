"""Tables of what there is: routines, exercises, voices.

Takes entries, gives plain text that keeps to a width. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from audioguide.formats.columns import Column, Row, by_origin, table
from audioguide.formats.words import one_line

MOST_VOICES = 20
"""Of an engine; what has more than these, has most of them for other languages."""


@dataclass(frozen=True, slots=True)
class RoutineEntry:
    """A routine as a list shows it; its length is an estimate at level intermediate."""

    name: str
    title: str
    equipment: tuple[str, ...]
    about_ms: int
    author: str = ""
    tags: tuple[str, ...] = ()
    origin: str = ""
    """The folder of one's own that it lies in; empty for what ships."""


@dataclass(frozen=True, slots=True)
class ExerciseEntry:
    """An exercise as a list shows it."""

    id: str
    name: str
    group: str = ""
    origin: str = ""
    """As of a routine."""


@dataclass(frozen=True, slots=True)
class VoiceEntry:
    """A voice as a list shows it; ``name`` is empty for the voice an engine takes by itself.

    ``needs`` says what is missing where the voice is not ready.
    """

    engine: str
    name: str
    language: str
    description: str
    ready: bool
    needs: str


def routines_table(entries: Iterable[RoutineEntry], width: int = 80) -> str:
    """Names to render by, minutes and titles, and under each title what is known beside it.

    What is one's own comes first.
    """
    columns = (
        Column("Name"),
        Column("About", right=True),
        Column("Title, equipment and tags", wraps=True),
    )
    rows = by_origin((entry.origin, list(_routine_rows(entry))) for entry in entries)
    return _text(table(columns, rows, width) if rows else ["No routines."])


def _routine_rows(entry: RoutineEntry) -> Iterator[Row]:
    title = one_line(entry.title)
    if entry.author:
        title += f", by {one_line(entry.author)}"
    yield entry.name, f"{_minutes(entry.about_ms)} min", title
    for label, values in (("With", entry.equipment), ("Tags:", entry.tags)):
        if values:
            yield "", "", f"{label} {one_line(', '.join(values))}"


def exercises_table(exercises: Iterable[ExerciseEntry], width: int = 80) -> str:
    """Ids to write in a routine, spoken names, and the group each belongs to."""
    columns = (Column("Id"), Column("Name", wraps=True), Column("Group", wraps=True))
    rows = by_origin(
        (one.origin, [(one.id, one_line(one.name), one_line(one.group))]) for one in exercises
    )
    return _text(table(columns, rows, width) if rows else ["No exercises."])


def voices_table(voices: Iterable[VoiceEntry], width: int = 80) -> str:
    """What to write after ``--voice``, languages, and what a voice that is not ready needs.

    Of an engine with very many voices, those for other languages than English are names alone.
    """
    columns = (Column("Voice"), Column("Language"), Column("About", wraps=True))
    rows: list[Row] = []
    for engine, group in groupby(voices, lambda voice: voice.engine):
        of_engine = list(group)
        many = len(of_engine) > MOST_VOICES
        others = [one.name for one in of_engine if many and not _is_english(one.language)]
        for voice in of_engine:
            if voice.name in others:
                continue
            name = f"{engine}:{voice.name}" if voice.name else engine
            about = [one_line(voice.description), one_line(_missing(voice))]
            rows.append((name, voice.language, "; ".join(part for part in about if part)))
        if others:
            more = f"{len(others)} more for other languages: {', '.join(others)}"
            rows.append((f"{engine}:…", more))
    return _text(table(columns, rows, width) if rows else ["No voices."])


def _is_english(language: str) -> bool:
    return language.casefold().partition("-")[0] == "en"


def _missing(voice: VoiceEntry) -> str:
    """What makes a voice ready; of an engine that cannot be had, why not."""
    if voice.ready:
        return ""
    if voice.name and voice.needs:
        return f"needs {voice.needs}"
    return f"not ready: {voice.needs or 'see its engine'}"


def _minutes(ms: int) -> int:
    return max(1, round(ms / 60_000))


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
