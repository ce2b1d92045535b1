"""What changes from one stretch of work to the next.

Takes the steps of work in order, gives a Transition for each; touches nothing. This is the one
place that knows what the listener's body and band are doing.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from audioguide.model.routine import Band, BlockKind, Exercise, Position, Side, Sides
from audioguide.model.transition import (
    Ahead,
    BandChange,
    BandMove,
    Body,
    BodyMove,
    Character,
    FirstTime,
    Place,
    PlaceUnit,
    Transition,
    Work,
)
from audioguide.planning.steps import WorkStep

_MANY_EXERCISES = 4
"""In a session of fewer it goes without saying how many are left."""
_CHARACTERS = {
    "warm-up": Character.WARM_UP,
    "mobility": Character.MOBILITY,
    "running": Character.STEADY,
    "walking": Character.STEADY,
    "body-weight": Character.STRENGTH,
    "feet-and-ankles": Character.STRENGTH,
    "hips-and-glutes": Character.STRENGTH,
    "hips-and-legs": Character.STRENGTH,
    "running-muscles": Character.STRENGTH,
    "upper-body": Character.STRENGTH,
}
"""By the groups that exercises know; others are judged by what is asked for."""
_KEPT = frozenset({Character.STEADY, Character.MOBILITY})
"""To stretch is no hard work, and to run is steady, also by the clock."""
_HARD_KINDS = frozenset({BlockKind.INTERVALS, BlockKind.EMOM, BlockKind.AMRAP})


class Tracker:
    """The listener's body and band on their way through a session, one stretch after another."""

    def __init__(self, works: Iterable[WorkStep]) -> None:
        """``works``: every stretch of work in the session, in order."""
        every = list(works)
        self._coming = every[::-1]
        self._exercises = _numbered(step.occurrence[:2] for step in every)
        self._blocks = _numbered(step.occurrence[:1] for step in every)
        self._body = Body(Position.STANDING)
        self._band: Band | None = None
        self._off_is_said = False
        self._last: WorkStep | None = None
        self._explained: set[tuple[str, str]] = set()
        self._doses: dict[tuple[int, str], tuple[int | None, int]] = {}
        self._counted: dict[str, tuple[int, int, int]] = {}
        self._first: dict[str, tuple[int, int, int]] = {}
        self._tempos: set[tuple[str, str]] = set()
        self._worked: set[str] = set()
        self._begun: set[tuple[int, ...]] = set()
        at_the_end = takewhile(lambda s: character_of(s) is Character.MOBILITY, reversed(every))
        self._stretches = {step.occurrence[:2] for step in at_the_end}
        """The exercises of the cool-down."""

    def is_new(self, exercise: Exercise) -> bool:
        """Whether a movement has not been explained yet; told in other words it is another one."""
        return _explanation_key(exercise) not in self._explained

    def new_of(self, exercises: Iterable[Exercise]) -> tuple[Exercise, ...]:
        """Give the exercises that have not been explained yet, each once."""
        once: dict[tuple[str, str], Exercise] = {}
        for exercise in exercises:
            once.setdefault(_explanation_key(exercise), exercise)
        return tuple(one for key, one in once.items() if key not in self._explained)

    def explained(self, exercises: Iterable[Exercise]) -> None:
        """Remember that these exercises have been explained."""
        self._explained.update(map(_explanation_key, exercises))

    def took_band_off(self) -> None:
        """The author's own words take the band off."""
        self._off_is_said = True

    def transition(self, step: WorkStep, first_times: tuple[Exercise, ...]) -> Transition:
        """What changes between the last stretch of work and this one, told in a setup."""
        last, asked = self._last, (step.reps, step.duration_ms)
        return Transition(
            work=work_of(step),
            body=BodyMove(self._body, _body(step)),
            band=self._band_move(step),
            side_turn=step.side_turn,
            side_before=last.side if last else None,
            first_times=tuple(self._first_time(one, step) for one in first_times),
            same_movement=last is not None
            and not step.amrap_items
            and not last.amrap_items
            and last.exercise == step.exercise,
            new_round=last is None or last.round != step.round,
            dose_changed=self._doses.get((step.occurrence[0], step.exercise.id)) != asked,
            exercise_number=self._exercises[step.occurrence[:2]],
            exercises=len(self._exercises),
            block_number=self._blocks[step.occurrence[:1]],
            blocks=len(self._blocks),
            last_work=work_of(last) if last else None,
            turn=step.turn,
            first_turn=step.exercise.id not in self._worked and not step.amrap_items,
            begins_block=last is None or last.occurrence[0] != step.occurrence[0],
            ahead=self._ahead(step),
        )

    def _ahead(self, step: WorkStep) -> Ahead | None:
        """What is left when an exercise begins; rounds that come again are told by their place."""
        number, of = self._exercises[step.occurrence[:2]], len(self._exercises)
        if step.occurrence[:2] in self._begun or (step.rounds or 1) > 1 or of < _MANY_EXERCISES:
            return None
        left = of - number + 1
        stretches = len(self._stretches)
        if stretches and step.occurrence[:2] not in self._stretches:
            left -= stretches
            return {2: Ahead.TWO_THEN_STRETCH, 1: Ahead.ONE_THEN_STRETCH}.get(left)
        return {2: Ahead.TWO, 1: Ahead.ONE}.get(left) if not stretches or stretches > 2 else None

    def _first_time(self, exercise: Exercise, step: WorkStep) -> FirstTime:
        work = self._first_work(exercise, step)
        two_sided = exercise.sides is not Sides.NONE
        side = work.side if work else exercise.first_side if two_sided else None
        return FirstTime(exercise, work, side)

    def _first_work(self, exercise: Exercise, coming: WorkStep) -> Work | None:
        """The next stretch of work of a movement in the block of what comes.

        What is done in the rests of a block may be the work of another, at another length.
        """
        block = coming.occurrence[0]
        later = takewhile(lambda s: s.occurrence[0] == block, reversed(self._coming))
        own = (s for s in later if s.exercise.id == exercise.id and not s.amrap_items)
        step = next(own, None)
        return work_of(step) if step else None

    def is_first_set(self, step: WorkStep) -> bool:
        """Whether this belongs to the movement's first set in the session."""
        if step.amrap_items:
            return False
        return self._first.setdefault(step.exercise.id, step.occurrence) == step.occurrence

    def is_first_counted_set(self, step: WorkStep) -> bool:
        """Whether this belongs to the first set of the movement that is counted."""
        if step.reps is None:
            return False
        return self._counted.setdefault(step.exercise.id, step.occurrence) == step.occurrence

    def is_new_tempo(self, step: WorkStep) -> bool:
        """Whether the movement comes in this tempo for the first time; from then on it does not."""
        if step.tempo is None:
            return False
        key = (step.exercise.id, str(step.tempo))
        new = key not in self._tempos
        self._tempos.add(key)
        return new

    def work_done(self, step: WorkStep) -> None:
        """The listener has done this stretch of work."""
        last = step.amrap_items[-1].exercise if step.amrap_items else step.exercise
        self._body = _body(step) if last is step.exercise else Body(last.position)
        self._band, self._last = last.band, step
        self._worked.add(step.exercise.id)
        self._begun.add(step.occurrence[:2])
        self._off_is_said = False
        self._coming.pop()
        self._doses[step.occurrence[0], step.exercise.id] = (step.reps, step.duration_ms)

    def _band_move(self, step: WorkStep) -> BandMove:
        before, after = self._band, step.exercise.band
        other_limb = self._last is not None and self._last.side is not step.side
        change = _band_change(before, after, other_limb=other_limb)
        if self._off_is_said and before and after:
            change = BandChange.PUT_ON
        moves = change not in (BandChange.NONE, BandChange.KEPT, BandChange.TAKEN_OFF)
        tied = after is not None and after.anchor and (moves or not (before and before.anchor))
        return BandMove(change, before, after, anchored_anew=tied, off_is_said=self._off_is_said)


