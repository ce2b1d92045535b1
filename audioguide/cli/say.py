"""The command ``audioguide say``: speak one text into a file, to hear how a voice says it."""

from __future__ import annotations

from typing import Annotated

import typer

from audioguide import pipeline
from audioguide.cli import common, destination
from audioguide.cli.audience import data, note
from audioguide.cli.progress import watched
from audioguide.errors import Problem, UsageError
from audioguide.options import Options

ENDINGS = (".wav",)


def say(
    words: Annotated[list[str], typer.Argument(metavar="TEXT", help="What to say.")],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|DIR/",
            help="Where to write; else say.wav in output/ if there is one here, else here.",
        ),
    ] = None,
    voice: common.VoiceOption = common.DEFAULTS.voice,
    pace: common.PaceOption = common.DEFAULTS.pace,
    force: common.ForceOption = False,
    quiet: common.QuietOption = False,
) -> None:
    """Speak one text into a WAV file; prints its path."""
    text = " ".join(words)
    if not text.strip():
        raise UsageError(Problem(None, "there is nothing to say", "write it behind `say`"))
    target = destination.read_target(output, ENDINGS)
    [path] = destination.paths(target, [f"say{ENDINGS[0]}"], force=force)
    with watched("say", quiet) as report, common.kept() as store:
        duration_ms = pipeline.say(text, Options(voice=voice, pace=pace), path, report, store)
    data(f"{path}\n")
    if not quiet:
        note(f"{duration_ms / 1000:.1f} s, {path}")
