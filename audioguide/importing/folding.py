"""Find steps that alternate several times, such as a run and a walk, and make loops of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audioguide.importing.moves import is_easy
from audioguide.importing.steps import Loop, Step, StepKind, Words


def _eases(work: Step | Loop | Words | None, rest: Step | Loop | Words | None) -> bool:
    """Return whether timed work is followed by easy movement, such as a run by a walk."""
    if not isinstance(work, Step) or not isinstance(rest, Step):
        return False
    if work.task is not StepKind.WORK or is_easy(work.name) or not work.work_ms or not rest.work_ms:
        return False
    return rest.task is StepKind.RECOVERY or (rest.task is StepKind.WORK and is_easy(rest.name))


def folded(parts: Sequence[Step | Loop | Words]) -> list[Step | Loop | Words]:
    """Return the parts, with work and rest that alternate in the same words made into loops."""
    found: list[Step | Loop | Words] = []
    here = 0
    while here < len(parts):
        work, rest = parts[here], parts[here + 1] if here + 1 < len(parts) else None
        times = 0
        if (_is(work, StepKind.WORK) and _is(rest, StepKind.REST)) or _eases(work, rest):
            while _same(work, _at(parts, here + 2 * times)):
                times += 1
                if not _same(rest, _at(parts, here + 2 * times - 1)):
                    break
        if times < 2 or not isinstance(work, Step) or not isinstance(rest, Step):
            found.append(work)
            here += 1
            continue
        open_ended = not _same(rest, _at(parts, here + 2 * times - 1))
        if rest.task is StepKind.WORK:
            rest = replace(rest, task=StepKind.RECOVERY, cue=rest.cue or rest.name)
        found.append(Loop(times, (work, rest), work.source, skip_last_rest=open_ended))
        here += 2 * times - open_ended
    return found


def _at(parts: Sequence[Step | Loop | Words], index: int) -> Step | Loop | Words | None:
    return parts[index] if index < len(parts) else None


def _is(part: Step | Loop | Words | None, task: StepKind) -> bool:
    return isinstance(part, Step) and part.task is task


def _same(one: Step | Loop | Words | None, other: Step | Loop | Words | None) -> bool:
    if not isinstance(one, Step) or not isinstance(other, Step):
        return False
    return replace(one, source=other.source) == other
