"""Breath, effort, and easier and harder ways: told when they help, and once."""

from __future__ import annotations

from typing import Any

import pytest

from audioguide import pipeline
from audioguide.model.routine import Level
from audioguide.model.script import CueKind, Script, TalkProfile
from audioguide.planning import plan
from tests.language.english import in_english

HARD = "The last three should be hard, and still smooth."
OUT = "Breathe out as you rise."


def script(
    *blocks: dict[str, Any],
    level: Level = Level.INTERMEDIATE,
    talk: TalkProfile = TalkProfile.FULL,
) -> Script:
    """Return the English script of a routine with these blocks."""
    routine = pipeline.read_text({"title": "Made", "blocks": list(blocks)})
    return in_english(plan(routine, level), talk)


def said(of: Script) -> list[str]:
    """Return the longest wording of every cue."""
    return [cue.wordings[0].text for cue in of.cues]


def squat(**keys: Any) -> dict[str, Any]:
    """Return an entry of banded squats."""
    return {"exercise": "banded-squat", **keys}


def test_breath_is_told_with_the_explanation() -> None:
    """An exercise's breath stands in its explanation; an entry's own takes its place."""
    assert sum(OUT in one for one in said(script({"sets": [squat()]}))) == 1
    told = said(script({"sets": [squat(breath="Out as you stand.")]}))
    assert any("Out as you stand." in one for one in told)
    assert not any(OUT in one for one in told)


def test_effort_comes_before_the_second_set() -> None:
    """Where the rest has room, how hard it should be is told before the second set alone."""
    of = script({"sets": [squat(sets=3)]})
    [told] = [cue for cue in of.cues if HARD in cue.wordings[0].text]
    transition = of.session.segments[told.segment].transition
    assert transition
    assert transition.work.place
    assert (told.kind, transition.work.place.number) == (CueKind.FORM, 2)


@pytest.mark.parametrize(
    "block",
    [
        {"sets": [squat(sets=1)]},
        {"sets": [squat(sets=2, rest="15s")]},
        {"circuit": [squat(), "calf-raise"], "rounds": 2},
        {"emom": "2m", "each": [squat(reps=8), {"exercise": "push-up", "reps": 5}]},
        {"amrap": "4m", "round": [squat(reps=8)]},
    ],
)
def test_without_such_a_rest_effort_stands_in_the_explanation(block: dict[str, Any]) -> None:
    """Whatever the block, the explanation has the effort where no rest before a second set does."""
    [told] = [cue for cue in script(block).cues if HARD in cue.wordings[0].text]
    assert told.kind is CueKind.EXPLANATION


def test_reps_are_not_spoken_of_by_the_clock() -> None:
    """What an exercise says of its last reps is not said where nobody counts them."""
    timed = {"intervals": [squat()], "work": "40s", "rest": "20s", "rounds": 3}
    assert not any(HARD in one for one in said(script(timed)))


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"effort": 7}, "Seven out of ten, with two or three more left in you."),
        ({"effort": 7, "work": "40s"}, "Seven out of ten, a few words at a time."),
        ({"effort": "Hard, and no harder."}, "Hard, and no harder."),
    ],
)
def test_an_authors_effort_is_said_in_words(keys: dict[str, Any], words: str) -> None:
    """A number of ten becomes a sentence, of reps or of time; a sentence is said as it is."""
    assert sum(words in one for one in said(script({"sets": [squat(sets=1, **keys)]}))) == 1


def test_a_blocks_effort_holds_for_all_its_entries() -> None:
    """Effort written for a block is told for each of its movements; an entry's own wins."""
    entries = [squat(sets=1), {"exercise": "push-up", "sets": 1, "effort": 9}]
    told = " ".join(said(script({"sets": entries, "effort": 6})))
    assert told.count("Six out of ten") == 1
    assert told.count("Nine out of ten") == 1


def test_another_effort_of_a_known_movement_is_told() -> None:
    """Where a movement comes again with another effort, that is told, and the same is not."""
    blocks = [{"sets": [squat(sets=1, effort=n)]} for n in (6, 6, 8)]
    told = " ".join(said(script(*blocks)))
    assert told.count("Six out of ten") == 1
    assert told.count("Eight out of ten") == 1


def test_the_advanced_are_offered_a_harder_way_in_the_second_set() -> None:
    """A harder version is offered once, to the advanced alone."""
    block = {"sets": [squat(sets=3)]}
    offers = {
        level: sum("For a harder version" in one for one in said(script(block, level=level)))
        for level in Level
    }
    assert offers == {Level.BEGINNER: 0, Level.INTERMEDIATE: 0, Level.ADVANCED: 1}


def test_beginners_are_offered_an_easier_way_at_first_and_at_the_end() -> None:
    """An easier version is offered in the explanation, and again before the last set."""
    of = script({"sets": [squat(sets=3)]}, level=Level.BEGINNER)
    kinds = [cue.kind for cue in of.cues if "For an easier version" in cue.wordings[0].text]
    assert kinds == [CueKind.EXPLANATION, CueKind.FORM]


def test_how_to_choose_the_band_is_told_once() -> None:
    """Before a third set it is told once in a session when another band is the right one."""
    entries = [squat(sets=4), {"exercise": "banded-glute-bridge", "sets": 4}]
    assert sum("stronger band next time" in one for one in said(script({"sets": entries}))) == 1
