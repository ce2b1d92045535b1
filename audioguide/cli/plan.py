"""The command ``audioguide plan``: show what is done and said at which time."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from audioguide import inspection, pipeline
from audioguide.cli import common
from audioguide.cli.audience import data, show, width
from audioguide.cli.dates import Dates, DayOption, WeekOption
from audioguide.cli.typed import one_of, words_of
from audioguide.errors import Problem, UsageError
from audioguide.options import Options


class Sheet(StrEnum):
    """The forms in which a run sheet can be written."""

    TEXT = "text"
    MARKDOWN = "markdown"


def plan(
    routine: common.RoutineArgument,
    json: Annotated[
        bool,
        typer.Option("--json", help="For programs: the format audioguide.plan/1."),
    ] = False,
    sheet: Annotated[
        Sheet | None,
        typer.Option(
            "--sheet",
            metavar=words_of(Sheet),
            parser=one_of("--sheet", Sheet, "a form of sheet"),
            help="For an instructor: a sheet to print.",
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
    quiet: common.QuietOption = False,
) -> None:
    """Show what happens when, as a table, as JSON, or as a sheet to print.

    Of a programme, show the calendar, or with --week and --day that day.
    """
    dates = Dates(week, day)
    if json and sheet:
        raise UsageError(Problem(None, "--json and --sheet do not go together", "choose one"))
    options = Options(
        level, voice, talk, seed, pace, skip_explanations=skip_explanations, intro=not no_intro
    )
    if not (json or sheet or dates.given) and (programme := pipeline.programme(routine, content)):
        from audioguide.formats.calendar import calendar_table

        days = inspection.calendar(programme, options)
        show(calendar_table(programme, days, width()))
        common.raise_if_broken(problem for day in days for problem in day.broken)
        return
    timeline = common.timeline(routine, options, quiet, dates, content)
    if sheet:
        from audioguide.formats.sheet import sheet_markdown, sheet_text

        show(sheet_text(timeline) if sheet is Sheet.TEXT else sheet_markdown(timeline))
    elif json:
        from audioguide.formats.plan_json import plan_json

        data(plan_json(timeline))
    else:
        from audioguide.formats.table import plan_table

        show(plan_table(timeline, width()))
    common.raise_if_broken(timeline.broken)
