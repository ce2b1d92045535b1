"""Where segments, cues, sounds and chapters come to lie."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audioguide.errors import AuthorError
from audioguide.model.line import line
from audioguide.model.routine import Side
from audioguide.model.script import CueKind
from audioguide.model.session import Segment
from audioguide.model.timeline import Timeline
from audioguide.model.voice_over import Recording, VoiceOver
from audioguide.timeline import arrange
from tests.coaching.scenes import (
    SOURCE,
    SQUAT,
    WALK,
    coached,
    counted,
    exercise,
    pause,
    rest,
    setup,
    speech,
    switch,
    timed,
)
from tests.timeline.promises import last_word_ms
from tests.timeline.voices import FakeVoice, arranged, said, tones_named

LONG = exercise("long", safety="Mind the door.")


def test_elastic_segments_end_on_whole_seconds() -> None:
    """An elastic segment lasts its tail beyond its last word, up to the next whole second."""
    for length_ms in (3_000, 3_650, 3_700, 3_701, 4_000):
        timeline = arranged(coached(speech("Well."), pause(5_300)), **{"Well.": length_ms})
        placed = timeline.segments[1]
        last_ms = placed.start_ms + 300 + length_ms
        assert last_word_ms(timeline, placed) == last_ms
        assert placed.end_ms == -(-(last_ms + 1_000) // 1_000) * 1_000
        assert timeline.segments[2].end_ms - placed.end_ms == 5_300


def test_fixed_segments_never_stretch() -> None:
    """However long the words, rests and work last what they last."""
    slow = FakeVoice(lambda text: 140 * len(text), {"Three": 400, "Two": 400, "One": 400})
    timeline = arrange(coached(timed(30_500), rest(30_100), timed(45_700)), slow, "slow")
    lengths = [placed.end_ms - placed.start_ms for placed in timeline.segments[1:4]]
    assert lengths == [30_500, 30_100, 45_700]


def test_a_setup_ends_getting_ready_after_its_last_word() -> None:
    """Behind a setup's last word lies the time to get ready, the count-in within it."""
    for get_ready_ms in (5_000, 10_000, 15_000, 30_000):
        script = coached(setup(SQUAT, SQUAT, get_ready_ms=get_ready_ms), timed(20_000))
        timeline = arranged(script)
        placed = timeline.segments[1]
        assert 0 <= placed.end_ms - last_word_ms(timeline, placed) - get_ready_ms < 1_000


def test_sentences_in_a_setup_do_not_run_together() -> None:
    """Between two cues of an elastic segment lies a breath."""
    timeline = arranged(coached(setup(SQUAT, SQUAT, WALK), timed(20_000)))
    first, second, third = [c for c in timeline.cues if c.cue.segment == 1][:3]
    assert second.start_ms - first.end_ms == third.start_ms - second.end_ms == 350


# Longer, shorter, dropped


def rested(length_ms: int, **known_ms: int) -> Timeline:
    """A rest between two sets of a ladder."""
    first, second = counted(10, set=1, sets=3), counted(8, set=2, sets=3, first_time=False)
    return arranged(coached(first, rest(length_ms), second), **known_ms)


def test_the_longest_wording_that_fits_is_said() -> None:
    """A shorter wording is said where the longer one has no room, the longer where it has."""
    longest, shorter = "Set two of three. Eight reps.", "Set two of three."
    within, beyond = {longest: 6_000}, {longest: 6_001}
    assert said(rested(45_000, **within), 2, CueKind.NEXT)[0][1] == longest
    assert said(rested(45_000, **beyond), 2, CueKind.NEXT)[0][1] == shorter


def test_shorter_wordings_are_made_only_when_needed() -> None:
    """Nobody asks for the sound of a wording that is not going to be said."""
    voice = FakeVoice()
    arrange(coached(speech("Well."), setup(SQUAT, SQUAT), timed(20_000)), voice, "fake")
    assert "Workout complete." not in voice.asked


