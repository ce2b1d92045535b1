"""Read one line of a LiftMark exercise, such as ``225 lbs x 5 reps @rest: 180s``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from audioguide.errors import Source
from audioguide.importing.lengths import (
    METRES,
    ask_about,
    by_button,
    by_distance,
    checked,
    doubtful,
)
from audioguide.importing.notes import Notes
from audioguide.importing.options import ImportOptions
from audioguide.importing.text import shortened

MOST_REPS: Final = 200
UNITS: Final = {
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), "pounds"),
    **dict.fromkeys(("kg", "kgs", "kilogram", "kilograms"), "kilograms"),
}
PER_SIDE: Final = re.compile(r"(?i)\b(?:per|each)\s+(?:side|leg|arm)\b|\beach\s*$")
TEMPO: Final = re.compile(r"\d\d?(?:-\d\d?){3}")

_MODIFIER: Final = re.compile(r"@([a-z_]+)\s*(?::\s*([^@]*))?", re.IGNORECASE)
_NUMBER = r"\d{1,9}(?:\.\d{1,9})?"
_LOAD = rf"(?:(?P<weight>{_NUMBER})\s*(?P<unit>{'|'.join(sorted(UNITS, reverse=True))})?|bw)"
_AMOUNT = (
    rf"(?:(?P<amrap>amrap)|(?P<number>{_NUMBER})\s*"
    rf"(?P<what>reps?|s|secs?|seconds?|m|mins?|minutes?|{'|'.join(sorted(METRES, reverse=True))})?)"
)
_SET: Final = re.compile(rf"(?:{_LOAD}?\s*(?:x|\u00d7|\bfor\b)\s*)?{_AMOUNT}", re.IGNORECASE)
_SCHEME: Final = re.compile(
    rf"(?P<sets>\d\d?)\s*x\s*(?P<reps>\d\d?\d?)\s*@\s*(?P<weight>{_NUMBER})\s*(?P<unit>[a-z]+)?",
    re.IGNORECASE,
)
_REST: Final = re.compile(rf"({_NUMBER})\s*(s|secs?|seconds?|m|mins?|minutes?)?", re.IGNORECASE)
_SMALL_WEIGHT: Final = 10


@dataclass(frozen=True, slots=True)
class Set:
    """One set: reps or a time, perhaps with a weight and the rest after it.

    ``drop`` is whether it follows the set before without rest, ``all_you_can`` whether it asks for
    as many reps as possible.
    """

    reps: int | None
    work_ms: int | None
    weight: str
    rest_ms: int | None
    per_side: bool
    tempo: str
    drop: bool
    all_you_can: bool = False


def rest(written: str, source: Source, notes: Notes) -> int | None:
    """Return the time of ``@rest: 90s`` in milliseconds, or None with a mistake.

    ``written`` is what stands behind the colon; a number without a unit is seconds.
    """
    found = _REST.fullmatch(written.strip())
    if not found:
        notes.wrong(source, f"`@rest: {written.strip()}` is no time", "write 90s or 3m")
        return None
    scale = 60_000 if (found[2] or "s").lower().startswith("m") else 1_000
    return checked(float(found[1]) * scale, f"@rest: {written.strip()}", source, notes)


def read(
    line: str, name: str, unit: str, source: Source, notes: Notes, options: ImportOptions
) -> list[Set]:
    """Return the sets that a line asks for; none where it has a mistake, which is noted.

    ``name`` is the exercise, and ``unit`` is the unit of a weight that is written without one.
    """
    body = re.sub(r"\s#\s.*$", "", line).strip()
    if scheme := _SCHEME.fullmatch(body):
        reps, count = _reps(scheme["reps"], source, notes), int(scheme["sets"])
        weight = _weight(scheme["weight"], scheme["unit"] or unit)
        if not 1 <= count <= 20:
            notes.wrong(source, f"{count} sets", "count from 1 to 20")
            return []
        return [Set(reps, None, weight, None, False, "", False)] * count if reps else []
    head = body.partition("@")[0]
    modifiers = {key.lower(): (value or "").strip() for key, value in _MODIFIER.findall(body)}
    per_side = bool(PER_SIDE.search(head)) or "perside" in modifiers
    plain = PER_SIDE.sub("", head).strip()
    found = _SET.fullmatch(plain)
    if not found:
        hint = "write it like `135 lbs x 5`, `10`, `60s` or `AMRAP`"
        notes.wrong(source, f"`{shortened(plain or body, 40)}` is no set", hint)
        return []
    rest_ms = rest(modifiers["rest"], source, notes) if "rest" in modifiers else None
    tempo = modifiers.get("tempo", "")
    if tempo and not TEMPO.fullmatch(tempo):
        notes.wrong(source, f"`@tempo: {tempo}` is no tempo", "write four digits, as in 3-0-1-0")
        tempo = ""
    for key in modifiers.keys() - {"rest", "tempo", "perside", "dropset"}:
        written = f"@{key}: {modifiers[key]}" if modifiers[key] else f"@{key}"
        notes.left_out(source, f"`{written}`", "write it in `says` or `form`")
    if found["weight"] and not (found["unit"] or unit) and float(found["weight"]) <= _SMALL_WEIGHT:
        notes.remark(
            source,
            f"`{plain}` is read as one set with a weight of {found['weight']}",
            "for several sets write a line for each",
        )
    amount = _amount(found, name, source, notes, options)
    if not amount:
        return []
    weight = _weight(found["weight"], found["unit"] or unit)
    drop = "dropset" in modifiers
    return [Set(*amount, weight, rest_ms, per_side, tempo, drop, bool(found["amrap"]))]


def _amount(
    found: re.Match[str], name: str, source: Source, notes: Notes, options: ImportOptions
) -> tuple[int | None, int | None] | None:
    """Return reps and milliseconds, one of them None; or None alone with a mistake."""
    if found["amrap"]:
        work_ms = by_button("the set asks for as many as you can", source, notes, options)
        return (None, work_ms) if work_ms else None
    unit = (found["what"] or "reps").lower()
    if unit.startswith("rep"):
        reps = _reps(found["number"], source, notes)
        return (reps, None) if reps else None
    number = float(found["number"])
    if unit == "m" and found["weight"]:
        unit = "metres"  # nobody lifts a weight for minutes by the `x`
    if unit == "m" and doubtful(number, (name,)):
        ask_about(f"{found['number']}m", source, notes, "the time that the distance takes")
        return None
    if unit in METRES:
        written = f"{found['number']} {unit}"
        work_ms = by_distance(number * METRES[unit], written, source, notes, options)
        return (None, work_ms) if work_ms else None
    scale = 60_000 if unit.startswith("m") else 1_000
    work_ms = checked(number * scale, f"{found['number']}{unit}", source, notes)
    return (None, work_ms) if work_ms else None


def _reps(written: str, source: Source, notes: Notes) -> int | None:
    reps = float(written)
    if reps == int(reps) and 1 <= reps <= MOST_REPS:
        return int(reps)
    notes.wrong(source, f"{written} is no number of reps", f"count from 1 to {MOST_REPS}")
    return None


def _weight(number: str | None, unit: str) -> str:
    if not number or not float(number):
        return ""
    return f"{float(number):g} {UNITS.get(unit.lower(), '')}".strip()
