"""Measure how fast a render is: ``python3 scripts/bench.py [--runs 5] [--json]``, some ten minutes.

Takes nothing but this machine, which should have nothing else to do; gives one table, or JSON,
about whole processes: median times, peak memory, and ratios within this one run, which alone can be
compared with other machines. Works in a temporary folder with a cache of its own and a voice that
comes with the program (`hibari`). The kinds of processes are:

    cold    nothing is kept yet            edited   one word of one line is another one
    warm    everything is kept             plain    everything is kept, but encoded as a whole
    script  what a user would write without the program (`bench_script.py`)
    floor   the engine alone on the distinct texts, one encode of their samples (`bench_floor.py`)
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

DEVTOOLS = Path(__file__).resolve().parent
EDITS = ("quiet", "level", "sunny", "empty", "green", "dusty", "grassy", "sandy", "paved")

WARM_UP = "march-on-the-spot, hip-circle, leg-swing, arm-circle"
STRENGTH = (
    *("banded-squat", "lateral-banded-walk", "clamshell", "kick-back", "banded-glute-bridge"),
    *("standing-knee-raise", "side-leg-raise", "calf-raise", "split-squat", "reverse-lunge"),
    *("push-up", "biceps-curl", "shoulder-press", "seated-row", "chest-press", "face-pull"),
)
COOL_DOWN = "quad-stretch, hip-flexor-stretch, glute-stretch, hamstring-stretch"
LENGTHS = {30: 3, 60: 7}
"""The routines that are measured: their minutes, and the strength exercises that fill them."""

TARGETS = (
    ("cold, times faster than the script", "script30/cold30", ">=", 8.0),
    ("cold, times the floor", "cold30/floor30", "<=", 1.5),
    ("warm, times faster than the script", "script30/warm30", ">=", 60.0),
    ("warm, times real time", "length30/warm30", ">=", 3600.0),
    ("edited, seconds more than warm", "edited30-warm30", "<=", 1.0),
    ("60 minutes warm, times 30 minutes warm", "warm60/warm30", "<=", 1.6),
    ("60 minutes warm, peak memory in MB", "memory60", "<=", 150.0),
)


@dataclass(frozen=True)
class Measured:
    """What was measured of one kind of process.

    `runs_s` are the seconds of every run, and `peak_mb` is the most memory that one of them took.
    """

    what: str
    minutes: int
    runs_s: tuple[float, ...]
    peak_mb: float

    @property
    def median_s(self) -> float:
        """The median of the runs, in seconds."""
        return statistics.median(self.runs_s)


class Bench:
    """A folder with routines, plans, a cache and outputs, in which processes are measured."""

    def __init__(self, folder: Path, runs: int) -> None:
        self.folder, self.runs = folder, runs
        self.cache = folder / "cache"
        self.environment = {
            **os.environ,
            "AUDIOGUIDE_CACHE": str(self.cache),
            "PYTHONPATH": str(DEVTOOLS.parent.parent),
            # What is compiled is kept, as for everybody, but not in the checkout.
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        }
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def measure(self, what: str, minutes: int, prepare: Callable[[int], None]) -> Measured:
        """Run one kind of process several times and return what was measured.

        `what` is a kind from the list at the top of this file, `minutes` a key of `LENGTHS`.
        `prepare` is called before each run with the run's number, from 0.
        """
        seconds, peak_mb = [], 0.0
        for number in range(self.runs):
            prepare(number)
            begun = time.perf_counter()
            peak_mb = max(peak_mb, self._run(self.command(what, minutes)))
            seconds.append(time.perf_counter() - begun)
            sys.stderr.write(f"{what} {minutes}: {seconds[-1]:.2f} s\n")
        return Measured(what, minutes, tuple(seconds), peak_mb)

    def command(self, what: str, minutes: int) -> list[str]:
        """Return the command that starts one kind of process for the routine of this length."""
        out = str(self.folder / f"{what}.mp3")
        plan = str(self.folder / f"{minutes}.json")
        if what in ("script", "floor"):
            return [sys.executable, str(DEVTOOLS / f"bench_{what}.py"), plan, out]
        more = ["--no-splice"] if what == "plain" else []
        routine = str(self.folder / f"{minutes}.yaml")
        return [sys.executable, "-m", "audioguide", "render", routine, "-q", "-o", out, *more]

    def _run(self, command: list[str]) -> float:
        """Run a process to its end and return its peak memory in MB, or 0 where it is unknown."""
        with subprocess.Popen(
            command, cwd=self.folder, env=self.environment, stdout=subprocess.DEVNULL
        ) as process:
            if hasattr(os, "wait4"):
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
                peak = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
            else:
                process.wait()
                peak = 0.0
        if process.returncode:
            raise SystemExit(f"failed with {process.returncode}: {' '.join(command)}")
        return peak

    def write_routine(self, minutes: int, ground: str) -> None:
        """Write a routine of about that many minutes; `ground` is the word that `edit` changes."""
        count = LENGTHS[minutes]
        lines = [
            f"title: Bench {minutes}",
            "summary: Strength for runners, as the shipped routines have it.",
            "level: intermediate",
            "blocks:",
            f"  - say: Find a {ground} strip of floor, and put your bands beside you.",
            f"  - name: Warm-up\n    circuit: [{WARM_UP}]\n    work: 30s\n    rest: 10s",
            "  - name: Strength\n    sets:",
            *(f"      - {{exercise: {name}, sets: 3}}" for name in STRENGTH[:count]),
            f"  - name: Cool-down\n    circuit: [{COOL_DOWN}]\n    work: 30s",
        ]
        (self.folder / f"{minutes}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def write_plan(self, minutes: int) -> float:
        """Write the plan of the routine, which script and floor need; return its length in seconds.

        Raises CalledProcessError where the command fails.
        """
        command = [sys.executable, "-m", "audioguide", "plan", f"{minutes}.yaml", "--json", "-q"]
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, check=True
        )
        (self.folder / f"{minutes}.json").write_bytes(done.stdout)
        return float(json.loads(done.stdout)["duration_ms"]) / 1000

    def forget(self, _: int) -> None:
        """Empty the cache."""
        shutil.rmtree(self.cache, ignore_errors=True)

    def keep(self, _: int) -> None:
        """Do nothing: the preparation of a run that uses the cache as it is."""

    def edit(self, minutes: int) -> Callable[[int], None]:
        """Return a preparation that changes one word of the routine, so that its line is new."""
        return lambda number: self.write_routine(minutes, EDITS[number])


def measured(bench: Bench) -> Iterator[Measured | tuple[int, float]]:
    """Measure every kind of process; give each result, and for each routine (minutes, seconds).

    The seconds are the routine's exact length.
    """
    for minutes in LENGTHS:
        bench.write_routine(minutes, "clear")
        yield minutes, bench.write_plan(minutes)
        yield bench.measure("cold", minutes, bench.forget)
        yield bench.measure("warm", minutes, bench.keep)
        yield bench.measure("plain", minutes, bench.keep)
        yield bench.measure("edited", minutes, bench.edit(minutes))
        yield bench.measure("floor", minutes, bench.keep)
        if minutes == min(LENGTHS):
            yield bench.measure("script", minutes, bench.keep)


def values(results: list[Measured], lengths: dict[int, float]) -> dict[str, float]:
    """Return every measured figure by the name that it has in `TARGETS`.

    `lengths` has the exact length of each routine in seconds, by its minutes.
    """
    named = {f"{one.what}{one.minutes}": one.median_s for one in results}
    named |= {f"length{minutes}": length_s for minutes, length_s in lengths.items()}
    return named | {f"memory{r.minutes}": r.peak_mb for r in results if r.what == "warm"}


def reached(formula: str, named: dict[str, float]) -> float:
    """Return the value of a formula ``a/b``, ``a-b`` or ``a``, whose names are keys of `named`."""
    left, sign, right = formula.partition("/" if "/" in formula else "-")
    if not sign:
        return named[left]
    return named[left] / named[right] if sign == "/" else named[left] - named[right]


def table(results: list[Measured], lengths: dict[int, float]) -> str:
    """Return the results as Markdown: the ratios with their targets, then times and memory."""
    named = values(results, lengths)
    rows = ["| figure | reached | at least |", "|---|---|---|"]
    for what, formula, sign, target in TARGETS:
        value = reached(formula, named)
        held = value >= target if sign == ">=" else value <= target
        bound = f"{'' if sign == '>=' else 'at most '}{target:g}"
        rows.append(f"| {what} | {value:.4g} | {bound}{'' if held else ' (missed)'} |")
    rows += ["", "| process | minutes | median s | fastest | slowest | peak MB |"]
    rows += ["|---|---|---|---|---|---|"]
    rows += [
        f"| {one.what} | {lengths[one.minutes] / 60:.1f} | {one.median_s:.2f} |"
        f" {min(one.runs_s):.2f} | {max(one.runs_s):.2f} | {one.peak_mb:.0f} |"
        for one in results
    ]
    return "\n".join([*rows, "", machine()])


def machine() -> str:
    """Return one line about the machine: cores, processor, system and Python version."""
    name = platform.processor() or platform.machine()
    cpu = Path("/proc/cpuinfo")
    if cpu.is_file():
        models = [line for line in cpu.read_text().splitlines() if line.startswith("model name")]
        name = models[0].partition(":")[2].strip() if models else name
    python = platform.python_version()
    return f"{os.cpu_count()} cores, {name}, {platform.system()}, Python {python}"


def main() -> None:
    """Measure everything and print the results as a table, or with ``--json`` as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5, help=f"of each kind, up to {len(EDITS)}")
    parser.add_argument("--json", action="store_true", help="for programs")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="audioguide-bench-") as folder:
        bench = Bench(Path(folder), asked.runs)
        results: list[Measured] = []
        lengths: dict[int, float] = {}
        for one in measured(bench):
            if isinstance(one, Measured):
                results.append(one)
            else:
                lengths[one[0]] = one[1]
    if asked.json:
        named = values(results, lengths)
        figures = {what: reached(formula, named) for what, formula, _, _ in TARGETS}
        found = {"figures": figures, "processes": [asdict(one) for one in results]}
        print(json.dumps({**found, "machine": machine()}, indent=1))
    else:
        print(table(results, lengths))
