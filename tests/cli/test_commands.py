"""What the other commands print, and what help and usage errors look like."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import audioguide
from tests.cli.conftest import Run, Stages

COMMANDS = ["render", "plan", "script", "check", "new", "import", "list", "show", "say"]


def test_the_version(run: Run) -> None:
    """--version prints the program's name and version."""
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"audioguide {audioguide.__version__}\n")


@pytest.mark.parametrize("command", [[], *([one] for one in COMMANDS)])
def test_help_fits_a_terminal(run: Run, command: list[str]) -> None:
    """Help is on stdout in lines of at most 80 columns, and no sentence in it is cut off."""
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "..." not in re.sub(r"(\[ARGS\]|\{[A-Z]+\})\.\.\.\n", "", result.stdout)


def test_help_names_every_command(run: Run) -> None:
    """The commands stand in help in the order of their use."""
    text = run("--help").stdout.split("Commands:")[1]
    assert [line.split()[0] for line in text.strip().splitlines()[: len(COMMANDS)]] == COMMANDS


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rendr"], "Did you mean 'render'?"),
        (["render"], "ROUTINE"),
        (["render", "a", "--levle", "x"], "--level"),
        (["plan", "a", "b"], "b"),
    ],
)
def test_usage_errors_exit_with_2(run: Run, arguments: list[str], said: str) -> None:
    """What cannot be understood is explained on stderr, with nothing on stdout."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["plan", "a", "--level", "begginer"],
            "--level: `begginer` is not a level; did you mean `beginner`?",
        ),
        (
            ["plan", "a", "--level", "x"],
            "--level: `x` is not a level; choose beginner, intermediate or advanced",
        ),
        (
            ["render", "a", "--talk", "ful"],
            "--talk: `ful` is not an amount of talk; did you mean `full`?",
        ),
        (
            ["plan", "a", "--seed", "abc"],
            "--seed: `abc` is not a whole number; write digits, as in `--seed 7`",
        ),
        (
            ["script", "a", "--format", "pdf"],
            "--format: `pdf` is not a format; choose text, json, vtt, srt or lrc",
        ),
        (["list", "voice"], "WHAT: `voice` is not something to list; did you mean `voices`?"),
    ],
)
def test_a_word_that_is_none_of_an_options(
    stages: Stages, run: Run, arguments: list[str], said: str
) -> None:
    """A wrong word for an option is told plainly, with the nearest right one or all of them."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"error: {said}\n"


def test_a_plan_is_a_table(stages: Stages, run: Run) -> None:
    """`plan` shows the table in the terminal's width; its progress goes to stderr."""
    result = run("plan", "hips")
    assert result.exit_code == 0
    assert result.stdout.startswith("Hips\n3:09 long")
    assert result.stderr == "hips: speaking\n"
    narrow = run("plan", "hips", columns=60).stdout
    assert max(map(len, narrow.splitlines())) <= 60


def test_a_plan_as_json_is_one_document(stages: Stages, run: Run) -> None:
    """`plan --json` prints the public format and nothing else."""
    result = run("plan", "hips", "--json", "-q")
    assert json.loads(result.stdout)["format"] == "audioguide.plan/1"
    assert result.stderr == ""


def test_a_script_as_text_and_as_json(stages: Stages, run: Run) -> None:
    """`script` prints every line; --format json the same for programs."""
    assert "0:44.0  Halfway." in run("script", "hips").stdout
    lines = json.loads(run("script", "hips", "--format", "json").stdout)["lines"]
    assert [one["text"] for one in lines][1] == "Halfway."


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        ("vtt", ["00:00:44.000 --> 00:00:44.008", "<v Coach>Halfway."]),
        ("srt", ["00:00:44,000 --> 00:00:44,008", "Halfway."]),
        ("lrc", ["[00:44.00]Halfway."]),
    ],
)
def test_a_script_as_subtitles(stages: Stages, run: Run, form: str, lines: list[str]) -> None:
    """`script --format` writes what players show beside the sound, and nothing else."""
    result = run("script", "hips", "--format", form, "-q")
    assert "\n".join(lines) in result.stdout
    assert result.stderr == ""


def test_list_shows_one_kind(stages: Stages, run: Run) -> None:
    """`list routines` is a table whose first column is what to type."""
    lines = run("list", "routines").stdout.splitlines()
    assert lines[1].split()[0] == "hips"
    assert len(lines) == 2


def test_list_alone_shows_everything(stages: Stages, run: Run) -> None:
    """`list` has all kinds under their headings."""
    lines = run("list").stdout.splitlines()
    headings = ["ROUTINES", "PROGRAMMES", "EXERCISES", "VOICES"]
    assert [line for line in lines if line.isupper()] == headings


def test_list_as_json_has_what_the_tables_have(stages: Stages, run: Run) -> None:
    """`list --json` is one document of all kinds, or of the one that is asked for."""
    document = json.loads(run("list", "--json").stdout)
    assert document.pop("format") == "audioguide.list/1"
    assert list(document) == ["routines", "programmes", "exercises", "voices"]
    assert document["routines"] == [
        {
            "name": "hips",
            "title": "Hips before hills",
            "about_ms": 1_200_000,
            "equipment": [],
            "tags": [],
            "author": "",
            "folder": None,
        }
    ]
    assert document["voices"][0]["voice"] == "hibari"
    assert list(json.loads(run("list", "voices", "--json").stdout)) == ["format", "voices"]


def test_say_writes_a_wave_file(stages: Stages, run: Run) -> None:
    """`say` prints the path of what it spoke."""
    result = run("say", "Three, two, one", "--voice", "silent")
    assert (result.exit_code, result.stdout) == (0, "say.wav\n")
    assert result.stderr == "2.1 s, say.wav\n"
    assert stages.said == ["Three, two, one"]
    assert Path("say.wav").is_file()


def test_say_takes_words_without_quotes(stages: Stages, run: Run) -> None:
    """Several words are one text."""
    assert run("say", "Three", "sets", "of 10.", "-q").exit_code == 0
    assert stages.said == ["Three sets of 10."]


def test_a_command_that_shows_its_progress_may_be_quiet(stages: Stages, run: Run) -> None:
    """`--quiet` leaves nothing on stderr; commands that show none do not know the option."""
    for option in ("-q", "--quiet"):
        result = run("say", "Go.", option)
        assert (result.exit_code, result.stderr) == (0, "")
        for command in (("list", "routines"), ("schema", "plan")):
            assert run(*command, option).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["  "], "nothing to say"), (["hello", "-o", "x.mp3"], "only .wav")],
)
def test_say_refuses(stages: Stages, run: Run, arguments: list[str], said: str) -> None:
    """Silence and unknown formats are usage errors."""
    result = run("say", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert stages.said == []
