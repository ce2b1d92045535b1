"""The whole script of a small routine, kept as a file that people can read."""

from __future__ import annotations

import pytest

from audioguide import pipeline
from audioguide.formats.script_text import script_text
from audioguide.model.routine import Level
from audioguide.model.timeline import Timeline
from audioguide.options import Options
from audioguide.timeline import arrange
from tests.goldens import GOLDEN, assert_golden
from tests.timeline.promises import check
from tests.timeline.voices import FakeVoice

WIDTH = 100


def script_of(timeline: Timeline) -> str:
    """The whole script, and what was left out of it."""
    dropped = [f"  {one.text} ({one.kind}): {one.reason}" for one in timeline.dropped]
    return script_text(timeline, WIDTH) + "\n".join(["", "Not said", *dropped, ""])


def test_the_small_script() -> None:
    """Beginners' offers, both sides and a routine's first five blocks: not a word has changed."""
    routine = pipeline.read(str(GOLDEN / "small.yaml"))
    timeline = arrange(pipeline.write_script(routine, Options()), FakeVoice(), "fake")
    check(timeline)
    assert_golden("small.script.txt", script_of(timeline))


def test_the_worked_example_word_for_word() -> None:
    """Minutes, an uncounted round and a movement defined on the spot, in a real engine's hum."""
    options = Options(voice="silent")
    routine = pipeline.read(str(GOLDEN / "worked-example.yaml"))
    timeline = pipeline.arrange(pipeline.write_script(routine, options), options)
    check(timeline)
    assert_golden("worked-example.script.txt", script_of(timeline))


@pytest.mark.parametrize("level", Level)
def test_minutes_and_rounds_word_for_word(level: Level) -> None:
    """Every level keeps all promises, and at the advanced one not a word has changed."""
    options = Options(level=level)
    routine = pipeline.read(str(GOLDEN / "minutes-and-rounds.yaml"))
    timeline = arrange(pipeline.write_script(routine, options), FakeVoice(), "fake")
    check(timeline)
    if level is Level.ADVANCED:
        assert_golden("minutes-and-rounds.script.txt", script_of(timeline))
