"""When it is told minute by minute and in uncounted rounds, and what outlasts a lack of time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from audioguide import pipeline
from audioguide.model.routine import Block, Exercise, Level, Rests, Routine
from audioguide.model.script import CueKind, Script, TalkProfile
from audioguide.model.transition import SegmentKind
from audioguide.planning import plan
from tests.coaching.scenes import said, texts
from tests.language.english import in_english
from tests.planning.nouns import (
    HERE,
    amrap,
    emom,
    intervals,
    item,
    number,
    seconds,
    tempo,
)
from tests.timeline.promises import check
from tests.timeline.voices import arranged
from tests.timeline.voices import said as heard

SQUAT = Exercise(
    "squat", "Deep squat", "deep squat", HERE, movement="Sit and rise.", reps=number(10)
)
MARCH = Exercise("march", "March", "march", HERE, movement="Lift your knees.", work_ms=seconds(20))


def script(*blocks: Block, talk: TalkProfile = TalkProfile.FULL, **values: Any) -> Script:
    """Return the script of a routine of these blocks at the intermediate level."""
    routine = Routine("made", "Made", HERE, blocks, **values)
    return in_english(plan(routine, Level.INTERMEDIATE), talk)


def test_a_minute_tells_its_dose_before_its_first_time() -> None:
    """A movement's dose is told before its first minute; where it does not fit, it is listed."""
    raises = replace(SQUAT, id="raise", spoken="calf raise")
    script_ = script(emom(6, MARCH, item(raises, tempo=tempo("2-0-1-0"))))
    rests = [s.index for s in script_.session.segments if s.kind is SegmentKind.REST]
    timeline = arranged(script_)
    check(timeline)
    told = [heard(timeline, index, CueKind.NEXT)[0][1] for index in rests[:5]]
    assert told[0] == "Minute two of six. Next, calf raise. Sit and rise. Ten reps."
    assert not [one for one in timeline.dropped if one.kind is CueKind.DOSE]
    slow = arranged(script_, **dict.fromkeys(texts_with(script_, "Ten reps."), 13_001))
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


@pytest.mark.parametrize(
    ("minutes", "times"),
    [
        (1, [(30, "Halfway."), (50, "Ten seconds left.")]),
        (
            4,
            [
                (60, "Three minutes left."),
                (120, "Halfway. Two minutes left."),
                (180, "One minute left."),
                (210, "Thirty seconds left."),
                (230, "Ten seconds left."),
            ],
        ),
    ],
)
def test_its_times_are_those_of_timed_work(minutes: int, times: list[tuple[int, str]]) -> None:
    """An uncounted round has the time cues and the ticks of timed work."""
    script_ = script(amrap(minutes, SQUAT))
    assert said(script_, 2, CueKind.TIME) == [(1000 * at_s, text) for at_s, text in times]
    ticks = [s for s in script_.tones if s.segment == 2 and s.name == "tick"]
    assert len(ticks) == 3


@pytest.mark.parametrize(
    ("minutes", "times_s"), [(1, [32]), (3, [92]), (4, [180]), (10, [180, 360, 540])]
)
def test_its_list_is_told_again(minutes: int, times_s: list[int]) -> None:
    """The list of an uncounted round is told again every three minutes, or behind the middle."""
    told = said(script(amrap(minutes, SQUAT)), 2, CueKind.DOSE)
    again = "The round again: Deep squat, ten reps."
    assert told == [(1000 * at_s, again) for at_s in times_s]


def test_its_pace_and_its_form_are_spoken_of_in_turn() -> None:
    """In an uncounted round one hears of the pace, then of one movement's form by its name."""
    squat = replace(SQUAT, form=("Chest up.", "Sit back."))
    told = [text for _, text in said(script(amrap(10, squat)), 2, CueKind.FORM)]
    form = [text for text in told if text.startswith("For the deep squat: ")]
    assert len(told) >= 8
    assert form == told[1::2]


def test_a_list_too_long_for_its_place_is_left_out() -> None:
    """A list that has no room beside the time that is left is dropped, and nothing else is."""
    names = "abcdefghijklmnop"
    items = [
        Exercise(name, name, f"very long movement {name}", HERE, movement="Move.", reps=number(10))
        for name in names
    ]
    timeline = arranged(script(amrap(1, *items)))
    assert [one.kind for one in timeline.dropped if one.kind is not CueKind.FORM] == [CueKind.DOSE]
    assert [text for _, text in heard(timeline, 2, CueKind.TIME)] == [
        "Halfway.",
        "Ten seconds left.",
    ]
    check(timeline)


@pytest.mark.parametrize("talk", TalkProfile)
def test_however_little_is_said_the_round_is(talk: TalkProfile) -> None:
    """Every talk profile tells what an uncounted round consists of."""
    script_ = script(amrap(3, SQUAT, MARCH), talk=talk)
    assert "Deep squat, ten reps. March, twenty seconds." in " ".join(texts(script_))
    timeline = arranged(script_)
    check(timeline)


def test_what_is_done_in_rests_has_no_dose_of_another_block() -> None:
    """A walk between runs is not told at the length of the walk that ends the session."""
    blocks = [
        {
            "intervals": [
                {"exercise": "easy-run", "work": "1m"},
                {"exercise": "stride", "work": "20s"},
            ],
            "rest": "30s",
            "recover": "easy-walk",
            "rounds": 2,
        },
        {"circuit": ["easy-walk"], "work": "5m"},
    ]
    routine = pipeline.read_text({"title": "Made", "blocks": blocks})
    of = in_english(plan(routine, Level.INTERMEDIATE), explain=TalkProfile.MINIMAL)
    assert "Easy walk." in texts(of)
    told = [cue.segment for cue in of.cues if "Five minutes." in cue.wordings[0].text]
    assert len(told) == 1
    assert told[0] > 1
