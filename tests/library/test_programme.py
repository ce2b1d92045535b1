"""Programmes are read whole: days, growth and routines, with every mistake at its place.

Files in `tests/broken/programmes` begin as those of routines do, with a comment line for each
problem: `# expect: LINE:COLUMN: words of the message; words of the hint`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from audioguide import inspection, pipeline
from audioguide.errors import AuthorError, Problem, Source, UsageError
from audioguide.library import (
    catalogue,
    content_folder,
    find_programme,
    list_programmes,
    list_routines,
    load_programme,
)
from audioguide.library.weekly import spread
from audioguide.model.programme import Programme
from audioguide.model.routine import Amount, Level

BROKEN = Path(__file__).resolve().parent.parent / "broken" / "programmes"
EXPECT = re.compile(r"# expect: (\d+):(\d+): (.+?); (.+)", re.MULTILINE)

Read = Callable[..., Programme]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Give a function that reads a programme of four weeks with these lines under its one day."""

    def reads(lines: str, weeks: int = 4) -> Programme:
        path = tmp_path / "mine.yaml"
        day = "".join(f"    {line}\n" for line in lines.splitlines())
        text = f"title: T\nweeks: {weeks}\ndays:\n  - day: 1\n    routine: loop-band-legs\n{day}"
        path.write_text(text, encoding="utf-8")
        return load_programme(str(path))

    return reads


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_mistake_in_a_programme_is_found(path: Path) -> None:
    """Place, message and hint are those that the file expects, all told at once."""
    expected = EXPECT.findall(path.read_text("utf-8"))
    assert expected, "the file expects nothing"
    with pytest.raises(AuthorError) as caught:
        inspection.calendar(load_programme(str(path)))
    found = caught.value.problems
    assert len(found) == len(expected), "\n".join(map(str, found))
    for (line, column, message, hint), problem in zip(expected, found, strict=True):
        assert problem.source is not None
        assert Path(problem.source.file).name == path.name
        assert (problem.source.line, problem.source.column) == (int(line), int(column)), problem
        assert message in str(problem)
        assert hint in problem.hint


def test_every_shipped_programme_can_be_trained() -> None:
    """All days of a shipped programme can be planned, and no routine has its name."""
    problems: list[Problem] = []
    found = list_programmes(catalogue(), problems)
    assert not problems
    files = (content_folder() / "programmes").glob("*.yaml")
    assert [one.name for one in found] == sorted(file.stem for file in files)
    assert "four-weeks-of-bands" in [one.name for one in found]
    assert not {one.name for one in found} & {one.name for one in list_routines(catalogue(), [])}
    for programme in found:
        days = inspection.calendar(programme)
        assert len(days) == programme.weeks * len(programme.days)


@pytest.mark.parametrize(
    ("written", "weeks"),
    [
        ("reps: 10", (10, 10, 10, 10)),
        ("reps: [8, 8, 9, 10]", (8, 8, 9, 10)),
        ("reps: 8 to 10", (8, 9, 9, 10)),
        ("reps: 8-10", (8, 9, 9, 10)),
        ("reps: 12 to 6", (12, 10, 8, 6)),
        ("rest: 60s to 45s", (60_000, 55_000, 50_000, 45_000)),
        ("rest: 60-45s", (60_000, 55_000, 50_000, 45_000)),
        ("rest: 1:00 to 0:30", (60_000, 50_000, 40_000, 30_000)),
        ("rest: [1:00, 50s, 45, 0]", (60_000, 50_000, 45_000, 0)),
        ("work: 12s to 18s", (12_000, 12_000, 17_000, 18_000)),
        ("amrap: 6m to 10m", (360_000, 420_000, 540_000, 600_000)),
    ],
)
def test_an_amount_has_a_value_for_every_week(
    read: Read, written: str, weeks: tuple[int, ...]
) -> None:
    """An amount is one for all weeks, one a week, or grows evenly between two ends."""
    [growth] = read(written).days[0].growth
    assert growth.weeks == weeks
    assert (growth.amount, growth.target) == (Amount(written.split(":")[0]), "")


def test_growth_begins_and_ends_as_written_and_never_turns() -> None:
    """Growth begins and ends as it is written and never turns, whatever its ends and steps."""
    for first in range(12):
        for last in range(12):
            for weeks in range(2, 8):
                for step in (1, 5):
                    way = [spread(first, last, week, weeks, step) for week in range(weeks)]
                    assert (way[0], way[-1]) == (first, last)
                    assert way == sorted(way, reverse=last < first)


