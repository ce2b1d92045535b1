"""The whole way from a page of YAML to files works, with the silent voice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import wave
from pathlib import Path

import jsonschema
import pytest
import soundfile

import audioguide
from audioguide.formats.plan_json import plan_schema
from tests.cli.conftest import Run

SHORT = """\
title: One short march
blocks:
  - circuit: [march-on-the-spot]
    work: 20s
"""
SILENT = ("--voice", "silent")


@pytest.fixture
def short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a routine of the user's own, in the current folder."""
    path = tmp_path / "here" / "short.yaml"
    path.parent.mkdir()
    path.write_text(SHORT, encoding="utf-8")
    monkeypatch.chdir(path.parent)
    return path


def test_a_routine_of_ones_own_becomes_a_file(short: Path) -> None:
    """The command prints the path on stdout and a summary on stderr, and leaves one whole file."""
    root = str(Path(audioguide.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-m", "audioguide", "render", "short.yaml", *SILENT],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert (done.returncode, done.stdout) == (0, "short-silent.mp3\n"), done.stderr
    assert done.stderr.splitlines()[-1].startswith("One short march: 0:")
    assert sorted(one.name for one in short.parent.iterdir()) == ["short-silent.mp3", "short.yaml"]


@pytest.mark.parametrize("form", ["flac", "wav", "ogg", "opus"])
def test_a_routine_becomes_another_kind_of_file(short: Path, run: Run, form: str) -> None:
    """It is as long as its plan to the sample, and is shown by its title where that has room."""
    result = run("render", "short.yaml", *SILENT, "-q", "--format", form)
    assert (result.exit_code, result.stdout) == (0, f"short-silent.{form}\n"), result.stderr
    plan = json.loads(run("plan", "short.yaml", *SILENT, "-q", "--json").stdout)
    with soundfile.SoundFile(f"short-silent.{form}") as sound:
        assert sound.subtype == {"ogg": "VORBIS", "opus": "OPUS"}.get(form, "PCM_16")
        assert sound.format == ("OGG" if form in ("ogg", "opus") else form.upper())
        assert (sound.samplerate, sound.channels) == (48_000, 1)
        assert sound.frames == plan["duration_ms"] * 48
        assert sound.title == "One short march"
        samples = sound.read()
    assert 0.05 < abs(samples).max() < 10 ** (-1 / 20)


def test_the_same_routine_gives_the_same_bytes(short: Path, run: Run) -> None:
    """Rendering twice writes two equal files."""
    assert run("render", "short.yaml", *SILENT, "-q", "-o", "a.mp3").exit_code == 0
    assert run("render", "short.yaml", *SILENT, "-q", "-o", "b.mp3").exit_code == 0
    assert Path("a.mp3").read_bytes() == Path("b.mp3").read_bytes()


def test_a_real_plan_keeps_to_the_schema(run: Run) -> None:
    """The plan of a routine that ships is valid and contiguous, and names shipped content."""
    result = run("plan", "loop-band-legs", *SILENT, "--json", "-q")
    plan = json.loads(result.stdout)
    jsonschema.Draft202012Validator(json.loads(plan_schema())).validate(plan)
    ends = [one["end_ms"] for one in plan["segments"]]
    assert [one["start_ms"] for one in plan["segments"]] == [0, *ends[:-1]]
    assert ends[-1] == plan["duration_ms"]
    files = {one["source"]["file"] for one in plan["segments"]}
    assert files == {"content/routines/loop-band-legs.yaml"}


def test_a_plan_does_not_tell_where_its_file_was(
    short: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A routine below the current folder has its path from there; of any other the name is left."""
    absolute = run("plan", str(short), *SILENT, "--json", "-q").stdout
    monkeypatch.chdir(short.parent.parent)
    below = run("plan", os.path.join("here", "short.yaml"), *SILENT, "--json", "-q").stdout
    (short.parent.parent / "elsewhere").mkdir()
    monkeypatch.chdir(short.parent.parent / "elsewhere")
    aside = run("plan", os.path.join("..", "here", "short.yaml"), *SILENT, "--json", "-q").stdout
    files = [json.loads(text)["segments"][0]["source"]["file"] for text in (absolute, below, aside)]
    assert files == ["short.yaml", "here/short.yaml", "short.yaml"]


def test_a_table_and_a_script_fit_80_columns(run: Run) -> None:
    """What people read of a routine that ships needs no wide terminal."""
    for command in ("plan", "script"):
        result = run(command, "loop-band-legs", *SILENT, "-q")
        assert result.exit_code == 0
        assert max(map(len, result.stdout.splitlines())) <= 80


def test_everything_that_ships_can_be_listed(run: Run) -> None:
    """The lists fit 80 columns and have the voice that needs nothing."""
    result = run("list")
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert any(line.startswith("silent") for line in result.stdout.splitlines())
    assert "loop-band-legs" in result.stdout


def test_a_broken_file_is_told_by_place(short: Path, run: Run) -> None:
    """Each mistake is a line with file, line and column; exit code 1, and no file is written."""
    short.write_text(SHORT.replace("work: 20s", "wrok: 20x"), encoding="utf-8")
    result = run("render", "short.yaml", *SILENT)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("short.yaml:4:5: ")
    assert [one.name for one in short.parent.iterdir()] == ["short.yaml"]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["plan", "lop-band-legs"], "loop-band-legs"),
        (["plan", "loop-band-legs", "--voice", "slient"], "silent"),
    ],
)
def test_a_slip_of_the_hand_gets_the_right_name(run: Run, arguments: list[str], named: str) -> None:
    """An unknown routine or engine is a usage error that names the nearest."""
    result = run(*arguments, "-q")
    assert (result.exit_code, result.stdout) == (2, "")
    assert named in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_one_text_can_be_heard(short: Path, run: Run) -> None:
    """`say` writes a mono WAV file at the timeline's rate."""
    assert run("say", "3x10 squats", *SILENT, "-q", "-o", "words.wav").exit_code == 0
    with wave.open("words.wav") as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (1, 48_000, 2)
        assert file.getnframes() > 0.3 * 48_000
