"""The program's commands, registered in the order in which the help text lists them.

The help is plain text: setting it in panels would take several times as long as all the rest.
"""

from __future__ import annotations

from typing import Annotated

import typer

from audioguide import __version__
from audioguide.cli import (
    cache,
    check,
    doctor,
    importing,
    listing,
    new,
    plan,
    render,
    say,
    schema,
    script,
    showing,
)
from audioguide.cli.audience import Guarded, show

app = typer.Typer(
    cls=Guarded,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
)

app.command()(render.render)
app.command()(plan.plan)
app.command()(script.script)
app.command()(check.check)
app.command()(new.new)
app.command("import")(importing.import_workout)
app.command("list")(listing.list_content)
app.command("show")(showing.show_name)
app.command()(say.say)
app.command()(schema.schema)
app.command()(cache.cache)
app.command()(doctor.doctor)


def _show_version(wanted: bool) -> None:
    if wanted:
        show(f"audioguide {__version__}\n")
        raise typer.Exit


@app.callback(
    epilog="Begin with `audioguide list routines`, then `audioguide render NAME`.",
)
def audioguide(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Show the version and exit.",
            is_eager=True,
            callback=_show_version,
        ),
    ] = False,
) -> None:
    """Turn a workout routine into coached audio, without a network.

    A ROUTINE is the name of one that comes with the program, or a YAML file of your own.
    """
