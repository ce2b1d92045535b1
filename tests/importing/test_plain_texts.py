"""Imports of timed scripts and tables keep every time, and take nothing else for a time."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml as yaml_library
from hypothesis import given
from hypothesis import strategies as st

from audioguide import imports, pipeline
from audioguide.errors import AuthorError
from audioguide.importing import ImportOptions, convert
from audioguide.options import Options
from tests.importing.totals import total_ms

KNOWN = {"easy-walk": "easy walk"}


def made(written: str, file: str = "w.csv") -> str:
    """Return the YAML of a short text."""
    return convert(written.encode(), file, ImportOptions(known=KNOWN)).yaml


def refused(written: str, file: str = "w.csv") -> str:
    """Return the first problem of a file that is refused."""
    with pytest.raises(AuthorError) as caught:
        made(written, file)
    return str(caught.value.problems[0])


def test_two_times_in_a_row_are_work_and_rest() -> None:
    """The rest after the last row is kept too, and a third time in a row is refused."""
    yaml = made("Squat,30,15\nPlank,45,15\n")
    assert "says: Squat.\n        work: 30s\n" in yaml
    assert "says: Plank.\n        work: 45s\n" in yaml
    assert total_ms(yaml) == (30 + 15 + 45 + 15) * 1000
    assert "3 times stand here" in refused("Squat,30,15,5\n")


@pytest.mark.parametrize(
    "table",
    [
        "Order,Exercise,Seconds\n1,Squat,30\n2,Rest,15\n3,Plank,45\n",
        "Seconds,Exercise\n30,Squat\n15,Rest\n45,Plank\n",
        "Exercise,Work (s),Rest (s)\nSquat,30,15\nPlank,45,\n",
        "1,Squat,30\n2,Rest,15\n3,Plank,45\n",
        "Exercise;Minutes\nSquat;0.5\nRest;0.25\nPlank;0.75\n",
    ],
)
def test_headings_say_what_a_column_is(table: str) -> None:
    """Columns may come in any order, and numbers that only count the rows are no times."""
    yaml = made(table)
    assert "says: Squat.\n        work: 30s\n" in yaml
    assert "says: Plank.\n        work: 45s\n" in yaml
    assert total_ms(yaml) == 90_000


@pytest.mark.parametrize(
    "heading",
    [
        "Date,Exercise,Category,Weight (kg),Reps,Distance,Distance Unit,Time",
        "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes",
        '"title","start_time","end_time","description","exercise_title","set_index","reps"',
    ],
)
@pytest.mark.parametrize("file", ["w.csv", "w.txt"])
def test_a_log_is_refused_as_a_log(heading: str, file: str) -> None:
    """A log of what somebody has done is refused, because it holds no times for a workout to do."""
    assert "this is a log of what was done" in refused(f"{heading}\n2024-01-01,Squat,5\n", file)


def test_a_column_that_nobody_reads_is_told() -> None:
    """A column that is not read is left out with a warning that names it."""
    done = convert(b"Exercise,Seconds,Muscle\nSquat,30,Legs\n", "w.csv", ImportOptions())
    assert "the column `Muscle` is left out" in str(done.warnings[0])


@pytest.mark.parametrize("dash", ["-", " - ", "\u2013", " to "])
@pytest.mark.parametrize("bracket", [("", ""), ("[", "]")])
def test_a_line_may_say_until_when(dash: str, bracket: tuple[str, str]) -> None:
    """Where every line has an end, the last one has a length too."""
    spans = [("0:00", "5:00", "Brisk walk"), ("5:00", "6:00", "Run"), ("6:00", "7:30", "Walk")]
    spans.append(("7:30", "12:30", "Slow walk"))
    left, right = bracket
    lines = [f"{left}{start}{dash}{end}{right} {text}" for start, end, text in spans]
    yaml = made("\n".join(["Run walk", *lines]), "w.txt")
    assert total_ms(yaml) == 750_000
    assert "title: Run walk\n" in yaml
    assert yaml.count("0 ") == 0


def test_gaps_and_overlaps_of_time_ranges_are_told() -> None:
    """A gap between two times is a rest, and an overlap is a mistake."""
    yaml = made("0:00-1:00 Squat\n1:30-2:00 Plank\n", "w.txt")
    assert total_ms(yaml) == 120_000
    assert "the line before ends at 1:00" in refused("0:00-1:00 Squat\n0:30-2:00 Plank\n", "w.txt")


def test_talk_belongs_to_the_stretch_that_goes_on() -> None:
    """A line that only talks is said during the stretch that goes on, and its own time is lost."""
    script = (
        "0:00 Warm up with a brisk walk\n2:00 Start jogging now\n4:00 Looking good, keep it up\n"
        "6:00 You are half way through the jog\n8:00 Slow down and walk\n10:00 Done\n"
    )
    done = convert(script.encode(), "w.txt", ImportOptions())
    assert done.yaml.count("- exercise:") == 3
    assert "work: 6m\n" in done.yaml
    assert "- Looking good, keep it up.\n" in done.yaml
    assert "- You are half way through the jog.\n" in done.yaml
    assert total_ms(done.yaml) == 600_000
    assert sum("the time of" in str(warning) for warning in done.warnings) == 2


@pytest.mark.parametrize("rest", ["Pause", "Repos", "Descanso", "Riposo", "Pauze", "Vila", "Rest"])
def test_a_rest_is_known_in_other_languages(rest: str) -> None:
    """A rest in another language is a rest, not an exercise."""
    yaml = made(f"Squat;30\n{rest};15\nPlank;45\n")
    assert yaml.count("- exercise:") == 2
    assert "rest: 15s\n" in yaml


def test_switching_sides_is_no_work() -> None:
    """Switching sides is a rest in which its words are said."""
    yaml = made("Side plank left;30\nSwitch sides;10\nSide plank right;30\n")
    assert yaml.count("- exercise:") == 2
    assert "switch sides." in yaml


def test_a_time_for_both_sides_is_told() -> None:
    """A remark says that a time beside "each side" is taken for both sides together."""
    done = convert(b"Lunge each side;30\nPlank;20\n", "w.csv", ImportOptions())
    assert "`each side` stands here" in str(done.warnings[0])


@pytest.mark.parametrize("line", ["Walk 5 min", "5 min walk", "Walk: 300 seconds", "Walk (5 min)"])
def test_a_length_with_its_unit_needs_no_delimiter(line: str) -> None:
    """A length with its unit may stand before the text or behind it."""
    assert "work: 5m\n" in made(line, "w.txt")


def test_run_and_walk_in_turn_are_intervals() -> None:
    """The last walk is done as the others are, and is not made a pause."""
    rows = "Brisk walk,300\n" + "Run,60\nWalk,90\n" * 3 + "Easy walk,300\n"
    yaml = made(rows)
    assert "rest: 90s\n    recover: easy-walk\n    rounds: 3\n" in yaml
    assert "pause" not in yaml
    assert total_ms(yaml) == 1_050_000


def test_equal_work_and_rest_keep_the_clock() -> None:
    """Several movements with equal work and rest become `intervals`, named before they start."""
    names = ["Jacks", "Wall sit", "Pushes", "Crunches", "Steps", "Squats"]
    yaml = made("Break,10\n".join(f"{name},30\n" for name in names))
    assert yaml.count("  - intervals:\n") == 1
    assert "    work: 30s\n    rest: 10s\n" in yaml
    assert total_ms(yaml) == 230_000


def test_a_title_may_hold_a_word_of_the_format() -> None:
    """The word "supersets" in the title of a workout does not make its exercises a superset."""
    yaml = made("# My three supersets\n\n## Squat\n- 10\n- 10\n\n## Row\n- 8\n", "w.md")
    assert "title: My three supersets\n" in yaml
    assert yaml.count("- exercise:") == 2


def test_warnings_show_no_control_characters() -> None:
    """A warning shows neither control characters nor marks that reverse the direction of text."""
    done = convert(b"# W\n## Row\n- 10 @x: \x1b[2J\xe2\x80\xae\n", "w.md", ImportOptions())
    shown = str(done.warnings[0])
    assert "\x1b" not in shown
    assert "\u202e" not in shown


NAMES = st.sampled_from(["Squat", "Plank", "Rest", "Run", "Walk", "Jacks", "Wall sit", "Descanso"])
ROWS = st.lists(st.tuples(NAMES, st.integers(1, 600), st.integers(0, 90)), min_size=1, max_size=12)


@given(ROWS)
def test_a_table_keeps_its_time(rows: list[tuple[str, int, int]]) -> None:
    """The work, rests and pauses of the routine last as long as those of the table."""
    table = "".join(f"{name},{work},{rest}\n" for name, work, rest in rows)
    expected = 1000 * sum(work + rest for _, work, rest in rows)
    assert total_ms(made(f"Exercise,Work,Rest\n{table}")) == expected


SCRIPT = st.lists(st.tuples(NAMES | st.just("Keep going"), st.integers(1, 600)), min_size=1)


@given(SCRIPT.filter(lambda lines: len(lines) < 20))
def test_a_script_keeps_its_time(lines: list[tuple[str, int]]) -> None:
    """The time is kept however talk, work and rest follow each other."""
    at, written = 0, list[str]()
    for name, seconds in lines:
        written.append(f"{at // 60}:{at % 60:02} {name}")
        at += seconds
    written.append(f"{at // 60}:{at % 60:02} Done")
    assert total_ms(made("\n".join(written), "w.txt")) == 1000 * at


@pytest.mark.parametrize(
    "rows",
    [
        "Jacks,30\nBreak,10\nWall sit,30\nBreak,10\nPushes,30\nBreak,10\nSquats,30\n",
        "Look up now slowly,20\nRest,8\nRoll your wide shoulders,20\nRest,8\nSit down tall,20\n",
        "Run,60\nWalk,90\nRun,60\nWalk,90\n",
        "Squat,30,15\nPlank,45,15\n",
    ],
)
def test_an_imported_table_plans(rows: str, tmp_path: Path) -> None:
    """An imported table can be planned with the exercises that come with the program."""
    file, target = tmp_path / "w.csv", tmp_path / "w.yaml"
    file.write_text(rows)
    done = imports.import_workout(file, target, None, None, None)
    target.write_text(done.yaml)
    options = Options(voice="silent")
    script = pipeline.write_script(pipeline.read(str(target)), options)
    assert pipeline.arrange(script, options).segments


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Couch to 5k, week 1", "Couch to 5k, week 1"),
        ("10 minute run", "10 minute run"),
        ("5k: the first week", "5k: the first week"),
    ],
)
def test_a_first_line_before_the_clock_is_the_title(first: str, title: str) -> None:
    """A comma or a number in a first line before 0:00 does not make it a row."""
    yaml = made(f"{first}\n0:00 Walk\n1:00 Run\n2:00 End\n", "w.txt")
    assert yaml_library.safe_load(yaml)["title"] == title


def test_a_number_before_a_later_time_is_no_title() -> None:
    """A first line with a number before a later time is a mistake, for it may be a time."""
    assert "this line has no time" in refused("0 Walk\n1:00 Run\n2:00 End\n", "w.txt")
