"""The arc of a session: what it is for, its shape, where one is in it, how it ends."""

from __future__ import annotations

from typing import Any

import pytest

from audioguide import pipeline
from audioguide.coaching.shape import shape_of
from audioguide.language import Writer
from audioguide.model.routine import Level
from audioguide.model.script import CueKind, Script, TalkProfile
from audioguide.model.transition import SegmentKind
from audioguide.planning import plan
from tests.language.english import ENGLISH, in_english

WARM_UP = {"name": "Warm-up", "circuit": ["hip-circle", "march-on-the-spot"], "work": "30s"}
LEGS = {
    "name": "Strong legs",
    "sets": [
        {"exercise": "banded-squat", "sets": 2},
        {"exercise": "calf-raise", "sets": 2},
        {"exercise": "plank", "sets": 2},
    ],
}
STRETCH = {"name": "Cool-down", "circuit": ["chest-stretch", "childs-pose"], "work": "30s"}
WHOLE = (WARM_UP, LEGS, STRETCH)


def script(*blocks: dict[str, Any], talk: TalkProfile = TalkProfile.FULL, **keys: Any) -> Script:
    """Return the English script of a routine with these blocks and keys."""
    routine = pipeline.read_text({"title": "Made", "blocks": list(blocks), **keys})
    return in_english(plan(routine, Level.INTERMEDIATE), talk)


def said(of: Script, *kinds: CueKind) -> list[str]:
    """Return the longest wordings of the cues of these kinds, in order."""
    return [cue.wordings[0].text for cue in of.cues if cue.kind in kinds]


def opening(of: Script) -> str:
    """Return the first words of a script."""
    return of.cues[0].wordings[0].text


def test_the_opening_says_what_it_is_for_and_what_comes() -> None:
    """Title, length, purpose, the shape in a sentence and the equipment open a session."""
    told = opening(script(*WHOLE, purpose="Legs that carry you.", equipment=["loop band"]))
    assert told.startswith("Made. About ")
    assert told.endswith(
        "Legs that carry you. A warm-up, three exercises, and a stretch. You need a loop band."
    )


def test_less_talk_opens_with_less() -> None:
    """Brief talk leaves out the shape, minimal talk the purpose too."""
    purpose = "Legs that carry you."
    brief = opening(script(*WHOLE, talk=TalkProfile.BRIEF, purpose=purpose))
    minimal = opening(script(*WHOLE, talk=TalkProfile.MINIMAL, purpose=purpose))
    assert purpose in brief
    assert "A warm-up" not in brief
    assert purpose not in minimal


@pytest.mark.parametrize(
    ("blocks", "shape"),
    [
        ((LEGS, {**LEGS, "name": "More"}), ""),
        ((WARM_UP, {**WARM_UP, "name": "Again"}, LEGS), "A warm-up and three exercises."),
        ((WARM_UP, LEGS, {**WARM_UP, "name": "Spring"}), "A warm-up and five exercises."),
        (
            ({"circuit": ["push-up", "plank"], "rounds": 2}, STRETCH),
            "Two exercises in two rounds and a stretch.",
        ),
        (
            ({"intervals": ["high-knees"], "work": "20s", "rest": "10s", "rounds": 8}, STRETCH),
            "Eight rounds by the clock and a stretch.",
        ),
        (
            (
                {"emom": "4m", "each": [{"exercise": "push-up", "reps": 5}]},
                {"amrap": "3m", "round": [{"exercise": "push-up", "reps": 5}]},
            ),
            "Four minutes on the minute and three minutes of as many rounds as you like.",
        ),
        (
            (
                {"circuit": [{"exercise": "brisk-walk", "work": "5m"}]},
                {"intervals": ["easy-run"], "work": "1m", "rest": "1m", "rounds": 6},
                {"circuit": [{"exercise": "easy-run", "work": "5m"}]},
            ),
            "A walk, six runs, and a run.",
        ),
        (
            (
                {"circuit": [{"exercise": "brisk-walk", "work": "5m"}]},
                {
                    "intervals": [
                        {"exercise": "easy-run", "work": "1m"},
                        {"exercise": "stride", "work": "20s"},
                    ],
                    "rest": "1m",
                    "rounds": 3,
                },
            ),
            "A walk and six runs.",
        ),
    ],
)
def test_the_shape_of_a_session(blocks: tuple[dict[str, Any], ...], shape: str) -> None:
    """Parts are told in order, alike ones together, and a single part not at all."""
    routine = pipeline.read_text({"title": "Made", "blocks": list(blocks)})
    told = shape_of(plan(routine, Level.INTERMEDIATE))
    assert Writer(ENGLISH).text(told) == shape


