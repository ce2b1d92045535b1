"""Read one step of Intervals.icu text: its length as it is written, and what it becomes.

Takes words, times and targets; gives steps; touches nothing.
"""

from __future__ import annotations

import re
from typing import Final

from audioguide.errors import Source
from audioguide.importing import effort
from audioguide.importing.lengths import METRES
from audioguide.importing.steps import Step, StepKind
from audioguide.importing.targets import Targets
from audioguide.importing.text import joined, label

_NUMBER: Final = r"\d{1,9}(?:\.\d{1,9})?"
TIME: Final = re.compile(
    r"(?:(?P<h>\d{1,9}(?:\.\d{1,9})?)h(?:rs?|ours?)?)?"
    r"(?:(?P<m>\d{1,9}(?:\.\d{1,9})?)(?P<unit>m|mins?|minutes?|['\u2032\u2019]))?"
    r"(?:(?P<s>\d{1,9}(?:\.\d{1,9})?)(?P<sunit>s|secs?|seconds?|[\"\u2033\u201d])?)?",
    re.IGNORECASE,
)
DISTANCE: Final = re.compile(rf"({_NUMBER})({'|'.join(METRES)})", re.IGNORECASE)
_RECOVERY: Final = re.compile(r"(?i)\b(recover\w*|rest|easy|jog\w*|walk\w*|float\w*|spin\w*)\b")
_REST: Final = re.compile(r"(?i)(rest|pause|stop|break|stand still)\W*")
_TASKS: Final = {
    "recovery": StepKind.RECOVERY,
    **dict.fromkeys(("active", "interval", "warmup", "cooldown"), StepKind.WORK),
}
# Name and words of a step that has none of its own.
_PURPOSES: Final = {
    "warmup": ("Warm-up", "Begin easily and warm up."),
    "cooldown": ("Cool-down", "Ease off and let your breathing settle."),
    "recovery": ("Recovery", "Keep moving, very easily."),
}


def drop_link(cue: list[str]) -> None:
    """Remove an "at" or "for" at the end of a cue, which led to a length or a target behind it."""
    if cue and cue[-1].lower() in ("at", "for"):
        cue.pop()


def is_length(token: str) -> bool:
    """Return whether a word is a time or a distance."""
    if DISTANCE.fullmatch(token):
        return True
    found = TIME.fullmatch(token)
    # A bare number counts as seconds only behind minutes, as in `1m30`.
    return bool(
        found and token and (found["m"] or found["sunit"] or (found["h"] and not found["s"]))
    )


def step_of(
    cue: str, work_ms: int, targets: Targets, form: tuple[str, ...], source: Source
) -> Step:
    """Return the step of these words, with a usual name and sentence where it has none of its own.

    ``cue`` is what the author wrote beside length and targets, ``work_ms`` is the length in
    milliseconds, and ``form`` are the lines that are said during the step.
    """
    if _REST.fullmatch(cue) or targets.intensity == "rest":
        return Step(StepKind.REST, "Rest", targets.says, source, work_ms, form=form, cue=cue)
    task = _TASKS.get(targets.intensity)
    if task is None:
        recovers = _RECOVERY.search(cue) or (not cue and targets.recovers)
        task = StepKind.RECOVERY if recovers else StepKind.WORK
    name = label(cue)
    own, usual = _PURPOSES.get(targets.intensity, ("", ""))
    name = name or own
    if not name and targets.ramp:
        name = "Ease off" if targets.falls else "Build up"
    elif not name and targets.free:
        name = "Free effort"
    elif not name and targets.middle:
        name = effort.name(targets.middle, "effort")
    says = joined(cue if cue != name or not (targets.says or usual) else "", targets.says or usual)
    says = says or usual or "Keep an even effort."
    return Step(task, name or "Effort", says, source, work_ms, form=form, cue=cue)