def work_of(step: WorkStep) -> Work:
    """The facts of a step of work, without when and how it comes."""
    items = step.amrap_items
    return Work(
        source=step.source,
        block=step.block,
        block_kind=step.block_kind,
        exercise=None if items else step.exercise,
        amrap_items=items,
        begins_with=step.exercise,
        ends_with=items[-1].exercise if items else step.exercise,
        duration_ms=step.duration_ms,
        reps=step.reps,
        dose=step.dose,
        side=step.side,
        place=_place(step),
        character=character_of(step),
        form=step.form,
        breath=step.breath,
        effort=step.effort,
    )


def character_of(step: WorkStep) -> Character:
    """What a stretch of work is for, by its exercise's group and the kind of its block."""
    own = _CHARACTERS.get(step.exercise.group)
    if own in _KEPT:
        return own
    if step.block_kind in _HARD_KINDS:
        return Character.HARD
    if own:
        return own
    counted = step.reps is not None or step.exercise.band
    return Character.STRENGTH if counted else Character.GENERAL


def _body(step: WorkStep) -> Body:
    """How the body is placed in work: on its side the limb that works is on top."""
    position = step.exercise.position
    if position is not Position.SIDE or step.side is None:
        return Body(position)
    return Body(position, Side.RIGHT if step.side is Side.LEFT else Side.LEFT)


def _place(step: WorkStep) -> Place | None:
    if step.set and step.sets and step.sets > 1:
        return Place(PlaceUnit.SET, step.set, step.sets)
    if not step.round or not step.rounds:
        return None
    if step.block_kind is BlockKind.EMOM:
        return Place(PlaceUnit.MINUTE, step.round, step.rounds)
    return Place(PlaceUnit.ROUND, step.round, step.rounds) if step.rounds > 1 else None


def _band_change(before: Band | None, after: Band | None, *, other_limb: bool) -> BandChange:
    if before is None or after is None:
        if before is after:
            return BandChange.NONE
        return BandChange.TAKEN_OFF if before else BandChange.PUT_ON
    if before.kind != after.kind:
        return BandChange.SWAPPED
    if before.at != after.at:
        return BandChange.MOVED
    return BandChange.OTHER_LIMB if after.one_limb and other_limb else BandChange.KEPT


def _numbered(keys: Iterable[tuple[int, ...]]) -> dict[tuple[int, ...], int]:
    """Each key's number in the order in which they come first, from 1."""
    return {key: number for number, key in enumerate(dict.fromkeys(keys), start=1)}


def _explanation_key(exercise: Exercise) -> tuple[str, str]:
    """What tells one explanation from another."""
    return exercise.id, exercise.movement
