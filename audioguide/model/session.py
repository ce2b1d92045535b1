"""What is done when: contiguous segments, fixed or elastic, and not a word yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from audioguide.errors import Problem, Source
from audioguide.model.line import NOTHING, BandName, Line, Prose
from audioguide.model.routine import (
    Band,
    BlockKind,
    Exercise,
    Level,
    Position,
    Side,
    Tempo,
    TrainingDay,
)
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


class BandChange(StrEnum):
    """What happens to the elastic band between two stretches of work."""

    NONE = "none"
    KEPT = "kept"
    PUT_ON = "put on"
    TAKEN_OFF = "taken off"
    MOVED = "moved"
    """The same band goes to another place."""
    SWAPPED = "swapped"
    """One band comes off, and one of another kind goes on."""
    OTHER_LIMB = "other limb"
    """To the same place on the other side of the body."""


@dataclass(frozen=True, slots=True)
class BandMove:
    """What is to be done with the band before the next stretch of work."""

    change: BandChange = BandChange.NONE
    before: Band | None = None
    """Where it was in the last stretch of work."""
    after: Band | None = None
    """Where it is in the next."""
    anchored_anew: bool = False
    """It is fixed to something that must not give way: a pull tests it before it is loaded."""
    off_is_said: bool = False
    """The author's own words have taken it off."""


class SideTurn(StrEnum):
    """Which of the turns of left and right a stretch of work is."""

    NONE = "none"
    """It has no side."""
    ALONE = "alone"
    """One side; the other has sets of its own."""
    FIRST = "first"
    """The first of two sides of one set."""
    OTHER = "other"
    """The second of two sides of one set."""
    ALTERNATE_FIRST = "alternate first"
    """The first of turns that alternate from set to set, round to round or minute to minute."""
    ALTERNATE = "alternate"
    """A later one of them."""


ALTERNATING = frozenset({SideTurn.ALTERNATE_FIRST, SideTurn.ALTERNATE})


class PlaceUnit(StrEnum):
    """What is counted where a stretch of work stands in its block."""

    SET = "set"
    ROUND = "round"
    MINUTE = "minute"


@dataclass(frozen=True, slots=True)
class Place:
    """Set two of three: where a stretch of work stands in its block, counted from 1."""

    unit: PlaceUnit
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class Work:
    """One stretch of work, as what leads up to it has to know it."""

    source: Source
    block: str
    block_kind: BlockKind
    exercise: Exercise | None
    """None for a round that nobody counts, whose movements are ``amrap_items``."""
    amrap_items: tuple[AmrapItem, ...]
    begins_with: Exercise
    """The exercise, or the first of the round."""
    ends_with: Exercise
    """The exercise, or the last of the round."""
    duration_ms: int
    reps: int | None
    dose: Dose
    side: Side | None
    place: Place | None
    """None for the one of one."""
    form: tuple[str, ...] = ()
    """Form cues that the author wrote for this work alone."""


@dataclass(frozen=True, slots=True)
class FirstTime:
    """A movement that comes for the first time."""

    exercise: Exercise
    work: Work | None
    """Its first stretch of work; None for what is done in rests, or in a round nobody counts."""
    side: Side | None = None
    """The side that it begins on; None where it has no left and right."""


@dataclass(frozen=True, slots=True)
class Transition:
    """What changes between the last stretch of work and the next one.

    Planning calculates it, once, and every segment that leads up to work carries it. What a
    listener is told, and how long they get, follows from it alone.
    """

    work: Work
    """The stretch that is led up to."""
    position_before: Position
    band: BandMove
    side_turn: SideTurn
    side_before: Side | None
    """The side of the last stretch of work."""
    first_times: tuple[FirstTime, ...]
    """Movements that come for the first time; all of a block's, where that runs by the clock."""
    same_movement: bool
    """The last stretch of work was the same movement."""
    new_round: bool
    """The last stretch of work belonged to another round or minute, or to none."""
    dose_changed: bool
    """Reps or time differ from what this movement was last asked for in its block."""
    exercise_number: int
    """Which of the session's exercises this is, from 1; one in two blocks counts as two."""
    exercises: int
    block_number: int
    """Which of the session's blocks of exercises this belongs to, from 1."""
    blocks: int
    last_work: Work | None = None
    """The last stretch of work, None before the first: how hard it was."""
    said_in: SegmentKind = SegmentKind.SETUP
    """The kind of segment in which the listener is told: in the work before, where a rest is too
    short for words and nothing has to be changed."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of the session.

    Exercise, side and place are those of the work itself or, in a setup or switch, of the work it
    leads to; in a rest the exercise is what is done meanwhile.
    """

    index: int
    """Its number in the session, from 0."""
    kind: SegmentKind
    source: Source
    """Where the author wrote what it comes from."""
    duration_ms: int | None = None
    """None for elastic kinds."""
    tail_ms: int = 0
    """An elastic segment ends so long after its last word, rounded up to a whole second."""
    get_ready_ms: int = 0
    """So long before the work that follows the last word (count-in and the test of an anchor apart)
    must have ended; 0 where no work follows directly."""
    least_ms: int = 0
    """An elastic segment lasts at least so long."""
    block: str = ""
    """The name of its block; empty where that has none."""
    block_kind: BlockKind | None = None
    exercise: Exercise | None = None
    side: Side | None = None
    """The moving limb's side."""
    set: int | None = None
    """Which set of its exercise, from 1; None where the list is gone through in rounds."""
    sets: int | None = None
    round: int | None = None
    """Which round or minute of its block, from 1."""
    rounds: int | None = None
    reps: int | None = None
    """How many are counted; None for timed work."""
    tempo: Tempo | None = None
    dose: Dose | None = None
    """What its item asks for in all."""
    first_time: bool = False
    """This setup or work belongs to the movement's first set in the session."""
    counts_in_full: bool = False
    """Every rep of this work has its number: the first counted set of a movement."""
    teaches_tempo: bool = False
    """The movement comes in this tempo for the first time: words tell its phases."""
    explains: tuple[Exercise, ...] = ()
    """Movements that come for the first time and are explained in this setup."""
    amrap_items: tuple[AmrapItem, ...] = ()
    """Work without an exercise of its own: the round that is repeated, or led up to."""
    form: tuple[str, ...] = ()
    """Form cues that the author wrote for this work alone."""
    text: str = ""
    """Free speech, in segments of that kind."""
    chapter: Line = NOTHING
    """Title of the chapter that begins here; empty where none begins."""
    transition: Transition | None = None
    """What leads up to work knows what changes for it; None where no work follows."""


@dataclass(frozen=True, slots=True)
class Session:
    """A routine at one level, every number settled."""

    name: str
    title: str
    language: str
    level: Level
    summary: str
    equipment: tuple[Prose | BandName, ...]
    """What the author says is needed, else the bands of the exercises."""
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
    training: TrainingDay | None = None
    """The day of a programme that this is; its title is then said with the programme's."""
    day: str = ""
    """Of a programme, where it is one of its days: ``week 2, Monday``."""
    ending: str = ""
    """What the author has said at the end; empty for the usual sentences."""
    voice_over: VoiceOver | None = None
    remarks: tuple[Problem, ...] = ()
    """What holds and an author may not have expected, such as time that a change adds to a rest."""
