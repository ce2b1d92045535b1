"""The command ``audioguide script``: show everything that is said, with its times."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from audioguide import jobs
from audioguide.cli import common
from audioguide.cli.audience import answer_in_json, width
from audioguide.cli.dates import Dates, DayOption, WeekOption
from audioguide.cli.texts import TextOutputOption, deliver, form_of
from audioguide.cli.typed import one_of, words_of
from audioguide.options import Options

if TYPE_CHECKING:
    from audioguide.model.timeline import Timeline


class Format(StrEnum):
    """The forms in which a script can be written."""

    TEXT = "text"
    JSON = "json"
    VTT = "vtt"
    SRT = "srt"
    LRC = "lrc"


_ENDINGS = {one: ".txt" if one is Format.TEXT else f".{one}" for one in Format}
_COLUMNS = 80
"""How wide a text in a file is."""


def script(
    routine: common.RoutineArgument,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            metavar=words_of(Format),
            parser=one_of("--format", Format, "a format"),
            help="For people; for programs: audioguide.script/1; or as subtitles.",
        ),
    ] = None,
    output: TextOutputOption = None,
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
    force: common.TextForceOption = False,
    quiet: common.QuietOption = False,
) -> None:
    """Show every word that is said, at its time.

    Of a programme, show the days that --week and --day mean.
    """
    answer_in_json(form is Format.JSON)
    form = form_of(output, form, _ENDINGS, Format.TEXT)
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
    written = common.timelines(
        routine,
        options,
        quiet,
        Dates(week, day),
        content,
        only_one=output is None and form is not Format.TEXT,
    )
    columns = width() if output is None else _COLUMNS
    names = jobs.file_names([one for one, _ in written], options, _ENDINGS[form])
    texts = [_text(timeline, form, columns) for _, timeline in written]
    deliver(texts, names, output, force=force, for_people=form is Format.TEXT)
    common.raise_if_broken(problem for _, one in written for problem in one.broken)


def _text(timeline: Timeline, form: Format, columns: int) -> str:
    from audioguide.formats import subtitles
    from audioguide.formats.script_text import script_json, script_text

    for_programs = {
        Format.JSON: script_json,
        Format.VTT: subtitles.vtt,
        Format.SRT: subtitles.srt,
        Format.LRC: subtitles.lrc,
    }
    return for_programs[form](timeline) if form in for_programs else script_text(timeline, columns)
