"""The public plan: a timeline as JSON in the format ``audioguide.plan/1``, and its JSON Schema.

Takes a `Timeline`, gives a document of plain values. Fields may be added to it, never renamed or
given another meaning. Touches the package's own ``plan.schema.json`` and no other file.
"""

from __future__ import annotations

from importlib import resources
from pathlib import PureWindowsPath
from typing import Any

from audioguide.errors import Source
from audioguide.formats.json_text import json_text
from audioguide.model.sounds import Sounds
from audioguide.model.timeline import (
    Chapter,
    Dropped,
    PlacedCue,
    PlacedSegment,
    PlacedTone,
    Timeline,
)

FORMAT = "audioguide.plan/1"

Document = dict[str, Any]


def plan_document(timeline: Timeline) -> Document:
    """Return the plan of a timeline as plain values that `json` can write.

    Times are in whole milliseconds.
    """
    session = timeline.script.session
    return {
        "format": FORMAT,
        "title": session.title,
        "language": session.language,
        "level": session.level.value,
        "voice": timeline.voice,
        "talk": timeline.script.talk.value,
        "known": timeline.script.skip_explanations,
        "intro": timeline.script.intro,
        "sound_set": _sound_set(session.sounds),
        "duration_ms": timeline.duration_ms,
        "segments": [_segment(placed) for placed in timeline.segments],
        "cues": [_cue(placed) for placed in timeline.cues],
        "sounds": [_sound(placed) for placed in timeline.tones],
        "chapters": [_chapter(chapter) for chapter in timeline.chapters],
        "dropped": [_dropped(dropped) for dropped in timeline.dropped],
    }


def plan_json(timeline: Timeline) -> str:
    """Return the plan of a timeline as indented JSON text that ends with a line break."""
    return json_text(plan_document(timeline))


def plan_schema() -> str:
    """Return the JSON Schema (2020-12) that describes every plan, as text."""
    return resources.files(__package__).joinpath("plan.schema.json").read_text("utf-8")


def _segment(placed: PlacedSegment) -> Document:
    segment = placed.segment
    return {
        "index": segment.index,
        "kind": segment.kind.value,
        "start_ms": placed.start_ms,
        "end_ms": placed.end_ms,
        "block": segment.block or None,
        "exercise": segment.exercise.id if segment.exercise else None,
        "side": segment.side.value if segment.side else None,
        "set": segment.set,
        "sets": segment.sets,
        "round": segment.round,
        "rounds": segment.rounds,
        "reps": segment.reps,
        "tempo": str(segment.tempo) if segment.tempo else None,
        "source": _source(segment.source),
    }


def _cue(placed: PlacedCue) -> Document:
    return {
        "segment": placed.cue.segment,
        "kind": placed.cue.kind.value,
        "priority": placed.cue.priority,
        "text": placed.wording.text,
        "start_ms": placed.start_ms,
        "end_ms": placed.end_ms,
    }


def _sound(placed: PlacedTone) -> Document:
    return {
        "segment": placed.segment,
        "name": placed.name,
        "start_ms": placed.start_ms,
        "end_ms": placed.end_ms,
    }


def _sound_set(sounds: Sounds) -> Document:
    files = {one.name: _public_path(one.file.name) for one in sounds.own}
    return {"name": sounds.set.value, "files": files}


def _chapter(chapter: Chapter) -> Document:
    return {"title": chapter.title, "start_ms": chapter.start_ms, "end_ms": chapter.end_ms}


def _dropped(dropped: Dropped) -> Document:
    return {
        "segment": dropped.segment,
        "kind": dropped.kind.value,
        "text": dropped.text,
        "reason": dropped.reason,
    }


def _source(source: Source) -> Document:
    return {"file": _public_path(source.file), "line": source.line}


def _public_path(file: str) -> str:
    """Return a relative path with forward slashes, and of any other path only its last part.

    Plans are published inside sound files, and must not give away the name of a home directory. The
    rules of Windows are used on every system, because they include drives and both kinds of
    slashes.
    """
    path = PureWindowsPath(file)
    outside = path.anchor or ".." in path.parts or path.parts[:1] == ("~",)
    return (path.name or "unnamed") if outside else path.as_posix()
