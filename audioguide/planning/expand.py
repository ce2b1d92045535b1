"""Blocks to steps: every set, side, round and minute in order, with the rests between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from audioguide.errors import Problem, Source
from audioguide.model.line import Figure, Prose, line, phrase
from audioguide.model.routine import (
    BlockKind,
    Exercise,
    Item,
    Level,
    PauseBlock,
    Range,
    Routine,
    SayBlock,
    Side,
    Sides,
)
from audioguide.model.transition import AmrapItem, Dose
from audioguide.planning import levels
from audioguide.planning.amounts import DEFAULT_SETS
from audioguide.planning.scope import (
    BY_THE_CLOCK,
    REST_EXERCISES_MS,
    REST_SETS_MS,
    Scope,
    SetInstance,
    source_of,
)
from audioguide.planning.steps import Briefing, Pause, Recovery, Speech, Step, WorkStep
from audioguide.units import MINUTE_MS

LEAST_LEFT_MS = 10_000
"""What must be left of a minute for rest."""


def expand(
    routine: Routine,
    level: Level,
    problems: list[Problem],
    used: set[tuple[Source, str]] | None = None,
) -> Iterator[Step]:
    """The steps of a routine in order; mistakes are added to ``problems``.

    ``used`` gets what of all that is written for a block or an entry came to something: the place
    of the block or the entry, and the key.
    """
    used = set() if used is None else used
    for number, block in enumerate(routine.blocks):
        if isinstance(block, SayBlock):
            yield Speech(block.text, block.source, block.takes_band_off)
            continue
        if isinstance(block, PauseBlock):
            yield Pause(levels.rest(block.duration_ms, level), block.source)
            continue
        scope = Scope(routine, block, number, level, problems, used)
        if block.before:
            yield Speech(block.before, source_of(block, "before"))
        yield from _UNROLLED[block.kind](scope)
        if block.after:
            yield Speech(block.after, source_of(block, "after"))


def _sets(scope: Scope) -> Iterator[Step]:
    """All sets of one item, then all of the next."""
    items = scope.block.items
    for index, item in enumerate(items):
        if index:
            yield scope.between_exercises(items[index - 1], REST_SETS_MS)
        yield from _aside(item, "before")
        by_block = scope.sides(item) is Sides.EACH_BLOCK
        for position, instance in enumerate(_set_list(scope, item)):
            if position:
                turned = by_block and instance.number == 1
                yield scope.change(item) if turned else scope.between_sets(item)
            yield from scope.work_steps(index, instance, line(item.exercise.name))
        yield from _aside(item, "after")


def _rounds(scope: Scope) -> Iterator[Step]:
    """Every item in turn, round by round."""
    items = scope.block.items
    _refuse(scope)
    rounds = levels.count(scope.block.rounds or Range(1, 1), scope.level)
    if scope.kind in BY_THE_CLOCK:
        yield _briefing(scope, rests=rounds > 1 or len(items) > 1)
    for number in range(1, rounds + 1):
        if number > 1:
            yield scope.between_rounds()
        yield from _round(scope, number, rounds)


def _round(scope: Scope, number: int, rounds: int) -> Iterator[Step]:
    """Every item once; each stretch of work knows how long the round lasts."""
    items, steps = scope.block.items, list[Step]()
    for index, item in enumerate(items):
        if index:
            steps.append(scope.between_exercises(items[index - 1], REST_EXERCISES_MS))
        if number == 1:
            steps += _aside(item, "before")
        name = scope.block.name or item.exercise.name
        title = line(item.exercise.name)
        if rounds > 1:
            title = line(phrase("chapter_round", name=Prose(name), number=Figure(number)))
        steps += scope.work_steps(index, _instance(scope, item, number, rounds), title)
        if number == rounds:
            steps += _aside(item, "after")
    lasting = (step for step in steps if not isinstance(step, Briefing | Speech | Pause))
    round_ms = sum(_length_ms(step, scope) for step in lasting)
    for step in steps:
        if isinstance(step, WorkStep) and step.turn:
            step = replace(step, turn=replace(step.turn, round_ms=round_ms))
        yield step


def _minutes(scope: Scope) -> Iterator[Step]:
    """One item a minute, in turn; the rest of the minute is rest."""
    block = scope.block
    assert block.duration_ms, "by the clock"
    _refuse(scope)
    duration_ms = levels.work(block.duration_ms, scope.level)
    if any(end_ms % MINUTE_MS for end_ms in (block.duration_ms.low, block.duration_ms.high)):
        hint = "write whole minutes, such as `emom: 8m`"
        scope.problem(source_of(block, "emom"), "this is no number of whole minutes", hint)
        return
    minutes = duration_ms // MINUTE_MS
    for item in block.items[minutes:]:
        message = f"the time is over before {item.exercise.spoken} comes"
        scope.problem(item.source, message, f"write `emom: {len(block.items)}m` or more")
    yield _briefing(scope, rests=True)
    for minute in range(1, minutes + 1):
        lap_number, index = divmod(minute - 1, len(block.items))
        item = block.items[index]
        instance = _instance(scope, item, lap_number + 1, minutes)
        times = len(range(index, minutes, len(block.items)))
        instance = SetInstance(minute, minutes, instance.sides, times, instance.first)
        name = Prose(block.name) if block.name else phrase("chapter_minutes")
        title = line(phrase("chapter_minute", name=name, number=Figure(minute)))
        steps = list(scope.work_steps(index, instance, title))
        yield from steps
        left_ms = MINUTE_MS - sum(_length_ms(step, scope) for step in steps)
        if steps and left_ms < LEAST_LEFT_MS:
            message = (
                f"{item.exercise.spoken} leaves {max(left_ms, 0) / 1000:g} s of its minute, "
                f"and {LEAST_LEFT_MS // 1000} are needed"
            )
            hint = "ask for less, or for a quicker tempo"
            if len(instance.sides) > 1:
                hint = "ask for less, or choose `sides: alternate`"
            key = next((key for key in ("reps", "work") if key in item.places), "exercise")
            scope.problem(source_of(item, key), message, hint)
        else:
            yield Recovery(item.source, block.name, Range(left_ms, left_ms), 0)


def _uncounted(scope: Scope) -> Iterator[Step]:
    """One stretch of work; the list is told, not led through."""
    block = scope.block
    assert block.duration_ms, "by the clock"
    _refuse(scope)
    amrap_items = []
    for item in block.items:
        amount = scope.amount(item, SetInstance(1, 1, (None,)))
        if amount:
            sides = scope.sides(item)
            each_side = sides not in (Sides.NONE, Sides.ALTERNATE)
            work_ms = 0 if amount.reps else amount.duration_ms
            # What would be said during the work is told before it: nobody knows what is on.
            own = item.exercise
            with_cues = replace(
                own,
                form=(*item.form, *own.form),
                breath=item.breath or own.breath,
                effort=scope.effort(item, amount),
            )
            alternates = sides is Sides.ALTERNATE
            amrap_items.append(AmrapItem(with_cues, amount.reps, work_ms, each_side, alternates))
    if not amrap_items:
        return
    duration_ms = levels.work(block.duration_ms, scope.level)
    yield WorkStep(
        exercise=amrap_items[0].exercise,
        source=block.source,
        occurrence=(scope.number, 0, 1),
        duration_ms=duration_ms,
        dose=Dose(1, (), duration_ms, False),
        chapter=line(block.name or phrase("chapter_amrap")),
        block=block.name,
        block_kind=scope.kind,
        by_the_clock=False,
        amrap_items=tuple(amrap_items),
        own_get_ready_ms=block.items[0].get_ready_ms,
        get_ready_ms=scope.get_ready_ms,
    )


_UNROLLED: dict[BlockKind, Callable[[Scope], Iterator[Step]]] = {
    BlockKind.SETS: _sets,
    BlockKind.CIRCUIT: _rounds,
    BlockKind.INTERVALS: _rounds,
    BlockKind.EMOM: _minutes,
    BlockKind.AMRAP: _uncounted,
}


def _length_ms(step: Step, scope: Scope) -> int:
    if isinstance(step, WorkStep):
        return step.duration_ms
    assert not isinstance(step, Briefing | Speech | Pause)
    return levels.rest(step.written, scope.level) if step.written else step.default_ms


def _aside(item: Item, key: str) -> Iterator[Step]:
    text = item.before if key == "before" else item.after
    if text:
        yield Speech(text, source_of(item, key))


def _briefing(scope: Scope, *, rests: bool) -> Briefing:
    exercises = [item.exercise for item in scope.block.items]
    if rests and scope.block.recover:
        exercises.append(scope.block.recover)
    return Briefing(tuple(dict.fromkeys(exercises)), scope.block.source, scope.block.name)


def _refuse(scope: Scope) -> None:
    """What an item may not ask for where the list is gone through in rounds."""
    instead = {
        BlockKind.EMOM: "leave it out: the minutes decide",
        BlockKind.AMRAP: "leave it out: nobody counts the rounds",
    }.get(scope.kind, "give the block `rounds` instead")
    for item in scope.block.items:
        if item.sets:
            message = "`sets` has no meaning where the list is gone through in rounds"
            scope.problem(source_of(item, "sets"), message, instead)
        if len(item.reps) > 1:
            message = "several numbers of reps have no meaning in rounds"
            scope.problem(source_of(item, "reps"), message, "write one number or a range")
        if item.sides is Sides.EACH_BLOCK:
            message = "`each-block` needs sets, not rounds"
            scope.problem(source_of(item, "sides"), message, "choose each-set or alternate")
        if scope.kind is BlockKind.INTERVALS and item.reps:
            message = "intervals are timed, and `reps` are counted"
            hint = "write `work: 30s`, or make it a circuit"
            scope.problem(source_of(item, "reps"), message, hint)
        if scope.kind not in (BlockKind.SETS, BlockKind.CIRCUIT):
            for key, text in (("before", item.before), ("after", item.after)):
                if text:
                    message = "there is no time for speech within this block"
                    scope.problem(source_of(item, key), message, "write it for the whole block")


def _set_list(scope: Scope, item: Item) -> list[SetInstance]:
    """The sets of an item in the order in which they are done."""
    count = _set_count(scope, item)
    first, second = _both(item.exercise)
    numbers = range(1, count + 1)
    match scope.sides(item):
        case Sides.EACH_SET:
            order = [(first, second) if n % 2 else (second, first) for n in numbers]
            return [SetInstance(n, count, sides) for n, sides in zip(numbers, order, strict=True)]
        case Sides.EACH_BLOCK:
            return [SetInstance(n, count, (side,)) for side in (first, second) for n in numbers]
        case Sides.ALTERNATE:
            return [
                SetInstance(n, count, (first if n % 2 else second,), first=n == 1) for n in numbers
            ]
        case Sides.NONE:
            return [SetInstance(n, count, (None,)) for n in numbers]


def _set_count(scope: Scope, item: Item) -> int:
    if len(item.reps) < 2:
        return levels.count(item.sets or item.exercise.sets or DEFAULT_SETS, scope.level)
    if item.sets and levels.count(item.sets, scope.level) != len(item.reps):
        message = f"{len(item.reps)} numbers of reps do not go with these sets"
        scope.problem(source_of(item, "sets"), message, "leave `sets` out: one number is one set")
    return len(item.reps)


def _instance(scope: Scope, item: Item, number: int, rounds: int) -> SetInstance:
    """What an item does in one round."""
    first, second = _both(item.exercise)
    instance = (first, second) if number % 2 else (second, first)
    sides: dict[Sides, tuple[Side | None, ...]] = {
        Sides.NONE: (None,),
        Sides.ALTERNATE: instance[:1],
    }
    return SetInstance(number, rounds, sides.get(scope.sides(item), instance), first=number == 1)


def _both(exercise: Exercise) -> tuple[Side, Side]:
    first = exercise.first_side
    return first, Side.RIGHT if first is Side.LEFT else Side.LEFT
