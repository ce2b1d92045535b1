"""The script as people and programs read it."""

from __future__ import annotations

import json

from audioguide.formats.script_text import script_json, script_text
from tests.formats.timelines import timeline


def test_the_script_for_people() -> None:
    """Every segment has a heading; words and sounds follow at their times."""
    assert script_text(timeline()).splitlines()[:14] == [
        "Hips before hills",
        "",
        "0:00 Intro",
        "  0:05.0  Stop on sharp pain.",
        "",
        "0:11 Speech",
        "",
        "0:15 Setup: march on the spot",
        "",
        "0:29 Work: march on the spot, round 1 of 2",
        "  0:29.0  [start]",
        "  0:44.0  Halfway.",
        "  0:56.0  [tick]",
        "  0:59.0  [end]",
    ]


def test_sides_stand_in_the_heading() -> None:
    """Work and switches name their side."""
    lines = script_text(timeline()).splitlines()
    assert "0:59 Work: lateral banded walk, left, set 1 of 4" in lines
    assert "1:35 Switch: lateral banded walk, right" in lines


def test_the_script_keeps_to_a_width() -> None:
    """Long lines are wrapped under their text."""
    assert max(map(len, script_text(timeline(), 50).splitlines())) <= 50


def test_the_script_for_programs() -> None:
    """The JSON has what is said and when, and names its format."""
    document = json.loads(script_json(timeline()))
    assert document["format"] == "audioguide.script/1"
    assert document["title"] == "Hips before hills"
    assert document["lines"][2] == {
        "start_ms": 95_700,
        "end_ms": 95_708,
        "segment": 5,
        "kind": "side",
        "text": "Switch. Right leg leads.",
    }
