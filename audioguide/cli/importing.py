"""The command ``audioguide import``: make a routine of a workout from another program."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from audioguide import imports
from audioguide.cli import common, destination
from audioguide.cli.audience import data, note
from audioguide.cli.dates import STDIN, STDIN_NAME
from audioguide.cli.streams import read_stdin
from audioguide.errors import Problem, UsageError
from audioguide.files import whole
from audioguide.units import parse_duration

FORMATS = ("timed", "intervals", "zwo", "liftmark", "garmin")


def import_workout(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The workout to convert; - is standard input.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write; else to the screen."),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="|".join(FORMATS),
            help="What the file is, where that cannot be told from it.",
        ),
    ] = None,
    pace: Annotated[
        str | None,
        typer.Option("--run-pace", metavar="M:SS", help="Minutes a kilometre, for distances."),
    ] = None,
    lap: Annotated[
        str | None,
        typer.Option("--lap", metavar="TIME", help="How long a step ended by a button lasts."),
    ] = None,
    content: common.ContentOption = None,
    force: common.TextForceOption = False,
    quiet: common.QuietOption = False,
) -> None:
    """Make a routine of another program's workout.

    Timed scripts, intervals.icu text, ZWO, LiftMark and Garmin JSON are read.
    """
    pace_s_per_km = _time_ms("--run-pace", pace, "5:30") / 1000 if pace else None
    lap_ms = _time_ms("--lap", lap, "90s") if lap else None
    if output is not None:
        only = destination.OutputTarget(output, folder=False)
        destination.paths(only, [output.name], force=force, text=True)
    name = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-") or "imported"
    where = output or Path(f"{name}.yaml")
    typed = read_stdin() if str(file) == STDIN else None
    source = file if typed is None else Path(STDIN_NAME)
    made = imports.import_workout(source, where, form, pace_s_per_km, lap_ms, content, typed)
    if not quiet:
        for warning in made.warnings:
            note(f"warning: {warning}")
    if output is None:
        data(made.yaml)
        return
    with whole(output) as target:
        target.write(made.yaml.encode())
    data(f"{output}\n")
    if not quiet:
        note(f"{made.title}: now try `audioguide plan {output}`")


def _time_ms(option: str, written: str, example: str) -> int:
    try:
        time_ms = parse_duration(written)
    except ValueError as error:
        raise UsageError(Problem(None, f"{option}: {error}", f"write {example}")) from error
    if not time_ms:
        raise UsageError(Problem(None, f"{option} is nothing", f"write {example}"))
    return time_ms
