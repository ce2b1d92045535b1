"""``audioguide script``: everything that is said."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from audioguide.cli import common
from audioguide.cli.audience import data, show, width
from audioguide.cli.dates import Dates, DayOption, WeekOption
from audioguide.cli.typed import one_of, words_of
from audioguide.pipeline import Options


class Format(StrEnum):
    """How the script is written down."""

    TEXT = "text"
    JSON = "json"


def script(
    routine: common.RoutineArgument,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            metavar=words_of(Format),
            parser=one_of("--format", Format, "a format"),
            help="For people, or for programs: audioguide.script/1.",
        ),
    ] = Format.TEXT,
    week: WeekOption = None,
    day: DayOption = None,
    level: common.LevelOption = None,
    voice: common.VoiceOption = common.DEFAULTS.voice,
    talk: common.TalkOption = common.DEFAULTS.talk,
    seed: common.SeedOption = common.DEFAULTS.seed,
    quiet: common.QuietOption = False,
) -> None:
    """Show every word that is said, at its time."""
    from audioguide.formats.script_text import script_json, script_text

    timeline = common.timeline(routine, Options(level, voice, talk, seed), quiet, Dates(week, day))
    if form is Format.JSON:
        data(script_json(timeline))
    else:
        show(script_text(timeline, width()))
