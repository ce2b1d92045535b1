"""Stop real commands at random moments, and count what goes wrong.

Takes how many and a seed, gives the rows of a table; needs nothing but this checkout's environment.
Works in a temporary folder of its own, with a cache of its own.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FORMATS = ("mp3", "wav", "flac", "ogg", "opus", "m4a")
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
AT_ONCE_S = 2.0
"""The seconds within which a stopped program has to end."""
SETTLE_S = 3.0
"""The seconds within which processes that it started have to end after it.

A program that was killed cannot stop them itself.
"""
HANGS_S = 120.0
ROUTINE = """\
title: Long enough
blocks:
  - circuit: [plank, banded-squat]
    rounds: 10
    work: 60s
    rest: 30s
"""
# Every command has a file of its own: what is whole is known by what it was before.
OTHERS = {
    "render mp3, encoded whole": ("render", "a.yaml", "--no-splice", "-o", "out/whole.mp3"),
    "render, voice system": ("render", "b.yaml", "--voice", "system", "-o", "out/system.mp3"),
    "render, two at once": ("render", "c.yaml", "d.yaml", "-j", "2", "-o", "out/"),
    "check": ("check", "a.yaml"),
    "plan": ("plan", "a.yaml"),
    "import": ("import", "talk.txt", "-o", "out/talk.yaml"),
    "say": ("say", "Go on then.", "-o", "out/say.wav"),
    "list": ("list", "routines"),
    "--help": ("--help",),
}
SPEAK = ("render", "check", "plan", "say")
UNDONE = (signal.SIGKILL,)
"""The signals that no program can handle, after which nothing is cleaned up.

The exit code is then the system's.
"""


@dataclass
class Row:
    """What was counted for one command; all counts after ``runs`` and ``stopped`` should be 0."""

    command: str
    runs: int = 0
    stopped: int = 0
    wrong_codes: int = 0
    tracebacks: int = 0
    damaged: int = 0
    """Files at the destination that are neither the older file, unchanged, nor a whole new one."""
    processes: int = 0
    files: int = 0
    slow: int = 0
    seeds: list[str] = field(default_factory=list)
    """For each run in which anything went wrong, the signal, the moment and what was on stderr."""


def run(count: int, seed: int) -> list[Row]:
    """Stop ``count`` commands, each kind as often as the others, and return a row for each kind.

    Raises RuntimeError where a command fails that nobody stopped.
    """
    chance = random.Random(seed)
    commands: dict[str, tuple[str, ...]] = {
        f"render {one}": ("render", "a.yaml", "-o", f"out/a.{one}") for one in FORMATS
    }
    commands.update(OTHERS)
    with tempfile.TemporaryDirectory(prefix="fuzz-kills-") as name:
        here = Path(name)
        _prepare(here)
        rows = {kind: Row(kind) for kind in commands}
        known: dict[str, tuple[float, list[str]]] = {}
        kinds = list(commands)
        for number in range(count):
            kind = kinds[number % len(kinds)]
            arguments = _spoken_by_silent(commands[kind])
            if kind not in known:
                known[kind] = _untouched(here, arguments)
            length_s, names = known[kind]
            moment_s = chance.random() * length_s
            _stop_one(here, arguments, names, rows[kind], chance.choice(SIGNALS), moment_s)
    return list(rows.values())


def table(rows: list[Row]) -> str:
    """Return the rows as a Markdown table."""
    names = (
        "runs",
        "stopped",
        "wrong_codes",
        "tracebacks",
        "damaged",
        "processes",
        "files",
        "slow",
    )
    titles = [name.replace("_", " ") for name in names]
    lines = [f"| stopped | {' | '.join(titles)} |", "|---" * (len(names) + 1) + "|"]
    for row in rows:
        lines.append(f"| {row.command} | {' | '.join(str(getattr(row, n)) for n in names)} |")
    return "\n".join(lines)


def _prepare(here: Path) -> None:
    for folder in ("out", "temporary", "before"):
        (here / folder).mkdir()
    (here / "a.yaml").write_text(ROUTINE, encoding="utf-8")
    (here / "b.yaml").write_text(ROUTINE.replace("rounds: 10", "rounds: 2"), encoding="utf-8")
    for name in ("c", "d"):
        (here / f"{name}.yaml").write_text(ROUTINE, encoding="utf-8")
    (here / "talk.txt").write_text("0:00 Walk.\n1:00 Run.\n2:00 Done.\n", encoding="utf-8")


def _spoken_by_silent(arguments: tuple[str, ...]) -> tuple[str, ...]:
    if arguments[0] not in SPEAK or "--voice" in arguments:
        return arguments
    return (*arguments, "--voice", "silent")


def _start(here: Path, arguments: tuple[str, ...]) -> subprocess.Popen[bytes]:
    own = {
        "AUDIOGUIDE_CACHE": str(here / "cache"),
        "TMPDIR": str(here / "temporary"),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "audioguide", *arguments],
        cwd=here,
        env={**os.environ, **own},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=_as_started,
    )


def _as_started() -> None:
    """Prepare a child process as `run.py` does: signals wait while Python starts.

    It also lets it receive Ctrl-C, which a shell makes processes ignore that it starts with ``&``.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})


