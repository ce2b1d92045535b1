"""What is done when: contiguous segments, fixed or elastic, and not a word yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from audioguide.errors import Problem, Source
from audioguide.model.line import NOTHING, BandName, Line, Prose
from audioguide.model.routine import BlockKind, Exercise, Level, News, Side, Tempo, TrainingDay
from audioguide.model.sounds import STANDARD, Sounds
from audioguide.model.transition import AmrapItem, Character, Dose, SegmentKind, Transition
from audioguide.model.voice_over import VoiceOver


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
    block_number: int | None = None
    """Which of the routine's blocks it belongs to, from 0."""
    character: Character = Character.GENERAL
    """What its work is for."""
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
    takes_band_off: bool = False
    """That speech takes the band off, as its author declares."""
    get_ready_written: bool = False
    """The time to get ready is the author's own."""
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
    purpose: str = ""
    """What it is for, in a sentence that opens it."""
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
    of_routine: str = ""
    """Of a day in a programme: the title of the routine that it is."""
    news: tuple[News, ...] = ()
    """Of a day in a programme: what is asked for now and was not the week before."""
    familiar: Mapping[str, int] = field(default_factory=dict, compare=False)
    """How many weeks ago a programme brought each exercise for the first time, by its id."""
    day: str = ""
    """Of a programme, where it is one of its days: ``week 2, Monday``."""
    ending: str = ""
    """What the author has said at the end; empty for the usual sentences."""
    voice_over: VoiceOver | None = None
    sounds: Sounds = STANDARD
    """What is heard in place of words: tones of a set, and the author's own."""
    remarks: tuple[Problem, ...] = ()
    """What holds and an author may not have expected, such as time that a change adds to a rest."""
