"""Write a routine as YAML, as a person would; this module alone knows the order of the keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from audioguide.importing.moves import named
from audioguide.model.routine import (
    AnyBlock,
    Block,
    BlockKind,
    Item,
    PauseBlock,
    Range,
    Rests,
    Routine,
    SayBlock,
)

# What YAML readers of any version would not take for text.
_NOT_TEXT: Final = re.compile(
    r"(?i:~|null|true|false|yes|no|on|off|y|n)|[-+.]?[\d][\d_:.,eExXa-fA-F+-]*|\.(?i:inf|nan)"
)
_LEADING: Final = tuple("-?:,[]{}#&*!|>'\"%@`=<")
_INSIDE: Final = re.compile(r":(?=\s|$)|\s#")
_FLOW: Final = re.compile(r"[,\[\]{}]")


def emit(routine: Routine, origin: str) -> str:
    """Return the text of the whole file.

    ``origin`` says in its first line what the routine was made from.
    """
    return "\n".join([f"# {origin}", *_head(routine), "", "blocks:", *_blocks(routine.blocks), ""])


def duration(ms: int) -> str:
    """Return a time in milliseconds as people write it.

    >>> [duration(t) for t in (45_000, 90_000, 600_000, 630_000, 5_400_000, 12_500)]
    ['45s', '90s', '10m', '10:30', '1:30:00', '12.5s']
    """
    if ms < 60_000 or ms == 90_000:
        return f"{ms / 1000:g}s"
    seconds, tenths = divmod(ms, 1000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    tail = f".{tenths // 100}" if tenths else ""
    if hours:
        return f"{hours}:{minute:02}:{second:02}{tail}"
    return f"{minute}:{second:02}{tail}" if second or tail else f"{minute}m"


def text(value: str, flow: bool = False) -> str:
    """Return a text as YAML, in quotes only where YAML needs them.

    ``flow`` is whether it stands in a list in brackets, where more signs have a meaning.
    """
    plain = (
        value
        and value == value.strip()
        and not value.startswith(_LEADING)
        and not _INSIDE.search(value)
        and not _NOT_TEXT.fullmatch(value)
        and not (flow and _FLOW.search(value))
    )
    if plain:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _time(range_ms: Range) -> str:
    """Return the lower end of a range of milliseconds as people write it.

    Other programs know no levels, so that a range is a single number here.
    """
    return duration(range_ms.low)


def _number(range_: Range) -> str:
    return str(range_.low)


def _listed(values: tuple[str, ...]) -> str:
    return f"[{', '.join(text(value, flow=True) for value in values)}]"


def _head(routine: Routine) -> Iterator[str]:
    yield f"title: {text(routine.title)}"
    if routine.summary:
        yield f"summary: {text(routine.summary)}"
    if routine.author:
        yield f"author: {text(routine.author)}"
    if routine.equipment:
        yield f"equipment: {_listed(routine.equipment)}"
    if routine.tags:
        yield f"tags: {_listed(routine.tags)}"


def _blocks(blocks: tuple[AnyBlock, ...]) -> Iterator[str]:
    defined: set[str] = set()
    for index, block in enumerate(blocks):
        keys = list(_block(block, defined))
        # A block of several lines stands by itself; pauses and speech keep close to it.
        if index and len(keys) > 1:
            yield ""
        yield f"  - {keys[0]}"
        yield from (f"    {line}" for line in keys[1:])


def _block(block: AnyBlock, defined: set[str]) -> Iterator[str]:
    match block:
        case SayBlock():
            yield f"say: {text(block.text)}"
        case PauseBlock():
            yield f"pause: {_time(block.duration_ms)}"
        case Block():
            if block.name:
                yield f"name: {text(block.name)}"
            yield f"{block.kind}:"
            for item in block.items:
                keys = list(_item(item, block.kind, defined))
                yield f"  - {keys[0]}"
                yield from (f"    {line}" for line in keys[1:])
            if block.work_ms:
                yield f"work: {_time(block.work_ms)}"
            yield from _rest(block.rests, block.kind)
            if block.recover:
                yield f"recover: {block.recover.id}"
            if block.rounds:
                yield f"rounds: {_number(block.rounds)}"


def _item(item: Item, kind: BlockKind, defined: set[str]) -> Iterator[str]:
    exercise = item.exercise
    yield f"exercise: {exercise.id}"
    if exercise.movement and exercise.id not in defined:
        if exercise.name.lower() != named(exercise.id).lower():
            yield f"name: {text(exercise.name)}"
        yield f"says: {text(exercise.movement)}"
    elif not exercise.movement and exercise.name:
        yield f"name: {text(exercise.name)}"
    defined.add(exercise.id)
    if item.sets:
        yield f"sets: {_number(item.sets)}"
    if len(item.reps) == 1:
        yield f"reps: {_number(item.reps[0])}"
    elif item.reps:
        yield f"reps: [{', '.join(map(_number, item.reps))}]"
    if item.work_ms:
        yield f"work: {_time(item.work_ms)}"
    if item.tempo:
        yield f"tempo: {item.tempo}"
    if item.sides:
        yield f"sides: {item.sides}"
    yield from _rest(item.rests, kind)
    if len(item.form) == 1:
        yield f"form: {text(item.form[0])}"
    elif item.form:
        yield "form:"
        yield from (f"  - {text(line)}" for line in item.form)


def _rest(rests: Rests, kind: BlockKind) -> Iterator[str]:
    """Give the line for the rests, if there are any.

    It has one time where only the usual rest of the block is given, else each time with its name.
    """
    written = {
        "sets": rests.sets,
        "exercises": rests.exercises,
        "rounds": rests.rounds,
    }
    given = {key: _time(ms) for key, ms in written.items() if ms is not None}
    if list(given) == ["sets" if kind is BlockKind.SETS else "exercises"]:
        yield f"rest: {next(iter(given.values()))}"
    elif given:
        yield f"rest: {{{', '.join(f'{key}: {value}' for key, value in given.items())}}}"
