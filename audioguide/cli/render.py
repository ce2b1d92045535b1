"""The command ``audioguide render``: turn routines into finished sound files."""

from __future__ import annotations

from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audioguide import pipeline
from audioguide.cli import common, destination
from audioguide.cli.audience import data, note, plain
from audioguide.cli.dates import Dates, DayOption, WeekOption
from audioguide.cli.progress import watched
from audioguide.cli.typed import one_of, words_of
from audioguide.errors import Problem, UsageError
from audioguide.files import safe_name
from audioguide.model.episode import AudioFormat
from audioguide.model.routine import Routine
from audioguide.model.script import Script
from audioguide.pipeline import Options
from audioguide.units import clock

if TYPE_CHECKING:
    from audioguide.model.episode import Episode

ENDINGS = tuple(one.ending for one in AudioFormat)
"""The endings of the files that can be written; the first is that of the default format."""


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
    form: Annotated[
        AudioFormat | None,
        typer.Option(
            "--format",
            metavar=words_of(AudioFormat),
            parser=one_of("--format", AudioFormat, "a kind of sound file"),
            help="What files in a folder are; else mp3. A file's name says it by itself.",
        ),
    ] = None,
    week: WeekOption = None,
    day: DayOption = None,
    level: common.LevelOption = None,
    voice: common.VoiceOption = common.DEFAULTS.voice,
    talk: common.TalkOption = common.DEFAULTS.talk,
    seed: common.SeedOption = common.DEFAULTS.seed,
    skip_explanations: common.SkipExplanationsOption = False,
    no_intro: common.NoIntroOption = False,
    content: common.ContentOption = None,
    pace: common.PaceOption = common.DEFAULTS.pace,
    no_splice: Annotated[
        bool,
        typer.Option("--no-splice", help="Encode everything anew, as one piece: slower."),
    ] = False,
    force: common.ForceOption = False,
    quiet: common.QuietOption = False,
) -> None:
    """Make an MP3, or another file, of each routine; prints their paths."""
    options = Options(
        level, voice, talk, seed, pace, skip_explanations=skip_explanations, intro=not no_intro
    )
    target = target_for(output, form, len(routines))
    ending = (form or AudioFormat.MP3).ending if target.folder else target.path.suffix.lower()
    pipeline.ready(ending)
    scripts = common.scripts(routines, options, Dates(week, day), content)
    target = target_for(output, form, len(scripts))
    names = [file_name(routine, options, ending) for routine, _ in scripts]
    paths = destination.paths(target, names, force=force)

    def episode(work: tuple[tuple[Routine, Script], Path]) -> None:
        (routine, script), path = work
        with watched(routine.name, quiet) as report:
            timeline = pipeline.arrange(script, options, report, store)
            finished = pipeline.render(timeline, path, report, store, splice=not no_splice)
        data(f"{path}\n")
        if not quiet:
            note(plain(summary(finished)))

    with common.kept() as store:
        common.map_collecting(episode, zip(scripts, paths, strict=True))


def target_for(
    output: str | None, form: AudioFormat | None, files: int
) -> destination.OutputTarget:
    """Return the file or folder that ``-o`` and ``--format`` mean together, for this many files.

    ``output`` and ``form`` are None where an option was not given. Raises UsageError where the two
    contradict each other or the place is not usable, and DestinationError as `read_target` does.
    """
    target = destination.read_target(output, ENDINGS, files)
    if form and not target.folder and target.path.suffix.lower() != form.ending:
        hint = f"name it {target.path.with_suffix(form.ending)}, or leave --format out"
        raise UsageError(Problem(None, f"{target.path} is no name for `--format {form}`", hint))
    return target


def file_name(routine: Routine, options: Options, ending: str) -> str:
    """Return the file name for a routine: its name, then each option that is not the usual one.

    Level, talk, voice, pace and what is left out each add a word, so that two renders of one
    routine do not overwrite each other. ``ending`` is the file's, such as ``.mp3``.
    """
    usual = {routine.level, common.DEFAULTS.talk, common.DEFAULTS.voice}
    asked = [one for one in (options.level, options.talk, options.voice) if one]
    less = {"known": options.skip_explanations, "no-intro": not options.intro}
    parts = [routine.name, *(one for one in asked if one not in usual)]
    parts += [word for word, wanted in less.items() if wanted]
    parts += [f"pace-{options.pace:g}"] if options.pace != common.DEFAULTS.pace else []
    return f"{'-'.join(map(safe_name, parts))}{ending}"


def summary(episode: Episode) -> str:
    """Return one line about a finished file: title, length, size, loudness of speech, and path.

    The loudness, in LUFS, is left out where nothing is said.
    """
    megabytes = episode.size_bytes / 1_000_000
    loud = f"speech {episode.speech_lufs:.1f} LUFS, " if isfinite(episode.speech_lufs) else ""
    length = f"{clock(episode.duration_ms)} min, {megabytes:.1f} MB"
    return f"{episode.title}: {length}, {loud}{episode.path}"
