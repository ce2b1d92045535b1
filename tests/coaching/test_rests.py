"""What is said in rests, switches, pauses and free speech, and the count-in."""

from __future__ import annotations

import pytest

from audioguide.model.routine import Side
from audioguide.model.script import CueKind, Edge, TalkProfile
from audioguide.model.session import Segment
from tests.coaching.scenes import (
    FIRST,
    SQUAT,
    WALK,
    coached,
    cues,
    exercise,
    pause,
    rest,
    said,
    setup,
    speech,
    switch,
    texts,
    timed,
)
from tests.timeline.voices import arranged
from tests.timeline.voices import said as heard


@pytest.mark.parametrize("lead", [setup(SQUAT, SQUAT), setup(), rest(45_000), rest(8_000)])
@pytest.mark.parametrize("talk", TalkProfile)
def test_the_count_in(lead: Segment, talk: TalkProfile) -> None:
    """The words "Three", "Two" and "One" begin 3, 2 and 1 s before work and must stay."""
    script = coached(lead, timed(30_000), talk=talk)
    counts = cues(script, FIRST, CueKind.COUNT_IN)
    assert [cue.wordings[0].text for cue in counts] == ["Three", "Two", "One"]
    assert [cue.anchor.offset_ms for cue in counts] == [-3_000, -2_000, -1_000]
    assert {cue.anchor.edge for cue in counts} == {Edge.END}
    assert {(cue.early_ms, cue.late_ms, cue.must_stay) for cue in counts} == {(0, 0, True)}
    assert all(wording.count for cue in counts for wording in cue.wordings)


def test_nobody_says_go() -> None:
    """Work starts with a sound and without a word."""
    script = coached(rest(45_000), timed(30_000))
    assert said(script, 2)[0][0] > 0


def test_no_count_in_where_no_work_follows() -> None:
    """A rest before a setup, a pause and free speech are not counted out."""
    script = coached(
        timed(30_000), rest(20_000, 0), pause(20_000), speech("Well."), setup(), timed(30_000)
    )
    for index in (2, 3, 4):
        assert cues(script, index, CueKind.COUNT_IN) == []


def lead_of(
    length_ms: int, get_ready_ms: int = 5_000, talk: TalkProfile = TalkProfile.FULL
) -> list[str]:
    """Return the kinds of what a rest between two different exercises says, in order."""
    script = coached(timed(30_000), rest(length_ms, get_ready_ms), timed(30_000, WALK), talk=talk)
    return [
        cue.kind.value
        for cue in sorted(cues(script, 2), key=lambda cue: cue.anchor.offset_ms)
        if cue.kind is not CueKind.COUNT_IN
    ]


@pytest.mark.parametrize(
    ("length_ms", "kinds"),
    [
        (6_000, {"next"}),
        (10_000, {"next"}),
        (10_100, {"start", "next"}),
        (11_000, {"start", "next"}),
        (24_900, {"start", "next"}),
        (25_000, {"start", "next", "time"}),
        (45_000, {"start", "next", "time"}),
    ],
)
def test_rests_by_their_length(length_ms: int, kinds: set[str]) -> None:
    """Rests tell what comes next, above 10 s also their length, from 25 s the last ten seconds."""
    assert set(lead_of(length_ms)) == kinds


@pytest.mark.parametrize(
    ("get_ready_ms", "told"), [(5_000, True), (10_000, False), (15_000, False), (30_000, False)]
)
def test_ten_seconds_keep_out_of_getting_ready(get_ready_ms: int, told: bool) -> None:
    """The cue "Ten seconds" is told only where it ends before the time to get ready begins."""
    assert ("time" in lead_of(60_000, get_ready_ms)) is told


@pytest.mark.parametrize("get_ready_ms", [5_000, 10_000, 15_000, 30_000])
def test_what_comes_next_ends_in_time(get_ready_ms: int) -> None:
    """What comes next begins at half of a rest or earlier, and leaves the time to get ready."""
    script = coached(timed(30_000), rest(40_000, get_ready_ms), timed(30_000, WALK))
    [cue] = cues(script, 2, CueKind.NEXT)
    assert (cue.anchor.edge, cue.anchor.offset_ms) == (Edge.START, 20_000)
    assert cue.late_ms == 0
    # The last ten seconds are told only where there is less to get ready.
    assert cue.end_by_ms == (10_200 if get_ready_ms < 10_000 else get_ready_ms)
    assert cue.anchor.offset_ms - cue.early_ms == 700
    assert cue.longest_ms == 6_000 + 7_000, "a movement's first turn may have its sentence again"
    assert cue.must_stay


