"""Where a band goes is said each time it moves, not only the first time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audioguide.coaching.script_builder import before_end
from audioguide.errors import AuthorError
from audioguide.model.routine import Band, Exercise, SayBlock, Side
from audioguide.model.script import CueKind, TalkProfile
from audioguide.model.session import Segment
from tests.coaching.scenes import (
    FIRST,
    coached,
    cues,
    exercise,
    rest,
    script_of,
    setup,
    switch,
    texts,
    timed,
)
from tests.planning.nouns import HERE, circuit, seconds
from tests.timeline.voices import arranged, said

KNEES = exercise("squat", band=Band("loop", "knees"))
ANKLES = exercise("side step", band=Band("loop", "ankles"), limb="leg")
FOOT = exercise("leg raise", band=Band("flat", "foot", one_limb=True), limb="leg")
DOOR = exercise("face pull", band=Band("tube", "door ahead, face height", anchor=True))
BARE = exercise("march")


def banded(at: str, one_limb: bool = False) -> Exercise:
    """Return a movement with a loop band at this place."""
    return exercise("side step", band=Band("loop", at, one_limb=one_limb), limb="leg")


def coming_next(
    before: Exercise, coming: Exercise, talk: TalkProfile = TalkProfile.FULL
) -> list[str]:
    """Return all wordings of what comes next, in a rest between two movements that are known."""
    script = coached(timed(30_000, before), rest(45_000, 15_000), timed(30_000, coming), talk=talk)
    [cue] = cues(script, 2, CueKind.NEXT)
    assert cue.must_stay
    return [wording.text for wording in cue.wordings]


@pytest.mark.parametrize("talk", TalkProfile)
def test_a_rest_says_where_the_band_goes(talk: TalkProfile) -> None:
    """Every wording of what comes next says where the band goes, at every talk profile."""
    wordings = coming_next(KNEES, ANKLES, talk)
    assert wordings[0] == "Next, side step. Loop band to the ankles."
    assert all("Loop band to the ankles." in wording for wording in wordings)


def test_a_band_that_stays_is_not_spoken_of() -> None:
    """What comes next says nothing of a band that stays, or where there is no band at all."""
    assert coming_next(ANKLES, ANKLES)[0] == "Next, side step."
    assert coming_next(BARE, BARE)[0] == "Next, march."


def test_a_band_that_comes_off() -> None:
    """What comes next says that a band comes off."""
    assert coming_next(KNEES, BARE)[0] == "Next, march. Loop band off."


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("knees", "to the knees"),
        ("under both feet", "under both feet"),
        ("Round your ankles", "round your ankles"),
        ("both hands", "to both hands"),
        ("ball of the foot", "to the ball of the foot"),
        ("the door, low", "to the door, low"),
    ],
)
def test_places_as_people_say_them(at: str, words: str) -> None:
    """A band's place, however the author wrote it, is said as a place to go to."""
    assert coming_next(BARE, banded(at))[0] == f"Next, side step. Loop band {words}."


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
    """The place of a band on one limb is said together with the side that moves."""
    limb = banded(at, one_limb=True)
    script = coached(timed(30_000), rest(60_000, 15_000), timed(30_000, limb, side=Side.LEFT))
    assert texts(script, 2, CueKind.NEXT)[0].endswith(f"Loop band {words}.")


def test_a_switch_moves_the_band_of_one_limb() -> None:
    """Every wording of a switch moves the band of one limb to the other side."""
    left = timed(30_000, FOOT, side=Side.LEFT)
    script = coached(left, switch(15_000, FOOT), replace(left, side=Side.RIGHT))
    [cue] = cues(script, 2, CueKind.SIDE)
    assert [wording.text for wording in cue.wordings] == [
        "Switch. Right leg. Flat band to the right foot.",
        "Right leg. Flat band to the right foot.",
    ]


@pytest.mark.parametrize("talk", TalkProfile)
def test_a_setup_at_a_later_time_says_where_the_band_goes(talk: TalkProfile) -> None:
    """A later setup says where the band goes after a reminder of at most six seconds."""
    script = coached(timed(30_000, KNEES), setup(ANKLES), timed(30_000, ANKLES), talk=talk)
    name, place = cues(script, 2, CueKind.NEXT)
    assert name.wordings[0].text == "Side step."
    assert name.longest_ms == 6_000
    assert place.wordings[0].text == "Loop band to the ankles."
    assert place.must_stay


def test_an_anchored_band_is_put_up_and_then_tested() -> None:
    """An anchored band's place comes first; its test begins twelve seconds before the work."""
    script = coached(timed(30_000, KNEES), setup(DOOR, get_ready_ms=30_000), timed(30_000, DOOR))
    assert texts(script, 2)[:3] == [
        "Face pull.",
        "Loop band off. Tube band to the door ahead, face height.",
        "Pull gently first, and make sure that nothing moves.",
    ]
    [check] = cues(script, 2, CueKind.SAFETY)
    assert (check.anchor, check.must_stay, check.end_by_ms) == (before_end(12_000), True, 5_000)
    moves = "Loop band off. Tube band to the door ahead, face height."
    assert all(wording.endswith(moves) for wording in coming_next(KNEES, DOOR))


