"""The length that the introduction speaks of, held against the one that there is."""

from __future__ import annotations

from collections.abc import Sequence

from audioguide.errors import Problem
from audioguide.model.script import Script
from audioguide.model.session import Session
from audioguide.units import MINUTE_MS, clock

SAID_MS = 150_000
PROMISE_SHARE = 0.1
HALF_A_MINUTE_MS = 30_000
"""Promises are whole minutes: so much is allowed however short it is."""
UNSURE_SHARE = 0.2
"""Of what speech decides, an estimate may be wrong by this."""


def broken_promise(script: Script, duration_ms: int) -> tuple[Problem, ...]:
    """The length that was promised or said as a problem, where the measured one is another.

    An author's promise may be wrong by a tenth (or half a minute), the word that is said by a
    tenth or by 2.5 minutes.
    """
    session = script.session
    own = script.promised_ms is not None and script.promised_ms == session.promised_ms
    if own and not _near(script.promised_ms or 0, duration_ms, 0):
        return (_problem(session, clock(duration_ms), duration_ms),)
    if script.said_minutes is None:
        return ()
    said_ms = MINUTE_MS * script.said_minutes
    if abs(said_ms - duration_ms) <= max(SAID_MS, PROMISE_SHARE * said_ms):
        return ()
    minutes = f"{script.said_minutes} minute{'' if script.said_minutes == 1 else 's'}"
    message = f"the introduction says about {minutes}, and it lasts {clock(duration_ms)}"
    hint = "shorten long explanations and free speech, choose a quicker voice, or write `length`"
    return (Problem(session.source, message, hint),)


def doubtful_promise(session: Session, about_ms: int) -> tuple[Problem, ...]:
    """Give the promise that no voice could keep; ``about_ms`` is an estimate of the length."""
    spoken_ms = about_ms - sum(segment.duration_ms or 0 for segment in session.segments)
    unsure_ms = round(UNSURE_SHARE * spoken_ms)
    if not session.promised_ms or _near(session.promised_ms, about_ms, unsure_ms):
        return ()
    return (_problem(session, f"about {clock(about_ms)}, by estimate", about_ms),)


def _near(promised_ms: int, duration_ms: int, unsure_ms: int) -> bool:
    allowed_ms = max(HALF_A_MINUTE_MS, PROMISE_SHARE * promised_ms)
    return abs(duration_ms - promised_ms) <= allowed_ms + unsure_ms


def _problem(session: Session, lasts: str, duration_ms: int) -> Problem:
    promised = clock(session.promised_ms or 0)
    at = session.promised_at or session.source
    hint = f"write `length: {max(1, round(duration_ms / MINUTE_MS))}m`"
    if session.day:
        message = f"{promised} are promised, and it lasts {lasts}"
        return Problem(at, message, f"{hint} for this day, or one a week", session.day)
    message = f"the routine promises {promised} and lasts {lasts}"
    return Problem(at, message, f"{hint}, or one a level: `check` tells all three")


def length_to_write(durations_ms: Sequence[int]) -> str:
    """The remedy where the lengths at all levels are known, from beginner to advanced."""
    minutes = [f"{max(1, round(duration_ms / MINUTE_MS))}m" for duration_ms in durations_ms]
    written = minutes[0] if len(set(minutes)) == 1 else f"[{', '.join(minutes)}]"
    return f"write `length: {written}`"
