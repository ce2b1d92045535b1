"""Arrange exercises with sets into blocks.

Equal sets become one entry, and rests keep their lengths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from audioguide.errors import Source
from audioguide.importing.bouts import TEMPO
from audioguide.importing.compose import MOST_ROUNDS, MOST_SETS
from audioguide.importing.lengths import exactly
from audioguide.importing.moves import Moves
from audioguide.importing.sets import Set
from audioguide.importing.text import MOST_FORM, pieces
from audioguide.model.routine import (
    AnyBlock,
    Block,
    BlockKind,
    Item,
    PauseBlock,
    Rests,
    Sides,
    Tempo,
)

_AS_MANY: Final = "Do as many as you can."


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise of another format with its sets.

    ``rest_ms`` is the rest after a set that has none of its own.
    """

    name: str
    says: str
    sets: tuple[Set, ...]
    source: Source
    rest_ms: int | None = None
    per_side: bool = False

    def rest_after(self, index: int) -> int | None:
        """Return the rest after a set in milliseconds, or None where none is given.

        ``index`` counts from 0. The rest before a drop set is 0 unless one is written.
        """
        own = self.sets[index].rest_ms
        if own is None and index + 1 < len(self.sets) and self.sets[index + 1].drop:
            return 0
        return self.rest_ms if own is None else own


def in_sets(exercises: Sequence[Exercise], name: str, moves: Moves) -> list[AnyBlock]:
    """Return a `sets` block with these exercises.

    The rest at its end becomes a pause, and words that are too long are said before it. ``name`` is
    that of the block.
    """
    items: list[Item] = []
    rest_ms: int | None = None
    for exercise in exercises:
        for first, last in _runs(exercise):
            items.append(_entry(exercise, first, last, moves))
            rest_ms = exercise.rest_after(last)
    if not items:
        return []
    final = items[-1]
    items[-1] = replace(final, rests=replace(final.rests, exercises=None))
    block = Block(BlockKind.SETS, tuple(items), items[0].source, name)
    return [*moves.asides(), block, *_pause(rest_ms, final.source)]


def _pause(ms: int | None, source: Source) -> list[PauseBlock]:
    return [PauseBlock(exactly(ms), source)] if ms else []


def _runs(exercise: Exercise) -> list[tuple[int, int]]:
    """Return the first and last index of the sets that one entry can hold.

    Only their reps and weights differ, and the rests between them are the same.
    """
    runs: list[tuple[int, int]] = []
    first = 0
    for index in range(1, len(exercise.sets) + 1):
        if index < len(exercise.sets):
            one, other = exercise.sets[first], exercise.sets[index]
            like = (one.work_ms, one.per_side, one.tempo) == (
                other.work_ms,
                other.per_side,
                other.tempo,
            ) and one.all_you_can == other.all_you_can
            same_rest = exercise.rest_after(index - 1) == exercise.rest_after(first)
            if like and same_rest and index - first < MOST_SETS:
                continue
        runs.append((first, index - 1))
        first = index
    return runs


def _entry(exercise: Exercise, first: int, last: int, moves: Moves) -> Item:
    """Return the item of some sets in a row, from index ``first`` to ``last``."""
    done = exercise.sets[first : last + 1]
    one = done[0]
    counts = tuple(s.reps for s in done if s.reps)
    same = len(set(counts)) <= 1
    between = exercise.rest_after(first) if last > first else None
    item = _item(exercise, one, done, moves)
    return replace(
        item,
        reps=tuple(map(exactly, counts[:1] if same else counts)),
        sets=exactly(len(done)) if same else None,
        rests=Rests(sets=exactly(between), exercises=exactly(exercise.rest_after(last))),
    )


def _item(exercise: Exercise, one: Set, done: Sequence[Set], moves: Moves) -> Item:
    as_many = _AS_MANY if one.all_you_can else ""
    known = moves.known(exercise.name, exercise.source)
    sides = Sides.EACH_SET if exercise.per_side or one.per_side else None
    form: tuple[str, ...] = ()
    if known:
        lines = (exercise.says, _weights(done), as_many)
        form = tuple(piece for line in lines for piece in pieces(line, MOST_FORM))
        move, sides = known, sides or Sides.NONE
    else:
        # Said once, at the first set: all weights of the exercise belong there.
        move = moves.define(exercise.name, exercise.says, exercise.source, _weights(exercise.sets))
        form = (as_many,) if as_many else ()
    return Item(
        move,
        exercise.source,
        reps=(exactly(one.reps),) if one.reps else (),
        work_ms=exactly(one.work_ms),
        tempo=(_tempo(one.tempo) or TEMPO) if one.reps else None,
        sides=sides,
        form=form,
    )


def _tempo(written: str) -> Tempo | None:
    return Tempo(*map(int, written.split("-"))) if written else None


def _weights(done: Sequence[Set]) -> str:
    weights = list(dict.fromkeys(s.weight for s in done if s.weight))
    if not weights:
        return ""
    units = {weight.partition(" ")[2] for weight in weights}
    if len(units) == 1:
        weights = [*(weight.partition(" ")[0] for weight in weights[:-1]), weights[-1]]
    return f"Use a weight of {', then '.join(weights)}."


def superset(exercises: Sequence[Exercise], name: str, moves: Moves) -> list[AnyBlock]:
    """Return a `circuit` block with one set of each exercise in turn.

    The rest at its end becomes a pause, and words that are too long are said before it. Rounds that
    differ are written out. ``name`` is that of the block.
    """
    if not exercises:
        return []
    rounds = max(len(e.sets) for e in exercises)
    turns = [[(e, index) for e in exercises if index < len(e.sets)] for index in range(rounds)]
    shapes = [[_shape(e, index) for e, index in turn] for turn in turns]
    last, at = turns[-1][-1]
    final_ms = last.rest_after(at)
    alike = all(shape == shapes[0] for shape in shapes[:-1]) and _but_rest(shapes[-1]) == _but_rest(
        shapes[0]
    )
    if alike and rounds <= MOST_ROUNDS:
        first = turns[0]
        items = [_turn(e, index, e.sets, moves) for e, index in first]
        items[-1] = replace(items[-1], rests=Rests())
        between = first[-1][0].rest_after(0) if rounds > 1 else None
        rests = Rests(exercises=exactly(0) if len(items) > 1 else None, rounds=exactly(between))
        block = Block(
            BlockKind.CIRCUIT,
            tuple(items),
            items[0].source,
            name,
            rounds=exactly(rounds) if rounds > 1 else None,
            rests=rests,
        )
    else:
        items = [
            _turn(e, index, e.sets[index : index + 1], moves) for turn in turns for e, index in turn
        ]
        items[-1] = replace(items[-1], rests=Rests())
        rests = Rests(exercises=exactly(0))
        block = Block(BlockKind.CIRCUIT, tuple(items), items[0].source, name, rests=rests)
    return [*moves.asides(), block, *_pause(final_ms, last.source)]


def _turn(exercise: Exercise, index: int, done: Sequence[Set], moves: Moves) -> Item:
    item = _item(exercise, exercise.sets[index], done, moves)
    rest_ms = exercise.rest_after(index)
    return replace(item, rests=Rests(exercises=exactly(rest_ms or None)))


def _shape(exercise: Exercise, index: int) -> tuple[object, ...]:
    """Return what must be equal in every round."""
    one = exercise.sets[index]
    amount = (exercise.name, one.reps, one.work_ms, one.per_side, one.tempo, one.all_you_can)
    return (*amount, exercise.rest_after(index))


def _but_rest(shape: Sequence[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [*shape[:-1], shape[-1][:-1]]
