"""Write lists of what there is as JSON in the format ``audioguide.list/1``.

Takes entries, gives text. Touches nothing. Fields may be added to the document, never renamed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from audioguide.formats.calendar import ProgrammeEntry
from audioguide.formats.json_text import json_text
from audioguide.formats.listing import ExerciseEntry, RoutineEntry, VoiceEntry

FORMAT = "audioguide.list/1"

Entry = RoutineEntry | ProgrammeEntry | ExerciseEntry | VoiceEntry


def list_json(lists: Mapping[str, Sequence[Entry]]) -> str:
    """Return lists by their names as JSON text that ends with a line break, for other programs.

    Routines' lengths are estimates in milliseconds at level intermediate. ``folder`` is the user's
    own folder in which a thing was found, or null where it comes with the program.
    """
    listed = {kind: [_fields(entry) for entry in entries] for kind, entries in lists.items()}
    return json_text({"format": FORMAT, **listed})


def _fields(entry: Entry) -> dict[str, object]:
    match entry:
        case RoutineEntry():
            return {
                "name": entry.name,
                "title": entry.title,
                "about_ms": entry.about_ms,
                "equipment": list(entry.equipment),
                "tags": list(entry.tags),
                "author": entry.author,
                "folder": entry.origin or None,
            }
        case ProgrammeEntry():
            return {
                "name": entry.name,
                "title": entry.title,
                "weeks": entry.weeks,
                "days_a_week": entry.days,
                "author": entry.author,
                "folder": entry.origin or None,
            }
        case ExerciseEntry():
            return {
                "id": entry.id,
                "name": entry.name,
                "group": entry.group,
                "folder": entry.origin or None,
            }
        case VoiceEntry():
            return voice_fields(entry)


def voice_fields(voice: VoiceEntry) -> dict[str, object]:
    """Return a voice as the fields of a JSON object; ``voice`` is what stands after ``--voice``.

    The name is empty for an engine that has no voice here; ``needs`` then says why.
    """
    return {
        "voice": f"{voice.engine}:{voice.name}" if voice.name else voice.engine,
        "engine": voice.engine,
        "name": voice.name,
        "language": voice.language,
        "description": voice.description,
        "ready": voice.ready,
        "needs": voice.needs,
    }
