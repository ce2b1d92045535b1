"""The command ``audioguide script``: show everything that is said, with its times."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from audioguide.cli import common
from audioguide.cli.audience import data, show, width
from audioguide.cli.dates import Dates, DayOption, WeekOption
from audioguide.cli.typed import one_of, words_of
from audioguide.options import Options


class Format(StrEnum):
    """The forms in which a script can be written."""

    TEXT = "text"
    JSON = "json"
    VTT = "vtt"
    SRT = "srt"
    LRC = "lrc"


def script(
    routine: common.RoutineArgument,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            metavar=words_of(Format),
            parser=one_of("--format", Format, "a format"),
            help="For people; for programs: audioguide.script/1; or as subtitles.",
        ),
    ] = Format.TEXT,
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
    quiet: common.QuietOption = False,
) -> None:
    """Show every word that is said, at its time."""
    from audioguide.formats import subtitles
    from audioguide.formats.script_text import script_json, script_text

    for_programs = {
        Format.JSON: script_json,
        Format.VTT: subtitles.vtt,
        Format.SRT: subtitles.srt,
        Format.LRC: subtitles.lrc,
    }
    options = Options(
        level, voice, talk, seed, pace, skip_explanations=skip_explanations, intro=not no_intro
    )
    timeline = common.timeline(routine, options, quiet, Dates(week, day), content)
    if form in for_programs:
        data(for_programs[form](timeline))
    else:
        show(script_text(timeline, width()))
    common.raise_if_broken(timeline.broken)