@pytest.mark.parametrize("length_ms", [25_000, 26_000, 30_000, 40_000])
def test_what_comes_next_leaves_room_for_the_last_ten_seconds(length_ms: int) -> None:
    """Rests of 25 s and more have what comes next and "Ten seconds", however long the name is."""
    long = exercise("single leg romanian deadlift with a pause", limb="leg")
    coming = timed(30_000, long, side=Side.LEFT, round=3, rounds=15)
    before = timed(30_000, round=2, rounds=15)
    timeline = arranged(coached(before, rest(length_ms), coming))
    assert not timeline.dropped
    assert (length_ms - 10_000, "Ten seconds.") in heard(timeline, 2)
    [(_, words)] = heard(timeline, 2, CueKind.SIDE)
    assert "left leg" in words


def test_a_rest_says_how_long_it_is() -> None:
    """A rest tells its length first, 0.7 s after the end sound."""
    script = coached(timed(30_000), rest(45_000), timed(30_000))
    assert said(script, 2, CueKind.START) == [(700, "Rest, forty-five seconds.")]
    assert said(script, 2, CueKind.TIME) == [(35_000, "Ten seconds.")]


def test_a_rest_before_a_setup_leaves_the_rest_to_it() -> None:
    """A long rest before a setup names what comes, in a cue that may go; a short one does not."""
    script = coached(timed(30_000), rest(30_000, 0), setup(WALK, WALK), timed(30_000, WALK))
    [cue] = cues(script, 2, CueKind.NEXT)
    assert not cue.must_stay
    assert texts(script, 2) == ["Rest, thirty seconds.", "Next, lateral walk."]
    script = coached(timed(30_000), rest(20_000, 0), setup(WALK, WALK), timed(30_000, WALK))
    assert texts(script, 2) == ["Rest, twenty seconds."]


@pytest.mark.parametrize("talk", TalkProfile)
def test_a_switch_names_the_side(talk: TalkProfile) -> None:
    """A switch says which limb moves now, 0.7 s after the end sound, and the cue must stay."""
    script = coached(
        timed(30_000, WALK, side=Side.LEFT),
        switch(),
        timed(30_000, WALK, side=Side.RIGHT),
        talk=talk,
    )
    [cue] = cues(script, 2, CueKind.SIDE)
    assert [wording.text for wording in cue.wordings] == ["Switch to your right leg.", "Right leg."]
    assert (cue.anchor.offset_ms, cue.end_by_ms, cue.must_stay) == (700, 5_000, True)


def test_free_speech_is_the_authors() -> None:
    """Free speech is said at every talk profile as it is written, with numbers as words."""
    for talk in TalkProfile:
        [cue] = cues(coached(speech("Do 3x10, friend!"), talk=talk))
        assert cue.must_stay
        assert cue.wordings[0].text == "Do 3x10, friend!"
        assert cue.wordings[0].spoken == "Do three sets of ten, friend!"


@pytest.mark.parametrize("behind", [rest(45_000), switch(), setup(), pause(5_000), speech("Well.")])
def test_the_first_word_waits_for_the_end_sound(behind: Segment) -> None:
    """Whatever segment follows work, its first word begins 700 ms after the end sound."""
    left, right = (timed(30_000, WALK, side=side) for side in Side)
    script = coached(left, behind, setup(), right)
    earliest = [
        cue.anchor.offset_ms - cue.early_ms
        for cue in cues(script, 2)
        if cue.anchor.edge is Edge.START and cue.kind is not CueKind.FORM
    ]
    assert min(earliest) == 700


def test_a_tiny_rest_does_not_outrun_the_end_sound() -> None:
    """After a rest of a tenth of a second the first word still waits for the end sound."""
    script = coached(timed(30_000), rest(100, 0), setup(), timed(30_000))
    assert cues(script, 3)[0].anchor.offset_ms == 600
