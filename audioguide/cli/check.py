"""The command ``audioguide check``: find mistakes in routines and programmes, and their lengths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from audioguide import inspection
from audioguide.cli import common
from audioguide.cli.audience import answer_in_json, data, plain, show
from audioguide.cli.completing import routine_names
from audioguide.cli.dates import STDIN, routine_or_programme
from audioguide.cli.progress import watched
from audioguide.errors import Problem, UsageError
from audioguide.options import Options

if TYPE_CHECKING:
    from audioguide.formats.checked import Checked

FOUND = 1
"""The exit code where a file has mistakes, the same as in every other command."""


def check(
    routines: Annotated[
        list[str],
        typer.Argument(
            metavar="ROUTINE",
            help="Routines' or programmes' names, or YAML files; - is standard input.",
            autocompletion=routine_names,
        ),
    ],
    fast: Annotated[
        bool,
        typer.Option("--fast", help="Leave out what only the voice can tell: whether words fit."),
    ] = False,
    listener: Annotated[
        bool,
        typer.Option("--listener", help="Listen with eyes shut, and tell where one is lost."),
    ] = False,
    json: Annotated[
        bool,
        typer.Option("--json", help="For programs: the format audioguide.check/1."),
    ] = False,
    voice: common.VoiceOption = common.DEFAULTS.voice,
    talk: common.TalkOption = common.DEFAULTS.talk,
    sounds: common.SoundsOption = None,
    content: common.ContentOption = None,
    quiet: common.QuietOption = False,
) -> None:
    """Find every mistake in routines and programmes.

    Routines at all three levels, programmes on all their days. Writes no file. Exit code 1 where
    there is a mistake.
    """
    answer_in_json(json)
    from audioguide.formats.checked import check_json, check_lines

    if listener and fast:
        message = "--listener hears the voice, and --fast leaves it out"
        raise UsageError(Problem(None, message, "choose one"))
    options = Options(voice=voice, talk=talk, sounds=sounds)

    def one(name: str) -> Checked:
        with watched(name, quiet or fast) as report, common.kept() as store:
            found = routine_or_programme(name, content) if name == STDIN else name
            checked = inspection.check(
                found, options, fast, report, content, store, listener=listener
            )
        if not json:
            show("".join(f"{plain(line)}\n" for line in check_lines(checked)))
        return checked

    results = common.map_collecting(one, routines)
    if json:
        data(check_json(results))
    if not all(checked.ok for checked in results):
        raise typer.Exit(FOUND)
