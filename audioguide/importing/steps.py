"""The steps and loops of a workout in another format, before they are arranged into blocks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from audioguide.errors import Source


class StepKind(Enum):
    """What a step asks for."""

    WORK = auto()
    RECOVERY = auto()
    """Easy movement: rest within a loop, work outside of one."""
    REST = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of a workout; it has either a time or a number of reps."""

    task: StepKind
    name: str
    says: str
    source: Source
    work_ms: int | None = None
    reps: int | None = None
    form: tuple[str, ...] = ()
    cue: str = ""
    """How the author called it; empty where the name is ours."""


@dataclass(frozen=True, slots=True)
class Loop:
    """Steps that are done several times over."""

    times: int
    steps: tuple[Step, ...]
    source: Source
    skip_last_rest: bool = False
    """The rest that ends the last time round is not taken."""


@dataclass(frozen=True, slots=True)
class Words:
    """Something that is said between steps."""

    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """The steps under one heading."""

    name: str
    parts: tuple[Step | Loop | Words, ...]
