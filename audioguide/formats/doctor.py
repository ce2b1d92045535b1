"""Write what works on a machine: a table, and JSON in the format ``audioguide.doctor/1``.

Takes findings, gives text. Touches nothing. Fields may be added to the document, never renamed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from audioguide.formats.columns import Column, paragraph, table
from audioguide.formats.json_text import json_text
from audioguide.formats.words import one_line

FORMAT = "audioguide.doctor/1"


class State(StrEnum):
    """Whether a thing works.

    BROKEN is what prevents a render; MISSING is what a render can do without.
    """

    WORKS = "works"
    MISSING = "missing"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried: its name, whether it works, details, and how to add or mend it."""

    name: str
    state: State
    about: str
    remedy: str = ""


def is_ready(findings: Sequence[Finding]) -> bool:
    """Return whether everything that a render needs works."""
    return all(finding.state is not State.BROKEN for finding in findings)


def doctor_table(findings: Sequence[Finding], width: int = 80) -> str:
    """Return a table of all findings with what to do about them, and a sentence that sums them up.

    Lines are at most ``width`` characters long where the columns allow it.
    """
    columns = (Column("Thing"), Column("State"), Column("About", wraps=True))
    rows = [
        (one.name, one.state.value, one_line("; ".join(filter(None, (one.about, one.remedy)))))
        for one in findings
    ]
    lines = [*table(columns, rows, width), "", *paragraph(_sum(findings), width)]
    return "\n".join(lines) + "\n"


def doctor_json(findings: Sequence[Finding]) -> str:
    """Return the findings as JSON text that ends with a line break, for other programs."""
    document = {
        "format": FORMAT,
        "ready": is_ready(findings),
        "findings": [
            {
                "name": one.name,
                "state": one.state.value,
                "about": one.about,
                "remedy": one.remedy,
            }
            for one in findings
        ],
    }
    return json_text(document)


def _sum(findings: Sequence[Finding]) -> str:
    broken = [one.name for one in findings if one.state is State.BROKEN]
    if not broken:
        return "Everything that a render needs works here."
    return f"A render does not work here: see {', '.join(broken)}."
