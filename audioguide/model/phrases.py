"""The wording of everything the program says of its own accord, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """Short sentences with slots in braces, which `coaching` joins into wordings.

    A field with several sentences offers variations; one sentence is the only one.
    """

    intro: str
    equipment: str
    safety: str
    block: str
    block_clock: str
    block_recover: str
    block_clock_recover: str
    block_minutes: str
    amrap: str
    band_check: str
    band_moves: str
    band_off: str
    explain: str
    brief: str
    easier: str
    dose_reps: str
    dose_time: str
    dose_ladder: str
    dose_reps_each: str
    dose_time_each: str
    dose_reps_alternate: str
    dose_time_alternate: str
    dose_sets: str
    first: str
    side: str
    side_first: str
    side_turn: str
    side_round: str
    place_side: str
    switch: str
    three: str
    two: str
    one: str
    rest: str
    rest_alone: str
    recover: str
    pause: str
    next: str
    set_of: str
    last_set: str
    round_of: str
    last_round: str
    minute_of: str
    last_minute: str
    ten_seconds: str
    thirty_seconds_left: str
    ten_seconds_left: str
    time_left: str
    halfway: str
    halfway_left: str
    halfway_round: str
    two_more: str
    last_one: str
    complete: str
    cool_down: str
    cooled_down: str
    encouragement: Mapping[str, tuple[str, ...]]
    """Variations by the exercise's group; ``default`` for all others, ``other`` for exercises
    without a group; to both, ``counted`` is added where reps are counted.
    """
