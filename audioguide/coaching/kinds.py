"""The one table of what each kind of cue may do."""

from __future__ import annotations

from dataclasses import dataclass

from audioguide.model.script import CueKind, TalkProfile

_ALL = frozenset(TalkProfile)
_TALKATIVE = frozenset({TalkProfile.FULL, TalkProfile.BRIEF})
_FULL = frozenset({TalkProfile.FULL})


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind's rights.

    ``must_stay``: it is a mistake of the routine when it does not fit. ``clear_ms`` and
    ``clear_counts_ms``: how far it keeps from everything else, and from counts and ticks.
    """

    must_stay: bool
    talks: frozenset[TalkProfile]
    clear_ms: int = 0
    clear_counts_ms: int = 0


RULES: dict[CueKind, Rule] = {
    CueKind.SAFETY: Rule(True, _ALL),
    CueKind.START: Rule(False, _ALL),
    CueKind.COUNT_IN: Rule(True, _ALL),
    CueKind.COUNT: Rule(True, _ALL),
    CueKind.SIDE: Rule(True, _ALL),
    CueKind.NEXT: Rule(True, _ALL),
    CueKind.EXPLANATION: Rule(True, _ALL),
    CueKind.PLACE: Rule(False, _ALL),
    CueKind.DOSE: Rule(False, _ALL),
    CueKind.TEMPO: Rule(False, _TALKATIVE),
    CueKind.TIME: Rule(False, _ALL),
    CueKind.FORM: Rule(False, _TALKATIVE, clear_ms=1_500, clear_counts_ms=400),
    CueKind.ENCOURAGEMENT: Rule(False, _FULL, clear_ms=1_500, clear_counts_ms=400),
}
"""In order of priority, the highest first."""

PRIORITY: dict[CueKind, int] = {kind: rank for rank, kind in enumerate(RULES, start=1)}
