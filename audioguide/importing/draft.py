"""A routine as it will be written: the nouns between the formats and the emitter.

Times are milliseconds; None and empty mean that the key is not written.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The blocks of exercises that an import writes."""

    SETS = "sets"
    CIRCUIT = "circuit"
    INTERVALS = "intervals"


@dataclass(frozen=True, slots=True)
class Rests:
    """Lengths of recovery; a scope that is None stays with the routine's defaults."""

    sets: int | None = None
    exercises: int | None = None
    rounds: int | None = None


NO_RESTS = Rests()


@dataclass(frozen=True, slots=True)
class Move:
    """What is done. Empty ``says``: the library knows the exercise, and has a name for it too."""

    id: str
    name: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a block."""

    move: Move
    work_ms: int | None = None
    reps: tuple[int, ...] = ()
    sets: int | None = None
    tempo: str = ""
    sides: str = ""
    rests: Rests = NO_RESTS
    form: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exercises:
    """A block of exercises."""

    kind: Kind
    items: tuple[Item, ...]
    name: str = ""
    work_ms: int | None = None
    rests: Rests = NO_RESTS
    rounds: int | None = None
    recover: str = ""
    """The id of an exercise for the rests of intervals."""


@dataclass(frozen=True, slots=True)
class Say:
    """Free speech."""

    text: str


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which nothing is asked."""

    duration_ms: int


Block = Exercises | Say | Pause


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole routine."""

    title: str
    blocks: tuple[Block, ...]
    summary: str = ""
    author: str = ""
    equipment: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
