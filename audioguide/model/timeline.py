"""Where everything lies: the truth about the finished file."""

from __future__ import annotations

from dataclasses import dataclass

from audioguide.errors import Problem
from audioguide.model.clip import Clip
from audioguide.model.script import Cue, CueKind, Script, Wording
from audioguide.model.session import Segment


@dataclass(frozen=True, slots=True)
class PlacedSegment:
    """A segment with its times; half-open, in milliseconds from the file's first sample."""

    segment: Segment
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class PlacedCue:
    """A cue that is said: first word's onset and last word's end."""

    cue: Cue
    wording: Wording
    clip: Clip
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class PlacedTone:
    """A sound of the programme at its time."""

    segment: int
    name: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch that a player can jump to."""

    title: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """A cue that is not said, and why."""

    segment: int
    kind: CueKind
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every segment, cue, sound and chapter at its time; cues and sounds in order of start."""

    script: Script
    voice: str
    segments: tuple[PlacedSegment, ...]
    cues: tuple[PlacedCue, ...]
    tones: tuple[PlacedTone, ...]
    chapters: tuple[Chapter, ...]
    dropped: tuple[Dropped, ...]
    duration_ms: int
    broken: tuple[Problem, ...] = ()
    """Promises to the listener that it does not keep: it can be looked at, but not published."""
