"""``audioguide render``: routines to finished files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audioguide import pipeline
from audioguide.cli import common, destination
from audioguide.cli.audience import data, note, plain
from audioguide.cli.dates import Dates, DayOption, WeekOption
from audioguide.cli.progress import watched
from audioguide.files import safe_name
from audioguide.model.routine import Routine
from audioguide.model.script import Script
from audioguide.pipeline import Options
from audioguide.units import clock

if TYPE_CHECKING:
    from audioguide.model.episode import Episode

ENDINGS = (".mp3",)
"""What can be written; the first is the one that is written unasked."""


def render(
    routines: Annotated[
        list[str],
        typer.Argument(metavar="ROUTINE", help="Routines' names, or YAML files."),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|DIR/",
            help="Where to write; else output/ if there is one here, else here.",
        ),
    ] = None,
    week: WeekOption = None,
    day: DayOption = None,
    level: common.LevelOption = None,
    voice: common.VoiceOption = common.DEFAULTS.voice,
    talk: common.TalkOption = common.DEFAULTS.talk,
    seed: common.SeedOption = common.DEFAULTS.seed,
    quiet: common.QuietOption = False,
) -> None:
    """Make an MP3 file of each routine; prints their paths."""
    options = Options(level, voice, talk, seed)
    destination.read_place(output, ENDINGS, len(routines))
    scripts = common.scripts(routines, options, Dates(week, day))
    place = destination.read_place(output, ENDINGS, len(scripts))
    names = [file_name(routine, options) for routine, _ in scripts]
    paths = destination.paths(place, names)

    def episode(work: tuple[tuple[Routine, Script], Path]) -> None:
        (routine, script), path = work
        with watched(routine.name, quiet) as told:
            timeline = pipeline.arrange(script, options, told)
            finished = pipeline.render(timeline, path, told)
        data(f"{path}\n")
        if not quiet:
            note(plain(summary(finished)))

    common.each(episode, zip(scripts, paths, strict=True))


def file_name(routine: Routine, options: Options) -> str:
    """The routine's name, with what was asked for and is not what it has by itself.

    Level, talk and voice each join it, so that one does not overwrite another.
    """
    usual = {routine.level, common.DEFAULTS.talk, common.DEFAULTS.voice}
    asked = [one for one in (options.level, options.talk, options.voice) if one]
    parts = [routine.name, *(one for one in asked if one not in usual)]
    return f"{'-'.join(map(safe_name, parts))}{ENDINGS[0]}"


def summary(episode: Episode) -> str:
    """Title, length, size and place of a finished file, in one line."""
    megabytes = episode.size_bytes / 1_000_000
    return f"{episode.title}: {clock(episode.duration_ms)} min, {megabytes:.1f} MB, {episode.path}"