def _untouched(here: Path, arguments: tuple[str, ...]) -> tuple[float, list[str]]:
    """Return how many seconds the command takes when nobody stops it, and what it writes.

    The cache is warm. The files that it writes are kept in the folder ``before``.
    """
    for _ in range(2):
        _clear(here / "out")
        begun = time.monotonic()
        with _start(here, arguments) as process:
            _, stderr = process.communicate(timeout=HANGS_S)
        length_s = time.monotonic() - begun
        if process.returncode:
            raise RuntimeError(f"{' '.join(arguments)}: {stderr.decode(errors='replace')}")
    made = sorted((here / "out").iterdir())
    for path in made:
        shutil.copy(path, here / "before")
    return length_s, [path.name for path in made]


def _stop_one(
    here: Path,
    arguments: tuple[str, ...],
    names: list[str],
    row: Row,
    number: signal.Signals,
    moment_s: float,
) -> None:
    """Stop a command once and count in `row` what is wrong afterwards.

    Of each of the files `names` that it writes an older one of the program's is there already,
    unless it is an import.
    """
    _clear(here / "out")
    whole = {name: (here / "before" / name).read_bytes() for name in names}
    older = dict.fromkeys(names, b"") if arguments[0] == "import" else whole
    for name in names if arguments[0] != "import" else ():  # which never replaces anything
        shutil.copy(here / "before" / name, here / "out")
    found = [row.wrong_codes, row.tracebacks, row.damaged, row.processes, row.files, row.slow]
    process = _start(here, arguments)
    time.sleep(moment_s)
    process.send_signal(number)
    begun = time.monotonic()
    _, stderr = process.communicate(timeout=HANGS_S)
    row.runs += 1
    row.slow += time.monotonic() - begun > AT_ONCE_S and process.returncode != 0
    stopped = process.returncode == (-number if number in UNDONE else 130)
    row.stopped += stopped
    row.wrong_codes += not stopped and process.returncode != 0
    row.tracebacks += b"Traceback" in stderr
    for name in names:
        path = here / "out" / name
        kept = path.read_bytes() if path.exists() else b""
        row.damaged += kept not in (older[name], whole[name])
    time.sleep(0.05)
    until = time.monotonic() + SETTLE_S
    while (left := _processes_in(here)) and time.monotonic() < until:
        time.sleep(0.05)
    row.processes += len(left)
    for one in left:
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)
    if number in UNDONE:  # the next start clears up behind it
        _start(here, arguments).communicate(timeout=HANGS_S)
    names = [path.name for path in (here / "out").iterdir()]
    temporary = list((here / "temporary").iterdir())
    row.files += len(temporary) + sum(name.startswith(".audioguide-") for name in names)
    for path in temporary:
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()
    now = [row.wrong_codes, row.tracebacks, row.damaged, row.processes, row.files, row.slow]
    if now != found:
        row.seeds.append(f"{number.name} after {moment_s:.3f} s: {stderr[-200:]!r}")


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def _processes_in(here: Path) -> list[int]:
    """Return the ids of processes that use the temporary folder of this test, where /proc tells."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"TMPDIR={here}/temporary".encode() in (entry / "environ").read_bytes():
                found.append(int(entry.name))
    return found
