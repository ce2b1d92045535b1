"""One day of a programme as a routine: its own, with what the programme asks for in that week.

The nearest that is written counts: the exercise in a block, the exercise, the block, the routine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from audioguide.errors import AuthorError, Problem, Source
from audioguide.model.programme import Day, Growth, Programme
from audioguide.model.routine import (
    Amount,
    AnyBlock,
    Block,
    BlockKind,
    ByLevel,
    Item,
    News,
    PauseBlock,
    Range,
    Routine,
    SayBlock,
    TrainingDay,
)

_NOT_THERE = {
    Amount.SETS: "it has no `sets` block",
    Amount.REPS: "nothing in it is counted",
    Amount.ROUNDS: "nothing in it is gone through more than once: name a block",
    Amount.WORK: "nothing in it is timed",
    Amount.REST: "no entry of `sets` is without a rest of its own: name a block",
    Amount.EMOM: "it has no `emom` block",
    Amount.AMRAP: "it has no `amrap` block",
}


def day_routine(programme: Programme, week: int, day: Day) -> Routine:
    """The routine of a day in a week (from 1), at its level and under the programme's name.

    Raises AuthorError where the programme asks for what the routine does not have; ValueError for
    a week that leaves the day out.
    """
    at = week - 1
    routine = day.routines[at]
    if routine is None:
        raise ValueError(f"{when(week, day)} has no training")
    problems: list[Problem] = []
    blocks = routine.blocks
    for growth in sorted(day.growth, key=lambda one: _nearness(one, routine)):
        value = growth.weeks[at]
        if value is not None:
            blocks = tuple(_grow(block, growth, value) for block in blocks)
        if not any(_has_place(growth, one) for one in day.routines if one):
            problems.append(_nothing(growth, routine))
        elif value is not None and growth.listed and not _has_place(growth, routine):
            problems.append(replace(_nothing(growth, routine), hint="write `none` for this week"))
    if problems:
        raise AuthorError(problems)
    if day.notes and day.notes[at]:
        blocks = (SayBlock(day.notes[at], day.source), *blocks)
    length_ms, promised_at = _promise(day, at, routine)
    return replace(
        routine,
        name=_name(programme, week, day),
        title=programme.title,
        training=TrainingDay(week, day.number, day.weekday),
        of_routine=routine.title if routine.title != programme.title else "",
        news=() if day.notes and day.notes[at] else tuple(_news(day, at, routine)),
        familiar=_familiar(programme, week, routine),
        level=day.levels[at],
        author=programme.author or routine.author,
        blocks=blocks,
        equipment=_equipment(routine, day.bands[at] if day.bands else ""),
        length_ms=length_ms,
        day=when(week, day),
        places=_placed(routine.places, "length", promised_at),
    )


def _news(day: Day, at: int, routine: Routine) -> Iterable[News]:
    """What this week asks for in another way than the week before did, in the order of the file."""
    if not at or day.routines[at - 1] is not routine:
        return
    for growth in asked(day, at + 1):
        value, before = growth.weeks[at], growth.weeks[at - 1]
        if value is not None and before is not None and value > before:
            yield News(growth.amount, value, _called(growth, routine))


def _called(growth: Growth, routine: Routine) -> str:
    """How a listener knows what an amount is for; empty where it is for everything."""
    id_ = growth.target.rpartition("/")[2]
    items = (item for block in _with_items(routine) for item in block.items)
    return next((item.exercise.spoken for item in items if item.exercise.id == id_), id_)


def _familiar(programme: Programme, week: int, routine: Routine) -> Mapping[str, int]:
    """How many weeks ago each of a routine's exercises came for the first time."""
    first: dict[str, int] = {}
    for trained, day in programme.trainings():
        for exercise in _exercises(day.routines[trained - 1]):
            first[exercise] = min(trained, first.get(exercise, trained))
    return MappingProxyType({one: week - first[one] for one in sorted(_exercises(routine))})


def _exercises(routine: Routine | None) -> set[str]:
    """Give the ids of all exercises in a routine."""
    blocks = list(_with_items(routine)) if routine else []
    recoveries = {block.recover.id for block in blocks if block.recover}
    return recoveries | {item.exercise.id for block in blocks for item in block.items}


def _name(programme: Programme, week: int, day: Day) -> str:
    """``four-weeks-w02-d1``: names in the order of the days, as players and folders sort them."""
    most = len(str(max(one.number for one in programme.days)))
    return f"{programme.name}-w{week:02}-d{day.number:0{most}}"


def asked(day: Day, week: int) -> tuple[Growth, ...]:
    """The amounts of a day that change something of its routine in a week (from 1)."""
    routine = day.routines[week - 1]
    return tuple(
        growth
        for growth in day.growth
        if routine and growth.weeks[week - 1] is not None and _has_place(growth, routine)
    )


def when(week: int, day: Day) -> str:
    """``week 2, Monday``."""
    return f"week {week}, {day.name}"


def _promise(day: Day, at: int, routine: Routine) -> tuple[Range | ByLevel | None, Source]:
    """The length that is promised, and who promises it: the day, or its routine.

    What changes a routine answers for the length that the routine promises.
    """
    own_ms = day.lengths_ms[at] if day.lengths_ms else None
    if own_ms is not None:
        return Range(own_ms, own_ms), day.length_at or day.source
    if any(growth.weeks[at] is not None for growth in day.growth):
        return routine.length_ms, day.source
    return routine.length_ms, routine.places.get("length", routine.source)


def _nearness(growth: Growth, routine: Routine) -> int:
    blocks = {block.name for block in _with_items(routine)}
    if not growth.target:
        return 0
    return 1 if growth.target in blocks else 3 if "/" in growth.target else 2


