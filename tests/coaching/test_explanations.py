"""What setups say: a movement is explained the first time and only named later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from audioguide.errors import AuthorError, Source
from audioguide.model.routine import Band, BlockKind, Exercise, Level, Phase, Side
from audioguide.model.script import CueKind, Edge, TalkProfile
from audioguide.model.session import Dose, Segment
from tests.coaching.scenes import (
    FIRST,
    SQUAT,
    WALK,
    coached,
    counted,
    cues,
    exercise,
    rest,
    setup,
    switch,
    texts,
    timed,
)
from tests.timeline.voices import arranged

FULL = exercise(
    "banded squat",
    setup="Stand with the band above your knees",
    movement="Lower slowly and press up.",
    brief="Squat with the band above your knees.",
    form=("Keep your heels down.", "Chest up."),
    easier="sit down on a chair",
    begins=Phase.LOWER,
)
DOSE = Dose(3, (10, 10, 10), 0, each_side=False)


def explained(of: Exercise, talk: TalkProfile = TalkProfile.FULL, **details: Any) -> list[str]:
    """Return all wordings of a first explanation, from long to short."""
    known: dict[str, Any] = {"dose": DOSE, "sets": 3, "set": 1, "side": None}
    level = details.pop("level", Level.INTERMEDIATE)
    lead = setup(of, of, **(known | details))
    script = coached(lead, counted(10, of=of), talk=talk, level=level)
    [cue] = cues(script, FIRST, CueKind.EXPLANATION)
    assert cue.must_stay
    assert cue.longest_ms == 20_000
    return [wording.text for wording in cue.wordings]


def reminded(*segments: Segment, talk: TalkProfile = TalkProfile.FULL) -> str:
    """Return what the first of these segments says about the work that follows."""
    [cue] = cues(coached(*segments, talk=talk), FIRST, CueKind.NEXT, CueKind.SIDE)
    assert cue.must_stay
    assert cue.longest_ms == 6_000
    return cue.wordings[0].text


def test_an_explanation_has_five_parts() -> None:
    """An explanation has name, position, movement, form cue and dose, and shortens part by part.

    Every wording says what to do: a name alone explains nothing.
    """
    assert explained(FULL) == [
        "Banded squat. Stand with the band above your knees. Lower slowly and press up. "
        "Keep your heels down. Ten reps, three sets.",
        "Banded squat. Stand with the band above your knees. Lower slowly and press up. "
        "Ten reps, three sets.",
        "Banded squat. Squat with the band above your knees. Ten reps, three sets.",
        "Banded squat. Squat with the band above your knees.",
    ]


def test_brief_explanations() -> None:
    """Brief talk explains a movement in one sentence."""
    longest = explained(FULL, TalkProfile.BRIEF)[0]
    assert longest == "Banded squat. Squat with the band above your knees. Ten reps, three sets."


def test_minimal_explanations() -> None:
    """Minimal talk explains a movement by its name and dose alone."""
    assert explained(FULL, TalkProfile.MINIMAL)[0] == "Banded squat. Ten reps, three sets."


@pytest.mark.parametrize("talk", [TalkProfile.FULL, TalkProfile.BRIEF])
def test_an_explanation_of_twenty_seconds_and_more_is_a_mistake(talk: TalkProfile) -> None:
    """An explanation of more than twenty seconds is an error with its place and its length."""
    says = "Roll down bone by bone until your hands hang, and breathe into your back. " * 5
    roll = exercise("wall roll", movement=says, brief=says)
    work = replace(timed(40_000, roll), source=Source("hips.yaml", 9, 3))
    with pytest.raises(AuthorError) as caught:
        arranged(coached(setup(roll, roll), work, talk=talk))
    [problem] = caught.value.problems
    assert (problem.source, problem.hint) == (
        Source("hips.yaml", 9, 3),
        "shorten it, or move a part of it into a `say` before it",
    )
    assert problem.message == (
        "there is no room for "
        "\u201cWall roll. Roll down bone by bone until your hands hang,\u2026\u201d: "
        "it lasts 22.8 s, 20 are allowed"
    )


def test_the_first_sentence_does_not_stand_for_all_of_them() -> None:
    """Full talk never cuts what an author says on the spot; brief talk has its first sentence."""
    says = "Roll down. Hang there, and let your head be heavy."
    roll = exercise("wall roll", movement=says, brief="Roll down.")
    assert all(says in wording for wording in explained(roll))
    assert explained(roll, TalkProfile.BRIEF)[-1] == "Wall roll. Roll down."


@pytest.mark.parametrize(
    ("name", "movement", "words"),
    [
        ("roll down", "Roll down and hang.", "Roll down and hang."),
        ("welcome", "Welcome. Today, hips.", "Welcome. Today, hips."),
        ("stretch", "Stretch: calves first.", "Stretch: calves first."),
        ("kick", "Kick back.", "Kick. Kick back."),
        ("roll down", "Roll downwards.", "Roll down. Roll downwards."),
    ],
)
def test_a_name_that_begins_the_explanation_is_not_said_twice(
    name: str, movement: str, words: str
) -> None:
    """A name of several words that begins the explanation is said once; one word is said twice."""
    assert explained(exercise(name, movement=movement), dose=None)[0] == words


@pytest.mark.parametrize("talk", TalkProfile)
def test_known_movements_are_not_explained(talk: TalkProfile) -> None:
    """Known movements are told by name, dose, side and safety only; form cues follow the talk."""
    leg = replace(FULL, limb="leg", safety="Face the door.", easier="sit down")
    dose = Dose(3, (10, 10, 10), 0, each_side=True)
    lead = setup(leg, leg, dose=dose, sets=3, set=1, side=Side.LEFT)
    work = timed(60_000, leg, side=Side.LEFT)
    script = coached(lead, work, talk=talk, skip_explanations=True, level=Level.BEGINNER)
    assert texts(script)[:2] == [
        "Banded squat. Ten reps each side, three sets. Left leg first.",
        "Face the door.",
    ]
    assert bool(cues(script, 2, CueKind.FORM)) is (talk is not TalkProfile.MINIMAL)


def test_known_movements_of_a_block_are_named_with_their_doses() -> None:
    """A block by the clock names each known movement with its dose, then the one that begins."""
    script = coached(
        setup(SQUAT, SQUAT, WALK),
        timed(20_000, SQUAT, dose=Dose(8, (), 20_000, False)),
        rest(10_000),
        timed(30_000, WALK, dose=Dose(8, (), 30_000, True)),
        skip_explanations=True,
    )
    assert texts(script)[:3] == [
        "Banded squat. Twenty seconds.",
        "Lateral walk. Thirty seconds each side.",
        "First, banded squat. Twenty seconds.",
    ]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (BlockKind.CIRCUIT, "Left leg, this round."),
        (BlockKind.INTERVALS, "Left leg, this round."),
        (BlockKind.SETS, "Left leg first."),
        (BlockKind.EMOM, "Left leg first."),
    ],
)
def test_the_first_of_alternating_turns(kind: BlockKind, words: str) -> None:
    """The first of alternating turns is not called "this time", even late in the session."""
    dose = Dose(2, (10, 10), 0, each_side=False)
    details: dict[str, Any] = {"dose": dose, "side": Side.LEFT, "block_kind": kind}
    lead = setup(WALK, WALK, round=2, rounds=4, **details)
    work = timed(30_000, WALK, **details)
    told = texts(coached(lead, work), FIRST, CueKind.EXPLANATION)[0]
    assert told == f"Lateral walk. Ten reps. {words}"
    later = setup(WALK, round=2, rounds=4, **details)
    assert reminded(later, work) == f"Lateral walk. {words}"
    again = replace(work, round=2, side=Side.RIGHT)
    assert reminded(later, work, setup(WALK), again) == f"Lateral walk. {words}"
    [cue] = cues(coached(later, work, setup(WALK), again), 3, CueKind.SIDE)
    assert cue.wordings[0].text == "Lateral walk. Right leg, this time."


def test_every_wording_of_an_explanation_names_the_side() -> None:
    """Every wording of an explanation says which limb begins."""
    each = Dose(3, (10, 10, 10), 0, each_side=True)
    for talk in TalkProfile:
        wordings = explained(replace(FULL, limb="leg"), talk, side=Side.RIGHT, dose=each)
        assert all("Right leg first." in wording for wording in wordings)
    assert "Ten reps each side, three sets. Right leg first." in wordings[0]


def test_beginners_are_offered_the_easier_variant() -> None:
    """Only beginners are offered the easier variant."""
    offer = "For an easier version, sit down on a chair."
    beginner = explained(FULL, level=Level.BEGINNER)
    assert offer in beginner[0]
    assert "Lower slowly and press up." in beginner[0], "the movement itself stays"
    assert offer not in explained(FULL)[0]
    assert offer not in explained(FULL, level=Level.ADVANCED)[0]


def test_sentences_without_a_stop_stay_apart() -> None:
    """Texts without capitals or full stops are said as sentences of their own."""
    loose = exercise("arm swing", setup="feet apart", movement="swing your arms")
    assert explained(loose, dose=None)[0] == "Arm swing. Feet apart. Swing your arms."


def test_the_authors_form_cue_comes_first() -> None:
    """The explanation gives the form cue written in the routine instead of the exercise's own."""
    lead = setup(FULL, FULL)
    script = coached(lead, timed(60_000, FULL, form=("Press the knees out.",)))
    assert "Press the knees out." in texts(script, FIRST, CueKind.EXPLANATION)[0]
    assert "Keep your heels down." not in texts(script, FIRST, CueKind.EXPLANATION)[0]


