"""Read Zwift workout files: XML with steps of ``Duration`` seconds at a share of a threshold.

``Warmup``, ``Cooldown`` and ``Ramp`` go from ``PowerLow`` to ``PowerHigh``; ``SteadyState`` has one
``Power``; ``IntervalsT`` repeats ``OnDuration`` and ``OffDuration``; ``FreeRide`` and ``MaxEffort``
have no power; ``textevent`` holds words of the coach. Where ``durationType`` is ``distance``, the
durations are metres.

Source: "Zwift Workout File Reference" of the public project h4l/zwift-workout-file-reference.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from audioguide.importing import effort
from audioguide.importing.coach_texts import MESSAGES, holds, messages
from audioguide.importing.compose import compose, nothing
from audioguide.importing.moves import Moves
from audioguide.importing.notes import Notes
from audioguide.importing.options import ImportOptions
from audioguide.importing.steps import Loop, Section, Step, StepKind, Words
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
from audioguide.importing.xml_tree import Element, attribute, parse
from audioguide.importing.zwo_values import PACES, Values
from audioguide.model.routine import Routine

_NOUNS: Final = {"bike": "ride", "run": "run"}
_HINT: Final = "the effort is said in words; add what you need to `says` or `form`"
_HARMLESS: Final = ("FlatRoad", "show_avg", "ftptest", "units", "replacement_verb")
_READ: Final = {
    *("workout", "name", "description", "author", "sportType", "durationType", "tags"),
    "thresholdSecPerKm",
}
_MOST_REPEATS: Final = 100


@dataclass
class _Reader(Values):
    before: float | None = None
    """How hard the step before was, as a share of the threshold."""
    name_before: str = ""

    def part(self, element: Element) -> list[Step | Loop | Words]:
        """Return what an element of the workout asks for."""
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
            case name if name in MESSAGES:
                said = sentence(attribute(element, MESSAGES[name]))
                if said and not holds(said) and attribute(element, "timeoffset") not in ("", "0"):
                    what = f"the message `{shortened(said, 60)}`"
                    hint = "it belongs to one moment, which is not kept"
                    self.notes.left_out(element.source, what, hint)
                    return []
                said = fitting(said, MOST_SPEECH, "the message", element.source, self.notes)
                return [Words(said)] if said else []
            case _:
                message = f"`{element.name}` is no step that can be imported"
                self.notes.wrong(element.source, message, "remove it, or make it a SteadyState")
                return []

    def _ramp(self, element: Element, kind: str) -> list[Step | Loop | Words]:
        low, high = self.ends(element)
        if kind == "cooldown" and low is not None and high is not None:
            # Files disagree on which end of a cool-down is its start; it always eases off.
            low, high = max(low, high), min(low, high)
        says = ""
        if low is not None and high is not None:
            says = effort.change(*(self.effort(element, end) for end in (low, high)))
        falls = low is not None and high is not None and low > high
        names = {"warmup": "Warm-up", "cooldown": "Cool-down"}
        self.before = high
        name = names.get(kind, "Ease off" if falls else "Build up")
        return self._plain(element, name, joined(says, self.slope(element, "")))

    def _steady(self, element: Element) -> list[Step | Loop | Words]:
        low, high = self.ends(element)
        if low is not None and high is not None and low > high:
            name, says = "Ease off", ""
            ends = [self.effort(element, end) for end in (low, high)]
            says = effort.change(*ends)
        else:
            name, says, share = self._named(element, "")
            name = self._compared(name, share)
        self.before = high
        return self._plain(element, name, joined(says, self.slope(element, "")))

    def _compared(self, name: str, share: float | None) -> str:
        """Return the name, with what tells it from the step before where that has the same name."""
        share_before, name_before = self.before, self.name_before
        self.name_before = name
        if share is None or share_before is None or name != name_before or share == share_before:
            return name
        return f"{name}, a little {'harder' if share > share_before else 'easier'}"

    def _named(self, element: Element, half: str) -> tuple[str, str, float | None]:
        """Return the name, the sentence and the share of the threshold of a steady effort."""
        low, high = self.ends(element, half)
        slope = self.slope(element, half)
        way = f" {slope.split()[-1].strip('.')}" if slope else ""
        if low is None or high is None:
            return f"{self.noun.capitalize()}{way}", joined("Keep an even effort.", slope), None
        share = (low + high) / 2
        found = self.effort(element, share)
        name = effort.name(found, self.noun) + way
        pace = PACES.get(attribute(element, "pace")) if self.noun == "run" else None
        if pace:
            share *= pace[1]
            near = "" if 0.995 <= share / pace[1] <= 1.005 else "near "
            name = f"{self.noun.capitalize()}{way} {near}{pace[0]}".replace("near at", "near")
        return name, joined(found.says, slope if half else ""), share

    def _intervals(self, element: Element) -> list[Step | Loop | Words]:
        on_ms = self.length(element, "OnDuration")
        off_ms = self.length(element, "OffDuration", may_lack=True)
        repeat = self.number(element, "Repeat")
        on_said, off_said = messages(element, self.notes, on_ms or 0, off_ms or 0)
        on_name, on_says, on_share = self._named(element, "On")
        off_name, off_says, off_share = self._named(element, "Off")
        self._lost(element)
        if repeat is None or repeat != int(repeat) or not 1 <= repeat <= _MOST_REPEATS:
            hint = f"write a whole number up to {_MOST_REPEATS}"
            self.notes.wrong(element.source, "`Repeat` is missing or no number of rounds", hint)
            return []
        if not on_ms:
            return []
        if off_ms and on_name == off_name and on_share != off_share:
            self.before, self.name_before = on_share, on_name
            off_name = self._compared(off_name, off_share)
        self.before, self.name_before = (off_share, off_name) if off_ms else (on_share, on_name)
        steps = [Step(StepKind.WORK, on_name, joined(on_says, on_said), element.source, on_ms)]
        if off_ms:
            rests = off_share is None or off_share <= 0.75
            if on_share is not None and off_share is not None and off_share >= on_share:
                rests = False
            task = StepKind.RECOVERY if rests else StepKind.WORK
            says = off_says if off_share is not None or self.slope(element, "Off") else ""
            # A run between runs is told by its name; on a bike one turns the pedals anyway.
            cue = off_name if self.noun == "run" else ""
            said = joined(says, off_said)
            steps.append(Step(task, off_name, said, element.source, off_ms, cue=cue))
        return [Loop(int(repeat), tuple(steps), element.source)]

    def _plain(self, element: Element, name: str, says: str) -> list[Step | Loop | Words]:
        work_ms = self.length(element, "Duration")
        said, _ = messages(element, self.notes, work_ms or 0, 0)
        self._lost(element)
        if not work_ms:
            return []
        says = joined(says or "Keep an even effort.", said)
        return [Step(StepKind.WORK, name, says, element.source, work_ms)]

    def _lost(self, element: Element) -> None:
        """Note as left out everything that a step has and words do not carry."""
        said = {"Duration", "OnDuration", "OffDuration", "Repeat", *_HARMLESS}
        slopes = {"Slope", "OnSlope", "OffSlope"}
        if self.noun == "run" and attribute(element, "pace") in PACES:
            said |= {"pace", "Pace"}
        if element.name.lower() == "intervalst":
            said |= slopes - {"Slope"}
        elif element.name.lower() in ("steadystate", "warmup", "cooldown", "ramp"):
            said |= {"Slope"}
        for name, value in element.attributes.items():
            if name not in said:
                self.notes.left_out(element.source, f"`{name} {shortened(value, 12)}`", _HINT)
        if element.text.strip():
            what = f"`{shortened(element.text, 60)}`"
            self.notes.left_out(element.source, what, "write it in `says`")


def read(text: str, notes: Notes, options: ImportOptions) -> Routine:
    """Return the routine of a Zwift workout file; mistakes and losses are collected in ``notes``.

    Raises AuthorError where the text cannot be read as XML, or at the hundredth mistake.
    """
    root = parse(text, notes.file)
    workout = root.child("workout")
    if root.name != "workout_file" or workout is None:
        hint = "export the workout from Zwift, or choose another format"
        notes.wrong(root.source, "this XML holds no `workout_file` with a `workout`", hint)
        return nothing(notes)
    sport = _text(root, "sportType").lower()
    metres = _text(root, "durationType").lower() == "distance"
    reader = _Reader(notes, options, _NOUNS.get(sport, "effort"), metres, _threshold(root))
    for child in root.children:
        if child.name not in _READ and child.text.strip():
            what = f"`{child.name} {shortened(child.text, 60)}`"
            notes.left_out(child.source, what, "write what you need in `say`")
    parts = tuple(part for element in workout.children for part in reader.part(element))
    tags = root.child("tags")
    names = [clean(tag.attributes.get("name", "")) for tag in tags.children] if tags else []
    return Routine(
        notes.file,
        fitting(_text(root, "name"), MOST_TITLE, "the name", root.source, notes)
        or title_of(notes.file),
        notes.at(),
        compose([Section("", parts)], Moves(options.known, notes), notes),
        fitting(_text(root, "description"), 500, "the description", root.source, notes),
        author=shortened(_text(root, "author"), MOST_TITLE),
        tags=tuple(dict.fromkeys(shortened(name, MOST_TAG) for name in names if name)),
    )


def _threshold(root: Element) -> float | None:
    try:
        seconds = float(_text(root, "thresholdSecPerKm"))
    except ValueError:
        return None
    return seconds if 60 <= seconds <= 3_600 else None


def _text(root: Element, name: str) -> str:
    child = root.child(name)
    return clean(child.text) if child else ""
