"""How long a routine lasts at least, told from a round or two of each block.

Takes a routine and a level; gives nothing, or the one mistake that it lasts longer than twelve
hours. Five lines can ask for a month: nobody wants to wait until that has been planned.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from audioguide.errors import AuthorError, Problem
from audioguide.model.routine import (
    AnyBlock,
    Block,
    BlockKind,
    Item,
    Level,
    PauseBlock,
    Range,
    Routine,
    SayBlock,
)
from audioguide.planning import levels
from audioguide.planning.amounts import DEFAULT_SETS
from audioguide.planning.expand import expand
from audioguide.planning.steps import Briefing, Pause, Speech, Step, WorkStep

HOUR_MS = 3_600_000
MOST_MS = 12 * HOUR_MS

ONCE, TWICE = Range(1, 1), Range(2, 2)


def refuse_too_long(routine: Routine, level: Level) -> None:
    """Raises AuthorError at the largest block of a routine that lasts longer than twelve hours."""
    lasting = [(_block_ms(routine, block, level), block.source) for block in routine.blocks]
    total_ms = sum(ms for ms, _ in lasting)
    if total_ms <= MOST_MS:
        return
    largest_ms, source = max(lasting, key=lambda one: one[0])
    message = (
        f"the routine lasts {_hours(total_ms)} hours, and {MOST_MS // HOUR_MS} are the most; "
        f"this is its longest block, with {_hours(largest_ms)}"
    )
    raise AuthorError(Problem(source, message, "ask for less, or make several routines of it"))


def _block_ms(routine: Routine, block: AnyBlock, level: Level) -> int:
    """What the author wrote for one block, without what is said and what leads up to work.

    Every round, and every set of an item, lasts as long as the one before it.
    """
    if isinstance(block, SayBlock):
        return 0
    if isinstance(block, PauseBlock):
        return levels.rest(block.duration_ms, level)
    match block.kind:
        case BlockKind.EMOM | BlockKind.AMRAP:
            assert block.duration_ms, "by the clock"
            return levels.work(block.duration_ms, level)
        case BlockKind.CIRCUIT | BlockKind.INTERVALS:
            once_ms = _unrolled_ms(routine, replace(block, rounds=ONCE), level)
            more = levels.count(block.rounds or ONCE, level) - 1
            if not more:
                return once_ms
            twice_ms = _unrolled_ms(routine, replace(block, rounds=TWICE), level)
            return once_ms + more * (twice_ms - once_ms)
        case BlockKind.SETS:
            single = replace(block, items=tuple(_in_sets(item, ONCE) for item in block.items))
            return _unrolled_ms(routine, single, level) + sum(
                _further_sets_ms(routine, block, item, level) for item in block.items
            )


def _further_sets_ms(routine: Routine, block: Block, item: Item, level: Level) -> int:
    """What the sets of an item add to its first."""
    sets = item.sets or item.exercise.sets or DEFAULT_SETS
    more = (len(item.reps) if len(item.reps) > 1 else levels.count(sets, level)) - 1
    once, twice = (
        _unrolled_ms(routine, replace(block, items=(_in_sets(item, number),)), level)
        for number in (ONCE, TWICE)
    )
    return more * (twice - once)


def _in_sets(item: Item, sets: Range) -> Item:
    return replace(item, sets=sets, reps=item.reps[:1])


def _unrolled_ms(routine: Routine, block: Block, level: Level) -> int:
    """The steps of a block that is short; its mistakes are told when it is planned."""
    return sum(_steps_ms(expand(replace(routine, blocks=(block,)), level, []), level))


def _steps_ms(steps: Iterable[Step], level: Level) -> Iterable[int]:
    for step in steps:
        if isinstance(step, WorkStep | Pause):
            yield step.duration_ms
        elif not isinstance(step, Briefing | Speech):
            yield levels.rest(step.written, level) if step.written else step.default_ms


def _hours(ms: int) -> str:
    """Hours to a tenth, without a tenth that is none."""
    return f"{round(ms / HOUR_MS, 1):g}"
