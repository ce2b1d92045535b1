"""What is said minute by minute, in uncounted rounds, and of exercises defined on the spot."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from audioguide.model.routine import Block, Exercise, Level, Rests, Routine, Sides
from audioguide.model.script import CueKind, Script, TalkProfile
from audioguide.model.session import SegmentKind
from audioguide.planning import plan
from tests.coaching.scenes import cues, said, texts
from tests.language.english import in_english
from tests.planning.nouns import (
    HERE,
    amrap,
    circuit,
    emom,
    intervals,
    item,
    number,
    seconds,
    sets,
    tempo,
)
from tests.timeline.promises import check
from tests.timeline.voices import arranged
from tests.timeline.voices import said as heard

SQUAT = Exercise(
    "squat", "Deep squat", "deep squat", HERE, movement="Sit and rise.", reps=number(10)
)
MARCH = Exercise("march", "March", "march", HERE, movement="Lift your knees.", work_ms=seconds(20))
KICK = Exercise(
    "kick", "Kick", "kick", HERE, movement="Kick back.", work_ms=seconds(15), limb="leg"
)


def script(*blocks: Block, talk: TalkProfile = TalkProfile.FULL, **values: Any) -> Script:
    """Return the script of a routine of these blocks at the intermediate level."""
    routine = Routine("made", "Made", HERE, blocks, **values)
    return in_english(plan(routine, Level.INTERMEDIATE), talk)


def test_a_block_of_minutes_is_opened_then_explained_then_begun() -> None:
    """A block of minutes tells its length, explains each movement, and names the first one.

    The first is named with what its minute asks for.
    """
    squat = item(SQUAT, tempo=tempo("2-0-1-0"))
    assert texts(script(emom(8, squat, MARCH, name="On the minute")))[:4] == [
        "On the minute, every minute for eight minutes.",
        "Deep squat. Sit and rise.",
        "March. Lift your knees.",
        "First, deep squat. Ten reps.",
    ]


def test_a_block_of_minutes_without_a_name_is_opened_too() -> None:
    """An unnamed block of minutes tells its length too, also after another such block."""
    script_ = script(emom(2, MARCH), emom(3, MARCH))
    assert texts(script_)[0] == "Every minute for two minutes."
    assert "Every minute for three minutes." in texts(script_, 6)


def test_a_rest_of_a_minute_says_which_minute_comes() -> None:
    """The rest within a minute says which minute comes, and announces the last one."""
    script_ = script(emom(3, MARCH, KICK))
    rests = [s for s in script_.session.segments if s.kind is SegmentKind.REST]
    assert [said(script_, s.index)[1:2] for s in rests] == [
        [(20_000, "Minute two of three. Next, kick. Fifteen seconds.")],
        [(22_500, "Last minute. Next, march. Twenty seconds.")],
        [],
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("On the minute", "On the minute, every minute for two minutes."),
        ("Every minute", "Every minute for two minutes."),
        ("Every minute on the minute", "Every minute on the minute for two minutes."),
        ("Every two minutes", "Every two minutes, every minute for two minutes."),
    ],
)
def test_a_block_of_minutes_called_so_has_no_echo(name: str, words: str) -> None:
    """Words that begin both a block's name and its opening sentence are said once."""
    assert texts(script(emom(2, MARCH, name=name)))[0] == words


def test_an_uncounted_round_called_so_has_no_echo() -> None:
    """The name "AMRAP" is not said beside the sentence that means the same."""
    told = texts(script(amrap(4, SQUAT, name="AMRAP")))
    assert "Four minutes, as many rounds as possible. Deep squat, ten reps." in told


def test_a_minute_tells_its_dose_before_its_first_time() -> None:
    """A movement's dose is told before its first minute; where it does not fit, it is listed."""
    raises = replace(SQUAT, id="raise", spoken="calf raise")
    script_ = script(emom(6, MARCH, item(raises, tempo=tempo("2-0-1-0"))))
    rests = [s.index for s in script_.session.segments if s.kind is SegmentKind.REST]
    timeline = arranged(script_)
    check(timeline)
    told = [heard(timeline, index, CueKind.NEXT)[0][1] for index in rests[:5]]
    assert told[0] == "Minute two of six. Next, calf raise. Ten reps."
    assert timeline.dropped == ()
    slow = arranged(script_, **dict.fromkeys(texts_with(script_, "Ten reps."), 6_001))
    check(slow)
    [lost] = [one for one in slow.dropped if one.kind is CueKind.DOSE]
    assert (lost.segment, lost.text) == (rests[0], "Ten reps.")


