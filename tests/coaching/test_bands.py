"""Where a band goes is said each time it moves, not only the first time."""

from __future__ import annotations

import pytest

from audioguide.coaching.script_builder import before_end
from audioguide.errors import AuthorError
from audioguide.model.routine import Band
from audioguide.model.script import CueKind, TalkProfile
from audioguide.model.session import Segment
from tests.coaching.scenes import (
    FIRST,
    coached,
    cues,
    exercise,
    rest,
    setup,
    texts,
    timed,
)
from tests.timeline.voices import arranged, said

KNEES = exercise("squat", band=Band("loop", "knees"))
ANKLES = exercise("side step", band=Band("loop", "ankles"), limb="leg")
DOOR = exercise("face pull", band=Band("tube", "door ahead, face height", anchor=True))


@pytest.mark.parametrize("talk", TalkProfile)
def test_a_setup_at_a_later_time_says_where_the_band_goes(talk: TalkProfile) -> None:
    """A later setup's reminder says where the band goes, and may last four seconds more for it."""
    script = coached(timed(30_000, KNEES), setup(ANKLES), timed(30_000, ANKLES), talk=talk)
    [told] = cues(script, 2, CueKind.NEXT)
    assert all(one.text.startswith("Side step. Loop band to the ankles.") for one in told.wordings)
    assert told.longest_ms == 10_000
    assert told.must_stay


def test_an_anchored_band_is_put_up_and_then_tested() -> None:
    """An anchored band's place comes first; its test begins twelve seconds before the work."""
    script = coached(timed(30_000, KNEES), setup(DOOR, get_ready_ms=30_000), timed(30_000, DOOR))
    assert texts(script, 2)[:2] == [
        "Face pull. Loop band off. Tube band to the door ahead, face height.",
        "Pull gently first, and make sure that nothing moves.",
    ]
    [check] = cues(script, 2, CueKind.SAFETY)
    assert (check.anchor, check.must_stay, check.end_by_ms) == (before_end(12_000), True, 5_000)


def test_a_test_has_its_place_where_less_time_is_given() -> None:
    """With little time to get ready an anchor's test still follows the words about the work."""
    script = coached(timed(30_000, KNEES), setup(DOOR, get_ready_ms=5_000), timed(30_000, DOOR))
    assert texts(script, 2)[1] == "Pull gently first, and make sure that nothing moves."
    script = coached(timed(30_000, KNEES), rest(45_000, 5_000), timed(30_000, DOOR))
    [coming], [check] = cues(script, 2, CueKind.NEXT), cues(script, 2, CueKind.SAFETY)
    assert (check.anchor, check.end_by_ms) == (before_end(12_000), 5_000)
    assert coming.end_by_ms >= 12_000 + check.early_ms


def test_where_there_is_no_time_for_the_place_the_author_is_told() -> None:
    """A rest too short for the band's place is a mistake that names the length it needs."""

    def between(length_ms: int) -> list[Segment]:
        return [timed(30_000, KNEES), rest(length_ms, 15_000), timed(30_000, ANKLES)]

    with pytest.raises(AuthorError, match=r"a rest of 17 s is too short for it, 18 s would do"):
        arranged(coached(*between(17_000)))
    [(_, words)] = said(arranged(coached(*between(18_000))), FIRST + 1, CueKind.NEXT)
    assert words == "Side step. Loop band to the ankles."
