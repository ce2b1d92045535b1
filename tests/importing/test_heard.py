"""Whatever letters, long words and lengths a file holds, its import can be coached."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audioguide import imports, pipeline
from audioguide.errors import AuthorError
from audioguide.options import Options

LETTERS = st.characters(
    exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters='<>&"\\|;#-\u2028'
)
WORDS = st.text(LETTERS, min_size=1, max_size=12)
TEXTS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)
SECONDS = st.integers(5, 600)
STEPS = st.lists(st.tuples(TEXTS, SECONDS), min_size=1, max_size=4)


def garmin(steps: list[tuple[str, int]]) -> str:
    """Return a workout of steps with notes, as Garmin Connect writes it."""
    written = [
        {
            "type": "ExecutableStepDTO",
            "stepType": {"stepTypeKey": "interval"},
            "endCondition": {"conditionTypeKey": "time"},
            "endConditionValue": seconds,
            "description": text,
        }
        for text, seconds in steps
    ]
    return json.dumps({"workoutName": "W", "workoutSegments": [{"workoutSteps": written}]})


WRITERS: dict[str, Callable[[list[tuple[str, int]]], str]] = {
    "w.json": garmin,
    "w.zwo": lambda steps: (
        "<workout_file><workout>"
        + "".join(
            f'<SteadyState Duration="{s}" Power="0.6"><textevent timeoffset="0" message="{t}"/>'
            "</SteadyState>"
            for t, s in steps
        )
        + "</workout></workout_file>"
    ),
    "w.csv": lambda steps: "\n".join(f"{text[:60]};{seconds}" for text, seconds in steps),
    "w.md": lambda steps: "\n".join(
        ["# W", *(f"## {text[:50]}\n{text}\n- {seconds}s" for text, seconds in steps)]
    ),
    "w.txt": lambda steps: "\n".join(f"- {text} {seconds}s 60%" for text, seconds in steps),
}


SPOKEN = Options(voice="silent")


@pytest.mark.parametrize("name", sorted(WRITERS))
@settings(max_examples=5)
@given(steps=STEPS)
@example(steps=[("9" * 90, 30), ("Incomprehensibilities " * 30, 45)])
def test_what_is_imported_can_be_coached(name: str, steps: list[tuple[str, int]]) -> None:
    """An import is refused, or it gives a routine that no command refuses afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path, written = Path(folder, name), Path(folder, "out.yaml")
        path.write_text(WRITERS[name](steps), encoding="utf-8")
        try:
            made = imports.import_workout(path, written, None, None, None)
        except AuthorError:
            return
        written.write_text(made.yaml, encoding="utf-8")
        routine = pipeline.read(str(written))
        assert pipeline.arrange(pipeline.write_script(routine, SPOKEN), SPOKEN).cues


def test_a_line_of_letters_that_no_voice_has_is_told_as_that(tmp_path: Path) -> None:
    """A line without a word that a voice can say is refused for its letters, and not as empty."""
    path = tmp_path / "w.csv"
    path.write_text("\u041f\u0440\u0438\u0441\u0435\u0434;30\n", encoding="utf-8")
    with pytest.raises(AuthorError, match="no voice has the letters of"):
        imports.import_workout(path, tmp_path / "out.yaml", None, None, None)


def test_a_title_that_is_too_long_to_say_keeps_no_workout_away(tmp_path: Path) -> None:
    """A title that is too long to say is still written, and the introduction does without it."""
    path = tmp_path / "w.zwo"
    title = (
        "W12D3 2024-11-27 4x(8min @ 98-102% FTP) / 3x(4x30/30) VO2 HIIT LT2 MAP SST TSS NP IF CTL"
    )
    steps = '<workout><SteadyState Duration="60" Power="0.5"/></workout>'
    path.write_text(f"<workout_file><name>{title}</name>{steps}</workout_file>", encoding="utf-8")
    made = imports.import_workout(path, tmp_path / "out.yaml", None, None, None)
    assert "W12D3" in made.title


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_letters_that_no_voice_has_are_left_out_and_told(name: str, tmp_path: Path) -> None:
    """Words that no voice can say are left out with a warning, also where the file escapes them."""
    steps = [("\u0431\u0435\u0433 run \u0431\u0435\u0433", 30), ("Hop \u2026", 20)]
    path = tmp_path / name
    path.write_text(WRITERS[name](steps), encoding="utf-8")
    if name == "w.json":  # as programs write it: escaped
        assert "\\u0431" in path.read_text()
    made = imports.import_workout(path, tmp_path / "out.yaml", None, None, None)
    assert "\u0431" not in made.yaml
    assert any("\u0435\u0433" in warning.message for warning in made.warnings)
