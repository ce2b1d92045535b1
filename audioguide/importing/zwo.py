"""Zwift workout files: XML with steps of ``Duration`` seconds at a share of the threshold power.

``Warmup``, ``Cooldown`` and ``Ramp`` go from ``PowerLow`` to ``PowerHigh``; ``SteadyState`` has one
``Power``; ``IntervalsT`` repeats ``OnDuration`` and ``OffDuration``; ``FreeRide`` and ``MaxEffort``
have no power; ``textevent`` holds words of the coach. With ``durationType`` ``distance`` the
durations are metres.

Source: "Zwift Workout File Reference" of the public project h4l/zwift-workout-file-reference.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from audioguide.importing import effort
from audioguide.importing.compose import compose
from audioguide.importing.draft import Draft
from audioguide.importing.lengths import by_distance, checked
from audioguide.importing.moves import Moves
from audioguide.importing.notes import Notes
from audioguide.importing.options import ImportOptions
from audioguide.importing.steps import Loop, Section, Step, Task, Words
from audioguide.importing.text import (
    MOST_SPEECH,
    MOST_TAG,
    MOST_TITLE,
    clean,
    fitting,
    joined,
    sentence,
    shortened,
    title_of,
)
from audioguide.importing.xml_tree import Element, parse

_NOUNS: Final = {"bike": "ride", "run": "run"}
_HINT: Final = "the effort is said in words; add what you need to `says` or `form`"
_MESSAGES: Final = {"textevent": "message", "textnotification": "text"}
# The lower end, the upper end and one value, under all names that files use for them.
_POWERS: Final = {
    "": ("PowerLow", "PowerHigh", "Power"),
    "On": ("PowerOnLow", "PowerOnHigh", "OnPower"),
    "Off": ("PowerOffLow", "PowerOffHigh", "OffPower"),
}
_LOST: Final = ("Cadence", "CadenceLow", "CadenceHigh", "CadenceResting", "pace", "Pace", "Zone")
_MOST_REPEATS: Final = 100


@dataclass
class _Reader:
    notes: Notes
    options: ImportOptions
    noun: str
    metres: bool

    def part(self, element: Element) -> list[Step | Loop | Words]:
        """What an element of the workout asks for."""
        match element.name.lower():
            case "warmup" | "cooldown" | "ramp" as kind:
                return self._ramp(element, kind)
            case "steadystate":
                return self._steady(element)
            case "intervalst":
                return self._intervals(element)
            case "freeride":
                return self._plain(element, f"Free {self.noun}", "Go as you like.")
            case "maxeffort":
                return self._plain(element, f"All-out {self.noun}", "Go all-out.")
            case name if name in _MESSAGES:
                said = sentence(element.attributes.get(_MESSAGES[name], ""))
                said = fitting(said, MOST_SPEECH, "the message", element.source, self.notes)
                return [Words(said)] if said else []
            case _:
                message = f"`{element.name}` is no step that can be imported"
                self.notes.wrong(element.source, message, "remove it, or make it a SteadyState")
                return []

    def _ramp(self, element: Element, kind: str) -> list[Step | Loop | Words]:
        low, high = self._ends(element)
        if kind == "cooldown" and low is not None and high is not None:
            # Files disagree on which end of a cool-down is its start; it always eases off.
            low, high = max(low, high), min(low, high)
        says = ""
        if low is not None and high is not None:
            says = effort.change(effort.by_share(low), effort.by_share(high))
        falls = low is not None and high is not None and low > high
        names = {"warmup": "Warm-up", "cooldown": "Cool-down"}
        return self._plain(element, names.get(kind, "Ease off" if falls else "Build up"), says)

    def _steady(self, element: Element) -> list[Step | Loop | Words]:
        name, says, _ = self._named(element, "")
        return self._plain(element, name, says)

    def _named(self, element: Element, half: str) -> tuple[str, str, float | None]:
        """Name, sentence and share of the threshold of a steady effort."""
        low, high = self._ends(element, half)
        if low is None or high is None:
            return f"{self.noun.capitalize()}", "Keep an even effort.", None
        share = (low + high) / 2
        found = effort.by_share(share)
        return effort.name(found, self.noun), found.says, share

    def _intervals(self, element: Element) -> list[Step | Loop | Words]:
        on_ms = self._length(element, "OnDuration")
        off_ms = self._length(element, "OffDuration", may_lack=True)
        repeat = self._number(element, "Repeat")
        form = self._form(element)
        on_name, on_says, _ = self._named(element, "On")
        off_name, off_says, off_share = self._named(element, "Off")
        self._lost(element)
        if repeat is None or repeat != int(repeat) or not 1 <= repeat <= _MOST_REPEATS:
            hint = f"write a whole number up to {_MOST_REPEATS}"
            self.notes.wrong(element.source, "`Repeat` is missing or no number of rounds", hint)
            return []
        if not on_ms:
            return []
        steps = [Step(Task.WORK, on_name, on_says, element.source, on_ms, form=form)]
        if off_ms:
            rests = off_share is None or off_share <= 0.75
            task = Task.RECOVERY if rests else Task.WORK
            says = off_says if off_share is not None else ""
            steps.append(Step(task, off_name, says, element.source, off_ms))
        return [Loop(int(repeat), tuple(steps), element.source)]

    def _plain(self, element: Element, name: str, says: str) -> list[Step | Loop | Words]:
        work_ms = self._length(element, "Duration")
        form = self._form(element)
        self._lost(element)
        if not work_ms:
            return []
        says = joined(says) or "Keep an even effort."
        return [Step(Task.WORK, name, says, element.source, work_ms, form=form)]

    def _form(self, element: Element) -> tuple[str, ...]:
        """The coach's words within a step; their seconds are lost."""
        said = []
        for child in element.children:
            key = _MESSAGES.get(child.name.lower())
            text = sentence(child.attributes.get(key, "")) if key else ""
            if not text:
                self.notes.left_out(child.source, f"`{child.name}`", "it has nothing to say")
                continue
            said.append(text)
            offset = child.attributes.get("timeoffset") or child.attributes.get("TimeOffset") or "0"
            if offset.strip() not in ("0", "0.0"):
                what = f"the time of the message, {shortened(offset, 12)} s into the step,"
                self.notes.left_out(child.source, what, "it is said as `form` while you work")
        return tuple(said)

    def _lost(self, element: Element) -> None:
        names = [name for half in _POWERS.values() for name in half] + list(_LOST)
        for name in names:
            if name in element.attributes:
                value = shortened(element.attributes[name], 12)
                self.notes.left_out(element.source, f"`{name} {value}`", _HINT)

    def _ends(self, element: Element, half: str = "") -> tuple[float | None, float | None]:
        low, high, one = (self._number(element, name) for name in _POWERS[half])
        both = [value for value in (low, high, one) if value is not None]
        if not both:
            return None, None
        return (low if low is not None else both[0]), (high if high is not None else both[-1])

    def _number(self, element: Element, name: str) -> float | None:
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

    def _length(self, element: Element, name: str, may_lack: bool = False) -> int | None:
        value = self._number(element, name)
        if value is None:
            if name not in element.attributes and not may_lack:
                message = f"`{element.name}` has no `{name}`"
                self.notes.wrong(element.source, message, f'add {name}="60"')
            return None
        written = f"{name} {value:g}"
        if may_lack and not value:
            return None
        if self.metres:
            return by_distance(value, f"{value:g} m", element.source, self.notes, self.options)
        return checked(value * 1000, written, element.source, self.notes)


