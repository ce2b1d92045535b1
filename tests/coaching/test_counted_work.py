"""What is said and sounded during work that is counted in reps."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from audioguide.model.routine import Exercise, Phase, Sides
from audioguide.model.script import CueKind, TalkProfile, Wording
from audioguide.model.sounds import OwnSound, Sounds
from tests.coaching.scenes import (
    SQUAT,
    coached,
    counted,
    cues,
    exercise,
    rest,
    said,
    script_of,
    tempo,
    tones_named,
)
from tests.planning.nouns import circuit, item, number, seconds, sets
from tests.timeline.voices import FakeVoice

LOWER_FIRST = exercise("slow squat", begins=Phase.LOWER)


@pytest.mark.parametrize(
    ("begins", "digits", "first_ms", "rep_ms"),
    [
        (Phase.LIFT, "2-0-2-0", 1_200, 4_000),
        (Phase.LOWER, "2-0-2-0", 3_200, 4_000),
        (Phase.LIFT, "3-1-2-1", 1_200, 7_000),
        (Phase.LOWER, "3-1-2-1", 5_200, 7_000),
        (Phase.LOWER, "4-2-3-9", 8_200, 18_000),
    ],
)
def test_numbers_come_before_the_lift_ends(
    begins: Phase, digits: str, first_ms: int, rep_ms: int
) -> None:
    """Every number's onset is 0.8 s before its lift ends, whichever half comes first."""
    script = coached(counted(6, tempo(digits), of=exercise("slow squat", begins=begins)))
    assert said(script, 1, CueKind.COUNT) == [
        (first_ms + n * rep_ms, word)
        for n, word in enumerate(["One.", "Two.", "Three.", "Two more.", "Last one.", "Six."])
    ]


@pytest.mark.parametrize(("begins", "first_ms"), [(Phase.LIFT, 4_200), (Phase.LOWER, 5_200)])
def test_a_lift_of_a_second_begins_to_count_at_three(begins: Phase, first_ms: int) -> None:
    """With a lift of one second, tempo words mark reps one and two, and numbers begin at three."""
    quick = counted(6, tempo("1-0-1-0"), of=exercise("kick", begins=begins))
    script = coached(quick)
    assert said(script, 1, CueKind.COUNT) == [
        (first_ms + n * 2_000, word)
        for n, word in enumerate(["Three.", "Two more.", "Last one.", "Six."])
    ]
    assert sorted(text for _, text in said(script, 1, CueKind.TEMPO)) == ["Down."] * 2 + ["Up."] * 2
    # Who hears no words of the tempo hears every number.
    silent = coached(quick, talk=TalkProfile.MINIMAL)
    assert len(said(silent, 1, CueKind.COUNT)) == 6


def test_numbers_keep_their_exact_time() -> None:
    """A count word may not move by a millisecond, and in the first set it must be said."""
    for cue in cues(coached(counted(12)), 1, CueKind.COUNT):
        assert (cue.early_ms, cue.late_ms, cue.must_stay) == (0, 0, True)
        assert all(wording.count for wording in cue.wordings)


def test_later_sets_are_counted_by_fives() -> None:
    """Later sets count every fifth rep and the last three aloud, and tick at the others."""
    script = coached(counted(8, set=1), rest(45_000), counted(13, set=2, first_time=False))
    at = [1_200 + 4_000 * n for n in range(13)]
    assert said(script, 3, CueKind.COUNT) == [
        (at[4], "Five."),
        (at[9], "Ten."),
        (at[10], "Two more."),
        (at[11], "Last one."),
        (at[12], "Thirteen."),
    ]
    ticks = [(at[n], "tick") for n in (0, 1, 2, 3, 5, 6, 7, 8)]
    assert tones_named(script, 3) == [(0, "start"), *ticks]


def test_numbers_of_later_sets_must_stay() -> None:
    """Numbers of later sets must be said; those of quick reps may be dropped."""
    for pace, must_stay in (("2-0-2-0", True), ("1-0-0-0", False)):
        script = coached(counted(12, tempo(pace), first_time=False))
        assert {cue.must_stay for cue in cues(script, 1, CueKind.COUNT)} == {must_stay}


@pytest.mark.parametrize(("start_ms", "first_ms"), [(150, 200), (190, 200), (200, 210)])
def test_number_one_waits_for_a_long_start_sound(start_ms: int, first_ms: int) -> None:
    """Number one comes with its beat, or 10 ms behind a start sound that lasts longer."""
    clip = FakeVoice(lambda _: start_ms).clip(Wording("", ""))
    sounds = Sounds(own=(OwnSound("start", Path("horn.wav"), clip),))
    quick = counted(6, tempo("1-0-1-0"))
    script = coached(quick, talk=TalkProfile.MINIMAL, sounds=sounds)
    counts = [at_ms for at_ms, _ in said(script, 1, CueKind.COUNT)]
    assert counts == [first_ms, *(200 + 2_000 * n for n in range(1, 6))]


