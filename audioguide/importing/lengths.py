"""Find how long steps of other formats last: by seconds, by distance and pace, or by an option."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, overload

from audioguide.errors import Source
from audioguide.importing.notes import Notes
from audioguide.importing.options import ImportOptions
from audioguide.model.routine import Range
from audioguide.units import STEP_MS, clock

SHORTEST_MS: Final = 1_000
LONGEST_MS: Final = 4 * 3_600_000
METRES: Final = {
    "mtr": 1.0,
    "metres": 1.0,
    "meters": 1.0,
    "km": 1_000.0,
    "mi": 1_609.344,
    "miles": 1_609.344,
    "mile": 1_609.344,
    "yd": 0.9144,
    "yrd": 0.9144,
    "y": 0.9144,
    "yards": 0.9144,
    "yard": 0.9144,
    "ft": 0.3048,
    "feet": 0.3048,
    "foot": 0.3048,
    "metre": 1.0,
    "meter": 1.0,
}

MOST_MINUTES: Final = 200
_FEW_METRES: Final = 50
# From how many on an `m` beside the word may as well be metres.
_DOUBTFUL: Final = {
    **dict.fromkeys(("metre", "meter", "distance", "track", "pool", "length", "sprint"), 0),
    **dict.fromkeys(("stride", "dash"), 0),
    **dict.fromkeys(("carry", "carries", "sled", "yoke", "crawl", "shuttle"), 10),
    **dict.fromkeys(("swim", "swimming", "freestyle", "breaststroke", "backstroke"), 25),
    **dict.fromkeys(("run", "running", "row", "rowing", "rower", "ski", "skierg", "walk"), 100),
}


@overload
def exactly(number: int) -> Range: ...
@overload
def exactly(number: int | None) -> Range | None: ...
def exactly(number: int | None) -> Range | None:
    """Return the range of one number, or None where there is none.

    Other programs know no levels, so that the lower and the upper end are the same.
    """
    return None if number is None else Range(number, number)


def checked(ms: float, written: str, source: Source, notes: Notes) -> int | None:
    """Return the time of a step in milliseconds, or None with a mistake.

    It is rounded to a tenth of a second. A step lasts from a second to four hours; ``written`` is
    its length as the file has it.
    """
    if not ms >= SHORTEST_MS:
        notes.wrong(source, f"`{written}` is shorter than a second", "make it 1s or more")
    elif ms > LONGEST_MS:
        notes.wrong(source, f"`{written}` is longer than four hours", "divide the step")
    else:
        # Some programs write the noise of their floats: 180.00002 is three minutes.
        return round(ms / STEP_MS) * STEP_MS
    return None


def by_distance(
    metres: float,
    written: str,
    source: Source,
    notes: Notes,
    options: ImportOptions,
    own_s_per_km: float | None = None,
) -> int | None:
    """Return the time of a distance in milliseconds, rounded to a second, or None with a mistake.

    The pace in seconds a kilometre is the step's own, or else that of the options; it is a mistake
    where neither is given. ``written`` is the distance as the file has it.
    """
    pace = own_s_per_km or options.pace_s_per_km
    if not pace:
        hint = "give your pace in minutes a kilometre, such as --run-pace 5:30"
        notes.wrong(source, f"`{written}` says how far, not how long", hint)
        return None
    return checked(round(metres / 1000 * pace) * 1000, written, source, notes)


def by_button(what: str, source: Source, notes: Notes, options: ImportOptions) -> int | None:
    """Return the milliseconds of a step whose end the file leaves open, or None with a mistake.

    ``what`` says what ends the step. The time is ``lap_ms`` of the options, which a remark says; it
    is a mistake where that is not given.
    """
    if options.lap_ms is None:
        notes.wrong(source, f"{what}, so nothing says how long", "give a time, such as --lap 2m")
        return None
    hint = "write another `work` where it should differ"
    notes.remark(source, f"{what}: it lasts {clock(options.lap_ms)} now", hint)
    return checked(options.lap_ms, "--lap", source, notes)


def doubtful(minutes: float, words: Iterable[str], *, among_distances: bool = False) -> bool:
    """Return whether this many `m` may be metres instead of minutes.

    ``words`` are the texts beside it, and ``among_distances`` is whether the workout has distances.
    """
    if minutes > MOST_MINUTES or (among_distances and minutes >= _FEW_METRES):
        return True
    found = (word for text in words for word in re.findall(r"[a-z]+", text.lower()))
    return any(
        minutes >= _DOUBTFUL[word]
        for word in (w if w in _DOUBTFUL else w.removesuffix("s") for w in found)
        if word in _DOUBTFUL
    )


def ask_about(written: str, source: Source, notes: Notes, otherwise: str) -> None:
    """Note as a mistake an `m` that may be minutes or metres.

    ``otherwise`` says what to write for metres, with ``{0}`` in place of the number.
    """
    digits = written.removesuffix("m")
    hint = f"write `{digits}min`, or {otherwise.format(digits)}"
    notes.wrong(source, f"`{written}` may be minutes or metres", hint)
