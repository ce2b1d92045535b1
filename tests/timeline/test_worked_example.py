"""A lateral walk with its first set counted: every time of a worked example."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audioguide.model.routine import Side
from audioguide.model.script import CueKind
from audioguide.model.timeline import Timeline
from tests.coaching.scenes import (
    WALK,
    coached,
    counted,
    rest,
    setup,
    switch,
)
from tests.timeline.promises import check
from tests.timeline.voices import arranged, said, tones_named

LEFT = counted(9, of=WALK, side=Side.LEFT, set=1, sets=4)
RIGHT = replace(LEFT, side=Side.RIGHT, teaches_tempo=False)
WORKED = coached(
    setup(WALK, WALK, get_ready_ms=15_000, side=Side.LEFT),
    LEFT,
    switch(),
    RIGHT,
    rest(45_000),
    counted(9, of=WALK, side=Side.RIGHT, set=2, sets=4, first_time=False),
    switch(side=Side.LEFT),
    counted(9, of=WALK, side=Side.LEFT, set=2, sets=4, first_time=False),
)


@pytest.fixture(scope="module")
def walk() -> Timeline:
    """Two sets of a lateral walk on both sides, the first counted in full."""
    return arranged(WORKED)


def test_numbers_of_a_walk(walk: Timeline) -> None:
    """Nine reps of four seconds, the lift first: every number 1.2 s into its rep."""
    assert said(walk, 2, CueKind.COUNT) == [
        (1_200, "One."),
        (5_200, "Two."),
        (9_200, "Three."),
        (13_200, "Four."),
        (17_200, "Five."),
        (21_200, "Six."),
        (25_200, "Two more."),
        (29_200, "Last one."),
        (33_200, "Nine."),
    ]


def test_the_end_of_a_set(walk: Timeline) -> None:
    """The end sound lies exactly at the end; the first word comes 700 ms later."""
    work, change = walk.segments[2:4]
    assert work.end_ms - work.start_ms == 36_000
    assert tones_named(walk, "end")[0].start_ms == work.end_ms == change.start_ms
    assert said(walk, 3)[0] == (700, "Switch to your right leg.")


def test_a_switch_counts_in(walk: Timeline) -> None:
    """Eight seconds of switch end with the count-in."""
    assert said(walk, 3)[1:] == [(5_000, "Three"), (6_000, "Two"), (7_000, "One")]
    assert tones_named(walk, "start")[1].start_ms == walk.segments[4].start_ms


def test_a_rest_in_order(walk: Timeline) -> None:
    """Rest, what comes next at half, ten seconds, the count-in."""
    assert said(walk, 5) == [
        (700, "Rest, forty-five seconds."),
        (22_500, "Set two of four. Right leg first."),
        (35_000, "Ten seconds."),
        (42_000, "Three"),
        (43_000, "Two"),
        (44_000, "One"),
    ]


def test_later_sets_tick(walk: Timeline) -> None:
    """In a later set ticks stand where numbers are not said."""
    start_ms = walk.segments[6].start_ms
    ticks = [tick.start_ms - start_ms for tick in tones_named(walk, "tick") if tick.segment == 6]
    assert ticks == [1_200, 5_200, 9_200, 13_200, 21_200]


def test_all_promises(walk: Timeline) -> None:
    """The whole keeps everything that a listener may count on."""
    check(walk)
