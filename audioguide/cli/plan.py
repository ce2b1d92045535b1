"""``audioguide plan``: what is done and said when."""

from __future__ import annotations

from typing import Annotated

import typer

from audioguide.cli import common
from audioguide.cli.audience import data, show, width
from audioguide.pipeline import Options


def plan(
    routine: common.RoutineArgument,
    json: Annotated[
        bool,
        typer.Option("--json", help="For programs: the format audioguide.plan/1."),
    ] = False,
    level: common.LevelOption = None,
    voice: common.VoiceOption = common.DEFAULTS.voice,
    talk: common.TalkOption = common.DEFAULTS.talk,
    seed: common.SeedOption = common.DEFAULTS.seed,
    quiet: common.QuietOption = False,
) -> None:
    """Show what happens when, as a table or as JSON."""
    timeline = common.timeline(routine, Options(level, voice, talk, seed), quiet)
    if json:
        from audioguide.formats.plan_json import plan_json

        data(plan_json(timeline))
    else:
        from audioguide.formats.table import plan_table

        show(plan_table(timeline, width()))
