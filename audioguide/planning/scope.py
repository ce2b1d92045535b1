"""One block at one level: what its items ask for, and the rests between them.

The nearest that is written counts: the item, then the block, then the routine, then the exercise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from audioguide.errors import Problem, Source
from audioguide.model.line import Line
from audioguide.model.routine import (
    Block,
    BlockKind,
    Effort,
    Exercise,
    Item,
    Level,
    Position,
    Range,
    Routine,
    Side,
    Sides,
    Tempo,
)
from audioguide.model.transition import Dose, SideTurn, Turn
from audioguide.planning import levels
from audioguide.planning.amounts import amounts_of
from audioguide.planning.steps import Recovery, SideSwitch, Step, WorkStep

REST_SETS_MS = 45_000
REST_EXERCISES_MS = 15_000
REST_ROUNDS_MS = 60_000
SWITCH_MS = 8_000
SWITCH_OVER_MS = 10_000
"""To roll over on to the other side."""
SWITCH_BAND_MS = 15_000
SWITCH_ANCHOR_MS = 30_000

BY_THE_CLOCK = frozenset({BlockKind.INTERVALS, BlockKind.EMOM})
"""Nothing may be added within these."""


@dataclass(frozen=True, slots=True)
class SetInstance:
    """One set or round of an item: its number, how many there are, the sides in order."""

    number: int
    of: int
    sides: tuple[Side | None, ...]
    times: int = 0
    """How often the item has a turn, where that is not ``of``."""
    first: bool = False
    """The item has its first turn in the block."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What one turn and side asks for."""

    duration_ms: int
    dose: Dose
    reps: int | None = None
    tempo: Tempo | None = None


