"""What is said and sounded during timed work, by its length."""

from __future__ import annotations

import pytest

from audioguide.model.script import CueKind
from audioguide.model.transition import Character
from tests.coaching.scenes import coached, exercise, said, timed, tones_named


def left(length_ms: int) -> list[tuple[float, str]]:
    """Return the time cues of timed work, as seconds before its end and words."""
    script = coached(timed(length_ms))
    return [((length_ms - at) / 1000, text) for at, text in said(script, 1, CueKind.TIME)]


@pytest.mark.parametrize(
    ("length_ms", "cues"),
    [
        (19_900, []),
        (20_000, []),
        (29_900, []),
        (44_900, []),
        (45_000, [(22.5, "Halfway."), (10, "Ten seconds left.")]),
        (60_000, [(30, "Halfway."), (10, "Ten seconds left.")]),
        (179_900, [(89.95, "Halfway."), (10, "Ten seconds left.")]),
        (
            180_000,
            [
                (120, "Two minutes left."),
                (90, "Halfway."),
                (60, "One minute left."),
                (30, "Thirty seconds left."),
                (10, "Ten seconds left."),
            ],
        ),
        (
            240_000,
            [
                (180, "Three minutes left."),
                (120, "Halfway. Two minutes left."),
                (60, "One minute left."),
                (30, "Thirty seconds left."),
                (10, "Ten seconds left."),
            ],
        ),
    ],
)
def test_time_cues_follow_the_length(length_ms: int, cues: list[tuple[float, str]]) -> None:
    """Work has "Halfway" and "Ten seconds" from 45 s, and full minutes from 3 up to 5 min."""
    assert left(length_ms) == cues


@pytest.mark.parametrize(
    ("minutes", "times_s"),
    [
        (5, [150, 120, 60, 10]),
        (8, [240, 120, 60, 10]),
        (10, [300, 120, 60, 10]),
        (30, [900, 300, 120, 60, 10]),
    ],
)
def test_long_work_is_no_speaking_clock(minutes: int, times_s: list[int]) -> None:
    """From five minutes up the half, two, one and ten are told, five minutes left from ten up."""
    told = left(60_000 * minutes)
    assert [seconds for seconds, _ in told] == times_s
    if minutes == 10:
        assert told[0][1] == "Halfway. Five minutes left."


@pytest.mark.parametrize("length_ms", [20_000, 30_000, 90_000])
def test_a_stretch_has_its_end_tone_alone(length_ms: int) -> None:
    """A stretch has no halfway, no time left and no ticks."""
    script = coached(timed(length_ms, character=Character.MOBILITY))
    assert said(script, 1, CueKind.TIME) == []
    assert tones_named(script) == [(0, "start")]


def test_what_changes_in_the_middle_is_said_there() -> None:
    """An exercise's own words for the middle take the place of "Halfway"."""
    circles = exercise("hip circles", halfway="Change direction.")
    for length_ms, others in ((30_000, []), (60_000, [(50_000, "Ten seconds left.")])):
        script = coached(timed(length_ms, circles))
        told = sorted(said(script, 1, CueKind.TIME))
        assert told == [(length_ms // 2, "Change direction."), *others]


@pytest.mark.parametrize("length_ms", [100, 1_000, 19_900])
def test_short_work_has_its_start_alone(length_ms: int) -> None:
    """Work under twenty seconds has its start sound, and neither ticks nor words."""
    script = coached(timed(length_ms))
    assert tones_named(script) == [(0, "start")]
    assert said(script) == []


@pytest.mark.parametrize("length_ms", [20_000, 29_900, 45_000, 600_000])
def test_the_count_out_is_three_ticks(length_ms: int) -> None:
    """Ticks sound 3, 2 and 1 s before the end of work, and the end sound lies exactly at it."""
    script = coached(timed(length_ms))
    ticks = [(length_ms - seconds * 1000, "tick") for seconds in (3, 2, 1)]
    assert tones_named(script) == [(0, "start"), *ticks]
    assert sounds_of_outro(length_ms)[0] == (0, "end")


def sounds_of_outro(length_ms: int) -> list[tuple[int, str]]:
    """Return the tones of the outro behind work of this length, by their offset from its start."""
    return tones_named(coached(timed(length_ms)), 2)
