"""Read the values of a ZWO element: numbers, lengths, shares and slopes.

A value that is wrong is noted as a mistake at its place.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from audioguide.importing import effort
from audioguide.importing.lengths import by_distance, checked
from audioguide.importing.notes import Notes
from audioguide.importing.options import ImportOptions
from audioguide.importing.xml_tree import Element, attribute

# The lower end, the upper end and one value, under all names that files use for them.
_POWERS: Final = {
    "": ("PowerLow", "PowerHigh", "Power"),
    "On": ("PowerOnLow", "PowerOnHigh", "OnPower"),
    "Off": ("PowerOffLow", "PowerOffHigh", "OffPower"),
}
# The paces that a run's power is a share of, and how fast they are in shares of an hour's pace.
# An hour is about fifteen kilometres; speed falls with the distance to the power 0.06 (P. Riegel).
PACES: Final = {
    "0": ("at mile pace", 1.14),
    "1": ("at 5K pace", 1.07),
    "2": ("at 10K pace", 1.02),
    "3": ("at half marathon pace", 0.98),
    "4": ("at marathon pace", 0.94),
}


@dataclass
class Values:
    """The reader of the values of one file.

    ``noun`` is what is done, such as "run"; ``metres`` is whether lengths are distances.
    """

    notes: Notes
    options: ImportOptions
    noun: str
    metres: bool
    threshold_s: float | None = None
    """Seconds a kilometre at the threshold, where the file gives them."""

    def effort(self, element: Element, share: float) -> effort.Effort:
        """Return how hard a share is: of the threshold, or of the pace that the step names."""
        pace = PACES.get(attribute(element, "pace")) if self.noun == "run" else None
        return effort.by_share(share * pace[1], "pace") if pace else effort.by_share(share)

    def slope(self, element: Element, half: str) -> str:
        """Return the slope of a step in words, such as ``4 percent uphill.``, or an empty text.

        ``half`` is "On" or "Off" for a half of an interval, else empty.
        """
        name = f"{half}Slope"
        if name not in element.attributes:
            return ""
        try:
            slope = float(element.attributes[name])
        except ValueError:
            slope = math.nan
        if not abs(slope) <= 40:
            self.notes.wrong(element.source, f"`{name}` is no slope", "write percent, such as 4")
            return ""
        way = "uphill" if slope > 0 else "downhill"
        return f"{abs(slope):g} percent {way}." if slope else ""

    def ends(self, element: Element, half: str = "") -> tuple[float | None, float | None]:
        """Return the two shares of the threshold between which a step moves, or None twice.

        A steady step has the same share twice. ``half`` is "On" or "Off" for a half of an interval.
        """
        low, high, one = (self.number(element, name) for name in _POWERS[half])
        both = [value for value in (low, high, one) if value is not None]
        if not both:
            return None, None
        return (low if low is not None else both[0]), (high if high is not None else both[-1])

    def number(self, element: Element, name: str) -> float | None:
        """Return the number of that name, or None where there is none.

        What is no number, or a negative one, is a mistake.
        """
        written = element.attributes.get(name)
        if written is None:
            return None
        try:
            value = float(written)
        except ValueError:
            value = math.nan
        if math.isfinite(value) and value >= 0:
            return value
        self.notes.wrong(element.source, f"`{name}` is not a number", "write one, such as 0.75")
        return None

    def length(self, element: Element, name: str, may_lack: bool = False) -> int | None:
        """Return a length of seconds or metres in milliseconds, or None where there is none.

        One that is missing is a mistake unless it ``may_lack``.
        """
        value = self.number(element, name)
        if value is None:
            if name not in element.attributes and not may_lack:
                message = f"`{element.name}` has no `{name}`"
                self.notes.wrong(element.source, message, f'add {name}="60"')
            return None
        written = f"{name} {value:g}"
        if may_lack and not value:
            return None
        if self.metres:
            written = f"{value:g} m"
            own = self.pace_s(element, name)
            return by_distance(value, written, element.source, self.notes, self.options, own)
        return checked(value * 1000, written, element.source, self.notes)

    def pace_s(self, element: Element, name: str) -> float | None:
        """Return the pace of a step in seconds a kilometre, if the file gives a threshold pace."""
        low, high = self.ends(element, name.removesuffix("Duration"))
        if not self.threshold_s or not low or not high:
            return None
        pace = PACES.get(attribute(element, "pace"), ("", 1.0))
        return self.threshold_s / ((low + high) / 2 * pace[1])
