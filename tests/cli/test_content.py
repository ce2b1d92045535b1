"""With ``--content DIR`` every command that names or lists routines knows the user's own folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SILENT = ("--voice", "silent", "-q")
MINE = ("--content", "mine")
FILES = {
    "mine/exercises/hop.yaml": "name: Hop\nmovement: Hop on the spot.\nwork: 20s\n",
    "mine/routines/hops.yaml": """\
title: Hops
author: Ann Example
tags: [Jumping, hips]
blocks:
  - sets: [hop]
""",
    "mine/programmes/spring.yaml": """\
title: Spring
author: Ann Example
weeks: 1
days: [{day: 1, routine: hops}]
""",
    "workout.txt": "0:00 Hop\n0:30 Rest\n0:45 Hop\n1:15 End\n",
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a current folder with a content folder in it."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_ones_own_routine_is_named_bare(run: Run) -> None:
    """Every command that takes a routine knows the user's own by its name alone."""
    assert run("plan", "hops", *MINE, *SILENT).stdout.startswith("Hops\n")
    assert "Hop on the spot." in run("script", "hops", *MINE, *SILENT).stdout
    assert run("check", "hops", *MINE, "--fast").stdout.startswith("hops: no mistakes; ")
    rendered = run("render", "hops", "all-nine", *MINE, "--voice", "silent", "-o", "out/", "-q")
    assert len(rendered.stdout.splitlines()) == 2
    result = run("plan", "hops", *SILENT)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no routine `hops`" in result.stderr


def test_ones_own_words_are_said_by_every_command(run: Run, here: Path) -> None:
    """The folder's sentences are in scripts, plans and files; what is wrong with them is told."""
    phrases = here / "mine" / "phrases.yaml"
    phrases.write_text("chapter_finish: The end\nsafety: Take care.\n", encoding="utf-8")
    (here / "mine" / "pronounce.yaml").write_text("hop: {respelled: hopp}\n", encoding="utf-8")
    assert "Take care." in run("script", "hops", *MINE, *SILENT).stdout
    for own, title in ((MINE, "The end"), ((), "Finish")):
        plan = json.loads(run("plan", "all-nine", "--json", *own, *SILENT).stdout)
        assert plan["chapters"][-1]["title"] == title
    day = ("spring", "--week", "1", "--day", "1", *MINE, *SILENT)
    assert "Take care." in run("script", *day).stdout
    phrases.write_text("safty: Take care.\n", encoding="utf-8")
    told = "mine/phrases.yaml:1:1: unknown key `safty`; did you mean `safety`?\n"
    for command in ("render", "plan", "script"):
        result = run(command, "hops", *MINE, *SILENT)
        assert (result.exit_code, result.stdout, result.stderr) == (1, "", told)
    assert run("check", "hops", *MINE, "--fast").stdout.startswith(told)
    listed = run("list", *MINE)
    assert (listed.exit_code, listed.stderr) == (1, told)
    assert "\nhops " in listed.stdout
    assert run("show", "hop", *MINE).stdout.startswith("Hop")


def test_one_sound_set_is_as_good_as_another_to_check(run: Run) -> None:
    """`check` takes a set of sounds as the commands do that make them heard."""
    assert run("check", "hops", *MINE, "--fast", "--sounds", "class").exit_code == 0


def test_ones_own_programme_is_named_bare(run: Run) -> None:
    """The user's own programme is known by its name alone, with its days."""
    assert run("plan", "spring", *MINE).stdout.startswith("Spring\n1 week")
    day = ("spring", "--week", "1", "--day", "1", *MINE, *SILENT)
    assert run("script", *day).exit_code == 0
    assert run("render", *day).stdout == "spring-w01-d1-silent.mp3\n"
    checked = run("check", "spring", *MINE, "--fast", "--json").stdout
    assert json.loads(checked)["files"][0]["ok"]


def test_lists_say_what_is_ones_own(run: Run) -> None:
    """The user's own files are listed under their folder's name, before what ships."""
    routines = run("list", "routines", *MINE).stdout.splitlines()
    assert [" ".join(line.split()) for line in routines[1:4]] == [
        "In mine:",
        "hops 3 min Hops, by Ann Example",
        "Tags: Jumping, hips",
    ]
    assert "With the program:" in routines
    programmes = run("list", "programmes", *MINE).stdout.splitlines()
    assert [" ".join(line.split()) for line in programmes[1:4]] == [
        "In mine:",
        "spring 1 1 Spring",
        "by Ann Example",
    ]
    assert run("list", "exercises", *MINE).stdout.splitlines()[1:3] == [
        "In mine:",
        "hop                    Hop",
    ]
    assert "In mine:" not in run("list", "routines").stdout


