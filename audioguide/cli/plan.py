"""The command ``audioguide plan``: show what is done and said at which time."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from audioguide import inspection, jobs
from audioguide.cli import common
from audioguide.cli.audience import answer_in_json, width
from audioguide.cli.dates import Dates, DayOption, WeekOption, programme
from audioguide.cli.texts import TextOutputOption, deliver, form_of
from audioguide.cli.typed import one_of, words_of
from audioguide.errors import Problem, UsageError
from audioguide.options import Options

if TYPE_CHECKING:
    from audioguide.model.timeline import Timeline


class Sheet(StrEnum):
    """The forms in which a run sheet can be written."""

    TEXT = "text"
    MARKDOWN = "markdown"


class Form(StrEnum):
    """Everything that a plan can be written as."""

    TABLE = "table"
    JSON = "--json"
    TEXT = "--sheet text"
    MARKDOWN = "--sheet markdown"


_SHEETS = {Sheet.TEXT: Form.TEXT, Sheet.MARKDOWN: Form.MARKDOWN}
_ENDINGS = {Form.TABLE: ".txt", Form.JSON: ".json", Form.TEXT: ".txt", Form.MARKDOWN: ".md"}
_COLUMNS = 80
"""How wide a table in a file is."""


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
    """Show what happens when, as a table, as JSON, or as a sheet to print.

    Of a programme, show the calendar, or with --week and --day those days.
    """
    answer_in_json(json)
    dates = Dates(week, day)
    if json and sheet:
        raise UsageError(Problem(None, "--json and --sheet do not go together", "choose one"))
    asked = Form.JSON if json else _SHEETS[sheet] if sheet else None
    form = form_of(output, asked, _ENDINGS, Form.TABLE)
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
    columns = width() if output is None else _COLUMNS
    if form is Form.TABLE and not dates.given and (found := programme(routine, content)):
        from audioguide.formats.calendar import calendar_table

        days = inspection.calendar(found, options)
        deliver([calendar_table(found, days, columns)], [f"{found.name}.txt"], output, force=force)
        common.raise_if_broken(problem for one in days for problem in one.broken)
        return
    planned = common.timelines(
        routine,
        options,
        quiet,
        dates,
        content,
        only_one=output is None and form is Form.JSON,
    )
    names = jobs.file_names([one for one, _ in planned], options, _ENDINGS[form])
    texts = [_text(timeline, form, columns) for _, timeline in planned]
    deliver(texts, names, output, force=force, for_people=form is not Form.JSON)
    common.raise_if_broken(problem for _, one in planned for problem in one.broken)


def _text(timeline: Timeline, form: Form, columns: int) -> str:
    from audioguide.formats.plan_json import plan_json
    from audioguide.formats.sheet import sheet_markdown, sheet_text
    from audioguide.formats.table import plan_table

    match form:
        case Form.TABLE:
            return plan_table(timeline, columns)
        case Form.JSON:
            return plan_json(timeline)
        case Form.TEXT:
            return sheet_text(timeline)
        case Form.MARKDOWN:
            return sheet_markdown(timeline)
