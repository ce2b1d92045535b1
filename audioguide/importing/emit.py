"""A draft to YAML as a person would write it: the one place that knows the order of keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from audioguide.importing.draft import Block, Draft, Exercises, Item, Kind, Pause, Rests, Say
from audioguide.importing.moves import named

# What YAML readers of any version would not take for text.
_NOT_TEXT: Final = re.compile(
    r"(?i:~|null|true|false|yes|no|on|off|y|n)|[-+.]?[\d][\d_:.,eExXa-fA-F+-]*|\.(?i:inf|nan)"
)
_LEADING: Final = tuple("-?:,[]{}#&*!|>'\"%@`=<")
_INSIDE: Final = re.compile(r":(?=\s|$)|\s#")
_FLOW: Final = re.compile(r"[,\[\]{}]")


def emit(draft: Draft, origin: str) -> str:
    """The whole file; ``origin`` says in the first line what it was made from."""
    return "\n".join([f"# {origin}", *_head(draft), "", "blocks:", *_blocks(draft.blocks), ""])


def duration(ms: int) -> str:
    """A time as people write it.

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
    """Text, in quotes only where YAML needs them."""
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


def _listed(values: tuple[str, ...]) -> str:
    return f"[{', '.join(text(value, flow=True) for value in values)}]"


def _head(draft: Draft) -> Iterator[str]:
    yield f"title: {text(draft.title)}"
    if draft.summary:
        yield f"summary: {text(draft.summary)}"
    if draft.author:
        yield f"author: {text(draft.author)}"
    if draft.equipment:
        yield f"equipment: {_listed(draft.equipment)}"
    if draft.tags:
        yield f"tags: {_listed(draft.tags)}"


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    defined: set[str] = set()
    for index, block in enumerate(blocks):
        keys = list(_block(block, defined))
        # A block of several lines stands by itself; pauses and speech keep close to it.
        if index and len(keys) > 1:
            yield ""
        yield f"  - {keys[0]}"
        yield from (f"    {line}" for line in keys[1:])


def _block(block: Block, defined: set[str]) -> Iterator[str]:
    match block:
        case Say():
            yield f"say: {text(block.text)}"
        case Pause():
            yield f"pause: {duration(block.duration_ms)}"
        case Exercises():
            if block.name:
                yield f"name: {text(block.name)}"
            yield f"{block.kind}:"
            for item in block.items:
                keys = list(_item(item, block.kind, defined))
                yield f"  - {keys[0]}"
                yield from (f"    {line}" for line in keys[1:])
            if block.work_ms:
                yield f"work: {duration(block.work_ms)}"
            yield from _rest(block.rests, block.kind)
            if block.recover:
                yield f"recover: {block.recover}"
            if block.rounds:
                yield f"rounds: {block.rounds}"


def _item(item: Item, kind: Kind, defined: set[str]) -> Iterator[str]:
    move = item.move
    yield f"exercise: {move.id}"
    if move.says and move.id not in defined:
        if move.name.lower() != named(move.id).lower():
            yield f"name: {text(move.name)}"
        yield f"says: {text(move.says)}"
    elif not move.says and move.name:
        yield f"name: {text(move.name)}"
    defined.add(move.id)
    if item.sets:
        yield f"sets: {item.sets}"
    if len(item.reps) == 1:
        yield f"reps: {item.reps[0]}"
    elif item.reps:
        yield f"reps: [{', '.join(map(str, item.reps))}]"
    if item.work_ms:
        yield f"work: {duration(item.work_ms)}"
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


def _rest(rests: Rests, kind: Kind) -> Iterator[str]:
    """One time where it is the one that the block means, several by name."""
    written = {
        "sets": rests.sets,
        "exercises": rests.exercises,
        "rounds": rests.rounds,
    }
    given = {key: duration(ms) for key, ms in written.items() if ms is not None}
    if list(given) == ["sets" if kind is Kind.SETS else "exercises"]:
        yield f"rest: {next(iter(given.values()))}"
    elif given:
        yield f"rest: {{{', '.join(f'{key}: {value}' for key, value in given.items())}}}"