def texts_with(script_: Script, part: str) -> list[str]:
    """Return the wordings of what comes next that contain `part`."""
    wordings = [w.text for c in script_.cues if c.kind is CueKind.NEXT for w in c.wordings]
    return [text for text in wordings if part in text]


@pytest.mark.parametrize("talk", TalkProfile)
def test_a_time_that_the_clock_has_told_is_not_told_again(talk: TalkProfile) -> None:
    """Explanations do not repeat the work time that the block's opening has told."""
    clock = {"work_ms": seconds(20), "rests": Rests(seconds(10), seconds(10), seconds(10))}
    for items in ((MARCH,), (MARCH, SQUAT)):
        words = texts(script(intervals(*items, rounds=number(4), **clock), talk=talk))
        assert sum("wenty seconds" in text for text in words) == 1


def test_sides_within_a_minute_are_named() -> None:
    """Both the side that begins a minute and the side after the switch are named."""
    both = item(KICK, sides=Sides.EACH_SET)
    script_ = script(emom(2, both))
    assert "Left leg first." in " ".join(texts(script_))
    assert texts(script_, 3)[0] == "Switch. Right leg."
    assert "Right leg first." in texts(script_, 5)[1]


def test_the_rest_before_the_next_block_of_minutes_counts_nothing_in() -> None:
    """A rest that ends in an explanation has no count-in."""
    script_ = script(emom(1, MARCH), emom(1, KICK))
    assert cues(script_, 3, CueKind.COUNT_IN) == []
    assert texts(script_, 3) == ["Rest, forty seconds.", "Next, kick."]


def test_an_uncounted_round_is_told_before_it() -> None:
    """Before an uncounted round new movements are explained, then the whole round is told."""
    block = amrap(4, SQUAT, item(KICK, sides=Sides.EACH_SET), name="Last push")
    assert texts(script(block)) == [
        "Deep squat. Sit and rise.",
        "Kick. Kick back.",
        "Last push. Four minutes, as many rounds as possible. "
        "Deep squat, ten reps. Kick, fifteen seconds each side.",
        *["Three", "Two", "One"],
    ]


@pytest.mark.parametrize(
    ("minutes", "times"),
    [
        (1, [(30, "Halfway. Deep squat, ten reps."), (50, "Ten seconds left.")]),
        (
            3,
            [
                (60, "Two minutes left."),
                (90, "Halfway. Deep squat, ten reps."),
                (120, "One minute left."),
                (150, "Thirty seconds left."),
                (170, "Ten seconds left."),
            ],
        ),
        (
            4,
            [
                (60, "Three minutes left."),
                (120, "Halfway. Deep squat, ten reps."),
                (180, "One minute left."),
                (210, "Thirty seconds left."),
                (230, "Ten seconds left."),
            ],
        ),
    ],
)
def test_its_times_are_those_of_timed_work_and_the_round_again_at_half(
    minutes: int, times: list[tuple[int, str]]
) -> None:
    """An uncounted round has the time cues of timed work, the round again at half, no form cues."""
    script_ = script(amrap(minutes, SQUAT))
    told = said(script_, 2, CueKind.TIME)
    assert told == [(1000 * at_s, text) for at_s, text in times]
    kinds = {cue.kind for cue in cues(script_, 2)}
    assert kinds == {CueKind.TIME, CueKind.ENCOURAGEMENT}
    ticks = [s for s in script_.tones if s.segment == 2 and s.name == "tick"]
    assert len(ticks) == 3


def test_sides_that_alternate_in_a_round_are_told_so() -> None:
    """Alternating sides in an uncounted round are told with the amount for both together."""
    block = amrap(4, item(KICK, sides=Sides.ALTERNATE), item(SQUAT, sides=Sides.NONE))
    assert "Kick, fifteen seconds, alternating sides. Deep squat, ten reps." in " ".join(
        texts(script(block))
    )


