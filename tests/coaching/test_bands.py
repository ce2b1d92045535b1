"""A band that moves: where it goes is heard before every time, not only the first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audioguide.errors import AuthorError
from audioguide.model.routine import Band, Exercise, Side
from audioguide.model.script import CueKind, TalkProfile
from audioguide.model.session import Segment
from tests.coaching.scenes import (
    FIRST,
    coached,
    cues,
    exercise,
    rest,
    setup,
    speech,
    switch,
    texts,
    timed,
)
from tests.timeline.voices import arranged, said

KNEES = exercise("squat", band=Band("loop", "knees"))
ANKLES = exercise("side step", band=Band("loop", "ankles"), limb="leg")
FOOT = exercise("leg raise", band=Band("flat", "foot", one_limb=True), limb="leg")
DOOR = exercise("face pull", band=Band("tube", "door ahead, face height", anchor=True))
BARE = exercise("march")


def banded(at: str, one_limb: bool = False) -> Exercise:
    """A movement with a band there."""
    return exercise("side step", band=Band("loop", at, one_limb=one_limb), limb="leg")


def coming_next(
    before: Exercise, coming: Exercise, talk: TalkProfile = TalkProfile.FULL
) -> list[str]:
    """All wordings of what comes next, in a rest between two movements that are known."""
    script = coached(timed(30_000, before), rest(45_000, 15_000), timed(30_000, coming), talk=talk)
    [cue] = cues(script, 2, CueKind.NEXT)
    assert cue.must_stay
    return [wording.text for wording in cue.wordings]


@pytest.mark.parametrize("talk", TalkProfile)
def test_a_rest_says_where_the_band_goes(talk: TalkProfile) -> None:
    """In every wording of what comes next: fifteen silent seconds would puzzle anybody."""
    wordings = coming_next(KNEES, ANKLES, talk)
    assert wordings[0] == "Next, side step. Band to the ankles."
    assert all("Band to the ankles." in wording for wording in wordings)


def test_a_band_that_stays_is_not_spoken_of() -> None:
    """Nor where none was on before and none comes."""
    assert coming_next(ANKLES, ANKLES)[0] == "Next, side step."
    assert coming_next(BARE, BARE)[0] == "Next, march."


def test_a_band_that_comes_off() -> None:
    """Is told as one that moves is."""
    assert coming_next(KNEES, BARE)[0] == "Next, march. Band off."


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("knees", "to the knees"),
        ("under both feet", "under both feet"),
        ("Round your ankles", "Round your ankles"),
        ("both hands", "to both hands"),
        ("ball of the foot", "to the ball of the foot"),
        ("the door, low", "to the door, low"),
    ],
)
def test_places_as_people_say_them(at: str, words: str) -> None:
    """Whatever the author wrote is made a place to go to."""
    assert coming_next(BARE, banded(at))[0] == f"Next, side step. Band {words}."


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("foot", "to the left foot"),
        ("one foot", "to the left foot"),
        ("ball of the foot", "to the ball of the left foot"),
        ("ankle, anchored low", "to the left ankle, anchored low"),
    ],
)
def test_a_band_on_one_limb_goes_to_the_limb_that_moves(at: str, words: str) -> None:
    """Which one is heard with the place."""
    limb = banded(at, one_limb=True)
    script = coached(timed(30_000), rest(60_000, 15_000), timed(30_000, limb, side=Side.LEFT))
    assert texts(script, 2, CueKind.NEXT)[0].endswith(f"Band {words}.")


def test_a_switch_moves_the_band_of_one_limb() -> None:
    """If there is no time for it, the side says as much."""
    left = timed(30_000, FOOT, side=Side.LEFT)
    script = coached(left, switch(15_000, FOOT), replace(left, side=Side.RIGHT))
    [cue] = cues(script, 2, CueKind.SIDE)
    assert [wording.text for wording in cue.wordings] == [
        "Switch. Right leg. Band to the right foot.",
        "Right leg. Band to the right foot.",
        "Switch. Right leg.",
        "Right leg.",
    ]


@pytest.mark.parametrize("talk", TalkProfile)
def test_a_setup_at_a_later_time_says_where_the_band_goes(talk: TalkProfile) -> None:
    """Behind the reminder, which keeps its four seconds."""
    script = coached(timed(30_000, KNEES), setup(ANKLES), timed(30_000, ANKLES), talk=talk)
    name, place = cues(script, 2, CueKind.NEXT)
    assert name.wordings[0].text == "Side step."
    assert name.longest_ms == 4_000
    assert place.wordings[0].text == "Band to the ankles."
    assert place.must_stay


def test_an_anchored_band_is_put_up_and_then_tested() -> None:
    """In a setup place and test follow the name; in a rest the test may do without the place."""
    script = coached(timed(30_000, KNEES), setup(DOOR, get_ready_ms=30_000), timed(30_000, DOOR))
    assert texts(script, 2)[:3] == [
        "Face pull.",
        "Band to the door ahead, face height.",
        "Pull gently first, and make sure that nothing moves.",
    ]
    wordings = coming_next(KNEES, DOOR)
    assert wordings[0] == "Next, face pull. Band to the door ahead, face height."
    assert wordings[-1] == "Face pull."


def test_an_explanation_says_it_itself() -> None:
    """Where a movement is explained its band is placed; among several the first is placed again."""
    told = replace(ANKLES, setup="Band round your ankles.", movement="Step.")
    alone = coached(timed(30_000, KNEES), setup(told, told), timed(30_000, told))
    assert "Band to" not in " ".join(texts(alone, 2))
    same = coached(setup(told, told, banded("ankles")), timed(30_000, told))
    assert "Band to" not in " ".join(texts(same))
    several = coached(setup(ANKLES, ANKLES, KNEES), timed(30_000, ANKLES))
    assert texts(several)[2:4] == ["First, side step.", "Band to the ankles."]


@pytest.mark.parametrize("talk", TalkProfile)
def test_who_hears_no_word_of_the_band_is_told_its_place(talk: TalkProfile) -> None:
    """In an explanation that does not speak of it, and wherever there is none."""
    silent = replace(ANKLES, setup="Stand tall.", movement="Step.")
    script = coached(setup(silent, silent), timed(30_000, silent), talk=talk)
    assert texts(script)[1] == "Band to the ankles."
    told = replace(ANKLES, setup="Band round your ankles.", movement="Step.", brief="Band, step.")
    script = coached(setup(told, told), timed(30_000, told), talk=talk, skip_explanations=True)
    assert texts(script)[:2] == ["Side step.", "Band to the ankles."]


@pytest.mark.parametrize("talk", TalkProfile)
@pytest.mark.parametrize("skip_explanations", [True, False])
def test_a_band_comes_off_before_an_explanation(talk: TalkProfile, skip_explanations: bool) -> None:
    """Before its first word, also where another band comes; at any talk."""
    for coming in (BARE, DOOR):
        lead = setup(coming, coming)
        script = coached(
            timed(30_000, KNEES),
            lead,
            timed(30_000, coming),
            talk=talk,
            skip_explanations=skip_explanations,
        )
        assert texts(script, 2)[0] == "Band off."
        assert cues(script, 2)[0].must_stay
    for before in (BARE, ANKLES):
        script = coached(timed(30_000, before), setup(KNEES, KNEES), timed(30_000, KNEES))
        assert "Band off." not in texts(script, 2)


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("Take the loop off, and sit down.", False),
        ("Undo the strap.", False),
        ("Sit down.", True),
        ("Bring the band with you.", True),
        ("Take your shoes off.", True),
    ],
)
def test_an_author_who_takes_the_band_off_is_not_repeated(words: str, heard: bool) -> None:
    """Neither before an explanation nor before a later time."""
    for lead in (setup(BARE, BARE), setup(BARE)):
        script = coached(timed(30_000, KNEES), speech(words), lead, timed(30_000, BARE))
        assert ("Band off." in texts(script, 3)) is heard


def test_where_there_is_no_time_for_the_place_the_author_is_told() -> None:
    """A rest that is too short for it is a mistake, with the length that would do."""

    def between(length_ms: int) -> list[Segment]:
        return [timed(30_000, KNEES), rest(length_ms, 15_000), timed(30_000, ANKLES)]

    with pytest.raises(AuthorError, match=r"a rest of 17 s is too short for it, 18 s would do"):
        arranged(coached(*between(17_000)))
    [(_, words)] = said(arranged(coached(*between(18_000))), FIRST + 1, CueKind.NEXT)
    assert words == "Next, side step. Band to the ankles."
