"""All that is known of one exercise, routine, programme or voice, as `audioguide show` tells it.

Nouns for `formats.shown_text` and `formats.shown_json`; they touch nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audioguide.formats.calendar import CalendarDay
from audioguide.formats.listing import VoiceEntry
from audioguide.model.programme import Programme
from audioguide.model.routine import (
    Block,
    Exercise,
    Item,
    Level,
    PauseBlock,
    Range,
    Routine,
    SayBlock,
    Sides,
    Tempo,
)


@dataclass(frozen=True, slots=True)
class Home:
    """The file in which a thing is written, and whether it comes with the program."""

    file: str
    """As people are told it: shipped content by its place in the content folder."""
    shipped: bool


@dataclass(frozen=True, slots=True)
class User:
    """A routine or programme that uses a thing."""

    name: str
    title: str
    file: str


@dataclass(frozen=True, slots=True)
class ExerciseShown:
    """An exercise with the words for its group and band, and the routines that use it."""

    exercise: Exercise
    group: str
    """The label of its group, such as ``hips and legs``; empty where it has none."""
    band: str
    """What its band is called, such as ``loop band``; empty where it has none."""
    home: Home
    users: tuple[User, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An entry of a block with the amounts that it comes to, as ranges where levels differ."""

    item: Item
    sets: Range | None
    """None in blocks that go through their list in rounds, or by the clock."""
    reps: tuple[Range, ...]
    """Empty where it is timed; one for every set, or several: one a set."""
    work_ms: Range | None
    """None where it is counted."""
    tempo: Tempo | None
    """None where nobody counts by it."""
    sides: Sides
    renamed: bool = False
    """The routine gives the exercise a name of its own."""
    defined: bool = False
    """The routine says itself what is to be done."""


@dataclass(frozen=True, slots=True)
class BlockShown:
    """A block of exercises with its entries."""

    block: Block
    items: tuple[ItemShown, ...]
    rounds: Range | None
    """How often its list is gone through; None where sets or the clock decide."""


@dataclass(frozen=True, slots=True)
class RoutineShown:
    """A routine, its estimated length in milliseconds by level, and the programmes that use it."""

    routine: Routine
    blocks: tuple[BlockShown | SayBlock | PauseBlock, ...]
    about_ms: Mapping[Level, int]
    """A level at which the routine cannot be planned is left out."""
    home: Home
    users: tuple[User, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgrammeShown:
    """A programme with every training day of its calendar; lengths are estimates."""

    programme: Programme
    days: tuple[CalendarDay, ...]
    home: Home


@dataclass(frozen=True, slots=True)
class VoiceShown:
    """A voice, or an engine by its default voice, and what else the engine has."""

    voice: VoiceEntry
    whole_engine: bool
    """The engine was named without a voice."""
    others: tuple[VoiceEntry, ...] = ()
    """The other voices of the engine."""


Thing = ExerciseShown | RoutineShown | ProgrammeShown | VoiceShown
