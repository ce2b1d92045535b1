"""How long an author says it will last: said aloud, and held to."""

from __future__ import annotations

from pathlib import Path

import pytest

from audioguide import pipeline
from audioguide.errors import AuthorError, Problem
from audioguide.model.routine import Level
from audioguide.model.timeline import Timeline
from audioguide.timeline import arrange
from tests.timeline.voices import FakeVoice, said


def timeline(folder: Path, length: str, pause: str, level: Level = Level.INTERMEDIATE) -> Timeline:
    """A routine of that length, which is little but a pause."""
    path = folder / "mine.yaml"
    text = f"title: T\nlevel: beginner\nlength: {length}\nblocks: [pause: '{pause}']\n"
    path.write_text(text, encoding="utf-8")
    script = pipeline.write_script(pipeline.read(str(path)), pipeline.Options(level=level))
    return arrange(script, FakeVoice(), "fake")


def refused(folder: Path, length: str, pause: str) -> Problem:
    """The one problem that there is."""
    with pytest.raises(AuthorError) as caught:
        timeline(folder, length, pause)
    [problem] = caught.value.problems
    return problem


def intro(made: Timeline) -> str:
    """What it says at first."""
    return " ".join(text for _, text in said(made, 0))


def test_the_introduction_says_the_promised_length(tmp_path: Path) -> None:
    """Not what was estimated."""
    assert "About thirteen minutes." in intro(timeline(tmp_path, "13m", "11m"))
    assert "About eleven minutes." in intro(timeline(tmp_path, "11m", "11m"))


def test_a_range_promises_every_level_its_own_length(tmp_path: Path) -> None:
    """More at a higher level."""
    made = [timeline(tmp_path, "10-14m", "12m", level) for level in Level]
    assert [text.split("About ")[1].split()[0] for text in map(intro, made)] == [
        "ten",
        "twelve",
        "fourteen",
    ]


def test_two_and_a_half_minutes_are_allowed_for_short_sessions(tmp_path: Path) -> None:
    """Less than that, and it is a mistake, whichever way."""
    made = timeline(tmp_path, "10m", "12:00")
    over_ms = made.duration_ms - 12 * 60_000
    assert 0 < over_ms < 30_000
    assert "lasts 12:" in refused(tmp_path, "10m", "12:30").message
    assert "lasts 7:" in refused(tmp_path, "10m", "7:00").message
    timeline(tmp_path, "10m", "7:30")


def test_a_tenth_is_allowed_for_long_ones(tmp_path: Path) -> None:
    """Of what was promised."""
    timeline(tmp_path, "60m", "65m")
    timeline(tmp_path, "60m", "54m")
    assert refused(tmp_path, "60m", "66m")
    assert refused(tmp_path, "60m", "53m")


def test_a_broken_promise_is_told_where_it_was_made(tmp_path: Path) -> None:
    """With both lengths, and the one to write."""
    problem = refused(tmp_path, "10m", "20m")
    assert problem.source is not None
    assert (problem.source.line, problem.source.column) == (3, 9)
    assert problem.message == "the routine promises 10:00 and lasts 20:17"
    assert problem.hint == "write `length: 20m`, or a range from level to level"
