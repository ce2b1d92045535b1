"""How long a listener needs from the last word to the work.

Takes a step of work and its Transition, gives milliseconds; touches nothing.
"""

from __future__ import annotations

from audioguide.errors import Problem
from audioguide.model.routine import Level
from audioguide.model.transition import BandChange, Transition
from audioguide.planning import levels
from audioguide.planning.steps import WorkStep

GET_READY_MS = 5_000
GET_READY_POSITION_MS = 10_000
GET_READY_BAND_MS = 15_000
GET_READY_ANCHOR_MS = 30_000
SAY_MS = 3_000
"""To name what comes next: a rest shorter than this and getting ready is no lead."""
_SAY_BODY_MS = 2_500
_SAY_OFF_MS = 1_500
_SAY_ON_MS = 3_000
_SAY_SAFETY_MS = 4_000


def time_for(
    work_step: WorkStep, transition: Transition, level: Level, remarks: list[Problem]
) -> int:
    """What the author wrote, else what the change takes; an anchor that gets less is remarked."""
    takes_ms = get_ready_ms(transition)
    anchors = transition.band.anchored_anew
    if work_step.own_get_ready_ms:
        own_ms = levels.rest(work_step.own_get_ready_ms, level)
        if anchors and own_ms < takes_ms:
            remarks.append(_hurried_anchor(work_step, own_ms))
        return own_ms
    if work_step.get_ready_ms is None:
        return takes_ms
    written_ms = levels.rest(work_step.get_ready_ms, level)
    # To anchor a band takes its time: only who writes it for that very entry can say less.
    return max(written_ms, takes_ms) if anchors else written_ms


def is_written(work_step: WorkStep) -> bool:
    """Whether the author wrote a time to get ready in, for whatever it is."""
    return bool(work_step.own_get_ready_ms or work_step.get_ready_ms)


def get_ready_ms(transition: Transition) -> int:
    """From the last word to the work, where the author wrote nothing: what the change takes."""
    if transition.band.anchored_anew:
        return GET_READY_ANCHOR_MS
    if _band_changes(transition):
        return GET_READY_BAND_MS
    return GET_READY_POSITION_MS if _position_changes(transition) else GET_READY_MS


def say_ms(transition: Transition) -> int:
    """What it takes to say what comes next, with all that has to be changed for it."""
    takes_ms = SAY_MS + (_SAY_BODY_MS if transition.body else 0)
    band, exercise = transition.band, transition.work.begins_with
    takes_ms += _SAY_OFF_MS if band.change in (BandChange.TAKEN_OFF, BandChange.SWAPPED) else 0
    if _band_changes(transition) and band.after:
        takes_ms += _SAY_ON_MS + (_SAY_SAFETY_MS if exercise.safety else 0)
    return takes_ms


def nothing_changes(transition: Transition) -> bool:
    """Whether a listener who is told the name and the side may go on at once."""
    still = not (_band_changes(transition) or _position_changes(transition))
    return still and not transition.first_times


def what_changes(transition: Transition) -> str:
    """Why a listener cannot go on at once, for the author."""
    if transition.band.anchored_anew:
        return "its band is anchored anew"
    return "the band moves" if _band_changes(transition) else "the position changes"


def _band_changes(transition: Transition) -> bool:
    band = transition.band
    return band.anchored_anew or band.change not in (BandChange.NONE, BandChange.KEPT)


def _position_changes(transition: Transition) -> bool:
    return bool(transition.body)


def _hurried_anchor(work_step: WorkStep, own_ms: int) -> Problem:
    """What an author may not have meant: less time than it usually takes to anchor a band."""
    message = (
        f"{work_step.exercise.spoken} has {own_ms / 1000:g} s to anchor the band in and to test "
        f"it, instead of {GET_READY_ANCHOR_MS // 1000}"
    )
    return Problem(work_step.source, message, "leave `get_ready` out where that is not enough")