def _has_place(growth: Growth, routine: Routine) -> bool:
    return any(_grow(block, growth, 1) is not block for block in routine.blocks)


def _nothing(growth: Growth, routine: Routine) -> Problem:
    where = f"`{growth.target}` in {routine.name}" if growth.target else routine.name
    hint = f"leave it out: {_NOT_THERE[growth.amount]}"
    if growth.target:
        hint = "leave it out, or name another exercise or block"
    return Problem(growth.source, f"`{growth.amount}` changes nothing of {where}", hint)


def _with_items(routine: Routine) -> Iterable[Block]:
    return (block for block in routine.blocks if not isinstance(block, SayBlock | PauseBlock))


def _grow(block: AnyBlock, growth: Growth, value: int) -> AnyBlock:
    """The block with the amount in place of its own; the same object where that has no place."""
    if isinstance(block, SayBlock | PauseBlock):
        return block
    named = growth.target == block.name and bool(growth.target)
    number = Range(value, value)
    match block.kind:
        case BlockKind.CIRCUIT | BlockKind.INTERVALS if growth.amount is Amount.ROUNDS:
            repeated = block.rounds and block.rounds.high > 1
            if named or (repeated and not growth.target):
                places = _placed(block.places, "rounds", growth.source)
                return replace(block, rounds=number, places=places)
        case BlockKind.EMOM if growth.amount is Amount.EMOM and (named or not growth.target):
            places = _placed(block.places, "emom", growth.source)
            return replace(block, duration_ms=number, places=places)
        case BlockKind.AMRAP if growth.amount is Amount.AMRAP and (named or not growth.target):
            places = _placed(block.places, "amrap", growth.source)
            return replace(block, duration_ms=number, places=places)
    change = _ITEMS.get(growth.amount)
    if change is None:
        return block
    items = tuple(
        change(block, item, number, growth)
        if named or growth.target in ("", item.exercise.id, f"{block.name}/{item.exercise.id}")
        else item
        for item in block.items
    )
    if all(new is old for new, old in zip(items, block.items, strict=True)):
        return block
    return replace(block, items=items)


def _counted(block: Block, item: Item) -> bool:
    """Whether reps are counted here, as `expand` decides it."""
    if block.kind is BlockKind.INTERVALS:
        return False
    timed = item.work_ms or block.work_ms
    return bool(item.reps) or bool(not timed and item.exercise.reps)


def _sets(block: Block, item: Item, number: Range, growth: Growth) -> Item:
    if block.kind is not BlockKind.SETS:
        return item
    # Several numbers of reps are as many sets; their number is changed by changing them.
    if len(item.reps) > 1 and not growth.target:
        return item
    return replace(item, sets=number, places=_placed(item.places, "sets", growth.source))


def _reps(block: Block, item: Item, number: Range, growth: Growth) -> Item:
    if not _counted(block, item):
        return item
    sets = item.sets or (Range(len(item.reps), len(item.reps)) if len(item.reps) > 1 else None)
    places = _placed(item.places, "reps", growth.source)
    return replace(item, reps=(number,), sets=sets, places=places)


def _work(block: Block, item: Item, number: Range, growth: Growth) -> Item:
    if _counted(block, item):
        return item
    return replace(item, work_ms=number, places=_placed(item.places, "work", growth.source))


def _rest(block: Block, item: Item, number: Range, growth: Growth) -> Item:
    """Set the rest between sets that have none of their own; by name also theirs, and in rounds.

    A clock's rests belong to its block: an exercise's id alone leaves them.
    """
    by_id = growth.target == item.exercise.id and growth.target != block.name
    last = item == block.items[-1]
    match block.kind:
        case BlockKind.SETS if growth.target or item.rests.sets is None:
            rests = replace(item.rests, sets=number)
        # Behind the last of several comes the rest between rounds, which stays.
        case BlockKind.CIRCUIT if growth.target and not (len(block.items) > 1 and last):
            rests = replace(item.rests, exercises=number)
        case BlockKind.INTERVALS if growth.target and not by_id:
            rests = replace(item.rests, exercises=number)
        case _:
            return item
    return replace(item, rests=rests, places=_placed(item.places, "rest", growth.source))


_Change = Callable[[Block, Item, Range, Growth], Item]
_ITEMS: dict[Amount, _Change] = {
    Amount.SETS: _sets,
    Amount.REPS: _reps,
    Amount.WORK: _work,
    Amount.REST: _rest,
}


def _placed(places: Mapping[str, Source], key: str, source: Source) -> Mapping[str, Source]:
    return MappingProxyType({**places, key: source})


def _equipment(routine: Routine, strength: str) -> tuple[str, ...]:
    """The routine's things with the first band as strong as asked: ``light loop band``.

    ``red flat band`` means the flat one. What the routine itself says of a band's strength gives
    way; what it says behind, such as ``with handles``, stays. Nothing asked, nothing changed.
    """
    if not strength:
        return routine.equipment
    bands = [item.exercise.band for block in _with_items(routine) for item in block.items]
    kinds = tuple(dict.fromkeys(f"{band.kind} band" for band in bands if band))
    things = routine.equipment or kinds
    named = tuple(kind for kind in kinds if strength.endswith(kind))
    for index, thing in enumerate(things):
        for kind in named if "band" in strength else kinds:
            if kind in thing:
                asked = f"{strength.removesuffix(kind).strip()} {thing[thing.index(kind) :]}"
                return (*things[:index], asked, *things[index + 1 :])
    return (*things, strength if "band" in strength else f"{strength} band")
