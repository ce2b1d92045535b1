"""The command as a process of its own: its streams, its exit codes, and what it does not load."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import audioguide

PACKAGE_PARENT = str(Path(audioguide.__file__).resolve().parent.parent)
HEAVY = {"numpy", "yaml", "onnxruntime", "soundfile", "soxr", "lameenc", "hibari", "rich"}


def _environment(**more: str) -> dict[str, str]:
    kept = {
        k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "COLUMNS", "FORCE_COLOR")
    }
    return {**kept, "PYTHONPATH": PACKAGE_PARENT, **more}


def _run(*arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "audioguide", *arguments]
    return subprocess.run(command, capture_output=True, env=_environment(**more), timeout=60)


def test_the_package_runs_as_a_module() -> None:
    """`python -m audioguide` calls itself audioguide, and its version goes to stdout."""
    result = _run("--version")
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.split() == [b"audioguide", audioguide.__version__.encode()]
    assert _run("--help").stdout.startswith(b"Usage: audioguide ")


def test_help_loads_nothing_heavy() -> None:
    """Asking for help imports no engine, no codec, no YAML, no arrays."""
    code = (
        "import sys; sys.argv = ['audioguide', '--help']\n"
        "from audioguide.cli import main\n"
        "try: main()\n"
        "except SystemExit: print('|', *sys.modules)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, env=_environment(), check=True, text=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split("|")[-1].split()}
    assert loaded & HEAVY == set()
    assert "typer" in loaded


@pytest.mark.parametrize("arguments", [("--help",), ("rendr",), ("say", "")])
def test_what_is_piped_is_plain(arguments: tuple[str, ...]) -> None:
    """Piped output has no escape sequences, even where colour is asked for."""
    result = _run(*arguments, FORCE_COLOR="1", TERM="xterm-256color")
    assert b"\x1b" not in result.stdout + result.stderr


def test_a_usage_error_of_ours() -> None:
    """A problem without a place is one line on stderr, with exit code 2."""
    result = _run("render", "x", "-o", "x.aac")
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode().splitlines() == [
        "error: a `.aac` file cannot be written, only .mp3, .m4a, .ogg, .opus, .flac or .wav;"
        " name it x.mp3"
    ]


WRITER = "from audioguide.cli.audience import Guarded, show, data\nimport typer\n" + (
    "app = typer.Typer(cls=Guarded, pretty_exceptions_enable=False)\n"
    "@app.callback()\ndef top() -> None: pass\n"
    "@app.command()\ndef go() -> None:\n    {body}\n"
    "app(['go'])\n"
)


def _writer(body: str) -> list[str]:
    return [sys.executable, "-c", WRITER.format(body=body)]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGPIPE and no such pipes")
def test_a_reader_that_goes_away_is_no_mistake() -> None:
    """When the reader closes the pipe, the rest is not written and nothing is said."""
    reader, writer = os.pipe()
    os.close(reader)
    command = _writer("show('x' * 100_000)")
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, env=_environment())
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_stdout_is_told() -> None:
    """What stdout cannot take is an error of the destination, exit code 3."""
    with open("/dev/full", "wb") as full:
        command = _writer("data('x' * 100_000)")
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=_environment())
    assert done.returncode == 3
    assert done.stderr.decode().startswith("error: standard output cannot be written")
    assert len(done.stderr.splitlines()) == 1


def test_any_encoding_will_do() -> None:
    """A terminal that knows only ASCII gets question marks; data is UTF-8 all the same."""
    environment = _environment(PYTHONIOENCODING="ascii")
    shown = subprocess.run(_writer("show('2 · é')"), capture_output=True, env=environment)
    assert (shown.returncode, shown.stdout) == (0, b"2 ? ?")
    given = subprocess.run(_writer("data('2 · é')"), capture_output=True, env=environment)
    assert given.stdout.decode() == "2 · é"


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot send SIGINT to one process")
def test_an_interrupted_process_exits_with_130() -> None:
    """Ctrl-C leaves one line and no traceback."""
    body = "import os, signal; os.kill(os.getpid(), signal.SIGINT)"
    done = subprocess.run(_writer(body), capture_output=True, env=_environment())
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"interrupted\n")


def test_a_mistake_of_the_program_shows_a_plain_traceback() -> None:
    """A traceback is Python's own, so that it can be pasted into a report."""
    done = subprocess.run(_writer("1 / 0"), capture_output=True, env=_environment())
    assert done.returncode == 1
    assert done.stderr.startswith(b"Traceback (most recent call last)")
    assert done.stderr.rstrip().endswith(b"ZeroDivisionError: division by zero")
