"""The command line: it turns options into one call to `pipeline` and prints what comes back.

Nothing else in the project prints or exits. Typer is imported when a command is run, and not
before.
"""

from __future__ import annotations


def main() -> None:
    """Run the command that was typed, and end the process with its exit code.

    The codes are 0 for success, 1 for a mistake in a file, 2 for a mistake in the command, 3 for a
    problem of the machine, and 130 where the program was stopped. The function never returns.
    """
    from audioguide.cli.streams import stand_in

    # Before anything is opened, because that would get the number of a closed stream.
    stand_in()
    from audioguide.interrupts import leave_when_stopped

    # Before all that takes its time to load.
    leave_when_stopped()
    from audioguide.cli.app import app

    app(prog_name="audioguide")