def test_a_test_has_its_place_where_less_time_is_given() -> None:
    """With little time to get ready an anchor's test still follows the words about the work."""
    script = coached(timed(30_000, KNEES), setup(DOOR, get_ready_ms=5_000), timed(30_000, DOOR))
    assert texts(script, 2)[2] == "Pull gently first, and make sure that nothing moves."
    script = coached(timed(30_000, KNEES), rest(45_000, 5_000), timed(30_000, DOOR))
    [coming], [check] = cues(script, 2, CueKind.NEXT), cues(script, 2, CueKind.SAFETY)
    assert (check.anchor, check.end_by_ms) == (before_end(12_000), 5_000)
    assert coming.end_by_ms >= 12_000 + check.early_ms


def test_safety_comes_again_when_a_band_is_put_there_again() -> None:
    """A safety line is repeated when the band is put there again, but not while it stays."""
    door = replace(DOOR, safety="Use a shut door.")
    first, again = timed(30_000, door), rest(60_000, 30_000)
    script = coached(first, again, timed(30_000, KNEES), again, timed(30_000, door), again, first)
    assert texts(script, 4, CueKind.NEXT)[0].endswith("face height. Use a shut door.")
    assert "shut door" not in texts(script, 6, CueKind.NEXT)[0]


def test_an_explanation_says_it_itself() -> None:
    """Where an explanation's `setup` places the band, nothing else says so again."""
    told = replace(ANKLES, setup="Loop band round your ankles.", movement="Step.")
    alone = coached(timed(30_000, KNEES), setup(told, told), timed(30_000, told))
    assert "Loop band to" not in " ".join(texts(alone, 2))
    several = coached(setup(ANKLES, ANKLES, KNEES), timed(30_000, ANKLES))
    assert texts(several)[2:4] == ["First, side step.", "Loop band to the ankles."]


@pytest.mark.parametrize("talk", TalkProfile)
def test_who_hears_no_setup_is_told_where_the_band_goes(talk: TalkProfile) -> None:
    """The band's place is said wherever no `setup` is heard: with less talk or a known movement."""
    script = coached(setup(ANKLES, ANKLES), timed(30_000, ANKLES), talk=talk)
    assert texts(script)[1] == "Loop band to the ankles."
    told = replace(ANKLES, setup="Loop band round your ankles.", movement="Step.", brief="Step.")
    script = coached(setup(told, told), timed(30_000, told), talk=talk)
    assert ("Loop band to the ankles." in texts(script)) is (talk is not TalkProfile.FULL)
    script = coached(setup(told, told), timed(30_000, told), talk=talk, skip_explanations=True)
    assert texts(script)[:2] == ["Side step.", "Loop band to the ankles."]


@pytest.mark.parametrize("talk", TalkProfile)
@pytest.mark.parametrize("skip_explanations", [True, False])
def test_a_band_comes_off_before_an_explanation(talk: TalkProfile, skip_explanations: bool) -> None:
    """A band that is on comes off before an explanation's first word, at every talk profile."""
    for coming in (BARE, DOOR):
        lead = setup(coming, coming)
        script = coached(
            timed(30_000, KNEES),
            lead,
            timed(30_000, coming),
            talk=talk,
            skip_explanations=skip_explanations,
        )
        assert texts(script, 2)[0] == "Loop band off."
        assert cues(script, 2)[0].must_stay
    for before in (BARE, ANKLES):
        script = coached(timed(30_000, before), setup(KNEES, KNEES), timed(30_000, KNEES))
        assert "Loop band off." not in texts(script, 2)


@pytest.mark.parametrize("words", ["Take the loop off, and sit down.", "Undo that, if you like."])
def test_what_an_author_says_of_the_band_is_told_by_a_key(words: str) -> None:
    """Only words marked `takes_band_off` replace the line that takes a band off."""
    loop, bare = replace(ANKLES, work_ms=seconds(30)), replace(BARE, work_ms=seconds(30))
    for marked in (True, False):
        say = SayBlock(words, HERE, takes_band_off=marked)
        script = script_of(circuit(loop), say, circuit(bare))
        heard = [cue.wordings[0].text for cue in script.cues]
        assert ("Loop band off." in heard) is not marked


def test_where_there_is_no_time_for_the_place_the_author_is_told() -> None:
    """A rest too short for the band's place is a mistake that names the length it needs."""

    def between(length_ms: int) -> list[Segment]:
        return [timed(30_000, KNEES), rest(length_ms, 15_000), timed(30_000, ANKLES)]

    with pytest.raises(AuthorError, match=r"a rest of 17 s is too short for it, 18 s would do"):
        arranged(coached(*between(17_000)))
    [(_, words)] = said(arranged(coached(*between(18_000))), FIRST + 1, CueKind.NEXT)
    assert words == "Side step. Loop band to the ankles."
