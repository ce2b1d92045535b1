"""The whole script of a small routine, kept as a file that people can read."""

from __future__ import annotations

from audioguide import pipeline
from audioguide.formats.script_text import script_text
from audioguide.timeline import arrange
from tests.goldens import GOLDEN, assert_golden
from tests.timeline.promises import check
from tests.timeline.voices import FakeVoice

WIDTH = 100


def test_the_small_script() -> None:
    """All five kinds of blocks, beginners' offers and both sides: not a word has changed."""
    routine = pipeline.read(str(GOLDEN / "small.yaml"))
    timeline = arrange(pipeline.write_script(routine, pipeline.Options()), FakeVoice(), "fake")
    check(timeline)
    dropped = [f"  {one.text} ({one.kind}): {one.reason}" for one in timeline.dropped]
    text = script_text(timeline, WIDTH) + "\n".join(["", "Not said", *dropped, ""])
    assert_golden("small.script.txt", text)
