"""A session lasts twelve hours at most, and the work of planning grows with its length."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType

import pytest

from audioguide import pipeline
from audioguide.errors import AuthorError
from audioguide.model.routine import Level
from audioguide.options import Options
from audioguide.planning import plan
from audioguide.planning import too_long as room
from audioguide.planning.expand import expand

SHIPPED = sorted(path.stem for path in Path("content/routines").glob("*.yaml"))
TOO_LONG = {
    "pauses": ("  - say: Hello.\n" + "  - pause: 4h\n" * 26, "4:5", "104", "4"),
    "intervals": (
        "  - intervals: [{exercise: easy-run, work: 4h}]\n    rest: 4h\n    rounds: 100\n",
        "3:5",
        "796",
        "796",
    ),
    "a circuit": (
        "  - pause: 1m\n  - circuit: [plank, push-up]\n    work: 1h\n    rounds: 7\n",
        "4:5",
        "14.1",
        "14.1",
    ),
    "sets": (
        "  - sets: [{exercise: plank, work: 1h, sets: 20}]\n    rest: 1h\n",
        "3:5",
        "39",
        "39",
    ),
    "minutes": ("  - emom: 4h\n    each: [plank]\n" * 4, "3:5", "16", "4"),
}


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    """Give a function that writes a routine of these blocks and returns its file."""

    def write(blocks: str) -> Path:
        path = tmp_path / "long.yaml"
        path.write_text(f"title: Long\nblocks:\n{blocks}")
        return path

    return write


@pytest.mark.parametrize("kind", TOO_LONG)
def test_what_lasts_longer_than_twelve_hours_is_refused_at_its_largest_block(
    kind: str, written: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message has both lengths, and the routine is refused before it is planned."""
    blocks, place, hours, largest = TOO_LONG[kind]
    routine = pipeline.read(str(written(blocks)))
    monkeypatch.setattr(sys.modules["audioguide.planning.planner"], "expand", None)
    with pytest.raises(AuthorError) as refused:
        plan(routine, Level.ADVANCED)
    (problem,) = refused.value.problems
    assert (
        str(problem)
        .partition("long.yaml:")[2]
        .startswith(
            f"{place}: the routine lasts {hours} hours, and 12 are the most; "
            f"this is its longest block, with {largest};"
        )
    )


def test_twelve_hours_are_no_mistake(written: Callable[[str], Path]) -> None:
    """A session of exactly twelve hours is allowed."""
    plan(pipeline.read(str(written("  - pause: 4h\n" * 3))), Level.BEGINNER)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_round_or_two_tell_how_long_all_of_them_last(name: str) -> None:
    """The quick length of every block of the shipped routines is that of all its steps."""
    routine = pipeline.read(name)
    for level in Level:
        for block in routine.blocks:
            steps = expand(replace(routine, blocks=(block,)), level, [])
            assert room._block_ms(routine, block, level) == sum(room._steps_ms(steps, level))


def test_the_work_grows_as_the_session_does(written: Callable[[str], Path]) -> None:
    """Four times the rounds take about four times the calls, and no more."""

    def calls(rounds: int) -> int:
        circuit = "  - circuit: [plank, banded-squat, push-up]\n    work: 40s\n"
        routine = pipeline.read(str(written(f"{circuit}    rounds: {rounds}\n")))
        options = Options(voice="silent")
        called = 0

        def count(frame: FrameType, event: str, _: object) -> None:
            nonlocal called
            if event == "call" and "audioguide" in frame.f_code.co_filename:
                called += 1

        with pipeline.open_speaker(options) as speaker:
            # What every session says once is spoken before it is counted.
            pipeline.arrange_with(pipeline.write_script(routine, options), speaker)
            sys.setprofile(count)
            try:
                pipeline.arrange_with(pipeline.write_script(routine, options), speaker)
            finally:
                sys.setprofile(None)
        return called

    few, many = calls(24), calls(96)
    assert many < 4.2 * few