@pytest.mark.parametrize(
    ("dose", "sets", "words"),
    [
        (Dose(1, (1,), 0, False), 1, "One rep."),
        (Dose(2, (1, 1), 0, False), 2, "One rep, two sets."),
        (Dose(1, (), 45_000, True), 1, "Forty-five seconds each side."),
        (Dose(3, (), 90_000, False), 3, "One minute thirty, three sets."),
        (Dose(3, (12, 10, 8), 0, False), 3, "Three sets: twelve, ten, and eight reps."),
        (Dose(2, (6, 4), 0, True), 2, "Two sets: six and four reps each side."),
        (Dose(3, (3, 2, 1), 0, False), 3, "Three sets: three, two, and one rep."),
        (Dose(3, (1, 2, 3), 0, True), 3, "Three sets: one, two, and three reps each side."),
    ],
)
def test_doses(dose: Dose, sets: int, words: str) -> None:
    """A dose says reps or time, sets and sides, in the singular where there is one."""
    assert explained(FULL, TalkProfile.MINIMAL, dose=dose, sets=sets)[0] == f"Banded squat. {words}"


@pytest.mark.parametrize("talk", TalkProfile)
def test_safety_of_anchored_exercises(talk: TalkProfile) -> None:
    """Every talk profile has an exercise's safety line and the gentle pull at a new anchor."""
    anchored = replace(FULL, safety="Face the door.", band=Band("tube", "door", anchor=True))
    script = coached(setup(anchored, anchored), timed(30_000, anchored), talk=talk)
    warning, check = cues(script, FIRST, CueKind.SAFETY)
    assert warning.wordings[0].text == "Face the door."
    assert check.wordings[0].text == "Pull gently first, and make sure that nothing moves."
    assert warning.must_stay
    assert check.must_stay
    kinds = [one.kind for one in cues(script)]
    assert kinds.index(CueKind.SAFETY) > kinds.index(CueKind.EXPLANATION)
    work = timed(30_000, anchored)
    again = coached(work, setup(anchored), work, talk=talk)
    assert cues(again, FIRST + 1, CueKind.SAFETY) == [], "the band stays where it is"


