"""Arrange timed and counted steps into blocks: circuits, intervals, sets, speech and pauses.

Steps without rest between them become a circuit, work and rest in turn become intervals. Work and
rest keep their lengths. A rest within a block is written there; a rest at the end of a block
becomes a pause, because the block itself ends with its last work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from audioguide.errors import Source
from audioguide.importing.bouts import Bout, bouts_of, item_of, rest_says
from audioguide.importing.folding import folded
from audioguide.importing.lengths import LONGEST_MS, exactly
from audioguide.importing.moves import Moves, named
from audioguide.importing.notes import Notes
from audioguide.importing.steps import Loop, Section, Step, StepKind, Words
from audioguide.importing.text import MOST_TITLE, joined, sentence, shortened
from audioguide.model.routine import (
    AnyBlock,
    Block,
    BlockKind,
    PauseBlock,
    Rests,
    Routine,
    SayBlock,
)

GET_READY_MS: Final = 5_000
"""A shorter rest is too short for intervals: the clock cannot wait for the count-in."""
CLOCK_REST_MS: Final = 8_000
"""A shorter rest cannot hold the name of another movement and the count-in."""
_SHORT_NAME: Final = 4
MOST_SETS: Final = 20
MOST_ROUNDS: Final = 100
MOST_STEPS: Final = 1_000


def nothing(notes: Notes) -> Routine:
    """Return a routine without blocks, for a file whose mistakes are noted already."""
    return Routine(notes.file, "", notes.at(), ())


def compose(sections: Iterable[Section], moves: Moves, notes: Notes) -> tuple[AnyBlock, ...]:
    """Return the blocks of a workout in order.

    ``moves`` finds or defines the exercises. Too many steps or rounds, and rests in a row of more
    than four hours, are noted as mistakes.
    """
    blocks: list[AnyBlock] = []
    sections = tuple(sections)
    steps = sum(len(p.steps) if isinstance(p, Loop) else 1 for s in sections for p in s.parts)
    if steps > MOST_STEPS:
        notes.wrong(notes.at(), f"more than {MOST_STEPS} steps", "divide the workout")
        return ()
    for section in sections:
        name = shortened(section.name, MOST_TITLE)
        run: list[Step] = []
        before = len(blocks)
        for part in folded(section.parts):
            if isinstance(part, Loop) and part.times == 1:
                # Once round, easy movement is a part of the workout like any other.
                run += part.steps[: -1 if _drops_last(part) else None]
                continue
            if isinstance(part, Step):
                run.append(part)
                continue
            blocks += _run(run, name, moves)
            run = []
            if isinstance(part, Words):
                blocks.append(SayBlock(part.text, notes.at()))
            else:
                blocks += _loop(part, name, moves, notes)
                run = _last_recovery(part, moves)
        # A block's name is told once, not again over what ends it.
        already_named = any(isinstance(b, Block) and b.name == name for b in blocks[before:])
        blocks += _run(run, "" if already_named else name, moves)
        if name and not any(isinstance(block, Block) for block in blocks[before:]):
            blocks.insert(before, SayBlock(sentence(name), notes.at()))
    blocks = _merged(blocks)
    if any(ms > LONGEST_MS for block in blocks for ms in _recoveries(block)):
        notes.wrong(notes.at(), "rests in a row are longer than four hours", "shorten them")
    return tuple(blocks)


def _recoveries(block: AnyBlock) -> Iterator[int]:
    """Give the length of every rest of a block, in milliseconds."""
    if isinstance(block, PauseBlock):
        yield block.duration_ms.high
    elif isinstance(block, Block):
        for rests in (block.rests, *(item.rests for item in block.items)):
            written = filter(None, (rests.sets, rests.exercises, rests.rounds))
            yield from (range_ms.high for range_ms in written)


def _merged(blocks: Iterable[AnyBlock]) -> list[AnyBlock]:
    """Return the blocks, with pauses in a row made into one."""
    merged: list[AnyBlock] = []
    for block in blocks:
        last = merged[-1] if merged else None
        if isinstance(block, PauseBlock) and isinstance(last, PauseBlock):
            total_ms = last.duration_ms.low + block.duration_ms.low
            merged[-1] = replace(last, duration_ms=exactly(total_ms))
        else:
            merged.append(block)
    return merged


def _drops_last(loop: Loop) -> bool:
    """Return whether the loop ends in a rest that is not taken the last time round."""
    return loop.skip_last_rest and loop.steps[-1].task is not StepKind.WORK


def _last_recovery(loop: Loop, moves: Moves) -> list[Step]:
    """Return the steps after the last time round where they are more than rest, else none.

    Easy movement goes on then as a part of the workout.
    """
    if loop.skip_last_rest or all(step.task is not StepKind.WORK for step in loop.steps):
        return []
    _, bouts = bouts_of(loop.steps)
    rests = bouts[-1].rests
    if all(rest.task is StepKind.REST for rest in rests) or bouts[-1].rest_ms < GET_READY_MS:
        return []
    return [_moving(rest, moves) for rest in rests]


def _moving(rest: Step, moves: Moves) -> Step:
    """Return easy movement as a work step, under the name that it had in the rests.

    A rest, or a movement that the library does not know, is returned as it is.
    """
    exercise = moves.recover(rest.cue, rest.source)
    if rest.task is StepKind.REST or not exercise:
        return rest
    says = rest.says.removeprefix(sentence(rest.cue)).strip()
    return replace(rest, task=StepKind.WORK, name=named(exercise.id), says=says)


def _run(steps: Sequence[Step], name: str, moves: Moves) -> list[AnyBlock]:
    """Return the blocks of steps that are done once."""
    # Outside of a loop easy movement is a part of the workout like any other.
    plain = [replace(s, task=StepKind.WORK) if s.task is StepKind.RECOVERY else s for s in steps]
    lead, bouts = bouts_of(plain)
    blocks = _lead(lead)
    for group, by_clock in _groups(bouts, moves):
        make = _equal if by_clock else _circuit
        blocks += [
            *make(group, name, 1, 0, moves),
            *_pause(group[-1].rest_ms, group[-1].step.source),
        ]
    return blocks


def _groups(bouts: Sequence[Bout], moves: Moves) -> list[tuple[list[Bout], bool]]:
    """Return the bouts in groups, each with whether the clock of `intervals` can hold it.

    The order is kept.
    """
    groups: list[tuple[list[Bout], bool]] = []
    here = 0
    while here < len(bouts):
        end = here + 1
        first = bouts[here]
        while end < len(bouts) and _evenly(bouts[end - 1], first) and _like(bouts[end], first):
            end += 1
        group = list(bouts[here:end])
        # A known movement may ask for more time to get ready than the clock gives.
        fits = len(group) > 2 and not any(
            moves.known(bout.step.name, bout.step.source) for bout in group
        )
        if fits or not groups or groups[-1][1]:
            groups.append((group, fits))
        else:
            groups[-1][0].extend(group)
        here = end
    return groups


def _evenly(bout: Bout, first: Bout) -> bool:
    plain = not any(rest_says(rest) for rest in bout.rests)
    return plain and bout.rest_ms == first.rest_ms >= CLOCK_REST_MS


def _like(bout: Bout, first: Bout) -> bool:
    short = len(bout.step.name.split()) <= _SHORT_NAME
    return short and bool(bout.step.work_ms) and bout.step.work_ms == first.step.work_ms


def _equal(
    bouts: Sequence[Bout], name: str, rounds: int, between_ms: int, moves: Moves
) -> list[AnyBlock]:
    """Return a block of equal work and equal rest by the clock.

    Its movements are explained before it starts, so that the clock is kept.
    """
    items = tuple(replace(item_of(Bout(bout.step), moves), work_ms=None) for bout in bouts)
    first = bouts[0]
    block = Block(
        BlockKind.INTERVALS,
        items,
        first.step.source,
        name,
        work_ms=exactly(first.step.work_ms),
        rests=Rests(exercises=exactly(first.rest_ms)),
    )
    return [*moves.asides(), block]


def _loop(loop: Loop, name: str, moves: Moves, notes: Notes) -> list[AnyBlock]:
    steps = loop.steps
    if not any(step.task is StepKind.WORK for step in steps):
        steps = tuple(
            replace(s, task=StepKind.WORK) if s.task is StepKind.RECOVERY else s for s in steps
        )
    lead, bouts = bouts_of(steps)
    if not bouts:
        return _lead(lead, loop.times)
    if loop.times > MOST_ROUNDS:
        notes.wrong(loop.source, f"more than {MOST_ROUNDS} rounds", "divide the block")
        return []
    tail_ms = bouts[-1].rest_ms
    between_ms = tail_ms + sum(rest.work_ms or 0 for rest in lead)
    one = bouts[0].step
    blocks: list[AnyBlock]
    if len(bouts) > 1 or loop.times == 1:
        blocks = _circuit(bouts, name, loop.times, between_ms, moves)
    elif one.reps and loop.times <= MOST_SETS:
        between = Rests(sets=exactly(between_ms))
        item = replace(item_of(bouts[0], moves), sets=exactly(loop.times), rests=between)
        blocks = [Block(BlockKind.SETS, (item,), loop.source, name)]
    elif one.work_ms and between_ms >= GET_READY_MS:
        moving = bouts[0].rests[0].cue if len(bouts[0].rests) == 1 else ""
        recover = None if lead else moves.recover(moving, one.source)
        item = replace(item_of(bouts[0], moves, recovers=bool(recover)), work_ms=None)
        block = Block(
            BlockKind.INTERVALS,
            (item,),
            loop.source,
            name,
            rounds=exactly(loop.times),
            work_ms=exactly(one.work_ms),
            rests=Rests(exercises=exactly(between_ms)),
            recover=recover,
        )
        blocks = [block]
    else:
        blocks = _circuit(bouts, name, loop.times, between_ms, moves)
    goes_on = loop.skip_last_rest or _last_recovery(loop, moves)
    return [*_lead(lead), *moves.asides(), *blocks, *_pause(0 if goes_on else tail_ms, loop.source)]


def _pause(ms: int, source: Source) -> list[AnyBlock]:
    return [PauseBlock(exactly(ms), source)] if ms else []


def _lead(rests: Sequence[Step], times: int = 1) -> list[AnyBlock]:
    """Return the blocks of rests with no work before them: what is said of them, and a pause."""
    said = joined(*(rest_says(rest) for rest in rests))
    if not rests:
        return []
    source = rests[0].source
    words: list[AnyBlock] = [SayBlock(said, source)] if said else []
    return [*words, *_pause(times * sum(rest.work_ms or 0 for rest in rests), source)]


def _circuit(
    bouts: Sequence[Bout], name: str, rounds: int, between_ms: int, moves: Moves
) -> list[AnyBlock]:
    """Return a circuit of every bout in turn; rests that differ are written with their items."""
    if not bouts:
        return []
    inner = [bout.rest_ms for bout in bouts[:-1]]
    common = inner[0] if len(set(inner)) == 1 else 0
    items = []
    for bout in bouts:
        item = item_of(bout, moves)
        if bout is not bouts[-1] and bout.rest_ms != common:
            item = replace(item, rests=Rests(exercises=exactly(bout.rest_ms)))
        items.append(item)
    again = rounds > 1
    block = Block(
        BlockKind.CIRCUIT,
        tuple(items),
        bouts[0].step.source,
        name,
        rounds=exactly(rounds) if again else None,
        rests=Rests(
            exercises=exactly(common) if inner else None,
            rounds=exactly(between_ms) if again else None,
        ),
    )
    return [*moves.asides(), block]
