"""What passes from `expand` to `join`: the routine in order, before anything leads up to work."""

from __future__ import annotations

from dataclasses import dataclass

from audioguide.errors import Source
from audioguide.model.line import Line
from audioguide.model.routine import BlockKind, Effort, Exercise, Range, Side, Tempo
from audioguide.model.transition import AmrapItem, Dose, SideTurn, Turn


@dataclass(frozen=True, slots=True)
class WorkStep:
    """One stretch of work; both sides of one set have the same ``occurrence``."""

    exercise: Exercise
    source: Source
    occurrence: tuple[int, int, int]
    """Block, item, set."""
    duration_ms: int
    dose: Dose
    chapter: Line
    block: str
    block_kind: BlockKind
    by_the_clock: bool
    """Nothing may be added before it."""
    side: Side | None = None
    side_turn: SideTurn = SideTurn.NONE
    set: int | None = None
    sets: int | None = None
    round: int | None = None
    rounds: int | None = None
    reps: int | None = None
    tempo: Tempo | None = None
    turn: Turn | None = None
    form: tuple[str, ...] = ()
    breath: str = ""
    effort: Effort = ""
    amrap_items: tuple[AmrapItem, ...] = ()
    """An uncounted round; ``exercise`` is then the first of it."""
    own_get_ready_ms: Range | None = None
    """Written for this item: it holds as it stands."""
    get_ready_ms: Range | None = None
    """Written for the block or the routine: what the movement needs may be more."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """A rest; ``default_ms`` where the author wrote none."""

    source: Source
    block: str
    written: Range | None
    default_ms: int
    exercise: Exercise | None = None
    """What is done meanwhile, where it is not nothing."""


@dataclass(frozen=True, slots=True)
class SideSwitch:
    """A switch of sides within one exercise."""

    source: Source
    block: str
    written: Range | None
    default_ms: int


@dataclass(frozen=True, slots=True)
class Briefing:
    """All movements of a block by the clock, to be explained before it begins."""

    exercises: tuple[Exercise, ...]
    source: Source
    block: str


@dataclass(frozen=True, slots=True)
class Speech:
    """Free speech."""

    text: str
    source: Source
    takes_band_off: bool = False
    """These words take the band off: nobody else says so."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which nothing is asked."""

    duration_ms: int
    source: Source


Step = WorkStep | Recovery | SideSwitch | Briefing | Speech | Pause
