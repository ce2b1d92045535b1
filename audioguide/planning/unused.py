"""What an author wrote and no level comes to: rests that nothing needs, a tempo of timed work.

Takes a routine that can be planned; gives a Problem for each, to be told as a note; touches
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from audioguide.errors import Problem, Source, in_order
from audioguide.model.routine import (
    Block,
    Item,
    Level,
    PauseBlock,
    Routine,
    SayBlock,
    Sides,
)
from audioguide.planning.expand import expand
from audioguide.planning.scope import source_of

_NO_REST = {
    "sets": "there is no second set",
    "exercises": "no other exercise of the block follows",
    "rounds": "there is no second round",
    "switch": "nothing here changes sides",
}
_LEAVE_OUT = "leave it out, or look whether it was meant for something else"


def without_effect(routine: Routine) -> tuple[Problem, ...]:
    """What has no effect at any level, in the order of the file."""
    used: set[tuple[Source, str]] = set()
    # Numbers of sets and rounds are never greater than at the highest level.
    for _ in expand(routine, Level.ADVANCED, [], used):
        pass
    found: list[Problem] = []
    for block in routine.blocks:
        if isinstance(block, SayBlock | PauseBlock):
            continue
        found += _of_block(block, used)
        for item in block.items:
            found += _of_item(item, used)
    return tuple(in_order(dict.fromkeys(found)))


def _of_block(block: Block, used: set[tuple[Source, str]]) -> Iterator[Problem]:
    yield from _rests(block, used, block.items)
    if block.work_ms and (block.source, "work") not in used:
        message = "this `work` is never used: every entry has its own, or is counted"
        yield Problem(source_of(block, "work"), message, _LEAVE_OUT)
    if block.recover and (block.source, "recover") not in used:
        message = "this is never done: the rests of the block last 0 s"
        yield Problem(source_of(block, "recover"), message, "give the block a `rest`")


def _of_item(item: Item, used: set[tuple[Source, str]]) -> Iterator[Problem]:
    yield from _rests(item, used)
    if item.tempo and (item.source, "tempo") not in used:
        message = "this `tempo` is never used: nobody counts timed work"
        yield Problem(source_of(item, "tempo"), message, "leave it out, or write `reps`")
    if "limb" in item.places and (item.sides or item.exercise.sides) is Sides.NONE:
        message = "this `limb` is never named: the exercise has no left and right"
        yield Problem(source_of(item, "limb"), message, "add `sides: each-set`, or leave it out")


def _rests(
    scope: Item | Block, used: set[tuple[Source, str]], inside: tuple[Item, ...] = ()
) -> Iterator[Problem]:
    for key, why in _NO_REST.items():
        if getattr(scope.rests, key) is None or (scope.source, key) in used:
            continue
        own = any(getattr(item.rests, key) for item in inside)
        why = "every entry has its own" if own else why
        what = "time for the switch" if key == "switch" else f"rest between {key}"
        message = f"this {what} is never used: {why}"
        yield Problem(source_of(scope, "rest"), message, _LEAVE_OUT)
