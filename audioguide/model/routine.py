"""What an author wrote, read and resolved: Exercise, Item, Block, Routine.

Numbers that follow the level are a `Range`; a plain number is a range of one value. Whatever may
be left out is None or empty here: the defaults belong to `planning`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from audioguide.errors import Source
from audioguide.model.phrases import NO_WORDS, OwnWords
from audioguide.model.sounds import AS_SHIPPED, SoundChoice
from audioguide.model.voice_over import VoiceOver


def _no_places() -> Mapping[str, Source]:
    return MappingProxyType({})


def _no_weeks() -> Mapping[str, int]:
    return MappingProxyType({})


class Level(StrEnum):
    """How much of every range is asked for."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Side(StrEnum):
    """The moving limb's side."""

    LEFT = "left"
    RIGHT = "right"


class Sides(StrEnum):
    """How an exercise divides its work between left and right."""

    EACH_SET = "each-set"
    EACH_BLOCK = "each-block"
    ALTERNATE = "alternate"
    NONE = "none"


class Phase(StrEnum):
    """The half of a rep that works with the load or against it."""

    LIFT = "lift"
    LOWER = "lower"


class Position(StrEnum):
    """How the body is placed; to change it takes time."""

    STANDING = "standing"
    KNEELING = "kneeling"
    ALL_FOURS = "all-fours"
    PLANK = "plank"
    SITTING = "sitting"
    LYING = "lying"
    BACK = "back"
    SIDE = "side"
    """On the side, the limb that works on top."""
    FRONT = "front"


class BlockKind(StrEnum):
    """How a block divides its time."""

    SETS = "sets"
    CIRCUIT = "circuit"
    INTERVALS = "intervals"
    EMOM = "emom"
    AMRAP = "amrap"


@dataclass(frozen=True, slots=True)
class Range:
    """A number for every level, from the least to the most; equal ends mean one number."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class ByLevel:
    """A number for every level, in whatever order they are."""

    beginner: int
    intermediate: int
    advanced: int


@dataclass(frozen=True, slots=True)
class Tempo:
    """Whole seconds of one rep: down, held low, up, held high."""

    lower_s: int
    low_hold_s: int
    lift_s: int
    high_hold_s: int

    def __str__(self) -> str:
        return f"{self.lower_s}-{self.low_hold_s}-{self.lift_s}-{self.high_hold_s}"


@dataclass(frozen=True, slots=True)
class Band:
    """Where the elastic is. Equal ``kind`` and ``at`` mean that it need not move."""

    kind: str
    at: str
    one_limb: bool = False
    """On one limb alone: a switch of sides moves it."""
    anchor: bool = False
    """Fixed to something that must not give way."""


Effort = int | str
"""How hard work should be: of ten, or in an author's sentence; an empty one says nothing."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One movement and everything needed to coach it by ear."""

    id: str
    name: str
    spoken: str
    source: Source
    group: str = ""
    position: Position = Position.STANDING
    band: Band | None = None
    setup: str = ""
    movement: str = ""
    brief: str = ""
    form: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    muscles: tuple[str, ...] = ()
    safety: str = ""
    breath: str = ""
    """When to breathe out, in a sentence."""
    effort: Effort = ""
    halfway: str = ""
    """What changes in the middle of timed work, in a sentence; empty where nothing does."""
    easier: str = ""
    harder: str = ""
    sides: Sides = Sides.NONE
    first_side: Side = Side.LEFT
    limb: str = "side"
    begins: Phase = Phase.LIFT
    tempo: Tempo | None = None
    lift_word: str = ""
    """What is said as it lifts; empty for the language's usual word. ``lower_word`` likewise."""
    lower_word: str = ""
    sets: Range | None = None
    reps: Range | None = None
    work_ms: Range | None = None
    rest_ms: Range | None = None


