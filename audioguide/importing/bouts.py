"""A work step with the rests after it, and the entry of a block that they become.

Takes steps with a time or reps, gives bouts and items; defines exercises and notes what has no
room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from audioguide.importing.lengths import exactly
from audioguide.importing.moves import Moves, likeness, recovering
from audioguide.importing.steps import Step, StepKind
from audioguide.importing.text import MOST_FORM, joined, pieces, sentence
from audioguide.model.routine import Item, Sides, Tempo

TEMPO: Final = Tempo(2, 0, 2, 0)
"""How counted reps are done whose program says nothing of it."""


@dataclass(frozen=True, slots=True)
class Bout:
    """A work step and the rests after it."""

    step: Step
    rests: tuple[Step, ...] = ()

    @property
    def rest_ms(self) -> int:
        """The length of all its rests together, in milliseconds."""
        return sum(rest.work_ms or 0 for rest in self.rests)


def bouts_of(steps: Sequence[Step]) -> tuple[list[Step], list[Bout]]:
    """Return the rests that come before any work, and every work step with the rests after it."""
    lead, bouts = list[Step](), list[Bout]()
    for step in steps:
        if step.task is StepKind.WORK or (step.task is StepKind.RECOVERY and not bouts):
            bouts.append(Bout(step))
        elif bouts:
            bouts[-1] = Bout(bouts[-1].step, (*bouts[-1].rests, step))
        else:
            lead.append(step)
    return lead, bouts


def item_of(bout: Bout, moves: Moves, *, recovers: bool = False) -> Item:
    """Return the entry for a bout; ``recovers`` is whether an exercise is done in its rest."""
    step = bout.step
    form = tuple(piece for line in step.form for piece in pieces(sentence(line), MOST_FORM))
    known = moves.known(step.name, step.source)
    tempo = TEMPO if step.reps else None
    reps = (exactly(step.reps),) if step.reps else ()
    work_ms = exactly(step.work_ms)
    rest = joined(*(rest_says(rest, recovers) for rest in bout.rests))
    then = f"As you recover, {rest[0].lower()}{rest[1:]}" if rest else ""
    if known:
        own = "" if likeness(step.says) == likeness(step.name) else step.says
        said = filter(None, (own, then))
        form = (*(piece for line in said for piece in pieces(line, MOST_FORM)), *form)
        # The source counts all of it once; the library may ask for it on both sides.
        return Item(
            known,
            step.source,
            reps=reps,
            work_ms=work_ms,
            tempo=tempo,
            sides=Sides.NONE,
            form=form,
        )
    made = moves.define(step.name, step.says, step.source, then)
    return Item(made, step.source, reps=reps, work_ms=work_ms, tempo=tempo, form=form)


def rest_says(rest: Step, named: bool = False) -> str:
    """Return the words of a rest; ``named`` is whether an exercise already stands for its cue."""
    cue = "" if named else recovering(rest.cue)
    # The words may begin with the whole of what the step is called.
    return joined(cue, rest.says.removeprefix(sentence(rest.cue)), *rest.form)
