"""Every mistake of a file in another format is found at its place, with what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from audioguide.errors import AuthorError, UsageError
from audioguide.importing import FORMATS, ImportOptions, convert

BROKEN = Path(__file__).parent / "samples" / "broken"

EXPECTED = {
    "activity.json": ("1:1: this JSON has no `workoutSegments`",),
    "ambiguous.txt": (
        "2:3: `400m` may be minutes or metres",
        "3:3: `100m` may be minutes or metres",
        "4:3: `50m` may be minutes or metres",
    ),
    "backwards.txt": (
        "3:1: times count from the start, and 0:45 is not after 1:00",
        "4:1: this line has no time",
    ),
    "bad-sets.md": (
        "2:1: `@units: stone` is not a unit of weight",
        "5:3: `-135 x 5` is no set",
        "6:3: `135 lbs` is no set",
        "7:3: `24 inches x 10 reps` is no set",
        "8:3: `@rest: soon` is no time",
        "9:3: 0 is no number of reps",
        "10:3: `@tempo: fast` is no tempo",
        "13:3: `200m` may be minutes or metres",
        "16:3: the set asks for as many as you can, so nothing says how long",
    ),
    "bad.json": ("2:22: not JSON: a value is expected here",),
    "deep.json": ("1:182: more than 30 levels deep",),
    "doctype.zwo": ("2:1: a document type or entity is declared here, which workouts never need",),
    "empty.txt": ("1:1: the file is empty",),
    "entities.zwo": ("1:1: a document type or entity is declared here, which workouts never need",),
    "latin-1.txt": ("1:1: the file is not UTF-8 text",),
    "metres.zwo": ("5:5: `1000 m` says how far, not how long",),
    "no-heading.md": ("1:1: there is no heading",),
    "no-length.txt": (
        "2:3: the step has no length",
        "3:3: a repeat cannot stand within a step",
        "4:3: two lengths, `10m` and `5m`",
        "6:1: nothing is repeated here",
        "8:3: `0.2s` is shorter than a second",
    ),
    "no-pace.json": (
        "2:3: `800 m` says how far, not how long",
        "4:3: the step ends when lap is pressed, so nothing says how long",
    ),
    "no-pace.txt": (
        "2:3: `2km` says how far, not how long",
        "3:3: the step ends when lap is pressed, so nothing says how long",
    ),
    "no-seconds.csv": (
        "2:1: `soon` is not a duration",
        "3:1: this line has no text and seconds",
        "4:1: this line has no text and seconds",
        "5:1: `0.25` is finer than a tenth of a second",
    ),
    "no-sets.md": ("2:1: `Bench Press` has no sets",),
    "no-workout.md": ("1:1: the exercises have no workout above them",),
    "not-a-workout.zwo": ("1:1: this is a web page, and no workout that can be read",),
    "prose.txt": ("1:1: nothing in it says how long anything lasts",),
    "twice.json": ("2:2: `workoutName` stands here a second time",),
    "unclosed.zwo": ("4:5: not XML: mismatched tag",),
    "unknown-step.json": (
        "2:3: `dance` is no type of step",
        "4:3: `moon.phase` cannot end a step",
        "6:3: the group has no number of rounds",
    ),
    "unknown-step.zwo": (
        "3:5: `Sprint` is no step that can be imported",
        "4:5: `SteadyState` has no `Duration`",
        "5:5: `Duration` is not a number",
        "6:5: `Repeat` is missing or no number of rounds",
    ),
}


@pytest.mark.parametrize("path", sorted(BROKEN.iterdir()), ids=lambda path: path.name)
def test_every_mistake_is_found_at_its_place(path: Path) -> None:
    """A broken file gives all its mistakes in order, and each comes with a remedy."""
    with pytest.raises(AuthorError) as caught:
        convert(path.read_bytes(), path.name, ImportOptions())
    problems = caught.value.problems
    assert all(p.hint and p.source and p.source.file == path.name for p in problems)
    found = [f"{p.source.line}:{p.source.column}: {p.message}" for p in problems if p.source]
    assert found == list(EXPECTED[path.name])


def refused(data: bytes, file: str, format_: str | None = None) -> str:
    """Return the first problem of a file that is refused."""
    with pytest.raises(AuthorError) as caught:
        convert(data, file, ImportOptions(format=format_))
    return str(caught.value.problems[0])


def test_a_file_over_a_megabyte_is_not_read() -> None:
    """A file over a megabyte is refused, whatever is in it."""
    assert refused(b"a;1\n" * 250_001, "big.csv") == (
        "big.csv:1:1: the file is larger than 1 MB; split it"
    )


def test_endless_lines_and_too_many_steps_are_refused() -> None:
    """A file that fits into a megabyte may still be no workout."""
    assert refused(b"a " * 2_000 + b";1", "long.csv").startswith(
        "long.csv:1:1: this line is longer"
    )
    many = "".join(f"Move {n};1\n" for n in range(1_001)).encode()
    assert refused(many, "many.csv").startswith("many.csv:1:1: more than 1000 steps")


def test_deep_xml_and_deep_lists_are_refused() -> None:
    """The nesting of elements and lists ends long before the interpreter's stack does."""
    assert "levels deep" in refused(b"<a>" * 100_000, "deep.zwo")
    assert "levels deep" in refused(b'{"a": ' + b"[" * 100_000, "deep.json")


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_a_file_with_nothing_to_do_is_refused(format_: str) -> None:
    """A file in any format is refused where it would give an empty routine."""
    nothing = {
        "zwo": b"<workout_file><workout/></workout_file>",
        "garmin": b'{"workoutSegments": [{"workoutSteps": []}]}',
    }
    assert refused(nothing.get(format_, b"# nothing\n"), "nothing", format_)


def test_an_unknown_format_is_the_callers_mistake() -> None:
    """A format that there is not is a UsageError, with the nearest name as a hint."""
    with pytest.raises(UsageError) as caught:
        convert(b"Squat;30", "x.csv", ImportOptions(format="lift-mark"))
    assert str(caught.value) == "no format `lift-mark`; did you mean `liftmark`?"
