"""What an author is told of a rest that is too short for what has to change in it.

Takes the step of work and the rest before it; gives a Problem with its remedies; touches nothing.
"""

from __future__ import annotations

from audioguide.errors import Problem
from audioguide.model.session import BlockKind, Transition
from audioguide.planning.get_ready import GET_READY_MS, what_changes
from audioguide.planning.steps import Recovery, SideSwitch, WorkStep

SAY_MS = 3_000
"""What it takes to name what comes next: a rest shorter than this and getting ready is no lead."""


def too_short(
    work_step: WorkStep,
    pending: Recovery | SideSwitch,
    length_ms: int,
    enough_ms: int,
) -> Problem:
    """The mistake where the clock of a block cannot wait."""
    what = _kind(pending)
    message = (
        f"a {what} of {length_ms / 1000:g} s before {work_step.exercise.spoken} is too short "
        "to get ready in, and the clock cannot wait"
    )
    enough = f"make it {enough_ms / 1000:g} s or more"
    if what == "rest" and work_step.block_kind is BlockKind.EMOM:
        enough = f"leave {enough_ms / 1000:g} s or more of the minute before it"
    if what == "rest" and enough_ms > GET_READY_MS + SAY_MS:
        enough += ", or write `get_ready: 5s` for this entry"
    return Problem(pending.source, message, enough)


def added_time(
    work_step: WorkStep, pending: Recovery | SideSwitch, length_ms: int, transition: Transition
) -> Problem:
    """What an author may not expect: behind a short rest there is time for a change."""
    name = work_step.exercise.spoken
    message = (
        f"behind this {_kind(pending)} of {length_ms / 1000:g} s, {name} gets time to get ready: "
        f"{what_changes(transition)}"
    )
    return Problem(pending.source, message, "write a longer one, and it all happens in that")


def _kind(pending: Recovery | SideSwitch) -> str:
    return "switch" if isinstance(pending, SideSwitch) else "rest"