def read(text: str, notes: Notes, options: ImportOptions) -> Draft:
    """The routine of a Zwift workout file."""
    root = parse(text, notes.file)
    workout = root.child("workout")
    if root.name != "workout_file" or workout is None:
        hint = "export the workout from Zwift, or choose another format"
        notes.wrong(root.source, "this XML holds no `workout_file` with a `workout`", hint)
        return Draft("", ())
    sport = _text(root, "sportType").lower()
    metres = _text(root, "durationType").lower() == "distance"
    reader = _Reader(notes, options, _NOUNS.get(sport, "effort"), metres)
    parts = tuple(part for element in workout.children for part in reader.part(element))
    tags = root.child("tags")
    names = [clean(tag.attributes.get("name", "")) for tag in tags.children] if tags else []
    return Draft(
        fitting(_text(root, "name"), MOST_TITLE, "the name", root.source, notes)
        or title_of(notes.file),
        compose([Section("", parts)], Moves(options.known, notes), notes),
        fitting(_text(root, "description"), 500, "the description", root.source, notes),
        shortened(_text(root, "author"), MOST_TITLE),
        tags=tuple(dict.fromkeys(shortened(name, MOST_TAG) for name in names if name)),
    )


def _text(root: Element, name: str) -> str:
    child = root.child(name)
    return clean(child.text) if child else ""