@dataclass(frozen=True, slots=True)
class Rests:
    """Lengths of recovery in milliseconds; None leaves the choice to the next wider scope."""

    sets: Range | None = None
    exercises: Range | None = None
    rounds: Range | None = None
    switch: Range | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An exercise as one block asks for it."""

    exercise: Exercise
    source: Source
    sets: Range | None = None
    reps: tuple[Range, ...] = ()
    """Empty: the exercise's own; one: for every set; several: one a set."""
    work_ms: Range | None = None
    tempo: Tempo | None = None
    sides: Sides | None = None
    rests: Rests = Rests()
    get_ready_ms: Range | None = None
    form: tuple[str, ...] = ()
    breath: str = ""
    effort: Effort = ""
    before: str = ""
    """Free speech before the first time it comes in its block."""
    after: str = ""
    """Free speech after the last time."""
    places: Mapping[str, Source] = field(default_factory=_no_places, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Block:
    """Exercises, and how their time is divided."""

    kind: BlockKind
    items: tuple[Item, ...]
    source: Source
    name: str = ""
    duration_ms: Range | None = None
    """How long it takes by the clock; only EMOM and AMRAP have it, and always."""
    rounds: Range | None = None
    """How often the list is gone through, in circuits and intervals."""
    work_ms: Range | None = None
    rests: Rests = Rests()
    get_ready_ms: Range | None = None
    before: str = ""
    """Free speech before the block."""
    after: str = ""
    effort: Effort = ""
    recover: Exercise | None = None
    """What is done in the rests of intervals, such as walking between runs."""
    places: Mapping[str, Source] = field(default_factory=_no_places, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SayBlock:
    """Free speech of the author's."""

    text: str
    source: Source
    takes_band_off: bool = False
    """These words take the band off, and the program does not say so again."""


@dataclass(frozen=True, slots=True)
class PauseBlock:
    """A fixed time in which nothing is asked."""

    duration_ms: Range
    source: Source


AnyBlock = Block | SayBlock | PauseBlock


class Amount(StrEnum):
    """What a programme may ask for in place of its routine's own: counts, and times."""

    SETS = "sets"
    REPS = "reps"
    ROUNDS = "rounds"
    WORK = "work"
    REST = "rest"
    EMOM = "emom"
    AMRAP = "amrap"


@dataclass(frozen=True, slots=True)
class News:
    """An amount that a programme has changed since the week before."""

    amount: Amount
    value: int
    """A number, or milliseconds of a time."""
    name: str = ""
    """The spoken name of the exercise or block that it is for; empty for all."""


@dataclass(frozen=True, slots=True)
class TrainingDay:
    """A day in a week of a programme, both from 1."""

    week: int
    number: int
    weekday: bool
    """Whether the day is called by its weekday's name, Monday being 1."""


@dataclass(frozen=True, slots=True)
class Routine:
    """One workout as its author wrote it, exercises looked up."""

    name: str
    title: str
    source: Source
    blocks: tuple[AnyBlock, ...]
    summary: str = ""
    purpose: str = ""
    """What it is for, in a sentence that opens it."""
    level: Level = Level.INTERMEDIATE
    language: str = "en"
    equipment: tuple[str, ...] = ()
    safety: str = ""
    author: str = ""
    copyright: str = ""
    url: str = ""
    date: str = ""
    """A day as YYYY-MM-DD, a month or a year."""
    tags: tuple[str, ...] = ()
    ending: str = ""
    """What is said at the end, in place of the usual sentences."""
    length_ms: Range | ByLevel | None = None
    """How long it promises to last; the introduction says so."""
    training: TrainingDay | None = None
    of_routine: str = ""
    """Of a day in a programme: the title of the routine that it is."""
    news: tuple[News, ...] = ()
    """Of a day in a programme: what is asked for now and was not the week before."""
    familiar: Mapping[str, int] = field(default_factory=_no_weeks, compare=False, repr=False)
    """How many weeks ago a programme brought each exercise for the first time, by its id."""
    day: str = ""
    """Of a programme, where it is one of its days: ``week 2, Monday``."""
    voice_over: VoiceOver | None = None
    sounds: SoundChoice = AS_SHIPPED
    words: OwnWords = NO_WORDS
    rests: Rests = Rests()
    get_ready_ms: Range | None = None
    places: Mapping[str, Source] = field(default_factory=_no_places, compare=False, repr=False)