@dataclass(frozen=True)
class Scope:
    """Where an item stands."""

    routine: Routine
    block: Block
    number: int
    level: Level
    problems: list[Problem]
    used: set[tuple[Source, str]] = field(default_factory=set)
    """What of all that is written has come to something: whose it is, and its key."""

    @property
    def kind(self) -> BlockKind:
        """How the block divides its time."""
        return self.block.kind

    def problem(self, source: Source, message: str, hint: str) -> None:
        """Remember a mistake."""
        self.problems.append(Problem(source, message, hint))

    def work_steps(self, index: int, instance: SetInstance, chapter: Line) -> Iterator[Step]:
        """The work of one turn, both sides with the switch between them."""
        item = self.block.items[index]
        amount = self.amount(item, instance)
        if amount is None:
            return
        in_sets = self.kind is BlockKind.SETS
        work_step = WorkStep(
            exercise=item.exercise,
            source=item.source,
            occurrence=(self.number, index, instance.number),
            duration_ms=amount.duration_ms,
            dose=amount.dose,
            chapter=chapter,
            block=self.block.name,
            block_kind=self.kind,
            by_the_clock=self.kind in BY_THE_CLOCK,
            set=instance.number if in_sets else None,
            sets=instance.of if in_sets else None,
            round=None if in_sets else instance.number,
            rounds=None if in_sets else instance.of,
            reps=amount.reps,
            tempo=amount.tempo,
            turn=None if in_sets else Turn(index + 1, len(self.block.items)),
            form=item.form,
            breath=item.breath or item.exercise.breath,
            effort=self.effort(item, amount),
            own_get_ready_ms=item.get_ready_ms,
            get_ready_ms=self.get_ready_ms,
        )
        for position, side in enumerate(instance.sides):
            if position:
                yield self.change(item)
            yield replace(work_step, side=side, side_turn=self._side_turn(item, instance, position))

    def _side_turn(self, item: Item, instance: SetInstance, position: int) -> SideTurn:
        """Which of the turns of left and right comes at that position of a set."""
        if instance.sides == (None,):
            return SideTurn.NONE
        if len(instance.sides) > 1:
            return SideTurn.OTHER if position else SideTurn.FIRST
        if self.sides(item) is Sides.EACH_BLOCK:
            return SideTurn.ALONE
        return SideTurn.ALTERNATE_FIRST if instance.first else SideTurn.ALTERNATE

    @property
    def _meanwhile(self) -> Exercise | None:
        return self.block.recover

    @property
    def get_ready_ms(self) -> Range | None:
        """The time to get ready that is written for the block or the routine, if there is one."""
        return self.block.get_ready_ms or self.routine.get_ready_ms

    def sides(self, item: Item) -> Sides:
        """How an item divides its work."""
        return item.sides or item.exercise.sides

    def amount(self, item: Item, instance: SetInstance) -> Amount | None:
        """Duration, reps, tempo and dose of one turn and side; None with a problem."""
        exercise, count = item.exercise, instance.times or instance.of
        each_side = self.sides(item) not in (Sides.NONE, Sides.ALTERNATE)
        asked = amounts_of(item, self.block)
        work, reps, tempo = asked.work_ms, asked.reps, asked.tempo
        if self.block.work_ms and not item.work_ms and not item.reps:
            self.used.add((self.block.source, "work"))
        if work:
            duration_ms = levels.work(work, self.level)
            return Amount(duration_ms, Dose(count, (), duration_ms, each_side))
        timed_only = self.kind is BlockKind.INTERVALS
        if not reps or timed_only:
            message = f"nothing says how long {exercise.spoken} lasts"
            if not item.reps:
                hint = "add `work: 30s`" if timed_only else "add `reps: 10` or `work: 30s`"
                self.problem(item.source, message, hint)
            return None
        settled = tuple(levels.count(range_, self.level) for range_ in reps)
        if self.kind is BlockKind.AMRAP:
            # Nobody counts these aloud, so they need no tempo.
            return Amount(0, Dose(1, settled[:1], 0, each_side), settled[0])
        if tempo is None:
            message = f"counted {exercise.spoken} needs a tempo"
            self.problem(source_of(item, "reps"), message, "add `tempo: 2-0-2-0`")
            return None
        ladder = len(settled) > 1 and self.kind is BlockKind.SETS
        if item.tempo:
            self.used.add((item.source, "tempo"))
        number = settled[instance.number - 1] if ladder else settled[0]
        rep_ms = 1000 * (tempo.lower_s + tempo.low_hold_s + tempo.lift_s + tempo.high_hold_s)
        all_reps = settled if ladder else settled[:1] * count
        dose = Dose(count, all_reps, 0, each_side)
        return Amount(number * rep_ms, dose, number, tempo)

    def effort(self, item: Item, amount: Amount) -> Effort:
        """How hard it should be: the nearest that is written.

        What an exercise says of its reps is not true of it by the clock.
        """
        own = item.exercise.effort
        of_reps = isinstance(own, str) and bool(item.exercise.reps) and amount.reps is None
        return item.effort or self.block.effort or ("" if of_reps else own)

    def change(self, item: Item) -> SideSwitch:
        """The switch to an item's other side."""
        band = item.exercise.band
        default_ms = SWITCH_OVER_MS if item.exercise.position is Position.SIDE else SWITCH_MS
        if band and (band.one_limb or band.anchor):
            default_ms = SWITCH_ANCHOR_MS if band.anchor else SWITCH_BAND_MS
        written, source = self._written("switch", item)
        return SideSwitch(source, self.block.name, written, default_ms)

    def between_sets(self, item: Item) -> Recovery:
        """The rest before the next set of an item."""
        own = item.exercise.rest_ms
        default_ms = levels.rest(own, self.level) if own else REST_SETS_MS
        written, source = self._written("sets", item)
        return self._recovery(source, written, default_ms)

    def between_exercises(self, before: Item, default_ms: int) -> Recovery:
        """The rest behind an item, before the next."""
        written, source = self._written("exercises", before)
        if written is None and self.kind is BlockKind.SETS:
            # Before a movement that is known, what an author wrote for the sets goes on.
            for_sets, _ = self._written("sets", before)
            default_ms = levels.rest(for_sets, self.level) if for_sets else default_ms
        return self._recovery(source, written, default_ms)

    def between_rounds(self) -> Recovery:
        """The rest before the list begins anew: the nearest that is written.

        The last entry's own rest is what follows it, and in a list of one entry there is no other
        rest than that between rounds.
        """
        last = self.block.items[-1]
        written, source = self._written("rounds", last)
        between_exercises, _ = self._written("exercises", last)
        runs_on = self.kind is BlockKind.INTERVALS
        if self.block.rests.rounds or last.rests.exercises:
            goes_on = not self.block.rests.rounds
        elif runs_on:
            # The clock goes on as it does within a round.
            goes_on = written is None or self.block.rests.exercises is not None
        else:
            goes_on = len(self.block.items) == 1 and between_exercises is not None
        if goes_on:
            return self.between_exercises(last, REST_EXERCISES_MS)
        return self._recovery(source, written, REST_ROUNDS_MS)

    def _recovery(self, source: Source, written: Range | None, default_ms: int) -> Recovery:
        if self._meanwhile and (written.high if written else default_ms):
            self.used.add((self.block.source, "recover"))
        return Recovery(source, self.block.name, written, default_ms, self._meanwhile)

    def _written(self, key: str, item: Item) -> tuple[Range | None, Source]:
        """The rest that the author wrote nearest to the item, and where."""
        for scope in (item, self.block, self.routine):
            range_ms: Range | None = getattr(scope.rests, key)
            if range_ms is not None:
                self.used.add((scope.source, key))
                return range_ms, scope.places.get("rest", scope.source)
        return None, item.source


def source_of(thing: Block | Item, key: str) -> Source:
    """Where a key of an item or a block stands."""
    return thing.places.get(key, thing.source)