@pytest.mark.parametrize("talk", TalkProfile)
def test_the_clock_is_told_at_every_talk(talk: TalkProfile) -> None:
    """Every talk profile tells a block's rounds with work and rest, or its minutes."""
    tabata = intervals(
        MARCH, work_ms=seconds(20), rests=Rests(rounds=seconds(10)), rounds=number(8)
    )
    assert texts(script(tabata, talk=talk))[0] == (
        "Eight rounds: twenty seconds of work, ten seconds of rest."
    )
    again = script(tabata, tabata, talk=talk)
    assert (
        sum(
            "Eight rounds" in text for s in again.session.segments for text in texts(again, s.index)
        )
        == 2
    )
    assert texts(script(emom(2, MARCH), talk=talk))[0] == "Every minute for two minutes."


@pytest.mark.parametrize("talk", TalkProfile)
def test_running_and_walking_by_the_clock_go_by_their_names(talk: TalkProfile) -> None:
    """Intervals with an active recovery name both movements instead of "work" and "rest"."""
    run, walk = (
        Exercise(n, n.title(), n, HERE, movement="Go.") for n in ("easy run", "brisk walk")
    )
    block = intervals(
        run,
        name="Run and walk",
        work_ms=seconds(240),
        rests=Rests(rounds=seconds(60)),
        rounds=number(5),
        recover=walk,
    )
    told = texts(script(block, talk=talk))
    assert told[0] == "Run and walk, five rounds: four minutes easy run, one minute brisk walk."
    explained = [] if talk is TalkProfile.MINIMAL else ["Easy run. Go.", "Brisk walk. Go."]
    assert told[1:-3] == [*explained, "First, easy run."]
    both = intervals(
        run,
        MARCH,
        work_ms=seconds(60),
        rests=Rests(exercises=seconds(30), rounds=seconds(30)),
        rounds=number(2),
        recover=walk,
    )
    assert texts(script(both))[0] == "Two rounds: one minute of work, thirty seconds brisk walk."


def test_a_round_too_long_for_half_time_is_not_told_again() -> None:
    """A round too long to be told again at half is replaced by the word for the half."""
    names = "abcdefghij"
    items = [
        Exercise(name, name, f"very long movement {name}", HERE, movement="Move.", reps=number(10))
        for name in names
    ]
    timeline = arranged(script(amrap(1, *items)))
    assert [text for _, text in heard(timeline, 2, CueKind.TIME)] == [
        "Halfway.",
        "Ten seconds left.",
    ]
    longer = arranged(script(amrap(4, *items)))
    assert [text for _, text in heard(longer, 2, CueKind.TIME)][1].startswith("Halfway. Very long")
    check(timeline)
    check(longer)


def test_a_rest_before_an_uncounted_round_names_it() -> None:
    """A rest before an uncounted round names its block, or its first movement."""
    named = script(emom(1, MARCH), amrap(1, SQUAT, name="Last push"))
    assert texts(named, 3)[1] == "Next, Last push."
    bare = script(emom(1, MARCH), amrap(1, SQUAT))
    assert texts(bare, 3)[1] == "Next, deep squat."


@pytest.mark.parametrize("talk", TalkProfile)
def test_however_little_is_said_the_round_is(talk: TalkProfile) -> None:
    """Every talk profile tells what an uncounted round consists of."""
    script_ = script(amrap(3, SQUAT, MARCH), talk=talk)
    assert "Deep squat, ten reps. March, twenty seconds." in " ".join(texts(script_))
    timeline = arranged(script_)
    check(timeline)


def test_words_of_an_entry_are_all_of_its_explanation() -> None:
    """A movement defined on the spot is explained by the author's words, shorter in brief talk."""
    roll = Exercise(
        "roll",
        "Wall roll",
        "wall roll",
        HERE,
        movement="Roll down. Hang there.",
        brief="Roll down.",
    )
    block = circuit(item(roll, work_ms=seconds(40)))
    assert texts(script(block))[0] == "Wall roll. Roll down. Hang there. Forty seconds."
    assert texts(script(block, talk=TalkProfile.BRIEF))[0] == "Wall roll. Roll down. Forty seconds."
    assert texts(script(block, talk=TalkProfile.MINIMAL))[0] == "Wall roll. Forty seconds."


def test_free_speech_is_said_as_it_is_written() -> None:
    """Every talk profile speaks the author's free speech word for word."""
    block = sets(
        item(MARCH, sets=number(1), before="Now easy.", after="Well done."),
        before="In we go.",
    )
    for talk in TalkProfile:
        script_ = script(block, talk=talk)
        words = [
            text
            for s in script_.session.segments
            if s.kind is SegmentKind.SPEECH
            for text in texts(script_, s.index)
        ]
        assert words == ["In we go.", "Now easy.", "Well done."]
