"""What an author is told of a rest that is too short for what has to change in it.

Takes the step of work and the rest before it; gives a Problem with its remedies; touches nothing.
"""

from __future__ import annotations

from audioguide.errors import Problem
from audioguide.model.routine import BlockKind
from audioguide.model.transition import Transition
from audioguide.planning.get_ready import GET_READY_MS, is_written, what_changes
from audioguide.planning.steps import Recovery, SideSwitch, WorkStep

SHORT_REST_MS = 8_000
"""In a rest under this there is no time for words, and none is needed where nothing changes."""
LEAST_SETUP_MS = 7_000
"""What stands for a short rest behind work that has no clock."""


def too_short(
    work_step: WorkStep,
    pending: Recovery | SideSwitch,
    length_ms: int,
    needed_ms: int,
    say_ms: int,
) -> Problem:
    """The mistake where the clock of a block cannot wait.

    ``needed_ms`` is the time to get ready, ``say_ms`` what the words before it take.
    """
    what = _kind(pending)
    message = (
        f"a {what} of {length_ms / 1000:g} s before {work_step.exercise.spoken} is too short "
        "to get ready in, and the clock cannot wait"
    )
    in_minutes = what == "rest" and work_step.block_kind is BlockKind.EMOM
    longer, more = ("leave", " of the minute before it") if in_minutes else ("make it", "")
    hint = f"{longer} {_whole(needed_ms + say_ms)} s or more{more}"
    if what == "rest" and needed_ms > GET_READY_MS and not is_written(work_step):
        hint += f", or write `get_ready: {_whole(GET_READY_MS)}s` for this entry"
        least_ms = GET_READY_MS + say_ms
        if length_ms < least_ms:
            hint += f" and {longer} {_whole(least_ms)} s{more}"
    return Problem(pending.source, message, hint)


def _whole(ms: int) -> int:
    """Seconds, a part of one as a whole one."""
    return -(-ms // 1000)


def announced(work_step: WorkStep, pending: Recovery | SideSwitch, length_ms: int) -> Problem:
    """What an author may not expect: a rest without room for words gets time for them."""
    message = (
        f"behind this {_kind(pending)} of {length_ms / 1000:g} s, {work_step.exercise.spoken} gets "
        f"{LEAST_SETUP_MS // 1000} s to be announced in: the work before it has no time for words"
    )
    hint = f"write {SHORT_REST_MS // 1000} s or more, and it is announced in that"
    return Problem(pending.source, message, hint)


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
