"""What people expect of any command: short options, files, standard input, JSON, completion."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.main import get_command
from typer.testing import CliRunner

from audioguide import __version__
from audioguide.cli.app import app
from tests.cli.conftest import Run

SILENT = ("--voice", "silent", "-q")
ROUTINE = "title: Mine\nblocks: [{circuit: [march-on-the-spot], work: 10s}]\n"
PROGRAMME = "title: Two\nweeks: 2\ndays: [{day: 1, routine: mine}, {day: 3, routine: mine}]\n"
GROUP: Any = get_command(app)
COMMANDS = sorted(GROUP.commands)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a routine and a programme of two weeks."""
    monkeypatch.chdir(tmp_path)
    Path("mine.yaml").write_text(ROUTINE, encoding="utf-8")
    Path("two.yaml").write_text(PROGRAMME, encoding="utf-8")
    return tmp_path


def test_short_options_ask_for_help_and_the_version(run: Run) -> None:
    """-h works as --help for every command, -V as --version."""
    assert run("-V").stdout == f"audioguide {__version__}\n"
    for command in COMMANDS:
        assert run(command, "-h").stdout == run(command, "--help").stdout


def test_without_a_command_the_help_is_read_as_it_is_set(run: Run) -> None:
    """Without a command the help is shown in lines, and the exit code is that of a usage error."""
    result = run()
    assert result.exit_code == 2
    assert "\n  render  " in result.output
    assert max(map(len, result.output.splitlines())) <= 80


def test_a_folder_with_a_dot_in_its_name_is_a_folder(run: Run) -> None:
    """What exists as a folder takes the file, whatever its name ends in."""
    Path("plans.v2").mkdir()
    assert run("plan", "mine.yaml", "-o", "plans.v2", *SILENT).exit_code == 0
    assert len(list(Path("plans.v2").iterdir())) == 1


@pytest.mark.parametrize(
    ("command", "file", "begins"),
    [
        (("plan", "mine.yaml"), "a.txt", "Mine\n"),
        (("plan", "mine.yaml"), "a.json", '{\n  "format": "audioguide.plan/1"'),
        (("plan", "mine.yaml", "--json"), "a.json", '{\n  "format": "audioguide.plan/1"'),
        (("plan", "mine.yaml"), "a.md", "# Mine"),
        (("plan", "mine.yaml", "--sheet", "text"), "a.txt", "Mine"),
        (("plan", "two.yaml"), "a.txt", "Two\n"),
        (("script", "mine.yaml"), "a.txt", "Mine\n"),
        (("script", "mine.yaml"), "a.vtt", "WEBVTT"),
        (("script", "mine.yaml", "--format", "srt"), "a.srt", "1\n"),
        (("script", "mine.yaml"), "a.json", '{\n  "format": "audioguide.script/1"'),
    ],
)
def test_a_text_is_written_to_a_file(
    run: Run, command: tuple[str, ...], file: str, begins: str
) -> None:
    """The file's ending says which form it has, if no option does; its path is printed."""
    done = run(*command, "-o", file, *SILENT)
    assert (done.exit_code, done.stdout) == (0, f"{file}\n")
    assert Path(file).read_text("utf-8").startswith(begins)
    again = run(*command, "-o", file, *SILENT)
    assert again.exit_code == 2
    assert "--force" in again.stderr
    assert run(*command, "-o", file, "--force", *SILENT).exit_code == 0


def test_a_file_of_another_form_is_refused(run: Run) -> None:
    """A name and an option that contradict each other are told, with a name that goes."""
    told = run("plan", "mine.yaml", "--json", "-o", "a.txt", *SILENT)
    assert (told.exit_code, "name it a.json" in told.stderr) == (2, True)
    told = run("script", "mine.yaml", "-o", "a.doc", *SILENT)
    assert "name it a.txt, a.json, a.vtt, a.srt or a.lrc" in told.stderr
    assert not list(Path().glob("a.*"))


def test_a_schema_is_written_to_a_file(run: Run) -> None:
    """An editor takes it from there."""
    assert run("schema", "routine", "-o", "routine.json").stdout == "routine.json\n"
    jsonschema.Draft202012Validator.check_schema(json.loads(Path("routine.json").read_text()))