def test_an_amount_may_be_for_an_exercise_or_a_block(read: Read) -> None:
    """An amount may be for an exercise's id or a block's name, and each grows by itself."""
    programme = read("rounds:\n  Cool-down: 2\nreps: {banded-squat: 8 to 11, banded-plank: 9}")
    assert [(one.target, one.weeks) for one in programme.days[0].growth] == [
        ("banded-squat", (8, 9, 10, 11)),
        ("banded-plank", (9, 9, 9, 9)),
        ("Cool-down", (2, 2, 2, 2)),
    ]


def test_levels_bands_and_notes_go_by_the_week(read: Read) -> None:
    """Levels, bands and notes are one for all weeks or one a week; the level may be left out."""
    [day] = read("level: [beginner, advanced]\nband: light\nnote: [A., B.]", weeks=2).days
    assert day.levels == (Level.BEGINNER, Level.ADVANCED)
    assert (day.bands, day.notes) == (("light", "light"), ("A.", "B."))
    [day] = read("sets: 3", weeks=2).days
    assert day.levels == (Level.INTERMEDIATE,) * 2
    assert (day.bands, day.notes) == ((), ())


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("sets: [3, 4, 5]", "`sets` has a value for week 2, which has no training on this day"),
        ("reps: [none, -, none]", "`reps` has no value for any week"),
        ('sets: {"": 3}', "a name is empty"),
    ],
)
def test_amounts_that_come_to_nothing_are_told(tmp_path: Path, written: str, message: str) -> None:
    """A calendar never shows what nobody will train."""
    path = tmp_path / "mine.yaml"
    path.write_text(
        "title: T\nweeks: 3\ndays:\n  - day: 1\n"
        f"    routine: [loop-band-legs, none, loop-band-legs]\n    {written}\n",
        encoding="utf-8",
    )
    with pytest.raises(AuthorError, match=rf"mine\.yaml:6:\d+: {re.escape(message)}"):
        load_programme(str(path))


@pytest.mark.parametrize("named", ["mine.yaml", "other.yaml"])
def test_a_day_that_names_a_programme_is_told_where_it_does(tmp_path: Path, named: str) -> None:
    """Also where it names itself, which would never end."""
    for file in ("mine.yaml", "other.yaml"):
        (tmp_path / file).write_text(
            f"title: T\nweeks: 1\ndays:\n  - {{day: 1, routine: {named}}}\n", encoding="utf-8"
        )
    message = rf"mine\.yaml:4:\d+: `{named}` is a programme, not a routine; name a routine"
    with pytest.raises(AuthorError, match=message):
        load_programme(str(tmp_path / "mine.yaml"))


@pytest.mark.parametrize("word", ["none", "-", "'-'"])
def test_a_list_may_leave_weeks_out(tmp_path: Path, word: str) -> None:
    """A week that a list leaves out has no training, or is as the routine has it.

    Amounts that grow go on growing in that week.
    """
    path = tmp_path / "mine.yaml"
    path.write_text(
        "title: T\nweeks: 3\ndays:\n  - day: 1\n"
        f"    routine: [loop-band-legs, {word}, loop-band-legs]\n"
        f"    level: [{word}, {word}, advanced]\n"
        f"    sets: [{word}, {word}, 3]\n"
        "    reps: 8 to 12\n"
        f"    note: [{word}, {word}, Go.]\n"
        f"    length: [{word}, {word}, 25m]\n",
        encoding="utf-8",
    )
    programme = load_programme(str(path))
    [day] = programme.days
    assert [routine is None for routine in day.routines] == [False, True, False]
    assert day.levels == (Level.INTERMEDIATE, Level.INTERMEDIATE, Level.ADVANCED)
    assert [one.weeks for one in day.growth] == [(None, None, 3), (8, 10, 12)]
    assert day.notes == ("", "", "Go.")
    assert day.lengths_ms == (None, None, 1_500_000)
    assert day.length_at == Source(str(path), 10, 13)
    assert [week for week, _ in programme.trainings()] == [1, 3]


