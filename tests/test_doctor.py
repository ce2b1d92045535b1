"""The doctor finds what works on a machine, and what does not, with a remedy."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from audioguide.cli.app import app
from audioguide.doctor import examine
from audioguide.formats.doctor import Finding, State, is_ready
from audioguide.options import Options

HUM = Options(voice="silent")


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a cache of its own."""
    monkeypatch.setenv("AUDIOGUIDE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def found(folder: Path, options: Options = HUM) -> dict[str, Finding]:
    """Return what was found, by name."""
    return {finding.name: finding for finding in examine(options, folder)}


def run(*arguments: str) -> Result:
    """Run the command `doctor` here."""
    env = {"COLUMNS": "80", "PATH": os.environ["PATH"]}
    return CliRunner(env=env).invoke(app, ["doctor", *arguments], catch_exceptions=False)


def test_everything_needed_works_here(tmp_path: Path) -> None:
    """A machine that runs these tests can render, and nothing is left where it was tried."""
    here = found(tmp_path)
    assert is_ready(tuple(here.values()))
    needed = ("audioguide", "Python", "content", "voice", "MP3", "WAV, FLAC, Ogg", "place to write")
    assert [here[name].state for name in needed] == [State.WORKS] * len(needed)
    assert "silent:hum says “Ready.” in 0.4 s" in here["voice"].about
    assert here["cache"].state is State.WORKS
    assert [one.name for one in tmp_path.iterdir()] == ["cache"]


def test_engines_are_listed_with_what_they_need(tmp_path: Path) -> None:
    """Engines are listed whether they are ready or wait for files, and neither stops a render."""
    here = found(tmp_path)
    assert here["engine silent"] == Finding("engine silent", State.WORKS, "1 voice: hum")
    assert here["engine kokoro"].state is State.MISSING
    assert "kokoro:/path/" in here["engine kokoro"].remedy


def test_a_voice_that_is_not_there_is_broken(tmp_path: Path) -> None:
    """A voice that was asked for and is not there is broken, because a render needs it."""
    voice = found(tmp_path, Options(voice="piper"))["voice"]
    assert voice.state is State.BROKEN
    assert "bring a model file" in voice.about
    assert found(tmp_path, Options(voice="hibary"))["voice"].about == "no engine `hibary`"


def test_a_folder_that_is_not_there_is_tried_above(tmp_path: Path) -> None:
    """A folder that does not exist is tried in the folder above, and is not made."""
    place = found(tmp_path / "a" / "b")["place to write"]
    assert place.state is State.WORKS
    assert "which will be made" in place.about
    assert not (tmp_path / "a").exists()


def test_a_place_that_takes_nothing_is_broken(tmp_path: Path) -> None:
    """A place that cannot be written to is told with the reason, and all else is still tried."""
    (tmp_path / "file").touch()
    here = found(tmp_path / "file")
    assert here["place to write"].state is State.BROKEN
    assert f"nothing can be written in {tmp_path / 'file'} (" in here["place to write"].about
    assert here["MP3"].state is State.WORKS


def test_a_cache_that_keeps_nothing_is_missing(own_cache: Path, tmp_path: Path) -> None:
    """A cache that cannot be used stops no render; the remedy is another folder for it."""
    own_cache.touch()
    here = found(tmp_path)
    assert here["cache"].state is State.MISSING
    assert str(own_cache) in here["cache"].about
    assert "AUDIOGUIDE_CACHE" in here["cache"].remedy
    assert is_ready(tuple(here.values()))


def test_without_ffmpeg_there_is_a_way_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without ffmpeg only M4A and recordings are missing, with a remedy."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    here = found(tmp_path)
    assert here["M4A, recordings"].state is State.MISSING
    assert "install ffmpeg" in here["M4A, recordings"].remedy
    assert is_ready(tuple(here.values()))


def test_a_broken_package_is_an_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a broken package raises is told, with the advice to reinstall."""
    import lameenc

    def broken() -> None:
        raise OSError("no such symbol")

    monkeypatch.setattr(lameenc, "Encoder", broken)
    mp3 = found(tmp_path)["MP3"]
    assert mp3 == Finding(
        "MP3",
        State.BROKEN,
        "OSError: no such symbol",
        "reinstall audioguide with all its packages",
    )


def test_the_command_tells_and_exits_with_0() -> None:
    """The command prints a table of at most 80 columns, or with --json one document alone."""
    told = run("--voice", "silent")
    assert told.exit_code == 0
    assert max(map(len, told.stdout.splitlines())) <= 80
    assert told.stdout.endswith("Everything that a render needs works here.\n")
    document = json.loads(run("--voice", "silent", "--json", "--quiet").stdout)
    assert document["ready"] is True


def test_the_command_exits_with_3_where_a_render_cannot_be() -> None:
    """Where a render cannot work, the exit code is the one of that render."""
    told = run("--voice", "kokoro")
    assert told.exit_code == 3
    assert "A render does not work here: see voice." in told.stdout
