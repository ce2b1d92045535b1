"""The command ``audioguide render``: turn routines into finished sound files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Annotated

import typer

from audioguide import jobs, pipeline
from audioguide.cli import common, destination
from audioguide.cli.audience import answer_in_json, data, note, plain
from audioguide.cli.completing import routine_names
from audioguide.cli.dates import Dates, DayOption, WeekOption
from audioguide.cli.progress import Remaining, several_watched
from audioguide.cli.typed import one_of, whole_number, words_of
from audioguide.errors import Problem, UsageError
from audioguide.formats.rendered import rendered_json
from audioguide.jobs import Edition, Outcome
from audioguide.model.episode import AudioFormat
from audioguide.options import Options
from audioguide.pipeline import Progress
from audioguide.units import clock

if TYPE_CHECKING:
    from audioguide.model.episode import Episode

ENDINGS = tuple(one.ending for one in AudioFormat)
"""The endings of the files that can be written; the first is that of the default format."""


def render(
    routines: Annotated[
        list[str],
        typer.Argument(
            metavar="ROUTINE",
            help="Routines' names, or YAML files; - is standard input.",
            autocompletion=routine_names,
        ),
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
    explain: common.ExplainOption = None,
    known: common.KnownOption = False,
    no_intro: common.NoIntroOption = False,
    sounds: common.SoundsOption = None,
    content: common.ContentOption = None,
    pace: common.PaceOption = common.DEFAULTS.pace,
    no_splice: Annotated[
        bool,
        typer.Option("--no-splice", help="Encode everything anew, as one piece: slower."),
    ] = False,
    processes: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            metavar="NUMBER",
            parser=whole_number("--jobs", least=1),
            help="How many files are made at once; else as many as there are cores.",
        ),
    ] = None,
    json: Annotated[
        bool,
        typer.Option("--json", help="For programs: the format audioguide.rendered/1."),
    ] = False,
    force: common.ForceOption = False,
    quiet: common.QuietOption = False,
) -> None:
    """Make an MP3, or another file, of each routine; prints their paths."""
    answer_in_json(json)
    options = Options(
        level,
        voice,
        talk,
        seed,
        pace,
        explain=common.explains(explain, known=known),
        intro=not no_intro,
        sounds=sounds,
    )
    target = target_for(output, form, len(routines))
    ending = (form or AudioFormat.MP3).ending if target.folder else target.path.suffix.lower()
    pipeline.ready(ending)
    scripts = common.scripts(routines, options, Dates(week, day), content)
    target = target_for(output, form, len(scripts))
    names = jobs.file_names([routine for routine, _ in scripts], options, ending)
    paths = destination.paths(target, names, force=force)
    editions = [
        Edition(routine.name, script, options, path, splice=not no_splice)
        for (routine, script), path in zip(scripts, paths, strict=True)
    ]
    made = list(_made(editions, processes or jobs.cores(), quiet=quiet, tell=not json))
    if json:
        data(rendered_json((one.episode, one.voice) for one in made if one.episode))
    if errors := [outcome.error for outcome in made if outcome.error]:
        raise common.merge_errors(errors)


def _made(
    editions: Sequence[Edition], processes: int, *, quiet: bool, tell: bool
) -> Iterator[Outcome]:
    """Make the editions and show how far it is; with ``tell`` print each finished file's path."""
    many = len(editions)
    with several_watched(quiet) as opened:

        def watch(number: int, edition: Edition) -> Progress:
            return opened(f"{edition.name} ({number + 1} of {many})" if many > 1 else edition.name)

        remaining = Remaining(many)
        for outcome in jobs.make(editions, processes=processes, watch=watch, complain=common.warn):
            if outcome.episode:
                if tell:
                    data(f"{outcome.edition.destination}\n")
                if not quiet:
                    note(plain(summary(outcome.episode)))
            if (still := remaining.after_one()) and not quiet:
                note(still)
            yield outcome


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


def summary(episode: Episode) -> str:
    """Return one line about a finished file: title, length, size, loudness of speech, and path.

    The loudness, in LUFS, is left out where nothing is said.
    """
    megabytes = episode.size_bytes / 1_000_000
    loud = f"speech {episode.speech_lufs:.1f} LUFS, " if isfinite(episode.speech_lufs) else ""
    length = f"{clock(episode.duration_ms)} min, {megabytes:.1f} MB"
    return f"{episode.title}: {length}, {loud}{episode.path}"