def test_the_days_of_a_programme_follow_one_another(run: Run) -> None:
    """On the screen one behind the other, in a folder a file each."""
    shown = run("script", "two.yaml", "--week", "1-2", "--day", "1", *SILENT).stdout
    assert [shown.count(f"Two, week {week}, day 1") > 0 for week in (1, 2)] == [True, True]
    done = run("plan", "two.yaml", "--week", "1-2", "--json", "-o", "plans/", *SILENT)
    days = [f"two-w0{week}-d{day}-silent.json" for week in (1, 2) for day in (1, 3)]
    assert [Path(line).name for line in done.stdout.splitlines()] == days
    assert all(json.loads(path.read_text()) for path in Path("plans").iterdir())


@pytest.mark.parametrize(
    "command",
    [
        ("plan", "-", *SILENT),
        ("script", "-", *SILENT),
        ("check", "-", "--fast"),
        ("render", "-", *SILENT),
    ],
)
def test_a_routine_comes_through_standard_input(command: tuple[str, ...]) -> None:
    """A dash stands for it, and messages call it <stdin>."""
    done = CliRunner().invoke(app, command, input=ROUTINE)
    assert done.exit_code == 0
    assert done.stdout
    wrong = CliRunner().invoke(app, command, input=ROUTINE.replace("march", "mrach"))
    assert wrong.exit_code == 1
    assert "<stdin>:2:21: no exercise `mrach-on-the-spot`" in wrong.output


def test_a_workout_comes_through_standard_input() -> None:
    """`import -` reads it like a file."""
    done = CliRunner().invoke(app, ["import", "-"], input="Squat;30\nRest;10\nPlank;40\n")
    assert done.exit_code == 0
    assert "# Imported from <stdin>" in done.stdout


def test_a_person_at_standard_input_is_not_waited_for(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever typed a dash by mistake is told what it means."""
    ours, theirs = os.openpty() if hasattr(os, "openpty") else (0, 0)
    if not ours:
        pytest.skip("no terminal can be had here")
    monkeypatch.setenv("AUDIOGUIDE_CACHE", "cache")
    done = subprocess.run(
        [sys.executable, "-m", "audioguide", "plan", "-"],
        stdin=theirs,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        check=False,
    )
    assert done.returncode == 2
    assert "nothing comes through it; send a file into it" in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("plan", "nowhere", "--json"),
        ("script", "nowhere", "--format", "json"),
        ("render", "nowhere", "--json"),
        ("check", "nowhere", "--json"),
    ],
)
def test_a_program_that_asks_for_json_gets_its_problems_so(
    run: Run, command: tuple[str, ...]
) -> None:
    """With place, message, hint and context; people still read them on stderr."""
    done = run(*command)
    assert done.exit_code == 2
    told = json.loads(done.stdout)
    assert told["format"] == "audioguide.problems/1"
    [problem] = told["problems"]
    assert problem["message"] == "no routine `nowhere`"
    assert problem["file"] is None
    assert "no routine `nowhere`" in done.stderr
    assert run("plan", "nowhere").stdout == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_names_complete_in_every_shell(shell: str) -> None:
    """Routines, programmes, YAML files and voices; what cannot be read completes nothing."""

    def completed(typed: str) -> str:
        words = ["audioguide", *typed.split(" ")]
        own = {
            "_AUDIOGUIDE_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": " ".join(words),
            "COMP_CWORD": str(len(words) - 1),
            "_TYPER_COMPLETE_ARGS": " ".join(words),
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        }
        return CliRunner().invoke(app, [], prog_name="audioguide", env=own).stdout

    assert "loop-band-legs" in completed("plan loop-b")
    assert "four-weeks-of-bands" in completed("check four")
    assert "mine.yaml" in completed("render min")
    assert "silent" in completed("render mine.yaml --voice sil")


def test_an_option_means_the_same_in_every_command() -> None:
    """One name, one kind of value; only what it is written to or shown as differs in words."""
    kinds: defaultdict[str, set[tuple[str, bool]]] = defaultdict(set)
    for command in GROUP.commands.values():
        for one in command.params:
            for name in one.opts:
                if name.startswith("-"):
                    kinds[name].add((str(one.metavar).partition("[")[0], bool(one.is_flag)))
    shared = {name: found for name, found in kinds.items() if len(found) > 1}
    # A file, or a file or a folder; the forms of a sound or of a script.
    assert set(shared) <= {"--output", "-o", "--format"}