def test_what_has_no_room_is_dropped_with_a_reason() -> None:
    """A cue that need not stay is listed with its longest wording and why it is not said."""
    timeline = rested(12_000, **{"Rest, twelve seconds.": 6_000, "Rest.": 6_000})
    [dropped] = [one for one in timeline.dropped if one.segment == 2]
    assert (dropped.kind, dropped.text) == (CueKind.START, "Rest, twelve seconds.")
    assert dropped.reason
    assert dropped.text not in [cue.wording.text for cue in timeline.cues]


@pytest.mark.parametrize(
    ("segments", "known_ms", "words"),
    [
        ((rest(45_000), timed(20_000)), {"One": 1_001}, "One"),
        ((rest(6_000), timed(20_000)), {}, "Banded squat."),
        ((switch(6_000), timed(20_000, WALK, side=Side.RIGHT)), {}, "Right leg."),
        ((counted(3), rest(45_000), counted(3)), {"Three.": 2_900}, "Three."),
        (
            (setup(LONG), timed(20_000, LONG)),
            {"Long.": 6_001},
            "Long.",
        ),
    ],
)
def test_what_must_stay_and_does_not_fit_is_a_problem(
    segments: tuple[Segment, ...], known_ms: dict[str, int], words: str
) -> None:
    """The author is told which words have no room, at the line they come from."""
    script = coached(timed(20_000, WALK), *segments)
    with pytest.raises(AuthorError) as raised:
        arranged(script, **known_ms)
    messages = [str(problem) for problem in raised.value.problems]
    assert any(message.startswith("hips.yaml:7:5: ") for message in messages)
    assert any(f"\u201c{words}\u201d" in message for message in messages)


def test_all_problems_are_told_at_once() -> None:
    """Every word that has no room is told, not the first of them alone."""
    with pytest.raises(AuthorError) as raised:
        arranged(coached(rest(45_000), timed(20_000)), Three=1_100, Two=1_100, One=1_100)
    words = [
        str(problem).split("\u201d")[0].split("\u201c")[1] for problem in raised.value.problems
    ]
    assert words == ["Two", "One"]


def test_a_repeated_line_is_dropped() -> None:
    """An exercise with one form cue is not nagged with it: the second in a row is dropped."""
    plain = exercise("calf raise", form=("Stay tall.",))
    script = coached(timed(30_000, plain), rest(45_000), timed(30_000, plain))
    timeline = arranged(script)
    assert said(timeline, 1, CueKind.FORM)
    assert said(timeline, 3, CueKind.FORM) == []
    assert CueKind.FORM in [dropped.kind for dropped in timeline.dropped]


# Sounds and chapters


def silent_until(length_ms: int) -> Timeline:
    """A pause whose next word comes so long after its first words ended."""
    known_ms = {"Pause, nineteen seconds.": 19_000 - length_ms}
    return arranged(coached(pause(19_000), speech("Well.")), **known_ms)


@pytest.mark.parametrize(("silence_ms", "tones"), [(14_999, 0), (15_000, 1), (18_000, 1)])
def test_attention_after_fifteen_seconds(silence_ms: int, tones: int) -> None:
    """A tone of 150 ms ends 300 ms before a cue that follows 15 s of silence."""
    timeline = silent_until(silence_ms)
    [word] = [cue for cue in timeline.cues if cue.wording.text == "Well."]
    found = tones_named(timeline, "attention")
    assert [(tone.start_ms, tone.end_ms) for tone in found] == [
        (word.start_ms - 450, word.start_ms - 300)
    ] * tones


def test_a_sound_breaks_the_silence() -> None:
    """Ticks and start sounds are heard: behind them there is no silence to break."""
    script = coached(timed(19_900), speech("Well."))
    assert tones_named(arranged(script), "attention") == []


