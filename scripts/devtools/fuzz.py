"""Test whether hostile files are answered well: ``python3 scripts/fuzz.py``.

Takes a number of cases and a seed. It runs `check --fast` on every routine, and `plan` on those
that pass, in a voice that costs nothing; it imports every file to be imported, and checks the
result. Gives a table, with how many files were accepted; the exit code is 1 where a case ended in a
traceback, took more than 5 s or 300 MB, was refused without a place, sent a control character to
the screen, or was imported as something that has mistakes. A case that failed is named by kind,
seed and number: ``--only kind:number`` makes it again and keeps its file. With ``--stops`` that
many commands are stopped first, by Ctrl-C, SIGTERM or SIGKILL, each at a random moment, and what
they leave behind is counted.
"""

import argparse
import json
import os
import resource
import sys
import tempfile
import time
import traceback
import unicodedata
from collections import Counter
from multiprocessing import get_context
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent.parent
SLOW_S = 5.0
MOST_MB = 300
HANDFUL = 50
"""The number of cases that a process tries before it takes the next job."""
TAKEN = "taken"
SILENT = ("--voice", "silent", "--json")
FAULTS = ("traceback", "slow", "memory", "no place", "control character", "import refused")


def options() -> argparse.Namespace:
    """Return the options that were typed."""
    from devtools.fuzz_cases import KINDS

    parser = argparse.ArgumentParser("fuzz.py", description="Hostile files by the thousand.")
    parser.add_argument("--cases", type=int, default=10_000, help="in all kinds together")
    parser.add_argument("--seed", type=int, default=1, help="another number, other files")
    parser.add_argument("--stops", type=int, default=0, help="commands to stop at any moment")
    parser.add_argument("--kinds", nargs="+", default=list(KINDS), choices=list(KINDS))
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time")
    parser.add_argument("--only", metavar="KIND:NUMBER", help="one case, whose file is kept")
    return parser.parse_args()


def run(arguments: list[str]) -> tuple[int, str, str]:
    """Run a command; return its exit code, what it printed, and its traceback or empty text."""
    from typer.testing import CliRunner

    from audioguide.cli.app import app

    done = CliRunner().invoke(app, arguments)
    error = done.exception
    if error is None or isinstance(error, SystemExit):
        return done.exit_code, done.output, ""
    return 1, done.output, "".join(traceback.format_exception(error))


def faults(name: str, data: bytes, folder: Path) -> list[tuple[str, str]]:
    """Return what is wrong with the answers to one file, as kinds of fault with what was seen.

    The file is written to `folder` under this name and removed again. The pair of `TAKEN` and a
    name is no fault: it says that the file was accepted.
    """
    path, written = folder / name, folder / "imported.yaml"
    path.write_bytes(data)
    written.unlink(missing_ok=True)
    found: list[tuple[str, str]] = []

    def ask(*arguments: str) -> int:
        begun = time.monotonic()
        code, shown, trace = run(list(arguments))
        took_s = time.monotonic() - begun
        if trace:
            found.append(("traceback", trace))
        if took_s > SLOW_S:
            # The machine may have had something else to do: what is slow is so twice.
            begun = time.monotonic()
            run(list(arguments))
            took_s = time.monotonic() - begun
        if took_s > SLOW_S:
            found.append(("slow", f"{arguments[0]}: {took_s:.1f} s"))
        signs = {sign for sign in shown if unicodedata.category(sign) in ("Cc", "Cf")} - {"\n"}
        if signs:
            found.append(("control character", repr(signs)))
        if code == 1 and not trace and not any(name in line for line in shown.splitlines()):
            found.append(("no place", shown[:300]))
        return code

    if name == "a.yaml":
        if ask("check", "--fast", name) == 0:
            found.append((TAKEN, name))
            ask("plan", name, *SILENT)
    elif ask("import", name, "-o", written.name) == 0:
        name = written.name
        found.append((TAKEN, name))
        if ask("check", "--fast", name):
            found.append(("import refused", path.name))
    path.unlink()
    return found


def handful(kind: str, seed: int, numbers: range) -> list[tuple[str, int, str, str]]:
    """Return the faults of some cases, each tried in a process of its own where possible.

    Each fault is the kind and number of the case, the kind of fault, and what was seen. ``TAKEN``
    among them is no fault. The process works in a temporary folder meanwhile.
    """
    wrong: list[tuple[str, int, str, str]] = []
    with tempfile.TemporaryDirectory(prefix="audioguide-fuzz-") as place:
        os.chdir(place)
        os.environ["AUDIOGUIDE_CACHE"] = str(Path(place, "cache"))
        # What every command loads is loaded once, and each case has it from here.
        for arguments in (["check", "--fast", "band-emom"], ["plan", "band-emom", *SILENT]):
            run(arguments)
        for number in numbers:
            found = forked(kind, seed, number) if hasattr(os, "fork") else one(kind, seed, number)
            wrong += [(kind, number, *fault) for fault in found]
        os.chdir(SCRIPTS)
    return wrong