def test_a_broken_routine_beside_weeks_left_out_is_told_alone(tmp_path: Path) -> None:
    """A broken routine is told alone, and not also that its day is in no week."""
    (tmp_path / "a.yaml").write_text("title: A\nblocks: []\n", encoding="utf-8")
    path = tmp_path / "p.yaml"
    days = "days: [{day: 1, routine: [a, none]}, {day: 2, routine: [none, a]}]"
    path.write_text(f"title: T\nweeks: 2\n{days}\n", encoding="utf-8")
    with pytest.raises(AuthorError) as caught:
        load_programme(str(path))
    assert [problem.message for problem in caught.value.problems] == ["the list is empty"]


def test_a_days_length_may_grow(read: Read) -> None:
    """The length of a day grows in whole minutes."""
    assert read("length: 20m to 30m").days[0].lengths_ms == (
        1_200_000,
        1_380_000,
        1_620_000,
        1_800_000,
    )
    assert read("length: 20m", weeks=2).days[0].lengths_ms == (1_200_000,) * 2


def test_days_are_in_the_order_of_the_week(tmp_path: Path) -> None:
    """Days are numbers or weekdays, whole or shortened, and are put in the week's order."""
    path = tmp_path / "p.yml"
    names = ("Sat", "wednesday", "1")
    days = "".join(f"  - {{day: {name}, routine: loop-band-legs}}\n" for name in names)
    path.write_text(f"title: T\nweeks: 1\ndays:\n{days}", encoding="utf-8")
    found = [(day.number, day.name) for day in load_programme(str(path)).days]
    assert found == [(1, "day 1"), (3, "Wednesday"), (6, "Saturday")]


def test_routines_of_ones_own_lie_beside_the_programme(tmp_path: Path) -> None:
    """Own routines are found beside the programme, in `routines` or by path.

    A broken one is told once.
    """
    own = "title: {}\nblocks: [circuit: [march-on-the-spot]]\n"
    (tmp_path / "routines").mkdir()
    (tmp_path / "a.yaml").write_text(own.format("A"), encoding="utf-8")
    (tmp_path / "routines" / "b.yaml").write_text(own.format("B"), encoding="utf-8")
    path = tmp_path / "p.yaml"
    path.write_text(
        "title: T\nweeks: 3\ndays: [{day: 1, routine: [a, b, routines/b.yaml]}]\n", encoding="utf-8"
    )
    [day] = load_programme(str(path)).days
    assert [routine.title for routine in day.routines if routine] == ["A", "B", "B"]
    (tmp_path / "a.yaml").write_text("title: A\nblocks: []\n", encoding="utf-8")
    path.write_text(
        "title: T\nweeks: 2\ndays: [{day: 1, routine: [a, a]}, {day: 2, routine: a}]\n",
        encoding="utf-8",
    )
    with pytest.raises(AuthorError) as caught:
        load_programme(str(path))
    [problem] = caught.value.problems
    assert problem.source is not None
    assert Path(problem.source.file).name == "a.yaml"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("title: T\nweeks: 2\ndays: []\n", True),
        ("title: T\ndays: []\n", True),
        ("title: T\nblocks: []\n", False),
        ("title: T\nweeks: 2\nblocks: []\n", False),
        ("- a\n", False),
        ("title: [\n", False),
    ],
)
def test_a_file_with_weeks_or_days_is_a_programme(tmp_path: Path, text: str, is_one: bool) -> None:
    """A file with days, or with weeks and no blocks, is taken for a programme."""
    path = tmp_path / "some.yaml"
    path.write_text(text, encoding="utf-8")
    assert find_programme(str(path)) == (path if is_one else None)


@pytest.mark.parametrize("name", ["", "..", "nothing", "x" * 300, "missing.yaml", "a/b"])
def test_what_is_not_there_is_no_programme(name: str) -> None:
    """A programme that is not there is not found, and to load it is a UsageError."""
    assert find_programme(name) is None
    with pytest.raises(UsageError, match="no programme"):
        load_programme(name)


def test_the_nearest_name_is_offered() -> None:
    """A misspelt programme is told with the nearest name, also where a routine was looked for."""
    with pytest.raises(UsageError, match="did you mean `four-weeks-of-bands`"):
        load_programme("four-weeks-of-band")
    with pytest.raises(UsageError, match="did you mean `four-weeks-of-bands`"):
        pipeline.read("four-weeks-of-band")
    with pytest.raises(UsageError, match="is a programme, not a routine"):
        pipeline.read("four-weeks-of-bands")
