"""Prove that every shipped routine keeps its promises: ``python3 scripts/prove.py [--json]``.

Takes the routines in ``content/routines``, and the voices, levels and amounts of talk that are
asked for; renders each into a temporary folder, with a cache of its own unless ``--cache`` names
one, and proves each file (`prove_file.py`). Gives one table for each voice, or JSON, and a line for
each failure; the exit code is 1 where there is one. Progress goes to stderr.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

SCRIPTS = Path(__file__).resolve().parent.parent
ROUTINES = SCRIPTS.parent / "content" / "routines"

if TYPE_CHECKING:
    from devtools.prove_file import ProofJob, Proved


def shipped() -> list[str]:
    """Return the names of the routines that ship, in alphabetical order."""
    return sorted(path.stem for path in ROUTINES.glob("*.yaml"))


def asked_for() -> argparse.Namespace:
    """Return the options that were typed."""
    from audioguide.model.routine import Level
    from audioguide.model.script import TalkProfile

    levels, talks = [level.value for level in Level], [talk.value for talk in TalkProfile]
    parser = argparse.ArgumentParser(
        "prove.py", description="Whether every shipped routine keeps its promises."
    )
    parser.add_argument("--routines", default=shipped(), nargs="+", help="else all that ship")
    parser.add_argument("--voices", default=["hibari", "system"], nargs="+", help="ENGINE[:VOICE]")
    parser.add_argument("--levels", default=levels, nargs="+", choices=levels)
    parser.add_argument("--talks", default=talks, nargs="+", choices=talks)
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time")
    parser.add_argument("--cache", type=Path, help="a folder whose clips and frames are used again")
    parser.add_argument("--json", action="store_true", help="for programs")
    return parser.parse_args()


def unknown_voices(voices: Iterable[str]) -> list[str]:
    """Return what is wrong with voices that do not exist; empty where all do.

    It is asked before hours are spent on rendering.
    """
    from audioguide import pipeline
    from audioguide.errors import UsageError
    from audioguide.options import Options

    problems: list[str] = []
    for voice in voices:
        try:
            with pipeline.open_speaker(Options(voice=voice)):
                pass
        except UsageError as error:
            problems += map(str, error.problems)
    return problems


def jobs(asked: argparse.Namespace, folder: Path) -> list["ProofJob"]:
    """Return a job for each voice and routine, which covers all levels and amounts of talk.

    One process does a whole job, so that it can use again what it has spoken. Files are rendered
    into `folder`.
    """
    from devtools.prove_file import ProofJob

    return [
        ProofJob(routine, voice, tuple(asked.levels), tuple(asked.talks), folder)
        for voice in asked.voices
        for routine in asked.routines
    ]


def proved(todo: Iterable["ProofJob"], jobs: int) -> Iterator["Proved"]:
    """Give the result of every file as soon as its job is done, with `jobs` processes at a time."""
    from devtools.prove_file import prove

    # A fresh process a job: engines have threads, which a fork would not carry over.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for done in as_completed([pool.submit(prove, job) for job in todo]):
            yield from done.result()


def main() -> int:
    """Prove all files and print the results.

    Returns 0, or 1 where anything failed, or 2 where a voice does not exist.
    """
    # Python leaves the script's own folder out of sys.path where -P is set.
    sys.path.insert(0, str(SCRIPTS))
    from devtools.prove_file import missing_validators
    from devtools.prove_table import document, failed, table

    asked = asked_for()
    if unknown := unknown_voices(asked.voices):
        sys.stderr.write("\n".join(unknown) + "\n")
        return 2
    begun = time.monotonic()
    for name in missing_validators():
        sys.stderr.write(f"{name} is not installed, and left out\n")
    with ExitStack() as stack:
        make = tempfile.TemporaryDirectory(prefix="audioguide-prove-")
        folder = Path(stack.enter_context(make))
        os.environ["AUDIOGUIDE_CACHE"] = str((asked.cache or folder / "cache").absolute())
        files = list(proved(jobs(asked, folder), asked.jobs))
    order = {job: at for at, job in enumerate((v, r) for v in asked.voices for r in asked.routines)}
    files.sort(key=lambda one: order[one.voice, one.routine])
    sys.stderr.write(f"{len(files)} files in {(time.monotonic() - begun) / 60:.1f} minutes\n")
    if asked.json:
        print(json.dumps(document(files), indent=1))
    else:
        for voice in asked.voices:
            print(table(voice, [one for one in files if one.voice == voice]), end="\n\n")
    lines = failed(files)
    for line in lines:
        sys.stderr.write(f"failed: {line}\n")
    return int(bool(lines))
