"""What setups say: a movement is explained the first time and only named later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from audioguide.errors import AuthorError, Source
from audioguide.model.routine import Band, BlockKind, Exercise, Level, Phase, Side
from audioguide.model.script import CueKind, TalkProfile
from audioguide.model.session import Segment
from audioguide.model.transition import Dose
from tests.coaching.scenes import (
    FIRST,
    WALK,
    coached,
    counted,
    cues,
    exercise,
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
    assert cue.longest_ms == 17_000
    return [wording.text for wording in cue.wordings]


def reminded(*segments: Segment, talk: TalkProfile = TalkProfile.FULL) -> str:
    """Return what the first of these segments says about the work that follows."""
    [cue] = cues(coached(*segments, talk=talk), FIRST, CueKind.NEXT, CueKind.SIDE)
    assert cue.must_stay
    assert cue.longest_ms == 6_000
    return cue.wordings[0].text


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
        "\u201cRoll down bone by bone until your hands hang, and breathe\u2026\u201d: "
        "it lasts 22.1 s, 17 are allowed"
    )


@pytest.mark.parametrize("talk", TalkProfile)
def test_known_movements_are_not_explained(talk: TalkProfile) -> None:
    """Known movements are told by name, dose, side and safety only; form cues follow the talk."""
    leg = replace(FULL, limb="leg", safety="Face the door.", easier="sit down")
    dose = Dose(3, (10, 10, 10), 0, each_side=True)
    lead = setup(leg, leg, dose=dose, sets=3, set=1, side=Side.LEFT)
    work = timed(60_000, leg, side=Side.LEFT)
    script = coached(lead, work, talk=talk, explain=TalkProfile.MINIMAL, level=Level.BEGINNER)
    assert texts(script)[:2] == [
        "Banded squat, left leg first. Ten reps each side, three sets.",
        "Face the door.",
    ]
    assert bool(cues(script, 2, CueKind.FORM)) is (talk is not TalkProfile.MINIMAL)


@pytest.mark.parametrize(
    "kind", [BlockKind.CIRCUIT, BlockKind.INTERVALS, BlockKind.SETS, BlockKind.EMOM]
)
def test_the_first_of_alternating_turns(kind: BlockKind) -> None:
    """The first of alternating turns is not called "this time", even late in the session."""
    dose = Dose(2, (10, 10), 0, each_side=False)
    details: dict[str, Any] = {"dose": dose, "side": Side.LEFT, "block_kind": kind}
    lead, work = setup(WALK, WALK, round=2, rounds=4, **details), timed(30_000, WALK, **details)
    assert "Lateral walk, left leg." in texts(coached(lead, work), FIRST, CueKind.SIDE)[0]
    assert "Lateral walk, left leg." in reminded(setup(WALK, **details), work)
    again = replace(work, round=2, side=Side.RIGHT)
    [cue] = cues(coached(lead, work, setup(WALK), again), 3, CueKind.SIDE)
    assert "Lateral walk, right leg this time." in cue.wordings[0].text


@pytest.mark.parametrize("talk", TalkProfile)
def test_an_explanation_begins_with_the_name_and_the_side(talk: TalkProfile) -> None:
    """Name and side open an explanation, so that whoever listens can get into place meanwhile."""
    leg = replace(FULL, limb="leg")
    each = replace(DOSE, each_side=True)
    lead = setup(leg, leg, dose=each, sets=3, set=1, side=Side.RIGHT)
    work = timed(30_000, leg, side=Side.RIGHT, dose=each)
    script = coached(lead, work, talk=talk)
    first = cues(script, FIRST)[0]
    assert first.must_stay
    assert all(one.text.startswith("Banded squat, right leg") for one in first.wordings)


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
    kinds = [one.kind for one in cues(script, FIRST)]
    assert kinds.index(CueKind.SAFETY) > kinds.index(CueKind.NEXT)
    work = timed(30_000, anchored)
    again = coached(work, setup(anchored), work, talk=talk)
    assert cues(again, FIRST + 1, CueKind.SAFETY) == [], "the band stays where it is"


def test_later_setups_remind() -> None:
    """A setup of a known movement says name, side and dose, in six seconds at most."""
    lead = setup(WALK, side=Side.LEFT)
    assert reminded(lead, counted(1, of=WALK, side=Side.LEFT)) == "Lateral walk, left leg. One rep."
    both = counted(9, of=WALK, side=Side.LEFT, set=1)
    other = replace(both, side=Side.RIGHT)
    assert reminded(lead, both, switch(), other) == "Lateral walk, left leg first. Nine reps."