def test_a_quick_lift_has_ticks() -> None:
    """A lift under a second ticks at each rep; every fifth rep and the last three are words."""
    script = coached(counted(18, tempo("1-0-0-0")))
    words = said(script, 1, CueKind.COUNT)
    assert [text for _, text in words] == [
        "Five.",
        "Ten.",
        "Fifteen.",
        "Two more.",
        "Last one.",
        "Eighteen.",
    ]
    ticks = [at for at, name in tones_named(script) if name == "tick"]
    assert len(ticks) + len(words) == 18
    beats = sorted([*ticks, *(at for at, _ in words)])
    assert {later - earlier for earlier, later in pairwise(beats)} == {1_000}
    assert beats[0] > 170, "the start sound is over"


@pytest.mark.parametrize(
    ("begins", "digits", "first_ms"),
    [(Phase.LIFT, "3-0-0-1", 200), (Phase.LOWER, "3-0-0-1", 2_200), (Phase.LOWER, "1-0-0-0", 200)],
)
def test_quick_beats_are_early_enough(begins: Phase, digits: str, first_ms: int) -> None:
    """A quick rep's beat is 0.8 s before its lift ends, but never within the start sound."""
    script = coached(counted(9, tempo(digits), of=exercise("slow squat", begins=begins)))
    assert tones_named(script)[1] == (first_ms, "tick")
    at, word = said(script, 1, CueKind.COUNT)[-1]
    length_ms = script.session.segments[1].duration_ms
    assert (word, length_ms) == ("Nine.", at - first_ms + (length_ms or 0) // 9)


@pytest.mark.parametrize(
    ("of", "digits", "words"),
    [
        (SQUAT, "2-0-2-0", [(0, "Up."), (2_000, "Down."), (4_000, "Up."), (6_000, "Down.")]),
        (LOWER_FIRST, "3-1-2-0", [(0, "Down."), (4_000, "Up."), (6_000, "Down."), (10_000, "Up.")]),
        (
            LOWER_FIRST,
            "2-0-1-0",
            [(0, "Down."), (2_000, "Up."), (3_000, "Down."), (5_000, "Up.")],
        ),
    ],
)
def test_teaching_words(of: Exercise, digits: str, words: list[tuple[int, str]]) -> None:
    """The first two reps of a new tempo are taught by the words for their halves."""
    taught = said(coached(counted(8, tempo(digits), of=of)), 1, CueKind.TEMPO)
    assert [text for _, text in taught] == [text for _, text in words]
    for (at, _), (wanted, _) in zip(taught, words, strict=True):
        assert wanted <= at <= wanted + 300, "only the start sound holds the first one up"


def test_only_a_tempo_that_is_new_is_taught() -> None:
    """A tempo is taught once for each movement, and again only where it changes."""
    kick = exercise("kick", reps=number(4), tempo=tempo("2-0-2-0"), sides=Sides.EACH_SET)
    slow = item(kick, tempo=tempo("3-0-3-0"), sets=number(1))
    script = script_of(sets(item(kick, sets=number(2))), sets(item(kick, sets=number(1)), slow))
    taught = [one.teaches_tempo for one in script.session.segments if one.reps]
    assert taught == [True, *[False] * 5, True, False]


def test_the_first_counted_set_is_counted_in_full_on_both_sides() -> None:
    """A movement's first counted set is counted in full, on both sides.

    Neither timed work before it nor another name makes a difference.
    """
    kick = exercise("kick", reps=number(4), tempo=tempo("2-0-2-0"), sides=Sides.EACH_SET)
    renamed = replace(kick, spoken="Back kick", name="Back kick")
    timed_first = circuit(item(kick, work_ms=seconds(20)))
    script = script_of(timed_first, circuit(kick), circuit(kick), sets(item(renamed)))
    full = [one.counts_in_full for one in script.session.segments if one.reps]
    assert full == [True, True, *[False] * 8]


def test_no_number_is_cut_to_another() -> None:
    """A number has one wording: twenty-seven is never cut to "seven"."""
    count = cues(coached(counted(121)), 1, CueKind.COUNT)
    assert [wording.text for wording in count[26].wordings] == ["Twenty-seven."]
    assert [wording.text for wording in count[106].wordings] == ["One hundred seven."]
