"""What is to be said and sounded: cues and sounds, tied to segments and not yet to a clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from audioguide.errors import Source
from audioguide.model.line import NOTHING, Line
from audioguide.model.pronunciation import Pronunciation
from audioguide.model.session import Session


class CueKind(StrEnum):
    """Why something is said. `coaching.kinds` has the one table of what each may do."""

    SAFETY = "safety"
    START = "start"
    COUNT_IN = "count-in"
    COUNT = "count"
    SIDE = "side"
    NEXT = "next"
    EXPLANATION = "explanation"
    DOSE = "dose"
    TEMPO = "tempo"
    PLACE = "place"
    TIME = "time"
    FORM = "form"
    ENCOURAGEMENT = "encouragement"


class TalkProfile(StrEnum):
    """How much is said."""

    FULL = "full"
    BRIEF = "brief"
    MINIMAL = "minimal"


class Edge(StrEnum):
    """The end of a segment that an anchor holds to."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A time in a segment: an edge and an offset from it (negative: before it)."""

    edge: Edge
    offset_ms: int


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say a cue: as a person reads it, and as a voice says it."""

    text: str
    spoken: str
    count: bool = False
    """A number or count word: all of them share one gain."""
    file: Path | None = None
    """The sound file that is heard, where no voice says it."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Something to say: its first word at ``anchor``, or in the window about it.

    The onset may move ``early_ms`` before and ``late_ms`` after the anchor; the last word ends
    ``end_by_ms`` before the segment's end at the latest. ``lines`` run from long to short, and so
    do the ``wordings`` that a language makes of them. ``clear_counts_ms`` and ``clear_ms`` are the
    least distances from counts and from everything else. ``longest_ms`` is a limit on the length of
    the sound, where there is one.
    """

    segment: int
    kind: CueKind
    priority: int
    lines: tuple[Line, ...]
    anchor: Anchor
    must_stay: bool
    source: Source
    early_ms: int = 0
    late_ms: int = 0
    end_by_ms: int = 0
    clear_ms: int = 0
    clear_counts_ms: int = 0
    longest_ms: int | None = None
    count: bool = False
    """Its words are numbers or count words."""
    required: Line = NOTHING
    """What only here is told; a wording without it leaves it unsaid."""
    wordings: tuple[Wording, ...] = ()
    required_text: str = ""


@dataclass(frozen=True, slots=True)
class Tone:
    """A sound of the session's `Sounds`, by its name, at an anchor."""

    segment: int
    name: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Script:
    """A session with everything that will be said and sounded in it, in order of segments."""

    session: Session
    talk: TalkProfile
    cues: tuple[Cue, ...]
    tones: tuple[Tone, ...]
    promised_ms: int | None
    """The length that the intro speaks of, if it does; ``said_minutes`` has its words."""
    skip_explanations: bool = False
    """The listener knows the movements: no explanations."""
    intro: bool = True
    """Whether the introduction says anything; its opening sound always comes."""
    said_minutes: int | None = None
    """"About twenty minutes": the number that a listener hears, if there is one."""
    chapters: Mapping[int, str] = field(default_factory=dict)
    """Titles of chapters by the index of the segment that each begins with."""
    iso_639_2: str = "und"
    """Three letters of the language that it is in; ``und`` before it has words."""
    equipment: tuple[str, ...] = ()
    """What is needed, by the names that a listener hears."""
    pronunciations: tuple[Pronunciation, ...] = ()
    """The author's own, beside those that ship or in place of them."""