def one(kind: str, seed: int, number: int) -> list[tuple[str, str]]:
    """Return the faults of one case, tried in this process.

    The fault "memory" is among them where the case took the process past `MOST_MB`.
    """
    from devtools.fuzz_cases import case

    before = memory_mb()
    found = faults(*case(kind, seed, number), Path())
    if before < MOST_MB < memory_mb():
        found.append(("memory", f"{memory_mb():.0f} MB"))
    return found


def forked(kind: str, seed: int, number: int) -> list[tuple[str, str]]:
    """Return what `one` returns, tried in a copy of this process, so that cases share no memory."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.close(ours)
        try:
            found = one(kind, seed, number)
        except BaseException:
            found = [("traceback", traceback.format_exc())]
        with os.fdopen(theirs, "w") as answer:
            json.dump(found, answer)
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as answer:
        told = answer.read()
    _, ended = os.waitpid(child, 0)
    if not told:
        return [("traceback", f"the process ended with {ended}")]
    return [(fault, seen) for fault, seen in json.loads(told)]


def handful_of(job: tuple[str, int, range]) -> list[tuple[str, int, str, str]]:
    """Return what `handful` returns, for arguments in one tuple, as a pool passes them."""
    return handful(*job)


def memory_mb() -> float:
    """Return the peak memory of this process in MB."""
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / (1024 if sys.platform != "darwin" else 1024**2)


def once(asked: argparse.Namespace) -> int:
    """Try the one case that was asked for, print its faults, and keep its file.

    The file is written into the current folder. Returns 1 where the case failed, else 0.
    """
    from devtools.fuzz_cases import case

    kind, _, number = asked.only.partition(":")
    name, data = case(kind, asked.seed, int(number))
    Path(f"fuzz-{kind}-{number}-{name}").write_bytes(data)
    wrong = handful(kind, asked.seed, range(int(number), int(number) + 1))
    for _, _, fault, seen in wrong:
        print(f"{fault}: {seen}")
    return int(any(fault in FAULTS for _, _, fault, _ in wrong))


def main() -> int:
    """Try all cases and print the table; return 1 where anything failed, else 0."""
    asked = options()
    if asked.only:
        return once(asked)
    stopped_well = stop_commands(asked.stops, asked.seed)
    if not asked.cases:
        return int(not stopped_well)
    each = -(-asked.cases // len(asked.kinds))
    begun = time.monotonic()
    wrong: list[tuple[str, int, str, str]] = []
    jobs = [
        (kind, asked.seed, range(at, min(at + HANDFUL, each)))
        for at in range(0, each, HANDFUL)
        for kind in asked.kinds
    ]
    with get_context("spawn").Pool(asked.jobs) as pool:
        for done, found in enumerate(pool.imap_unordered(handful_of, jobs), 1):
            wrong += found
            sys.stderr.write(f"\r{done * HANDFUL} of {len(jobs) * HANDFUL} cases")
    sys.stderr.write(f" in {(time.monotonic() - begun) / 60:.1f} minutes\n")
    count = Counter((kind, fault) for kind, _, fault, _ in wrong)
    print(f"{'kind':8} {'cases':>6} {TAKEN:>6}  " + "  ".join(FAULTS))
    for kind in asked.kinds:
        cells = "  ".join(f"{count[kind, fault]:>{len(fault)}}" for fault in FAULTS)
        print(f"{kind:8} {each:>6} {count[kind, TAKEN]:>6}  {cells}")
    wrong = [one for one in wrong if one[2] in FAULTS]
    for kind, number, fault, seen in sorted(wrong):
        sys.stderr.write(f"{kind}:{number} {fault}: {seen.strip().splitlines()[-1][:200]}\n")
    return int(bool(wrong) or not stopped_well)


def stop_commands(count: int, seed: int) -> bool:
    """Stop that many commands and print a table of them; return whether nothing went wrong."""
    if not count:
        return True
    from devtools.fuzz_kills import run as stop
    from devtools.fuzz_kills import table

    rows = stop(count, seed)
    print(table(rows))
    for row in rows:
        for seen in row.seeds:
            sys.stderr.write(f"{row.command}: {seen}\n")
    return not any(row.seeds for row in rows)
