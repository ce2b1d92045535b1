"""Every sentence that the program says of its own accord, by its key, with its slots."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_WITH_SLOTS: Final = {
    "programme_day": "title week day",
    "numbered_day": "number",
    "intro": "title minutes",
    "today": "routine",
    "news": "news",
    "news_all": "amount",
    "news_of": "amount name",
    "news_rest": "amount",
    "shape": "parts",
    "part_sets": "exercises",
    "part_circuit": "exercises rounds",
    "part_clock": "rounds",
    "part_minutes": "time",
    "part_amrap": "time",
    "part_runs": "runs",
    "equipment": "equipment",
    "minutes_done": "minutes",
    "block_alone": "block",
    "block": "block rounds",
    "block_clock": "block rounds work rest",
    "block_recover": "block rounds work name rest recover",
    "block_clock_recover": "block rounds work rest recover",
    "block_minutes": "block time",
    "amrap": "time round",
    "band_moves": "band place",
    "band_off": "band",
    "band_stays": "band",
    "band_there": "band place",
    "down_side": "side",
    "over_side": "side",
    "easier": "easier",
    "harder": "harder",
    "dose_reps": "reps",
    "dose_reps_each": "reps",
    "dose_time": "time",
    "dose_time_each": "time",
    "dose_reps_alternate": "reps",
    "dose_time_alternate": "time",
    "dose_ladder": "sets reps",
    "dose_ladder_each": "sets reps",
    "dose_sets": "dose sets",
    "named": "name",
    "named_side": "name side",
    "named_side_first": "name side",
    "named_side_turn": "name side",
    "first": "name",
    "first_side": "name side",
    "next": "name",
    "next_side": "name side",
    "next_side_first": "name side",
    "next_side_turn": "name side",
    "round_item": "name dose",
    "side": "side",
    "side_first": "side",
    "side_turn": "side",
    "place_side": "place side",
    "switch": "side",
    "rest": "time",
    "recover": "name time",
    "pause": "time",
    "set_of": "number of",
    "round_of": "number of",
    "minute_of": "number of",
    "station_of": "number of",
    "number": "number",
    "halfway_left": "time",
    "time_left": "time",
    "form_of": "name form",
    "round_again": "round",
    "complete": "title",
    "chapter_round": "name number",
    "chapter_minute": "name number",
}
_WITHOUT: Final = (
    "part_warm_up part_run part_walk part_stretch safety warm_up_done two_left "
    "last_exercise two_then_stretch last_then_stretch count_rounds band_check up_standing "
    "down_kneeling up_kneeling down_all_fours up_all_fours over_all_fours down_plank "
    "up_plank over_plank down_sitting up_sitting down_lying down_back over_back "
    "down_front over_front there_standing there_kneeling there_all_fours there_plank "
    "there_sitting there_lying there_back there_side there_front choose_band left right "
    "ready three two one effort_1 effort_2 effort_3 effort_4 effort_5 effort_6 effort_7 "
    "effort_8 effort_9 effort_10 effort_time_1 effort_time_2 effort_time_3 effort_time_4 "
    "effort_time_5 effort_time_6 effort_time_7 effort_time_8 effort_time_9 effort_time_10 "
    "rest_alone rest_minute last_set last_round last_minute last_two last_turn "
    "ten_seconds lift lower halfway thirty_seconds_left ten_seconds_left two_more "
    "last_one cool_down cooled_down chapter_introduction chapter_finish chapter_minutes "
    "chapter_amrap "
)
SLOTS: Final[Mapping[str, frozenset[str]]] = {
    **{key: frozenset(slots.split()) for key, slots in _WITH_SLOTS.items()},
    **{key: frozenset[str]() for key in _WITHOUT.split()},
}
LISTS: Final = frozenset(["release", "run_effort", "run_form", "walk", "amrap_pace"])
"""Lists of sentences that are none of a phase: behind hard work, in long runs and walks, and in
rounds that nobody counts.
"""
PHASES: Final = ("opening", "building", "late", "last")
"""Of a block: its first quarter, up to two thirds, what follows, and its last set or quarter."""
