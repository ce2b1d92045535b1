"""What is done when: contiguous segments, fixed or elastic, and not a word yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from audioguide.errors import Source
from audioguide.model.routine import Exercise, Level, Side, Tempo
from audioguide.model.voice_over import VoiceOver


class SegmentKind(StrEnum):
    """The eight kinds of stretches a session consists of."""

    INTRO = "intro"
    SETUP = "setup"
    WORK = "work"
    REST = "rest"
    SWITCH = "switch"
    PAUSE = "pause"
    SPEECH = "speech"
    OUTRO = "outro"


ELASTIC = frozenset(
    {SegmentKind.INTRO, SegmentKind.SETUP, SegmentKind.SPEECH, SegmentKind.OUTRO},
)
"""Kinds that end a given time after their last word; all others have a fixed length."""


@dataclass(frozen=True, slots=True)
class Dose:
    """What one item asks for in all: sets (or rounds) of reps or of time."""

    sets: int
    reps: tuple[int, ...]
    """One number a set; empty for timed work."""
    work_ms: int
    each_side: bool


@dataclass(frozen=True, slots=True)
class AmrapItem:
    """What one movement of an uncounted round asks for."""

    exercise: Exercise
    reps: int | None
    work_ms: int
    each_side: bool
    alternates: bool = False
    """Left and right in turn make up the whole amount."""


class BlockKind(StrEnum):
    """How a block divides its time."""

    SETS = "sets"
    CIRCUIT = "circuit"
    INTERVALS = "intervals"
    EMOM = "emom"
    AMRAP = "amrap"


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of the session.

    ``duration_ms`` is None for elastic kinds; they end ``tail_ms`` after their last word, rounded
    up to a whole second. ``get_ready_ms`` is how long before the work that follows the last word
    (count-in apart) must have ended; 0 where no work follows directly. Exercise, side and place
    are those of the work itself or, in a setup or switch, of the work it leads to.
    """

    index: int
    kind: SegmentKind
    source: Source
    duration_ms: int | None = None
    tail_ms: int = 0
    get_ready_ms: int = 0
    block: str = ""
    block_kind: BlockKind | None = None
    exercise: Exercise | None = None
    side: Side | None = None
    set: int | None = None
    sets: int | None = None
    round: int | None = None
    rounds: int | None = None
    reps: int | None = None
    tempo: Tempo | None = None
    dose: Dose | None = None
    first_time: bool = False
    """This setup or work belongs to the movement's first set in the session."""
    explains: tuple[Exercise, ...] = ()
    """Movements that come for the first time and are explained in this setup."""
    amrap_items: tuple[AmrapItem, ...] = ()
    """Work without an exercise of its own: the round that is repeated, or led up to."""
    form: tuple[str, ...] = ()
    text: str = ""
    """Free speech, in segments of that kind."""
    chapter: str = ""
    """Title of the chapter that begins here; empty where none begins."""


@dataclass(frozen=True, slots=True)
class Session:
    """A routine at one level, every number settled."""

    name: str
    title: str
    language: str
    level: Level
    summary: str
    equipment: tuple[str, ...]
    safety: str
    source: Source
    segments: tuple[Segment, ...]
    author: str = ""
    copyright: str = ""
    tags: tuple[str, ...] = ()
    url: str = ""
    date: str = ""
    promised_ms: int | None = None
    """The length that the author promises, where there is one."""
    promised_at: Source | None = None
    day: str = ""
    """Of a programme, where it is one of its days: ``week 2, Monday``."""
    voice_over: VoiceOver | None = None
