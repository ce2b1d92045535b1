"""The values of a ZWO element: numbers, lengths, shares and slopes, or a problem at their place."""

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
    """Reads the values of one file."""

    notes: Notes
    options: ImportOptions
    noun: str
    metres: bool
    threshold_s: float | None = None
    """Seconds a kilometre at the threshold, where the file gives them."""

    def effort(self, element: Element, share: float) -> effort.Effort:
        """How hard a share is: of the threshold, or of the pace that the step names."""
        pace = PACES.get(attribute(element, "pace")) if self.noun == "run" else None
        return effort.by_share(share * pace[1], "pace") if pace else effort.by_share(share)

    def slope(self, element: Element, half: str) -> str:
        """Where a step goes up or down, in words."""
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
        """The two ends of a share; alike for a steady one."""
        low, high, one = (self.number(element, name) for name in _POWERS[half])
        both = [value for value in (low, high, one) if value is not None]
        if not both:
            return None, None
        return (low if low is not None else both[0]), (high if high is not None else both[-1])

    def number(self, element: Element, name: str) -> float | None:
        """A number that is not negative."""
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
        """The milliseconds of a length in seconds or metres."""
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
        """Seconds a kilometre of a step, where the file says how fast its threshold is."""
        low, high = self.ends(element, name.removesuffix("Duration"))
        if not self.threshold_s or not low or not high:
            return None
        pace = PACES.get(attribute(element, "pace"), ("", 1.0))
        return self.threshold_s / ((low + high) / 2 * pace[1])
