"""What the intro and the outro of a session say and sound."""

from __future__ import annotations

from typing import Any

import pytest

from audioguide.coaching import estimate_ms
from audioguide.model.script import CueKind, Edge, TalkProfile
from tests.coaching.scenes import (
    SQUAT,
    coached,
    cues,
    exercise,
    pause,
    session,
    setup,
    texts,
    timed,
    tones_named,
)
from tests.timeline.voices import arranged

INTRO = 0
AROUND_MS = 27_000
"""Estimated length of intro and outro together, in milliseconds."""


def introduction(
    length_ms: int = 600_000, talk: TalkProfile = TalkProfile.FULL, **details: Any
) -> list[str]:
    """Return what the intro of a session of about `length_ms` milliseconds says."""
    script = coached(pause(length_ms - AROUND_MS), talk=talk, **details)
    return texts(script, INTRO)


@pytest.mark.parametrize(
    ("length_ms", "words"),
    [
        (20_000, "one minute"),
        (89_000, "one minute"),
        (91_000, "two minutes"),
        (14 * 60_000 + 20_000, "fourteen minutes"),
        (15 * 60_000, "fifteen minutes"),
        (16 * 60_000, "fifteen minutes"),
        (17 * 60_000, "seventeen minutes"),
        (18 * 60_000, "eighteen minutes"),
        (19 * 60_000, "twenty minutes"),
        (42 * 60_000, "forty minutes"),
        (43 * 60_000, "forty-five minutes"),
    ],
)
def test_about_so_many_minutes(length_ms: int, words: str) -> None:
    """The intro tells the length to one minute below fifteen minutes, and to five minutes above."""
    assert f"About {words}." in introduction(max(length_ms, AROUND_MS + 100))[0]


def test_the_promise_is_the_estimate() -> None:
    """The length that the script promises is the estimate of its session."""
    script = coached(pause(60_000))
    assert script.promised_ms == estimate_ms(script.session) == 60_000 + AROUND_MS


def test_less_talk_is_estimated_shorter() -> None:
    """The estimate counts explanations by talk profile, and none where movements are known."""
    squat = exercise(
        "banded squat",
        setup="Stand with the band above your knees, feet flat and wide.",
        movement="Lower slowly, and press up.",
        brief="Squat with the band above your knees.",
    )
    whole = session(setup(squat, squat), timed(30_000, squat))
    full, brief, minimal = (estimate_ms(whole, talk) for talk in TalkProfile)
    assert full > brief > minimal > 30_000 + AROUND_MS
    assert estimate_ms(whole, explain=TalkProfile.MINIMAL) == minimal
    assert estimate_ms(whole, intro=False) == full - 14_000


@pytest.mark.parametrize(
    ("talk", "explain"), [(TalkProfile.MINIMAL, None), (TalkProfile.FULL, TalkProfile.MINIMAL)]
)
def test_an_author_promises_the_whole_routine(
    talk: TalkProfile, explain: TalkProfile | None
) -> None:
    """An author's promised length holds for full talk alone; otherwise the estimate is promised."""
    script = coached(pause(600_000), talk=talk, explain=explain, promised_ms=720_000)
    assert script.promised_ms == 600_000 + AROUND_MS
    assert coached(pause(600_000), promised_ms=720_000).promised_ms == 720_000


@pytest.mark.parametrize("talk", TalkProfile)
def test_without_an_introduction_the_opening_sound_remains(talk: TalkProfile) -> None:
    """An intro without words keeps the wake noise, the opening sound and its chapter."""
    script = coached(timed(30_000, SQUAT), talk=talk, intro=False, equipment=("mat",))
    assert texts(script, INTRO) == []
    assert [s.name for s in script.tones if s.segment == INTRO] == ["opening"]
    assert script.promised_ms is None
    timeline = arranged(script)
    assert timeline.segments[0].end_ms == 4_000
    assert timeline.chapters[0].title == "Introduction"


def test_the_opening_sound_follows_the_waking_noise() -> None:
    """The opening sound begins at 1.5 s, and the first word comes after it."""
    script = coached(timed(30_000))
    [opening] = [tone for tone in script.tones if tone.segment == INTRO]
    assert (opening.name, opening.anchor.offset_ms) == ("opening", 1_500)
    assert min(cue.anchor.offset_ms for cue in cues(script, INTRO)) > 1_500 + 800


def test_the_introduction_has_room_for_both_its_parts() -> None:
    """With title and safety line at their longest, the intro lasts at most 30 s."""
    first, second = cues(coached(timed(30_000)), INTRO)
    assert first.longest_ms
    assert second.longest_ms
    breath_ms, tail_ms = 350, 1_000
    most_ms = first.longest_ms + breath_ms + second.longest_ms + tail_ms
    assert first.anchor.offset_ms + most_ms <= 30_000
    assert first.must_stay
    assert second.must_stay
    assert second.kind is CueKind.SAFETY


@pytest.mark.parametrize("talk", TalkProfile)
def test_the_end(talk: TalkProfile) -> None:
    """After the closing sound the outro says what was done, thanks for it, and what comes next."""
    script = coached(timed(30_000, SQUAT), talk=talk)
    assert tones_named(script, 2) == [(0, "end"), (700, "closing")]
    [cue] = cues(script, 2)
    assert cue.wordings[0].text == (
        "That was Hips before hills. Thank you for the work. "
        "Walk about for a few minutes, and let your breathing settle."
    )
    assert cue.wordings[1].text == "That was Hips before hills. Thank you for the work."
    assert cue.must_stay
    assert cue.anchor.edge is Edge.START
    assert cue.anchor.offset_ms > 700 + 1_000, "the closing sound is over"
