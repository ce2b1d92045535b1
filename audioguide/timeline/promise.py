"""The length that the introduction speaks of, held against the one that there is."""

from __future__ import annotations

from collections.abc import Sequence

from audioguide.errors import Problem
from audioguide.model.script import Script
from audioguide.model.session import Session
from audioguide.units import clock

PROMISE_MS = 150_000
PROMISE_SHARE = 0.1
UNSURE_SHARE = 0.2
"""Of what speech decides, an estimate may be wrong by this."""


def broken_promise(script: Script, duration_ms: int) -> tuple[Problem, ...]:
    """The promised length as a problem, where it is too far from the measured one."""
    if script.promised_ms is None or _near(script.promised_ms, duration_ms, 0):
        return ()
    promised, lasts = clock(script.promised_ms), clock(duration_ms)
    if script.promised_ms == script.session.promised_ms:
        return (_problem(script.session, lasts, duration_ms),)
    message = (
        f"the session was expected to last {promised} and lasts {lasts}: "
        "the introduction would mislead"
    )
    hint = "shorten long explanations and free speech, or choose a quicker voice"
    return (Problem(script.session.source, message, hint),)


def doubtful_promise(session: Session, about_ms: int) -> tuple[Problem, ...]:
    """The same without a voice: only what no voice could keep, ``about_ms`` being an estimate."""
    spoken_ms = about_ms - sum(segment.duration_ms or 0 for segment in session.segments)
    unsure_ms = round(UNSURE_SHARE * spoken_ms)
    if not session.promised_ms or _near(session.promised_ms, about_ms, unsure_ms):
        return ()
    return (_problem(session, f"about {clock(about_ms)}, by estimate", about_ms),)


def _near(promised_ms: int, duration_ms: int, unsure_ms: int) -> bool:
    allowed_ms = max(PROMISE_MS, PROMISE_SHARE * promised_ms)
    return abs(duration_ms - promised_ms) <= allowed_ms + unsure_ms


def _problem(session: Session, lasts: str, duration_ms: int) -> Problem:
    promised = clock(session.promised_ms or 0)
    at = session.promised_at or session.source
    hint = f"write `length: {max(1, round(duration_ms / 60_000))}m`"
    if session.day:
        message = f"{promised} are promised, and it lasts {lasts} ({session.day})"
        return Problem(at, message, f"{hint} for this day, or one a week")
    message = f"the routine promises {promised} and lasts {lasts}"
    return Problem(at, message, f"{hint}, or one a level, as in `length: [20m, 22m, 30m]`")


def length_to_write(durations_ms: Sequence[int]) -> str:
    """The remedy where the lengths at all levels are known, from beginner to advanced."""
    minutes = [f"{max(1, round(duration_ms / 60_000))}m" for duration_ms in durations_ms]
    written = minutes[0] if len(set(minutes)) == 1 else f"[{', '.join(minutes)}]"
    return f"write `length: {written}`"
