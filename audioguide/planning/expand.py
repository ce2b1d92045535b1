"""Blocks to steps: every set, side and round in order, with the rests between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from audioguide.errors import Problem, Source
from audioguide.model.routine import (
    CircuitBlock,
    Exercise,
    ExerciseBlock,
    IntervalsBlock,
    Item,
    Level,
    PauseBlock,
    Range,
    Routine,
    SayBlock,
    SetsBlock,
    Side,
    Sides,
    Tempo,
)
from audioguide.model.session import Dose
from audioguide.planning import levels
from audioguide.planning.steps import (
    Briefing,
    Change,
    Effort,
    Pause,
    Recovery,
    Step,
    Talk,
)

REST_SETS_MS = 45_000
REST_EXERCISES_MS = 15_000
REST_ROUNDS_MS = 60_000
SWITCH_MS = 8_000
SWITCH_BAND_MS = 15_000
SWITCH_ANCHOR_MS = 30_000
DEFAULT_SETS = Range(3, 3)
ONE = Range(1, 1)


def expand(routine: Routine, level: Level, problems: list[Problem]) -> Iterator[Step]:
    """The steps of a routine in order; mistakes are added to ``problems``."""
    for number, block in enumerate(routine.blocks):
        match block:
            case SayBlock():
                yield Talk(block.text, block.source)
            case PauseBlock():
                yield Pause(levels.rest(block.duration_ms, level), block.source)
            case SetsBlock():
                yield from _Expansion(routine, block, number, level, problems).sets()
            case CircuitBlock() | IntervalsBlock():
                yield from _Expansion(routine, block, number, level, problems).rounds()


@dataclass(frozen=True)
class _Set:
    """One set of an item: its number, how many there are, the sides in order."""

    number: int
    of: int
    sides: tuple[Side | None, ...]


@dataclass(frozen=True)
class _Expansion:
    """One block of exercises at one level."""

    routine: Routine
    block: ExerciseBlock
    number: int
    level: Level
    problems: list[Problem]

    def sets(self) -> Iterator[Step]:
        """All sets of one item, then all of the next."""
        for index, item in enumerate(self.block.items):
            if index:
                yield self._between_exercises(self.block.items[index - 1], REST_SETS_MS)
            by_block = self._sides(item) is Sides.EACH_BLOCK
            sets = self._set_list(item)
            for position, set_ in enumerate(sets):
                if position:
                    turned = by_block and set_.number == 1
                    yield self._change(item) if turned else self._between_sets(item)
                yield from self._efforts(index, set_, item.exercise.name)

    def rounds(self) -> Iterator[Step]:
        """Every item in turn, round by round."""
        block = self.block
        assert isinstance(block, CircuitBlock | IntervalsBlock)
        for item in block.items:
            self._refuse(item)
        if isinstance(block, IntervalsBlock):
            exercises = tuple(dict.fromkeys(item.exercise for item in block.items))
            yield Briefing(exercises, block.source, block.name)
        rounds = levels.count(block.rounds or ONE, self.level)
        for number in range(1, rounds + 1):
            for index, item in enumerate(block.items):
                if index:
                    yield self._between_exercises(block.items[index - 1], REST_EXERCISES_MS)
                elif number > 1:
                    yield self._between_rounds()
                name = block.name or item.exercise.name
                title = f"{name}, round {number}" if rounds > 1 else item.exercise.name
                yield from self._efforts(index, self._turn(item, number, rounds), title)

    def _refuse(self, item: Item) -> None:
        if item.sets:
            hint = "give the block `rounds` instead"
            message = "`sets` has no meaning where the list is gone through in rounds"
            self._problem(_place(item, "sets"), message, hint)
        if len(item.reps) > 1:
            message = "several numbers of reps have no meaning in rounds"
            self._problem(_place(item, "reps"), message, "write one number or a range")
        if item.sides is Sides.EACH_BLOCK:
            message = "`each-block` needs sets, not rounds"
            self._problem(_place(item, "sides"), message, "choose each-set or alternate")
        if isinstance(self.block, IntervalsBlock) and item.reps:
            message = "intervals are timed, and `reps` are counted"
            self._problem(_place(item, "reps"), message, "write `work: 30s`, or make it a circuit")

    def _problem(self, source: Source, message: str, hint: str) -> None:
        self.problems.append(Problem(source, message, hint))

    def _sides(self, item: Item) -> Sides:
        return item.sides or item.exercise.sides

    def _set_list(self, item: Item) -> list[_Set]:
        """The sets of an item in the order in which they are done."""
        count = self._set_count(item)
        first, second = _both(item.exercise)
        numbers = range(1, count + 1)
        match self._sides(item):
            case Sides.EACH_SET:
                order = [(first, second) if n % 2 else (second, first) for n in numbers]
                return [_Set(n, count, sides) for n, sides in zip(numbers, order, strict=True)]
            case Sides.EACH_BLOCK:
                return [_Set(n, count, (side,)) for side in (first, second) for n in numbers]
            case Sides.ALTERNATE:
                return [_Set(n, count, (first if n % 2 else second,)) for n in numbers]
            case Sides.NONE:
                return [_Set(n, count, (None,)) for n in numbers]

    def _set_count(self, item: Item) -> int:
        if len(item.reps) < 2:
            return levels.count(item.sets or item.exercise.sets or DEFAULT_SETS, self.level)
        if item.sets and levels.count(item.sets, self.level) != len(item.reps):
            message = f"{len(item.reps)} numbers of reps do not go with these sets"
            self._problem(_place(item, "sets"), message, "leave `sets` out: one number is one set")
        return len(item.reps)

    def _turn(self, item: Item, number: int, rounds: int) -> _Set:
        """What an item does in one round."""
        first, second = _both(item.exercise)
        turn = (first, second) if number % 2 else (second, first)
        sides: dict[Sides, tuple[Side | None, ...]] = {
            Sides.NONE: (None,),
            Sides.ALTERNATE: turn[:1],
        }
        return _Set(number, rounds, sides.get(self._sides(item), turn))

    def _efforts(self, index: int, set_: _Set, chapter: str) -> Iterator[Step]:
        """The work of one set, both sides with the switch between them."""
        item = self.block.items[index]
        amount = self._amount(item, set_)
        if amount is None:
            return
        duration_ms, reps, tempo, dose = amount
        in_sets = isinstance(self.block, SetsBlock)
        effort = Effort(
            exercise=item.exercise,
            source=item.source,
            occurrence=(self.number, index, set_.number),
            duration_ms=duration_ms,
            dose=dose,
            chapter=chapter,
            block=self.block.name,
            by_the_clock=isinstance(self.block, IntervalsBlock),
            set=set_.number if in_sets else None,
            sets=set_.of if in_sets else None,
            round=None if in_sets else set_.number,
            rounds=None if in_sets else set_.of,
            reps=reps,
            tempo=tempo,
            form=item.form,
            own_get_ready_ms=item.get_ready_ms,
            get_ready_ms=self.block.get_ready_ms or self.routine.get_ready_ms,
        )
        for turn, side in enumerate(set_.sides):
            if turn:
                yield self._change(item)
            yield replace(effort, side=side)

    def _amount(self, item: Item, set_: _Set) -> tuple[int, int | None, Tempo | None, Dose] | None:
        """Duration, reps, tempo and dose; the nearest that is written counts."""
        exercise, count = item.exercise, set_.of
        each_side = self._sides(item) not in (Sides.NONE, Sides.ALTERNATE)
        work = item.work_ms or (None if item.reps else self.block.work_ms)
        reps = item.reps or ((exercise.reps,) if exercise.reps else ())
        if not work and not item.reps and not exercise.reps:
            work = exercise.work_ms
        if work:
            duration_ms = levels.work(work, self.level)
            return duration_ms, None, None, Dose(count, (), duration_ms, each_side)
        if not reps or isinstance(self.block, IntervalsBlock):
            message = f"nothing says how long {exercise.spoken} lasts"
            hint = "add `work: 30s`" if isinstance(self.block, IntervalsBlock) else "add `reps: 10`"
            if not item.reps:
                self._problem(item.source, message, hint)
            return None
        tempo = item.tempo or exercise.tempo
        if tempo is None:
            message = f"counted {exercise.spoken} needs a tempo"
            self._problem(_place(item, "reps"), message, "add `tempo: 2-0-2-0`")
            return None
        settled = tuple(levels.count(range_, self.level) for range_ in reps)
        ladder = len(settled) > 1 and isinstance(self.block, SetsBlock)
        number = settled[set_.number - 1] if ladder else settled[0]
        rep_ms = 1000 * (tempo.lower_s + tempo.low_hold_s + tempo.lift_s + tempo.high_hold_s)
        all_reps = settled if ladder else settled[:1] * count
        return number * rep_ms, number, tempo, Dose(count, all_reps, 0, each_side)

    def _change(self, item: Item) -> Change:
        band = item.exercise.band
        default_ms = SWITCH_MS
        if band and (band.one_limb or band.anchor):
            default_ms = SWITCH_ANCHOR_MS if band.anchor else SWITCH_BAND_MS
        written, source = self._written("switch", item)
        return Change(source, self.block.name, written, default_ms)

    def _between_sets(self, item: Item) -> Recovery:
        own = item.exercise.rest_ms
        default_ms = levels.rest(own, self.level) if own else REST_SETS_MS
        written, source = self._written("sets", item)
        return Recovery(source, self.block.name, written, default_ms)

    def _between_exercises(self, before: Item, default_ms: int) -> Recovery:
        written, source = self._written("exercises", before)
        return Recovery(source, self.block.name, written, default_ms)

    def _between_rounds(self) -> Recovery:
        last = self.block.items[-1]
        written, source = self._written("rounds", last)
        if written is None and isinstance(self.block, IntervalsBlock):
            # The clock goes on as it does within a round.
            return self._between_exercises(last, REST_EXERCISES_MS)
        return Recovery(source, self.block.name, written, REST_ROUNDS_MS)

    def _written(self, key: str, item: Item) -> tuple[Range | None, Source]:
        """The rest that the author wrote nearest to the item, and where."""
        for scope in (item, self.block, self.routine):
            range_ms: Range | None = getattr(scope.rests, key)
            if range_ms is not None:
                return range_ms, scope.places.get("rest", scope.source)
        return None, item.source


def _place(item: Item, key: str) -> Source:
    return item.places.get(key, item.source)


def _both(exercise: Exercise) -> tuple[Side, Side]:
    first = exercise.first_side
    return first, Side.RIGHT if first is Side.LEFT else Side.LEFT
