"""What works on a machine, as a table and as the JSON document ``audioguide.doctor/1``.

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
    """Whether a thing works; what is not needed to render is not broken but missing."""

    WORKS = "works"
    MISSING = "missing"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried: what came of it, and what adds or mends it."""

    name: str
    state: State
    about: str
    remedy: str = ""


def is_ready(findings: Sequence[Finding]) -> bool:
    """Whether everything that a render needs works."""
    return all(finding.state is not State.BROKEN for finding in findings)


def doctor_table(findings: Sequence[Finding], width: int = 80) -> str:
    """A line a thing, with what to do about those that do not work, and the sum of it."""
    columns = (Column("Thing"), Column("State"), Column("About", wraps=True))
    rows = [
        (one.name, one.state.value, one_line("; ".join(filter(None, (one.about, one.remedy)))))
        for one in findings
    ]
    lines = [*table(columns, rows, width), "", *paragraph(_sum(findings), width)]
    return "\n".join(lines) + "\n"


def doctor_json(findings: Sequence[Finding]) -> str:
    """Give what the doctor found as JSON text, for programs."""
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