def test_later_setups_remind() -> None:
    """A setup of a known movement says name, side and dose, in six seconds at most."""
    lead = setup(WALK, side=Side.LEFT)
    assert reminded(lead, counted(1, of=WALK, side=Side.LEFT)) == "Lateral walk. Left leg. One rep."
    both = counted(9, of=WALK, side=Side.LEFT, set=1)
    other = replace(both, side=Side.RIGHT)
    assert reminded(lead, both, switch(), other) == "Lateral walk. Left leg first. Nine reps."


def test_every_wording_of_a_reminder_names_the_side() -> None:
    """Shorter wordings of a reminder drop the dose before the side."""
    script = coached(setup(WALK, side=Side.LEFT), counted(9, of=WALK, side=Side.LEFT))
    [cue] = cues(script, FIRST, CueKind.SIDE)
    assert [wording.text for wording in cue.wordings] == [
        "Lateral walk. Left leg. Nine reps.",
        "Lateral walk. Left leg.",
    ]


def test_intervals_are_explained_before_the_first_one() -> None:
    """One setup explains all movements of intervals, then names the first one again."""
    script = coached(
        setup(SQUAT, SQUAT, WALK), timed(20_000, SQUAT, dose=Dose(8, (), 20_000, False))
    )
    kinds = [cue.kind for cue in cues(script) if cue.anchor.edge is Edge.START]
    assert kinds == [CueKind.EXPLANATION, CueKind.EXPLANATION, CueKind.NEXT]
    assert texts(script) == [
        "Banded squat.",
        "Lateral walk.",
        "First, banded squat. Twenty seconds.",
        "Three",
        "Two",
        "One",
    ]


def test_the_first_interval_is_named_when_another_is_new() -> None:
    """Where only a later movement is explained, the one that comes first is still named."""
    script = coached(setup(SQUAT, WALK), timed(20_000, SQUAT))
    assert texts(script)[:2] == ["Lateral walk.", "First, banded squat."]


def test_a_block_of_rounds_is_opened() -> None:
    """A block of rounds is opened once by its name and rounds, but not with minimal talk."""
    circuit: dict[str, Any] = {"block": "Round the clock", "round": 1, "rounds": 3}
    segments = (
        setup(SQUAT, SQUAT, **circuit),
        timed(30_000, **circuit),
        setup(WALK, WALK, **circuit),
        timed(30_000, WALK, **circuit),
    )
    script = coached(*segments)
    assert texts(script, 1, CueKind.PLACE) == ["Round the clock, three rounds."]
    assert texts(script, 3, CueKind.PLACE) == []
    assert texts(coached(*segments, talk=TalkProfile.MINIMAL), 1, CueKind.PLACE) == []
