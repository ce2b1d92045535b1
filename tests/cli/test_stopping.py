"""Ctrl-C and SIGTERM, sent to real processes at any moment, end them in good order."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from audioguide.sound.ffmpeg import find as find_ffmpeg

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows cannot send SIGINT to one process")

ROUTINE = """
title: Long enough
blocks:
  - circuit: [plank, banded-squat]
    work: 20s
    rest: 30s
"""
OLDER = b"what was there before"


def held() -> None:
    """Block both signals, as `scripts/run.py` does: one that comes while Python starts waits."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})


def start(here: Path, *arguments: str, alone: bool = False) -> subprocess.Popen[bytes]:
    """Audioguide with a cache and temporary files of its own; ``alone`` as a group of processes."""
    (here / "temporary").mkdir(exist_ok=True)
    own = {"AUDIOGUIDE_CACHE": str(here / "cache"), "TMPDIR": str(here / "temporary")}
    return subprocess.Popen(
        [sys.executable, "-m", "audioguide", *arguments],
        cwd=here,
        env={**os.environ, **own, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=held,
        start_new_session=alone,
    )


def finished(process: subprocess.Popen[bytes]) -> tuple[int, bytes]:
    """Return the exit code, and what was said on stderr."""
    _, told = process.communicate(timeout=60)
    return process.returncode, told


def runs_on(process: int) -> bool:
    """Return whether a process still runs after two seconds; one that has ended does not."""
    for _ in range(20):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return False
        if state == "Z":
            return False
        time.sleep(0.1)
    return True


def children_of(process: int) -> list[int]:
    """Return the processes whose parent that is, where /proc tells."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == process:
            found.append(int(status.parent.name))
    return found


@pytest.mark.parametrize("ending", ["mp3", "wav", "flac", "ogg", "opus", "m4a"])
def test_a_stopped_render_exits_with_130_and_leaves_the_older_file(
    ending: str, tmp_path: Path
) -> None:
    """Whatever is being done when a render is stopped, it leaves one line and a whole file.

    That file is the older one, or the new one where that was in its place already.
    """
    if ending == "m4a" and not find_ffmpeg():
        pytest.skip("ffmpeg is not installed")
    (tmp_path / "a.yaml").write_text(ROUTINE)
    output = tmp_path / "out" / f"a.{ending}"
    output.parent.mkdir()
    command = ("render", "a.yaml", "--voice", "silent", "--quiet", "--force", "-o", str(output))
    assert finished(start(tmp_path, *command)) == (0, b"")  # the cache is warm from here on
    begun = time.monotonic()
    assert finished(start(tmp_path, *command)) == (0, b"")
    length_s = time.monotonic() - begun
    newer = output.read_bytes()
    moments = random.Random(ending)
    stopped = 0
    for number in (signal.SIGINT, signal.SIGTERM) * 6:
        if stopped > 2:
            break
        output.write_bytes(OLDER)
        process = start(tmp_path, *command)
        time.sleep(0.1 + moments.random() * (length_s - 0.1))
        children = children_of(process.pid)
        process.send_signal(number)
        code, told = finished(process)
        if code == 130:
            stopped += 1
            assert told == b"interrupted\n"
            assert output.read_bytes() in (OLDER, newer)
        else:
            assert (code, told) == (0, b""), "it had come too late"
            length_s = max(length_s * 0.7, 0.2)  # the one measured may have been slow
            assert output.read_bytes() != OLDER
        assert os.listdir(output.parent) == [output.name]
        assert os.listdir(tmp_path / "temporary") == []
        assert not [one for one in children if runs_on(one)]
    assert stopped, "at least one came in time"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_several_renders_at_once_are_stopped_together(
    number: signal.Signals, tmp_path: Path
) -> None:
    """Ctrl-C, which goes to every process, gives one line; no process and no half file is left."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(ROUTINE)
    (tmp_path / "out").mkdir()
    command = ("render", "a.yaml", "b.yaml", "--voice", "silent", "-q", "-j", "2", "-o", "out/")
    for late_s in (0.4, 0.7, 1.0, 1.3):
        process = start(tmp_path, *command, "--no-splice", alone=True)
        time.sleep(late_s)
        children = children_of(process.pid)
        if number is signal.SIGINT:
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
        code, told = finished(process)
        if number is signal.SIGKILL:
            assert (code, told) in [(-9, b""), (0, b"")]
        else:
            assert (code, told) in [(130, b"interrupted\n"), (0, b"")]
        assert not [one for one in children if runs_on(one)]
        whole = {path.stat().st_size for path in (tmp_path / "out").iterdir()}
        assert len(whole) <= 1, "both files are the same routine, whole"


def test_a_start_that_is_stopped_shows_no_traceback(tmp_path: Path) -> None:
    """At whatever moment Ctrl-C comes, it ends a start with one line."""
    for late_s in (0.0, 0.03, 0.1, 0.2, 0.3):
        process = start(tmp_path, "list", "routines")
        time.sleep(late_s)
        process.send_signal(signal.SIGINT)
        ends = [(130, b"interrupted\n"), (0, b"")]
        assert finished(process) in ends, "stopped, or done before"


def test_a_signal_that_comes_while_python_starts_waits_for_the_program(tmp_path: Path) -> None:
    """A signal that comes while Python starts waits for the program and shows no traceback."""
    root = Path(__file__).resolve().parents[2]
    held = f"""
import os, sys
sys.path.insert(0, {str(root / "scripts")!r})
from devtools import start
start.hold_signals()
os.kill(os.getpid(), {int(signal.SIGINT)})
os.execv(sys.executable, [sys.executable, "-m", "audioguide", "list", "routines"])
"""
    process = subprocess.Popen(
        [sys.executable, "-c", held],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert finished(process) == (130, b"interrupted\n")


def test_a_render_that_was_started_deaf_to_signals_goes_on(tmp_path: Path) -> None:
    """A program that was started to ignore Ctrl-C, as by ``nohup`` or ``&``, goes on."""
    script = "trap '' INT; exec \"$@\""
    process = subprocess.Popen(
        ["sh", "-c", script, "sh", sys.executable, "-m", "audioguide", "list", "routines"],
        cwd=Path(__file__).resolve().parents[2],
        stdout=subprocess.PIPE,
    )
    time.sleep(0.15)
    process.send_signal(signal.SIGINT)
    shown, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert b"loop-band-legs" in shown