def test_chapters() -> None:
    """Chapters begin where segments say so, and follow each other to the last sample."""
    lead = replace(setup(SQUAT, SQUAT), chapter=line("Squats"))
    timeline = arranged(coached(lead, timed(20_000), rest(30_000), timed(20_000)))
    assert [chapter.title for chapter in timeline.chapters] == ["Introduction", "Squats", "Finish"]
    assert [chapter.start_ms for chapter in timeline.chapters] == [
        0,
        timeline.segments[1].start_ms,
        timeline.segments[5].start_ms,
    ]
    assert timeline.chapters[-1].end_ms == timeline.duration_ms


# The promised length


def saying(minutes: int, pause_ms: int = 15 * 60_000) -> Timeline:
    """A session whose introduction says so many minutes."""
    return arranged(replace(coached(pause(pause_ms)), promised_ms=None, said_minutes=minutes))


def test_a_length_that_is_about_right() -> None:
    """The word that is said may be two and a half minutes or a tenth away, whichever is more."""
    assert 15.0 < saying(15).duration_ms / 60_000 < 15.5
    assert not any(saying(minutes).broken for minutes in (13, 15, 17))
    assert not any(saying(minutes, 3_600_000).broken for minutes in (55, 60, 66))


@pytest.mark.parametrize("minutes", [12, 18])
def test_a_length_that_misleads(minutes: int) -> None:
    """A session much longer or shorter than is said is a problem of the routine, not the end."""
    made = saying(minutes)
    [problem] = made.broken
    assert str(problem).startswith(f"hips.yaml:7:5: the introduction says about {minutes} minutes")
    assert made.segments


def test_what_has_no_room_on_a_day_of_a_programme_says_which_day() -> None:
    """The same routine may do well in another week."""
    script = coached(timed(20_000), safety="Mind your step.")
    script = replace(script, session=replace(script.session, day="week 2, Monday"))
    with pytest.raises(AuthorError, match=r"Mind your step.* \(week 2, Monday\); "):
        arranged(script, **{"Mind your step.": 60_000})


def test_no_promise() -> None:
    """Where no length was announced none can be wrong."""
    script = replace(coached(pause(60_000)), promised_ms=None, said_minutes=None)
    assert arranged(script).duration_ms > 60_000


# The introduction


def test_the_longest_introduction() -> None:
    """With a title, things and safety as long as may be, the intro keeps to 30 s."""
    things = tuple(f"thing number {word}" for word in ("one", "two", "three"))
    script = coached(timed(20_000), equipment=things, safety="Mind your step.")
    longest = [cue.longest_ms or 0 for cue in script.cues[:2]]
    known_ms = {script.cues[0].wordings[0].text: longest[0], "Mind your step.": longest[1]}
    assert 27_000 <= arranged(script, **known_ms).segments[0].end_ms <= 30_000
    known_ms["Mind your step."] += 1
    with pytest.raises(AuthorError, match="Mind your step"):
        arranged(script, **known_ms)


def test_a_recording_that_is_too_long_is_to_be_shortened() -> None:
    """Its file, how long it is and how much fits; for a voice the rest is to be longer."""
    line = Recording(Path("last.wav"), SOURCE, "Banded squat.")
    segments = (timed(20_000, WALK), rest(45_000), timed(20_000))
    slow = dict.fromkeys(("Next, banded squat.", "Banded squat."), 60_000)
    for over, message, hint in (
        (
            VoiceOver(lines=(line,)),
            "it lasts 60.0 s, and 13.0 s are free (recorded in last.wav)",
            "shorten the recording",
        ),
        (
            None,
            "a rest of 45 s is too short for it, 71 s would do",
            "give it more time or a shorter name, or write a shorter `get_ready`",
        ),
    ):
        with pytest.raises(AuthorError) as raised:
            arranged(coached(*segments, voice_over=over), **slow)
        [problem] = raised.value.problems
        assert problem.message.endswith(message)
        assert problem.hint == hint
