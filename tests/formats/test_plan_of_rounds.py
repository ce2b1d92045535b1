"""Minutes and uncounted rounds as other programs read them."""

from __future__ import annotations

import json

import jsonschema

from audioguide.formats.plan_json import plan_json, plan_schema
from audioguide.formats.words import dose, position_label, subject
from audioguide.model.routine import Exercise
from audioguide.model.timeline import Timeline
from audioguide.model.transition import SegmentKind
from tests.coaching.test_minutes_and_rounds import MARCH, SQUAT, script
from tests.planning.nouns import HERE, amrap, emom, seconds
from tests.timeline.voices import arranged

KICK = Exercise(
    "kick", "Kick", "kick", HERE, movement="Kick back.", work_ms=seconds(15), limb="leg"
)


def made() -> Timeline:
    """Two minutes by the clock, then as many rounds as possible."""
    return arranged(script(emom(2, MARCH, KICK), amrap(3, SQUAT, MARCH, name="Last push")))


def test_a_plan_of_them_keeps_to_its_schema() -> None:
    """An uncounted stretch has neither exercise nor side nor reps; a minute is a round."""
    document = json.loads(plan_json(made()))
    jsonschema.Draft202012Validator(json.loads(plan_schema())).validate(document)
    *minutes, push = [s for s in document["segments"] if s["kind"] == "work"]
    assert [(s["exercise"], s["round"], s["rounds"]) for s in minutes] == [
        ("march", 1, 2),
        ("kick", 2, 2),
    ]
    assert [push[key] for key in ("exercise", "side", "set", "round", "reps", "tempo")] == [
        None
    ] * 6
    assert push["block"] == "Last push"
    assert push["end_ms"] - push["start_ms"] == 180_000


def test_people_read_what_the_round_is() -> None:
    """Its movements in place of one, its time in place of reps."""
    work = [p.segment for p in made().segments if p.segment.kind is SegmentKind.WORK][-1]
    assert subject(work) == "Deep squat, March"
    assert (dose(work, 180_000), position_label(work)) == ("3:00 min", "")
