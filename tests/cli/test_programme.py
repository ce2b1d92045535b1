"""Programmes on the command line are shown as a calendar, and their days are rendered."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.cli.conftest import Run

SILENT = ("--voice", "silent", "-q")
PROGRAMME = """\
title: Two short weeks
author: Ann
weeks: 2
days:
  - day: Monday
    routine: short
    work: 10s to 20s
  - day: 4
    routine: [short, short]
    level: [beginner, advanced]
    note: Well begun.
"""
SHORT = """\
title: One short march
equipment: [loop band]
blocks:
  - circuit: [march-on-the-spot]
    work: 20s
"""
GAPS = """\
title: Gaps
weeks: 2
days:
  - {day: 1, routine: [short, none], work: [10s, -]}
  - {day: 2, routine: short, work: [none, 30s], note: [Well begun., -]}
"""
LEGS = """\
title: Legs
length: 3m
blocks:
  - sets: [{exercise: side-leg-raise, sides: alternate, sets: 2, reps: 8}]
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a programme and its routine in the current folder."""
    (tmp_path / "weeks.yaml").write_text(PROGRAMME, encoding="utf-8")
    (tmp_path / "short.yaml").write_text(SHORT, encoding="utf-8")
    (tmp_path / "gaps.yaml").write_text(GAPS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_programme_is_shown_as_a_calendar(run: Run) -> None:
    """The calendar shows each day week by week: what it asks for and about how long it takes."""
    result = run("plan", "weeks.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        result.stdout
        == """\
Two short weeks
2 weeks · 2 days a week · by Ann

Day     Routine  Level         This week  About

Week 1
Monday  short    intermediate  work 10 s  1 min
Day 4   short    beginner                 1 min

Week 2
Monday  short    intermediate  work 20 s  1 min
Day 4   short    advanced                 1 min
"""
    )


def test_the_calendar_follows_what_is_left_out(run: Run) -> None:
    """Days are shorter where movements are known, or where less is said."""

    def minutes(*options: str) -> int:
        lines = run("plan", "four-weeks-of-bands", *options).stdout.splitlines()
        return sum(int(line.split()[-2]) for line in lines if line.endswith(" min"))

    usual = minutes()
    assert minutes("--known") < usual
    assert minutes("--talk", "minimal", "--no-intro") < minutes("--talk", "brief") < usual


def test_the_shipped_calendar_fits_80_columns(run: Run) -> None:
    """The shipped calendar fits into 80 columns, and into 60."""
    for columns in (60, 80):
        lines = run("plan", "four-weeks-of-bands", columns=columns).stdout.splitlines()
        assert max(map(len, lines)) <= columns
        assert [line for line in lines if line.startswith("Week ")] == [
            f"Week {week}" for week in range(1, 5)
        ]


def test_one_day_is_planned_as_a_routine(run: Run) -> None:
    """A day is named by week and day, and has the values of that week."""
    first = run("plan", "weeks.yaml", "--week", "1", "--day", "mon", *SILENT).stdout
    second = run("plan", "weeks.yaml", "--week", "2", "--day", "1", *SILENT).stdout
    assert first.startswith("Two short weeks, week 1, Monday\n")
    assert "10 s" in first
    assert "20 s" in second


def test_a_days_script_and_json_are_those_of_any_routine(run: Run) -> None:
    """A day's note is said at its beginning, and its plan as JSON keeps to the schema."""
    told = run("script", "weeks.yaml", "--week", "2", "--day", "4", *SILENT).stdout
    assert told.index("Well begun.") < told.index("March on the spot.")
    plan = json.loads(
        run("plan", "weeks.yaml", "--week", "2", "--day", "4", "--json", *SILENT).stdout
    )
    jsonschema.validate(plan, json.loads(run("schema", "plan").stdout))
    assert (plan["title"], plan["level"]) == ("Two short weeks, week 2, day 4", "advanced")


