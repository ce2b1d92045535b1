"""Streams that are closed, full or read by nobody give no traceback, but the right exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import audioguide

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the shell's way of closing a stream")

ROOT = Path(audioguide.__file__).resolve().parent.parent
ROUTINE = "title: Short\nblocks: [pause: 5s]\n"
COMMANDS = (
    "--help",
    "--version",
    "render --help",
    "list routines",
    "check a.yaml --voice silent",
    "plan a.yaml --voice silent",
    "plan a.yaml --voice silent --json",
    "script a.yaml --voice silent",
    "render a.yaml --voice silent",
    "say Go --voice silent",
    "new hips",
    "import talk.txt",
    "import talk.txt -o talk.yaml",
    "schema plan",
    "cache info",
    "doctor --voice silent",
)
MISTAKES = ("", "nope", "render", "render nope", "render a.yaml --level none")
WRITES = {
    "render a.yaml --voice silent": "a-silent.mp3",
    "say Go --voice silent": "say.wav",
    "new hips": "hips.yaml",
    "import talk.txt -o talk.yaml": "talk.yaml",
}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    Path("a.yaml").write_text(ROUTINE, encoding="utf-8")
    Path("talk.txt").write_text("0:00 Walk.\n1:00 Run.\n2:00 Done.\n", encoding="utf-8")


def shell(command: str, streams: str) -> tuple[int, str]:
    """Return the exit code, and what came out on either stream that leads anywhere."""
    line = f'"{sys.executable}" -m audioguide {command} {streams}'
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_stdout_is_told(command: str) -> None:
    """Output that nobody can read is told as a mistake; files are written all the same."""
    code, told = shell(command, ">&-")
    assert code == 3
    assert "error: standard output cannot be written (it is closed); " in told.splitlines()[-1]
    assert "Traceback" not in told
    assert Path(WRITES.get(command, "a.yaml")).stat().st_size > 0


@pytest.mark.parametrize("command", COMMANDS)
def test_without_stderr_the_work_is_done(command: str) -> None:
    """Without stderr or stdin the work is done all the same."""
    assert shell(command, "2>&- <&-")[0] == 0
    assert Path(WRITES.get(command, "a.yaml")).stat().st_size > 0


@pytest.mark.parametrize("command", MISTAKES)
@pytest.mark.parametrize("streams", ["2>&-", ">&- 2>&- <&-", "2>/dev/full", ">/dev/full"])
def test_a_mistake_keeps_its_exit_code(command: str, streams: str) -> None:
    """A mistake has its exit code whether or not somebody can be told."""
    if "full" in streams and not Path("/dev/full").exists():
        pytest.skip("needs a device that is always full")
    code, told = shell(command, streams)
    assert code == 2
    assert "Traceback" not in told


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_stdout_is_told(command: str) -> None:
    """A full stdout is told, also for help and version, with and without a buffer."""
    for unbuffered in ("", "1"):
        os.environ["PYTHONUNBUFFERED"] = unbuffered
        for name in WRITES.values():
            Path(name).unlink(missing_ok=True)
        code, told = shell(command, ">/dev/full")
        assert code == 3
        last = told.splitlines()[-1]
        assert last.startswith("error: standard output cannot be written (No space left on device)")
        assert "Traceback" not in told
        for name in WRITES.values():
            Path(name).unlink(missing_ok=True)
        assert shell(command, ">/dev/full 2>/dev/full") == (3, "")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_that_left_is_no_mistake(command: str) -> None:
    """A reader that left, such as `head`, is no mistake, and the exit code is a shell's for it."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "audioguide", *command.split()],
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
    )
    os.close(writer)
    assert done.returncode == 141
    assert "rror" not in done.stderr


def test_no_file_is_opened_in_the_place_of_a_closed_stream() -> None:
    """What a library prints to a closed stream goes nowhere, and never into a file."""
    assert shell("render a.yaml --voice silent -o a.wav", ">&- 2>&- <&-")[0] == 3
    sound = Path("a.wav").read_bytes()
    assert sound.startswith(b"RIFF")
    assert int.from_bytes(sound[4:8], "little") == len(sound) - 8


@pytest.mark.parametrize("form", ["mp3", "wav", "flac", "ogg", "opus"])
def test_a_full_disk_is_told_and_leaves_the_older_file(form: str) -> None:
    """A full disk is one line; no part of a file is left, and the older file stays.

    A limit of the size of files stands for the disk here.
    """
    Path("long.yaml").write_text("title: Long\nblocks: [pause: 90m]\n", encoding="utf-8")
    assert shell("render a.yaml --voice silent", f"-o x.{form}")[0] == 0
    older = Path(f"x.{form}").read_bytes()
    before = sorted(os.listdir())
    limited = f'ulimit -f 40; exec "{sys.executable}" -m audioguide'
    for command, output in (
        (f"render long.yaml --voice silent --quiet -o x.{form}", f"x.{form}"),
        (f"say --voice silent --quiet -o say.wav {'Go on then. ' * 90}", "say.wav"),
    ):
        done = subprocess.run(
            ["bash", "-c", f"{limited} {command}"], capture_output=True, text=True, timeout=120
        )
        lines = [line for line in done.stderr.splitlines() if not line.startswith("warning: ")]
        assert (done.returncode, len(lines)) == (3, 1), done.stderr
        assert lines[0].startswith(f"error: {output} cannot be written (")
        assert sorted(os.listdir()) == before
    assert Path(f"x.{form}").read_bytes() == older


@pytest.mark.parametrize("command", ["render a.yaml", "new x", "plan a.yaml", "say Go", "list"])
def test_a_folder_that_is_gone_is_told(command: str, tmp_path: Path) -> None:
    """A current folder that was removed is told in one line, by commands that need it."""
    gone = tmp_path / "gone"
    gone.mkdir()
    line = f'cd "{gone}"; rmdir "{gone}"; exec "{sys.executable}" -P -m audioguide {command}'
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, timeout=120)
    assert done.returncode in ((0,) if command == "list" else (2, 3))
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == (0 if command == "list" else 1)
