"""The README's list of commands and options, made of the commands themselves.

Takes the program's commands, gives Markdown; writes the README between its two marks. A test holds
the README to it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from devtools.places import ROOT

README = Path(ROOT, "README.md")
BEGIN = "<!-- What follows is written by `python3 scripts/reference.py`. -->\n"
END = "<!-- The end of what is written so. -->\n"


def main() -> int:
    """Write the list into the README, and return 0."""
    README.write_text(renewed(README.read_text("utf-8")), encoding="utf-8")
    return 0


def renewed(text: str) -> str:
    """Return the README's text with the list as it is now."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{reference()}\n{END}{after}"


def reference() -> str:
    """Return two Markdown tables: commands with their arguments, options with their commands."""
    from typer.main import get_command

    from audioguide.cli.app import app

    group: Any = get_command(app)
    lines = ["| command | what it does |", "|---|---|"]
    options: dict[tuple[str, str], list[str]] = {}
    for name, command in group.commands.items():
        arguments = [one for one in command.params if one.param_type_name == "argument"]
        typed = " ".join(["audioguide", name, *map(_argument, arguments)])
        lines.append(f"| `{_cell(typed)}` | {_cell(_first(command.help))} |")
        for one in command.params:
            if one.param_type_name == "option" and "--help" not in one.opts:
                options.setdefault((_option(one), _cell(one.help)), []).append(name)
    lines += ["", "| option | meaning | for |", "|---|---|---|"]
    for (typed, meaning), names in sorted(options.items(), key=lambda one: one[0][0].lstrip("`-")):
        lines.append(f"| {typed} | {meaning} | {_listed(names)} |")
    return "\n".join(lines) + "\n"


def _argument(one: Any) -> str:
    several = "..." if one.nargs == -1 else ""
    name = f"{str(one.metavar or one.name).strip('[]{}.')}{several}"
    return name if one.required else f"[{name}]"


def _option(one: Any) -> str:
    names = sorted(one.opts, key=len)
    value = "" if one.is_flag else f" {one.metavar}"
    return _cell(f"`{', '.join(names)}{value}`")


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _first(text: str) -> str:
    """Return the first paragraph of a command's help as one line."""
    return " ".join(text.partition("\n\n")[0].split())


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