def test_a_range_of_weeks_is_rendered_whole(run: Run, here: Path) -> None:
    """Each day becomes a file named by week and day; --day alone takes that day of all weeks."""
    result = run("render", "weeks.yaml", "--week", "1-2", *SILENT)
    names = [f"weeks-w{week:02}-d{day}-silent.mp3" for week in (1, 2) for day in (1, 4)]
    assert result.stdout.splitlines() == names
    assert sorted(path.name for path in here.glob("*.mp3")) == names
    result = run("render", "weeks.yaml", "--day", "4", "-o", "thursdays/", *SILENT)
    assert [Path(line).name for line in result.stdout.splitlines()] == [names[1], names[3]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["render", "weeks.yaml"], "2 weeks with Monday and day 4; say which: `--week 1 --day 1`"),
        (["script", "weeks.yaml"], "is a programme of 2 weeks"),
        (["plan", "weeks.yaml", "--json"], "is a programme of 2 weeks"),
        (["plan", "weeks.yaml", "--sheet", "text"], "is a programme of 2 weeks"),
        (["plan", "weeks.yaml", "--json", "--week", "1"], "these are 2 days, and the screen takes"),
        (["plan", "weeks.yaml", "--week", "3", "--day", "1"], "--week: `3` is not in weeks"),
        (["plan", "weeks.yaml", "--week", "1", "--day", "2"], "it has 2 weeks with Monday and day"),
        (["plan", "weeks.yaml", "--week", "2-1", "--day", "1"], "`2-1` runs backwards"),
        (["plan", "weeks.yaml", "--week", "", "--day", "1"], "--week: `` is not in weeks"),
        (["plan", "weeks.yaml", "--week", "1-", "--day", "1"], "--week: `1-` is not in weeks"),
        (["plan", "short.yaml", "--week", "1"], "is a routine and has no weeks"),
        (["render", "weeks.yaml", "--week", "1", "-o", "x.mp3"], "share the one file x.mp3"),
        (["plan", "gaps.yaml", "--week", "2", "--day", "1"], "gaps.yaml has no training then"),
        (["plan", "short.yaml", "--json", "--sheet", "text"], "do not go together"),
        (["plan", "short.yaml", "--sheet", "pdf"], "--sheet: `pdf` is not a form of sheet"),
        (["schema", "song"], "is not a kind of file"),
    ],
)
def test_what_cannot_be_meant_is_told(
    run: Run, here: Path, arguments: list[str], said: str
) -> None:
    """A choice of days that cannot be meant is told, and nothing is written."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert bool(result.stdout) == ("--json" in arguments)
    assert said in result.stderr
    assert not list(here.glob("*.mp3"))


def test_mistakes_of_a_programme_are_told_by_place(run: Run, here: Path) -> None:
    """All mistakes of a programme are told at once, by every command that reads it."""
    broken = PROGRAMME.replace("routine: short\n", "routine: shrot\n").replace(
        "weeks: 2", "weks: 2"
    )
    (here / "weeks.yaml").write_text(broken, encoding="utf-8")
    for command in (["plan"], ["render", "--week", "1"]):
        result = run(*command, "weeks.yaml")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "weeks.yaml:3:1: unknown key `weks`; did you mean `weeks`?" in result.stderr
        assert "no routine `shrot`; did you mean `short`?" in result.stderr


def test_programmes_can_be_listed(run: Run) -> None:
    """Programmes are listed by the names to render them by."""
    lines = run("list", "programmes").stdout.splitlines()
    assert any(line.startswith("four-weeks-of-bands ") for line in lines)


@pytest.mark.parametrize("file", ["routine", "exercise", "programme", "plan"])
def test_a_schema_is_printed(run: Run, file: str) -> None:
    """`schema` prints one JSON document and nothing else."""
    result = run("schema", file)
    assert (result.exit_code, result.stderr) == (0, "")
    jsonschema.Draft202012Validator.check_schema(json.loads(result.stdout))


def test_a_sheet_is_printed(run: Run) -> None:
    """A sheet is text in 80 columns, or Markdown."""
    text = run("plan", "loop-band-legs", "--sheet", "text", *SILENT).stdout
    assert max(map(len, text.splitlines())) <= 80
    assert "Setup: " in text
    markdown = run("plan", "loop-band-legs", "--sheet", "markdown", *SILENT).stdout
    assert markdown.startswith("# Loop-band legs\n")
    day = ("--week", "4", "--day", "mon", "--sheet", "text")
    of_day = run("plan", "four-weeks-of-bands", *day, *SILENT).stdout
    assert "Equipment: medium loop band, flat band\n" in of_day


def test_a_day_may_be_left_out_of_a_week(run: Run) -> None:
    """The calendar shows a day that is left out, and a range of weeks goes on without it."""
    assert (
        run("plan", "gaps.yaml").stdout
        == """\
Gaps
2 weeks · 2 days a week

Day    Routine  Level         This week  About

Week 1
Day 1  short    intermediate  work 10 s  1 min
Day 2  short    intermediate             1 min

