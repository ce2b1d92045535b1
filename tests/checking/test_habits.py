"""Figures of what a coach does without noticing, over what ships and over what is broken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audioguide.checking.habits import Habits, habits
from audioguide.model.script import CueKind
from audioguide.model.timeline import PlacedCue, Timeline
from tests.checking.listeners import broken, instead, later, timeline_of, without, worded
from tests.language.english import ENGLISH

LEGS = "loop-band-legs"


def figures(timeline: Timeline) -> Habits:
    """Return the figures of a timeline in English."""
    return habits(timeline, ENGLISH)


@pytest.mark.parametrize("name", ["all-nine", "band-tabata", "run-walk-intervals", LEGS])
def test_what_ships_has_good_habits(name: str) -> None:
    """Shipped routines tell every place, are true in every phase, and leave time without speech."""
    found = figures(timeline_of(name))
    assert (found.findings, found.without_place, found.without_middle) == ((), 0, 0)
    assert (found.out_of_phase, found.late_sides) == (0, 0)
    assert found.encouragements
    assert found.speech_ms < 0.35 * found.length_ms
    assert max(found.sequences.values()) == 1


def test_a_place_that_is_not_told_is_counted() -> None:
    """Each set that begins without its place counts."""
    timeline = broken(timeline_of(LEGS), without("This is the last set."))
    assert figures(timeline).without_place == 2


def test_a_long_round_needs_its_middle() -> None:
    """Each round of many movements without a middle one that is told counts."""
    timeline = broken(timeline_of("all-nine"), without("Number five of nine."))
    assert figures(timeline).without_middle == 2


def test_encouragement_at_another_time_is_out_of_phase() -> None:
    """A line for the end that is said at the beginning is not true there."""

    def change(cue: PlacedCue) -> PlacedCue:
        first = cue.cue.kind is CueKind.ENCOURAGEMENT
        return worded(cue, "Finish as carefully as you began.") if first else cue

    assert figures(broken(timeline_of(LEGS), change)).out_of_phase > 1


def test_a_side_that_is_told_late_is_counted() -> None:
    """A first time whose side comes less than eight seconds before the work counts."""
    timeline = timeline_of(LEGS)
    late = broken(timeline, later("Leg swings, left leg", 12_000))
    assert figures(late).late_sides == figures(timeline).late_sides + 1 == 1


def test_short_sentences_are_counted_without_calls_of_time() -> None:
    """A sentence of three words counts, a rest with its length does not."""
    timeline = timeline_of(LEGS)
    short = broken(timeline, instead("Find clear floor with", "Find clear floor. Go with"))
    assert figures(short).short_sentences == figures(timeline).short_sentences + 1
    longer = broken(timeline, instead("Rest, forty-five seconds.", "Rest, fifty seconds."))
    assert figures(longer).sentences == figures(timeline).sentences


def test_a_form_cue_again_while_others_are_unsaid_is_counted() -> None:
    """The same form cue twice within five minutes counts while another has not been heard."""
    timeline = timeline_of(LEGS)
    cues = [cue for cue in timeline.cues if cue.cue.kind is CueKind.FORM]
    same = {id(cue): cues[0].wording for cue in cues[:4]}
    said = [
        replace(cue, wording=same[id(cue)]) if id(cue) in same else cue for cue in timeline.cues
    ]
    assert figures(replace(timeline, cues=tuple(said))).again