@pytest.mark.parametrize("talk", TalkProfile)
def test_one_knows_where_in_the_session_one_is(talk: TalkProfile) -> None:
    """Each block is announced, the warm-up's end is told, and what is left before the stretch."""
    assert said(script(*WHOLE, talk=talk), CueKind.PLACE) == [
        "Warm-up.",
        "That was the warm-up. Strong legs.",
        "Two exercises, then the stretch.",
        "Last exercise, then the stretch.",
        "Cool-down.",
    ]


def test_without_a_stretch_the_last_exercises_are_told() -> None:
    """Where no stretch follows, two exercises left and the last one are told."""
    told = " ".join(said(script(WARM_UP, LEGS), CueKind.PLACE))
    assert "Two exercises left. " in f"{told} "
    assert told.endswith("Last exercise.")


def test_few_exercises_need_no_count() -> None:
    """In a session of three exercises nobody is told how many are left."""
    session = plan(pipeline.read_text({"title": "Made", "blocks": [LEGS]}), Level.INTERMEDIATE)
    assert {s.transition.ahead for s in session.segments if s.transition} == {None}


def test_a_long_session_tells_once_how_much_is_done() -> None:
    """At the block nearest to the middle of a long session it is told about how much is done."""
    long = {"circuit": [{"exercise": "easy-run", "work": "12m"}], "name": "Run"}
    told = said(script(long, {**long, "name": "Run on"}), CueKind.PLACE)
    assert told == ["Run.", "About thirteen minutes done. Run on."]
    short = {"circuit": [{"exercise": "easy-run", "work": "4m"}], "name": "Run"}
    assert "done" not in " ".join(said(script(short, {**short, "name": "On"}), CueKind.PLACE))


def test_a_block_called_as_its_exercise_is_named_once() -> None:
    """A block's name that its first exercise has as well is not said twice."""
    told = script({"name": "Easy walk", "circuit": ["easy-walk"], "work": "1m"})
    assert said(told, CueKind.PLACE, CueKind.NEXT) == ["Easy walk."]


def test_the_end_names_what_was_done() -> None:
    """The usual end has the title and a thank-you; the author's own takes its place."""
    last = script(LEGS).cues[-1].wordings[0].text
    assert last.startswith("That was Made. Thank you for the work.")
    assert script(LEGS, ending="Now run.").cues[-1].wordings[0].text == "Now run."


@pytest.mark.parametrize("seed", range(6))
def test_one_rest_in_three_has_a_word_for_the_work(seed: int) -> None:
    """Behind hard work a third of the rests begin with a word for it, each time another."""
    block = {"sets": [{"exercise": "push-up", "sets": 10}], "rest": {"sets": "30s"}}
    routine = pipeline.read_text({"title": "Made", "blocks": [block]})
    of = in_english(plan(routine, Level.INTERMEDIATE), seed=seed)
    rests = {s.index for s in of.session.segments if s.kind is SegmentKind.REST}
    told = [
        cue.wordings[0].text
        for cue in of.cues
        if cue.segment in rests and cue.kind is CueKind.START
    ]
    released = [one for one in told if not one.startswith("Rest")]
    assert len(told) == 9
    assert len(released) == len(set(released)) == 3


def test_a_rest_tells_its_length_where_that_is_news() -> None:
    """The first rest of a block has its length, the next only where it has another."""
    entries = [
        {"exercise": "plank", "sets": 3, "rest": "30s"},
        {"exercise": "calf-raise", "sets": 2, "rest": "40s"},
    ]
    told = said(script({"sets": entries}, talk=TalkProfile.BRIEF), CueKind.START)[1:-1]
    assert told == ["Rest, thirty seconds.", "Rest.", "Rest, forty seconds."]