Week 2
Day 1  none
Day 2  short    intermediate  work 30 s  1 min
"""
    )
    result = run("render", "gaps.yaml", "--week", "1-2", *SILENT)
    assert [Path(line).stem for line in result.stdout.splitlines()] == [
        "gaps-w01-d1-silent",
        "gaps-w01-d2-silent",
        "gaps-w02-d2-silent",
    ]
    first = run("script", "gaps.yaml", "--week", "1", "--day", "2", *SILENT).stdout
    second = run("script", "gaps.yaml", "--week", "2", "--day", "2", *SILENT).stdout
    assert "Well begun." in first
    assert "Well begun." not in second


def test_what_a_programme_breaks_is_told_in_the_programme(run: Run, here: Path) -> None:
    """A mistake that a programme makes in a routine has its place in the programme, and the day."""
    (here / "legs.yaml").write_text(LEGS.replace("length: 3m\n", ""), encoding="utf-8")
    text = "title: T\nweeks: 2\ndays:\n  - {day: 1, routine: legs, sets: [2, 3]}\n"
    (here / "more.yaml").write_text(text, encoding="utf-8")
    told = (
        "more.yaml:4:35: in legs.yaml:3:12, side-leg-raise works 64 s on the left and 32 s on the "
        "right"
    )
    hint = "; make the number of turns even, or choose `sides: each-set`"
    for command in (["plan"], ["render", "--week", "1-2"], ["script", "--week", "2", "--day", "1"]):
        result = run(*command, "more.yaml", *SILENT)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == f"{told} (week 2, day 1){hint}\n"
    result = run("check", "more.yaml", "--fast")
    assert (result.exit_code, result.stdout) == (1, f"{told}{hint} [week 2, day 1]\n")


def test_a_programme_is_checked_day_by_day(run: Run) -> None:
    """A check reads all weeks and days at their levels; its JSON has the length of each day."""
    result = run("check", "weeks.yaml", *SILENT)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "weeks.yaml: no mistakes; 4 days of 1 minute\n"
    fast = run("check", "weeks.yaml", "--fast")
    assert fast.stdout == "weeks.yaml: no mistakes; 4 days of about 1 minute\n"
    [of_file] = json.loads(run("check", "gaps.yaml", "--json", *SILENT).stdout)["files"]
    assert (of_file["ok"], of_file["duration_ms"], of_file["estimated"]) == (True, {}, False)
    assert [(one["week"], one["day"]) for one in of_file["days"]] == [(1, 1), (1, 2), (2, 2)]
    first, _, third = (one["duration_ms"] for one in of_file["days"])
    assert third - first >= 14_000


def test_a_day_that_lasts_longer_than_promised_is_told(run: Run, here: Path) -> None:
    """A day that is longer than promised is told with its week, after the whole calendar."""
    (here / "legs.yaml").write_text(LEGS, encoding="utf-8")
    text = "title: T\nweeks: 2\ndays:\n  - {day: 1, routine: legs, sets: [2, 10]}\n"
    (here / "more.yaml").write_text(text, encoding="utf-8")
    calendar = run("plan", "more.yaml")
    assert calendar.exit_code == 1
    assert calendar.stdout.endswith("Day 1  legs     intermediate  sets 10    13 min\n")
    start = "more.yaml:4:5: 3:00 are promised, and it lasts about 13:"
    end = ", by estimate (week 2, day 1); write `length: 13m` for this day, or one a week\n"
    assert calendar.stderr.startswith(start)
    assert calendar.stderr.endswith(end)
    told = calendar.stderr.replace(" (week 2, day 1)", "").removesuffix("\n")
    assert run("check", "more.yaml", "--fast").stdout == f"{told} [week 2, day 1]\n"
    day = run("plan", "more.yaml", "--week", "2", "--day", "1", *SILENT)
    assert day.exit_code == 1
    assert day.stdout.startswith("T, week 2, day 1\n")
    assert "more.yaml:4:5: 3:00 are promised, and it lasts 12:" in day.stderr
    rendered = run("render", "more.yaml", "--week", "2", *SILENT)
    assert (rendered.exit_code, rendered.stdout) == (1, "")
    (here / "more.yaml").write_text(
        text.replace("sets", "length: [3m, 13m], sets"), encoding="utf-8"
    )
    assert run("check", "more.yaml", *SILENT).exit_code == 0
    told = run("script", "more.yaml", "--week", "2", "--day", "1", *SILENT).stdout
    assert "About thirteen minutes." in told
    (here / "more.yaml").write_text(
        text.replace("sets", "length: [3m, 23m], sets"), encoding="utf-8"
    )
    assert "more.yaml:4:37: 23:00 are promised" in run("check", "more.yaml", *SILENT).stdout


@pytest.mark.parametrize(
    "command",
    [
        ["plan", "--json"],
        ["plan", "--sheet", "text"],
        ["plan", "--json", "--week", "1-2"],
        ["script"],
        ["script", "--format", "srt", "--day", "1-4"],
        ["render"],
    ],
)
@pytest.mark.parametrize("weeks", [1, 2])
def test_the_dates_that_are_suggested_work(
    run: Run, here: Path, command: list[str], weeks: int
) -> None:
    """What a command suggests for a programme is dates that this command takes."""
    routine, dates = ("short", "1") if weeks == 1 else ("[none, short]", "1-2")
    days = f"  - {{day: 1, routine: {routine}}}\n  - {{day: 4, routine: short}}\n"
    late = f"title: Late\nweeks: {weeks}\ndays:\n{days}"
    (here / "late.yaml").write_text(late, encoding="utf-8")
    command = [dates if word == "1-2" else word for word in command]
    refused = run(*command, "late.yaml", *SILENT)
    assert refused.exit_code == 2
    suggested = [quoted for quoted in refused.stderr.split("`") if quoted.startswith("--week")]
    assert suggested
    kept = [word for word in command if word not in ("--week", "--day", dates, "1-4")]
    for typed in suggested:
        assert run(*kept, "late.yaml", *typed.split(), *SILENT).exit_code == 0
