"""What changes from one stretch of work to the next: body, band, side, place, what is new."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from audioguide.errors import Source
from audioguide.model.routine import Band, BlockKind, Effort, Exercise, Position, Side


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


class Character(StrEnum):
    """What a stretch of work is for, and so what a coach can truly say about it."""

    WARM_UP = "warm-up"
    STRENGTH = "strength"
    HARD = "hard"
    """By the clock: intervals, minutes, as many rounds as possible."""
    STEADY = "steady"
    """Running and walking."""
    MOBILITY = "mobility"
    """Stretches and slow breathing."""
    GENERAL = "general"
    """Nobody has said what it is for."""


@dataclass(frozen=True, slots=True)
class Body:
    """How the body is placed."""

    position: Position
    down: Side | None = None
    """The side of the body that one lies on, where it is one of two."""


@dataclass(frozen=True, slots=True)
class BodyMove:
    """How the body is placed before and in the next stretch of work."""

    before: Body
    after: Body

    def __bool__(self) -> bool:
        return self.before != self.after


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
    character: Character = Character.GENERAL
    form: tuple[str, ...] = ()
    """Form cues that the author wrote for this work alone."""
    breath: str = ""
    """When to breathe out, in a sentence."""
    effort: Effort = ""
    """How hard it should be."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Which entry of its list a stretch of work is, where the list is gone through in rounds."""

    number: int
    """From 1."""
    of: int
    round_ms: int = 0
    """How long a round lasts, without what is explained."""


class Ahead(StrEnum):
    """What is left of the session's exercises when one of them begins."""

    TWO = "two"
    """This one and another."""
    ONE = "one"
    """This is the last."""
    TWO_THEN_STRETCH = "two, then the stretch"
    ONE_THEN_STRETCH = "one, then the stretch"


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
    body: BodyMove
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
    turn: Turn | None = None
    """None where the list is not gone through in rounds."""
    first_turn: bool = False
    """The movement has its first stretch of work, and may have been explained long before."""
    begins_block: bool = False
    ahead: Ahead | None = None
    """None where there is more to come, or this is not the exercise's beginning."""
    said_in: SegmentKind = SegmentKind.SETUP
    """The kind of segment in which the listener is told: in the work before, where a rest is too
    short for words and nothing has to be changed."""
