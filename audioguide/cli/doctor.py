"""The command ``audioguide doctor``: tell what works on this machine, and how to add the rest."""

from __future__ import annotations

from typing import Annotated

import typer

from audioguide import doctor as machine
from audioguide.cli import common, destination
from audioguide.cli.audience import data, show, width
from audioguide.cli.progress import watched
from audioguide.options import Options

LACKING = 3
"""The exit code where a render would not work, the same as for any other thing that is missing."""


def doctor(
    voice: common.VoiceOption = common.DEFAULTS.voice,
    json: Annotated[
        bool,
        typer.Option("--json", help="For programs: the format audioguide.doctor/1."),
    ] = False,
    quiet: common.QuietOption = False,
) -> None:
    """Try what a render needs, and say what adds the rest.

    Exits with 3 where something that a render needs does not work.
    """
    from audioguide.formats.doctor import doctor_json, doctor_table, is_ready

    with watched("doctor", quiet) as report:
        findings = machine.examine(Options(voice=voice), destination.default_folder(), report)
    if json:
        data(doctor_json(findings))
    else:
        show(doctor_table(findings, width()))
    if not is_ready(findings):
        raise typer.Exit(LACKING)
