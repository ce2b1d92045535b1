"""How long an author says it will last: said aloud, and held to."""

from __future__ import annotations

from pathlib import Path

import pytest

from audioguide import pipeline
from audioguide.coaching import estimate_ms
from audioguide.errors import AuthorError, Problem
from audioguide.model.routine import Level
from audioguide.model.timeline import Timeline
from audioguide.options import Options
from audioguide.planning import plan
from audioguide.timeline import arrange, doubtful_promise, length_to_write
from tests.timeline.voices import FakeVoice, said

ONE_A_LEVEL = "or one a level: `check` tells all three"


def timeline(folder: Path, length: str, pause: str, level: Level = Level.INTERMEDIATE) -> Timeline:
    """A routine of that length, which is little but a pause."""
    path = folder / "mine.yaml"
    text = f"title: T\nlevel: beginner\nlength: {length}\nblocks: [pause: '{pause}']\n"
    path.write_text(text, encoding="utf-8")
    script = pipeline.write_script(pipeline.read(str(path)), Options(level=level))
    return arrange(script, FakeVoice(), "fake")


def refused(folder: Path, length: str, pause: str) -> Problem:
    """The one problem that there is: it can be looked at, and not be rendered."""
    made = timeline(folder, length, pause)
    with pytest.raises(AuthorError) as caught:
        pipeline.render(made, folder / "out.mp3")
    assert not list(folder.glob("out*"))
    assert caught.value.problems == made.broken
    [problem] = made.broken
    return problem


def intro(made: Timeline) -> str:
    """What it says at first."""
    return " ".join(text for _, text in said(made, 0))


def test_the_introduction_says_the_promised_length(tmp_path: Path) -> None:
    """Not what was estimated."""
    assert "About twelve minutes." in intro(timeline(tmp_path, "12m", "11m"))
    assert "About eleven minutes." in intro(timeline(tmp_path, "11m", "11m"))


def test_a_range_promises_every_level_its_own_length(tmp_path: Path) -> None:
    """More at a higher level."""
    made = [timeline(tmp_path, "10-14m", "12m", level) for level in Level]
    assert [text.split("About ")[1].split()[0] for text in map(intro, made)] == [
        "ten",
        "twelve",
        "fourteen",
    ]


def test_a_list_promises_every_level_its_own_length_in_any_order(tmp_path: Path) -> None:
    """The middle is not worked out, and the advanced may be done first."""
    lengths = "[12m, 11m, 10m]"
    made = [timeline(tmp_path, lengths, "11m", level) for level in Level]
    assert [text.split("About ")[1].split()[0] for text in map(intro, made)] == [
        "twelve",
        "eleven",
        "ten",
    ]


def test_the_remedy_names_every_level_that_differs() -> None:
    """One length where all round to the same minute."""
    assert length_to_write([60_000 * 25, 60_000 * 26, 60_000 * 36]) == (
        "write `length: [25m, 26m, 36m]`"
    )
    assert length_to_write([60_000 * 25, 60_000 * 25 + 9_000, 60_000 * 25]) == "write `length: 25m`"
    assert length_to_write([9_000] * 3) == "write `length: 1m`"


def test_half_a_minute_is_allowed_for_short_sessions(tmp_path: Path) -> None:
    """A promise is a number of minutes: beyond that it is a mistake, whichever way."""
    made = timeline(tmp_path, "2m", "2:05")
    assert not made.broken
    over_ms = made.duration_ms - 125_000
    assert 0 < over_ms < 25_000
    assert "lasts 2:" in refused(tmp_path, "2m", "2:25").message
    assert "lasts 1:" in refused(tmp_path, "2m", "1:00").message
    assert not timeline(tmp_path, "2m", "1:30").broken


def test_a_tenth_is_allowed_for_long_ones(tmp_path: Path) -> None:
    """Of what was promised."""
    assert not timeline(tmp_path, "60m", "65m").broken
    assert not timeline(tmp_path, "60m", "54m").broken
    assert refused(tmp_path, "60m", "66m")
    assert refused(tmp_path, "60m", "53m")


def test_a_broken_promise_is_told_where_it_was_made(tmp_path: Path) -> None:
    """With both lengths, and the one to write."""
    problem = refused(tmp_path, "10m", "20m")
    assert problem.source is not None
    assert (problem.source.line, problem.source.column) == (3, 9)
    assert problem.message == "the routine promises 10:00 and lasts 20:18"
    assert problem.hint == f"write `length: 20m`, {ONE_A_LEVEL}"


def estimated(folder: Path, length: str, pause: str, say: str = "Go.") -> tuple[Problem, ...]:
    """What is said of a promise without a voice."""
    path = folder / "mine.yaml"
    text = f"title: T\nlength: {length}\nblocks: [pause: '{pause}', say: '{say}']\n"
    path.write_text(text, encoding="utf-8")
    session = plan(pipeline.read(str(path)), Level.INTERMEDIATE)
    return doubtful_promise(session, estimate_ms(session))


def test_an_estimate_refuses_only_what_no_voice_could_keep(tmp_path: Path) -> None:
    """A fifth of what speech decides is allowed beyond what is allowed when it is measured."""
    assert not estimated(tmp_path, "10m", "10:30")
    [problem] = estimated(tmp_path, "10m", "12:30")
    assert problem.message == "the routine promises 10:00 and lasts about 13:00, by estimate"
    assert problem.hint == f"write `length: 13m`, {ONE_A_LEVEL}"
    wordy = " ".join(["word"] * 300)
    assert not estimated(tmp_path, "10m", "8:45", wordy)
    assert estimated(tmp_path, "10m", "9:20", wordy)
    assert not estimated(tmp_path, "10m", "8:40")
    assert estimated(tmp_path, "10m", "8:20")


def test_without_a_promise_an_estimate_has_nothing_to_say(tmp_path: Path) -> None:
    """It would be held against itself."""
    path = tmp_path / "mine.yaml"
    path.write_text("title: T\nblocks: [pause: 1h]\n", encoding="utf-8")
    session = plan(pipeline.read(str(path)), Level.INTERMEDIATE)
    assert doubtful_promise(session, 60_000) == ()
