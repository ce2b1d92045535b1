"""The command line: options in, one call to `pipeline`, text out.

The only place that prints or exits. Typer is imported when a command is run, and not before.
"""

from __future__ import annotations


def main() -> None:
    """Run the command that was typed, and exit with 0, 1 (a file), 2 (usage), 3 (machine), 130."""
    from audioguide.cli.streams import stand_in

    # Before anything is opened, which would get a closed stream's number.
    stand_in()
    from audioguide.cli.interrupts import leave_when_stopped

    # Before all that takes its time to load.
    leave_when_stopped()
    from audioguide.cli.app import app

    app(prog_name="audioguide")
