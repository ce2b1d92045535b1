"""Steps by the clock to blocks: what follows without rest is a circuit, work and rest intervals.

Work and rest keep their lengths. A rest within a block is written there; one that ends a block
becomes a pause, for the block itself ends with its last work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from audioguide.importing.draft import Block, Exercises, Item, Kind, Pause, Rests, Say
from audioguide.importing.folding import folded
from audioguide.importing.lengths import LONGEST_MS
from audioguide.importing.moves import Moves, likeness, named, recovering
from audioguide.importing.notes import Notes
from audioguide.importing.steps import Loop, Section, Step, StepKind, Words
from audioguide.importing.text import MOST_FORM, MOST_TITLE, joined, pieces, sentence, shortened

GET_READY_MS: Final = 5_000
"""A shorter rest is too short for intervals: the clock cannot wait for the count-in."""
CLOCK_REST_MS: Final = 8_000
"""A shorter rest cannot hold the name of another movement and the count-in."""
_SHORT_NAME: Final = 4
MOST_SETS: Final = 20
MOST_ROUNDS: Final = 100
MOST_STEPS: Final = 1_000
TEMPO: Final = "2-0-2-0"


@dataclass(frozen=True, slots=True)
class _Bout:
    """A work step and the rest after it."""

    step: Step
    rests: tuple[Step, ...] = ()

    @property
    def rest_ms(self) -> int:
        return sum(rest.work_ms or 0 for rest in self.rests)


def compose(sections: Iterable[Section], moves: Moves, notes: Notes) -> tuple[Block, ...]:
    """The blocks of a workout in order; too many steps or rounds are problems."""
    blocks: list[Block] = []
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
                blocks.append(Say(part.text))
            else:
                blocks += _loop(part, name, moves, notes)
                run = _last_recovery(part, moves)
        # A block's name is told once, not again over what ends it.
        already_named = any(isinstance(b, Exercises) and b.name == name for b in blocks[before:])
        blocks += _run(run, "" if already_named else name, moves)
        if name and not any(isinstance(block, Exercises) for block in blocks[before:]):
            blocks.insert(before, Say(sentence(name)))
    blocks = _merged(blocks)
    if any(ms > LONGEST_MS for block in blocks for ms in _recoveries(block)):
        notes.wrong(notes.at(), "rests in a row are longer than four hours", "shorten them")
    return tuple(blocks)


def _recoveries(block: Block) -> Iterator[int]:
    """Every rest of a block."""
    if isinstance(block, Pause):
        yield block.duration_ms
    elif isinstance(block, Exercises):
        for rests in (block.rests, *(item.rests for item in block.items)):
            yield from filter(None, (rests.sets, rests.exercises, rests.rounds))


def _merged(blocks: Iterable[Block]) -> list[Block]:
    """Pauses in a row become one."""
    merged: list[Block] = []
    for block in blocks:
        if isinstance(block, Pause) and merged and isinstance(merged[-1], Pause):
            merged[-1] = Pause(merged[-1].duration_ms + block.duration_ms)
        else:
            merged.append(block)
    return merged


def _drops_last(loop: Loop) -> bool:
    """Whether the loop ends in a rest that is not taken."""
    return loop.skip_last_rest and loop.steps[-1].task is not StepKind.WORK


def _last_recovery(loop: Loop, moves: Moves) -> list[Step]:
    """What follows the last time round where it is more than a rest: easy movement goes on."""
    if loop.skip_last_rest or all(step.task is not StepKind.WORK for step in loop.steps):
        return []
    _, bouts = _bouts(loop.steps)
    rests = bouts[-1].rests
    if all(rest.task is StepKind.REST for rest in rests) or bouts[-1].rest_ms < GET_READY_MS:
        return []
    return [_moving(rest, moves) for rest in rests]


def _moving(rest: Step, moves: Moves) -> Step:
    """Easy movement as a step of its own, under the name that it had in the rests."""
    id = moves.recover(rest.cue)
    if rest.task is StepKind.REST or not id:
        return rest
    says = rest.says.removeprefix(sentence(rest.cue)).strip()
    return replace(rest, task=StepKind.WORK, name=named(id), says=says)


def _run(steps: Sequence[Step], name: str, moves: Moves) -> list[Block]:
    """Steps that are done once."""
    # Outside of a loop easy movement is a part of the workout like any other.
    plain = [replace(s, task=StepKind.WORK) if s.task is StepKind.RECOVERY else s for s in steps]
    lead, bouts = _bouts(plain)
    blocks = _lead(lead)
    for group, by_clock in _groups(bouts, moves):
        make = _equal if by_clock else _circuit
        blocks += [*make(group, name, 1, 0, moves), *_pause(group[-1].rest_ms)]
    return blocks


def _groups(bouts: Sequence[_Bout], moves: Moves) -> list[tuple[list[_Bout], bool]]:
    """The bouts in order: those that the clock of `intervals` can hold together, and others."""
    groups: list[tuple[list[_Bout], bool]] = []
    here = 0
    while here < len(bouts):
        end = here + 1
        first = bouts[here]
        while end < len(bouts) and _evenly(bouts[end - 1], first) and _like(bouts[end], first):
            end += 1
        group = list(bouts[here:end])
        # A known movement may ask for more time to get ready than the clock gives.
        fits = len(group) > 2 and not any(moves.known(bout.step.name) for bout in group)
        if fits or not groups or groups[-1][1]:
            groups.append((group, fits))
        else:
            groups[-1][0].extend(group)
        here = end
    return groups


def _evenly(bout: _Bout, first: _Bout) -> bool:
    plain = not any(_rest_says(rest) for rest in bout.rests)
    return plain and bout.rest_ms == first.rest_ms >= CLOCK_REST_MS


def _like(bout: _Bout, first: _Bout) -> bool:
    short = len(bout.step.name.split()) <= _SHORT_NAME
    return short and bool(bout.step.work_ms) and bout.step.work_ms == first.step.work_ms


def _equal(
    bouts: Sequence[_Bout], name: str, rounds: int, between_ms: int, moves: Moves
) -> list[Block]:
    """Equal work and equal rest, told before it starts, so that the clock is kept."""
    items = tuple(replace(_item(_Bout(bout.step), moves), work_ms=None) for bout in bouts)
    rests = Rests(exercises=bouts[0].rest_ms)
    block = Exercises(Kind.INTERVALS, items, name, bouts[0].step.work_ms, rests)
    return [*moves.asides(), block]


def _loop(loop: Loop, name: str, moves: Moves, notes: Notes) -> list[Block]:
    steps = loop.steps
    if not any(step.task is StepKind.WORK for step in steps):
        steps = tuple(
            replace(s, task=StepKind.WORK) if s.task is StepKind.RECOVERY else s for s in steps
        )
    lead, bouts = _bouts(steps)
    if not bouts:
        return _lead(lead, loop.times)
    if loop.times > MOST_ROUNDS:
        notes.wrong(loop.source, f"more than {MOST_ROUNDS} rounds", "divide the block")
        return []
    tail_ms = bouts[-1].rest_ms
    between_ms = tail_ms + sum(rest.work_ms or 0 for rest in lead)
    one = bouts[0].step
    blocks: list[Block]
    if len(bouts) > 1 or loop.times == 1:
        blocks = _circuit(bouts, name, loop.times, between_ms, moves)
    elif one.reps and loop.times <= MOST_SETS:
        item = replace(_item(bouts[0], moves), sets=loop.times, rests=Rests(sets=between_ms))
        blocks = [Exercises(Kind.SETS, (item,), name)]
    elif one.work_ms and between_ms >= GET_READY_MS:
        moving = bouts[0].rests[0].cue if len(bouts[0].rests) == 1 else ""
        recover = "" if lead else moves.recover(moving)
        item = replace(_item(bouts[0], moves, recovers=bool(recover)), work_ms=None)
        rests = Rests(exercises=between_ms)
        block = Exercises(
            Kind.INTERVALS, (item,), name, one.work_ms, rests, loop.times, recover=recover
        )
        blocks = [block]
    else:
        blocks = _circuit(bouts, name, loop.times, between_ms, moves)
    goes_on = loop.skip_last_rest or _last_recovery(loop, moves)
    return [*_lead(lead), *moves.asides(), *blocks, *_pause(0 if goes_on else tail_ms)]


def _pause(ms: int) -> list[Block]:
    return [Pause(ms)] if ms else []


def _lead(rests: Sequence[Step], times: int = 1) -> list[Block]:
    """Rests with no work before them, and what is said of them."""
    said = joined(*(_rest_says(rest) for rest in rests))
    words: list[Block] = [Say(said)] if said else []
    return [*words, *_pause(times * sum(rest.work_ms or 0 for rest in rests))]


def _rest_says(rest: Step, named: bool = False) -> str:
    """The words of a rest; ``named`` where an exercise stands for what it is called."""
    cue = "" if named else recovering(rest.cue)
    # The words may begin with the whole of what the step is called.
    return joined(cue, rest.says.removeprefix(sentence(rest.cue)), *rest.form)


def _bouts(steps: Sequence[Step]) -> tuple[list[Step], list[_Bout]]:
    """The rests that come first, and every work step with the rest after it."""
    lead, bouts = list[Step](), list[_Bout]()
    for step in steps:
        if step.task is StepKind.WORK or (step.task is StepKind.RECOVERY and not bouts):
            bouts.append(_Bout(step))
        elif bouts:
            bouts[-1] = _Bout(bouts[-1].step, (*bouts[-1].rests, step))
        else:
            lead.append(step)
    return lead, bouts


def _item(bout: _Bout, moves: Moves, *, recovers: bool = False) -> Item:
    step = bout.step
    form = tuple(piece for line in step.form for piece in pieces(sentence(line), MOST_FORM))
    move = moves.known(step.name)
    tempo = TEMPO if step.reps else ""
    reps = (step.reps,) if step.reps else ()
    rest = joined(*(_rest_says(rest, recovers) for rest in bout.rests))
    then = f"As you recover, {rest[0].lower()}{rest[1:]}" if rest else ""
    if move:
        own = "" if likeness(step.says) == likeness(step.name) else step.says
        said = filter(None, (own, then))
        form = (*(piece for line in said for piece in pieces(line, MOST_FORM)), *form)
        # The source counts all of it once; the library may ask for it on both sides.
        return Item(move, step.work_ms, reps, tempo=tempo, sides="none", form=form)
    move = moves.define(step.name, step.says, step.source, then)
    return Item(move, step.work_ms, reps, tempo=tempo, form=form)


def _circuit(
    bouts: Sequence[_Bout], name: str, rounds: int, between_ms: int, moves: Moves
) -> list[Block]:
    """Every bout in turn; rests that differ stand with their items."""
    if not bouts:
        return []
    inner = [bout.rest_ms for bout in bouts[:-1]]
    common = inner[0] if len(set(inner)) == 1 else 0
    items = []
    for bout in bouts:
        item = _item(bout, moves)
        if bout is not bouts[-1] and bout.rest_ms != common:
            item = replace(item, rests=Rests(exercises=bout.rest_ms))
        items.append(item)
    rests = Rests(exercises=common if inner else None, rounds=between_ms if rounds > 1 else None)
    return [
        *moves.asides(),
        Exercises(
            Kind.CIRCUIT, tuple(items), name, rests=rests, rounds=rounds if rounds > 1 else None
        ),
    ]