@pytest.mark.parametrize("columns", [50, 80])
def test_lists_keep_to_the_width(run: Run, columns: int) -> None:
    """Lists fit into 80 columns, and into 50."""
    for what in ("routines", "programmes", "exercises"):
        lines = run("list", what, *MINE, columns=columns).stdout.splitlines()
        assert max(map(len, lines)) <= columns


def test_a_broken_file_keeps_nothing_else_from_the_list(run: Run, here: Path) -> None:
    """A broken file is told after the list, with its place; the exit code is 1."""
    (here / "mine/routines/bad.yaml").write_text("title: B\nblcks: []\n", encoding="utf-8")
    (here / "mine/exercises/bad.yaml").write_text("nme: B\n", encoding="utf-8")
    for what in ([], ["routines"]):
        result = run("list", *what, *MINE)
        assert result.exit_code == 1
        assert "hops " in result.stdout
        assert "mine/routines/bad.yaml:2:1: unknown key `blcks`; did you mean `blocks`?" in (
            result.stderr.splitlines()
        )
    assert "mine/exercises/bad.yaml:1:1: unknown key `nme`" in run("list", *MINE).stderr
    result = run("list", "exercises", *MINE, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["exercises"][0]["folder"] == "mine"
    assert "mine/exercises/bad.yaml:1:1: unknown key `nme`" in result.stderr


def test_routines_are_found_by_a_tag(run: Run) -> None:
    """A tag is found in capitals or small letters; an unknown one is told with the nearest."""
    found = run("list", "--tag", "HIPS", *MINE).stdout
    assert found == run("list", "routines", "--tag", "hips", *MINE).stdout
    assert "\nhops " in found
    assert "\nloop-band-legs " in found
    assert "\nband-tabata " not in found
    result = run("list", "routines", "--tag", "jumpng", *MINE)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "error: --tag: no routine has the tag `jumpng`; did you mean `jumping`?\n"
    )
    result = run("list", "voices", "--tag", "hips")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "voices have no tags" in result.stderr


def test_an_import_knows_ones_own_exercises(run: Run) -> None:
    """An import names the user's own exercises and does not define them anew."""
    assert "exercise: hop\n" in run("import", "workout.txt", *MINE, "-q").stdout
    assert "says:" not in run("import", "workout.txt", *MINE, "-q").stdout
    assert "says:" in run("import", "workout.txt", "-q").stdout


@pytest.mark.parametrize(
    "command",
    [
        ["render", "hops"],
        ["plan", "hops"],
        ["script", "hops"],
        ["check", "hops"],
        ["list"],
        ["list", "routines"],
        ["import", "workout.txt"],
    ],
)
def test_what_is_no_content_folder_is_told_by_every_command(run: Run, command: list[str]) -> None:
    """A content folder that is not there is told in one line, with exit code 2."""
    result = run(*command, "--content", "minne", *([] if "list" in command else ["-q"]))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "error: there is no content folder minne; check the path\n"


def test_a_broken_length_is_shown_and_told(run: Run, here: Path) -> None:
    """`plan` and `script` show everything first, and exit with 1; `render` writes nothing."""
    path = here / "long.yaml"
    path.write_text("title: L\nlength: 20m\nblocks: [pause: 10m]\n", encoding="utf-8")
    told = "long.yaml:2:9: the routine promises 20:00 and lasts 10:"
    for command, shown in (
        (["plan"], "L\n10:"),
        (["plan", "--json"], '{\n  "format": "audioguide.plan/1"'),
        (["plan", "--sheet", "text"], "L"),
        (["script"], "L\n"),
    ):
        result = run(*command, "long.yaml", *SILENT)
        assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1), command
        assert result.stderr.startswith(told)
        assert result.stdout.startswith(shown)
    result = run("render", "long.yaml", *SILENT)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(told)
    assert not list(here.glob("*.mp3"))
    assert run("check", "long.yaml", *SILENT).stdout.startswith(told)
    fast = run("check", "long.yaml", "--fast")
    assert fast.exit_code == 1
    assert fast.stdout.startswith(told.replace("lasts", "lasts about"))
    assert ", by estimate; write `length: 10m`" in fast.stdout
    assert run("check", "long.yaml", "--fast", "--talk", "minimal").exit_code == 0
    assert run("plan", "long.yaml", "--talk", "minimal", *SILENT).exit_code == 0
