"""What an entry of a block asks for, before a level makes numbers of it."""

from __future__ import annotations

from dataclasses import dataclass

from audioguide.model.routine import Block, BlockKind, Item, Range, Sides, Tempo

DEFAULT_SETS = Range(3, 3)


@dataclass(frozen=True, slots=True)
class Amounts:
    """The amounts of one entry: sets, then reps or a time, with ranges where the level chooses.

    All of them are None or empty where nothing says how much is done.
    """

    sets: Range | None
    """None where the block goes through its list in rounds, or by the clock."""
    reps: tuple[Range, ...]
    """One for every set, or several: one a set."""
    work_ms: Range | None
    """The time of one set and side; it counts before the reps where there are both."""
    tempo: Tempo | None
    sides: Sides


def amounts_of(item: Item, block: Block) -> Amounts:
    """Return what an entry asks for: the nearest that is written, the entry's before the block's.

    What neither writes is the exercise's own.
    """
    exercise = item.exercise
    work = item.work_ms or (None if item.reps else block.work_ms)
    reps = item.reps or ((exercise.reps,) if exercise.reps else ())
    if not work and not reps:
        work = exercise.work_ms
    sets = None
    if block.kind is BlockKind.SETS:
        one_each = len(item.reps) > 1
        sets = Range(len(item.reps), len(item.reps)) if one_each else item.sets or exercise.sets
        sets = sets or DEFAULT_SETS
    return Amounts(
        sets,
        reps,
        work,
        item.tempo or exercise.tempo,
        item.sides or exercise.sides,
    )
