"""The introduction and the end."""

from __future__ import annotations

from typing import Any

import pytest

from audioguide.coaching import estimate_ms
from audioguide.model.script import CueKind, Edge, Talk
from tests.coaching.scenes import (
    SQUAT,
    coached,
    cues,
    exercise,
    pause,
    session,
    setup,
    sounds,
    texts,
    timed,
)

INTRO = 0
AROUND_MS = 22_000
"""Intro and outro, as they are estimated."""


def introduction(length_ms: int = 600_000, talk: Talk = Talk.FULL, **details: Any) -> list[str]:
    """What the intro of a session of about that length says."""
    script = coached(pause(length_ms - AROUND_MS), talk=talk, **details)
    return texts(script, INTRO)


@pytest.mark.parametrize("talk", Talk)
def test_the_introduction(talk: Talk) -> None:
    """Title, length, equipment and one safety line, at every talk."""
    things = ("loop band", "exercise mat", "two dumbbells", "ankle weights")
    assert introduction(talk=talk, equipment=things) == [
        "Hips before hills. About ten minutes. "
        "You need a loop band, an exercise mat, two dumbbells, and ankle weights.",
        "Stop if anything hurts sharply.",
    ]


def test_a_routine_has_its_own_safety_line() -> None:
    """What the routine says about safety replaces the usual line."""
    line = "Stay on the pavement and listen for traffic"
    assert introduction(safety=line)[1] == f"{line}."


@pytest.mark.parametrize(
    ("length_ms", "words"),
    [
        (20_000, "one minute"),
        (89_000, "one minute"),
        (91_000, "two minutes"),
        (14 * 60_000 + 20_000, "fourteen minutes"),
        (15 * 60_000, "fifteen minutes"),
        (17 * 60_000, "fifteen minutes"),
        (18 * 60_000, "twenty minutes"),
        (42 * 60_000, "forty minutes"),
        (43 * 60_000, "forty-five minutes"),
    ],
)
def test_about_so_many_minutes(length_ms: int, words: str) -> None:
    """The length is told to the minute below fifteen, to five minutes above, and is a guess."""
    assert f"About {words}." in introduction(max(length_ms, AROUND_MS + 100))[0]


def test_the_promise_is_the_estimate() -> None:
    """The script remembers the length that the introduction speaks of."""
    script = coached(pause(60_000))
    assert script.promised_ms == estimate_ms(script.session) == 60_000 + AROUND_MS


def test_less_talk_is_estimated_shorter() -> None:
    """Explanations count by what the talk profile says of them."""
    squat = exercise(
        "banded squat",
        setup="Stand with the band above your knees, feet flat and wide.",
        movement="Lower slowly, and press up.",
        brief="Squat with the band above your knees.",
    )
    whole = session(setup(squat, squat), timed(30_000, squat))
    full, brief, minimal = (estimate_ms(whole, talk) for talk in Talk)
    assert full > brief > minimal > 30_000 + AROUND_MS


def test_the_opening_sound_follows_the_waking_noise() -> None:
    """The opening sound begins at 1.5 s, and the first word behind it."""
    script = coached(timed(30_000))
    [opening] = [signal for signal in script.signals if signal.segment == INTRO]
    assert (opening.name, opening.anchor.offset_ms) == ("opening", 1_500)
    assert min(cue.anchor.offset_ms for cue in cues(script, INTRO)) > 1_500 + 800


def test_the_introduction_has_room_for_both_its_parts() -> None:
    """Title and safety line may each be as long as they may: the intro keeps to 25 s."""
    first, second = cues(coached(timed(30_000)), INTRO)
    assert first.longest_ms
    assert second.longest_ms
    breath_ms, tail_ms = 350, 1_000
    most_ms = first.longest_ms + breath_ms + second.longest_ms + tail_ms
    assert first.anchor.offset_ms + most_ms <= 25_000
    assert first.must_stay
    assert second.must_stay
    assert second.kind is CueKind.SAFETY


def test_a_title_keeps_its_own_stop() -> None:
    """A title that asks or exclaims is followed by no full stop."""
    assert introduction(title="Ready to run?")[0] == "Ready to run? About ten minutes."


@pytest.mark.parametrize("talk", Talk)
def test_the_end(talk: Talk) -> None:
    """A closing sound, that the workout is complete, and a line to cool down by."""
    script = coached(timed(30_000, SQUAT), talk=talk)
    assert sounds(script, 2) == [(0, "end"), (700, "closing")]
    [cue] = cues(script, 2)
    assert cue.wordings[0].text == (
        "Workout complete. Walk about for a few minutes, and let your breathing settle."
    )
    assert cue.wordings[1].text == "Workout complete."
    assert cue.must_stay
    assert cue.anchor.edge is Edge.START
    assert cue.anchor.offset_ms > 700 + 1_000, "the closing sound is over"
