"""Read workouts as Garmin Connect gives them: JSON with segments of steps and groups of steps.

A step (``ExecutableStepDTO``) has a ``stepType``, an ``endCondition`` with its value (seconds,
metres, reps) and perhaps a target and an exercise; a group (``RepeatGroupDTO``) repeats its steps
``numberOfIterations`` times. Paces are metres a second, weights are kilograms unless the file names
another unit.

Source: the tables of the public projects jaguaar/garmin-workout-buddy and mkuthan/garmin-workouts;
Garmin itself publishes no description.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from audioguide.importing import effort
from audioguide.importing.compose import MOST_STEPS, compose, nothing
from audioguide.importing.json_tree import Object, parse
from audioguide.importing.lengths import by_button, by_distance, checked
from audioguide.importing.moves import Moves
from audioguide.importing.notes import Notes
from audioguide.importing.options import ImportOptions
from audioguide.importing.steps import Loop, Section, Step, StepKind
from audioguide.importing.text import (
    MOST_NAME,
    MOST_TITLE,
    clean,
    fitting,
    joined,
    sentence,
    shortened,
    title_of,
)
from audioguide.model.routine import Routine
from audioguide.units import clock

_NOUNS: Final = {
    "running": "run",
    "cycling": "ride",
    "swimming": "swim",
    "lap_swimming": "swim",
    "walking": "walk",
    "hiking": "walk",
}
_TASKS: Final = {
    "warmup": StepKind.WORK,
    "cooldown": StepKind.WORK,
    "interval": StepKind.WORK,
    "main": StepKind.WORK,
    "other": StepKind.WORK,
    "recovery": StepKind.RECOVERY,
    "rest": StepKind.REST,
}
_NAMES: Final = {"warmup": "Warm-up", "cooldown": "Cool-down", "recovery": "Recovery"}
_SAYS: Final = {
    "warmup": "Begin easily and warm up.",
    "cooldown": "Ease off and let your breathing settle.",
    "recovery": "Keep moving, very easily.",
}
_OPEN: Final = {
    "lap.button": "the step ends when lap is pressed",
    "calories": "the step ends at a number of calories",
    "heart.rate": "the step ends at a heart rate",
    "power": "the step ends at a power",
}
_ZONES: Final = {"heart.rate.zone", "power.zone"}
_HINT: Final = "the effort is said in words; add what you need to `says` or `form`"
_MOST_REPS: Final = 200


@dataclass
class _Reader:
    notes: Notes
    options: ImportOptions
    noun: str
    count: int = 0

    def parts(self, steps: list[Object]) -> list[Step | Loop]:
        """Return steps and loops in order; a group that holds other groups is written out."""
        parts: list[Step | Loop] = []
        for step in sorted(steps, key=lambda s: s.number("stepOrder") or 0):
            parts += self._group(step) if _is_group(step) else self._step(step)
        return parts

    def _group(self, group: Object) -> list[Step | Loop]:
        times = group.number("numberOfIterations") or group.number("endConditionValue")
        if times is None or times != int(times) or not 1 <= times <= 100:
            hint = "write a whole number up to 100"
            self.notes.wrong(group.source, "the group has no number of rounds", hint)
            return []
        inner = self.parts(group.objects("workoutSteps"))
        if not inner:
            self.notes.wrong(group.source, "the group has no steps", "add one or remove the group")
        skip = group.values.get("skipLastRestStep") is True
        steps = tuple(part for part in inner if isinstance(part, Step))
        if len(steps) == len(inner):
            return [Loop(int(times), steps, group.source, skip)] if steps else []
        self.count += len(inner) * int(times)
        if self.count > MOST_STEPS:
            self.notes.wrong(group.source, f"more than {MOST_STEPS} steps", "divide the workout")
            return []
        return inner * int(times)

    def _step(self, step: Object) -> list[Step | Loop]:
        kind = step.object("stepType")
        key = kind.text("stepTypeKey") if kind else ""
        if key not in _TASKS:
            hint = f"the types are {', '.join(_TASKS)}"
            self.notes.wrong(step.source, f"`{key or 'nothing'}` is no type of step", hint)
            return []
        speed = self._speed(step)
        amount = self._amount(step, speed)
        name, exercise = self._name(step, key)
        words = self._target(step, speed)
        says = joined(
            step.text("description"), words or ("" if exercise else _SAYS.get(key, "")), _load(step)
        )
        for what in ("secondaryTargetType", "strokeType", "equipmentType"):
            if (other := step.object(what)) and (value := _keyed(other)):
                self.notes.left_out(step.source, f"`{what} {shortened(value, 30)}`", _HINT)
        if amount is None:
            return []
        work_ms, reps = amount
        task = _TASKS[key]
        if task is StepKind.REST:
            says = sentence(step.text("description"))
            if reps:
                self.notes.wrong(step.source, "a rest cannot be counted", "give it a time")
                return []
        elif not says and not exercise:
            says = "Keep an even effort."
        return [Step(task, name, says, step.source, work_ms, reps)]

    def _name(self, step: Object, key: str) -> tuple[str, bool]:
        """Return what the step is called, and whether it is an exercise."""
        exercise = step.text("exerciseName") or step.text("category")
        if exercise and _TASKS[key] is not StepKind.REST:
            words = clean(exercise.replace("_", " ")).lower().capitalize()
            return shortened(words, MOST_NAME), True
        level = self._zone(step)
        named = effort.name(level, self.noun) if level else self.noun.capitalize()
        return _NAMES.get(key, named), False

    def _amount(self, step: Object, speed: float | None) -> tuple[int | None, int | None] | None:
        """Return milliseconds and reps, one of them None; or None alone with a mistake."""
        end = step.object("endCondition")
        key = end.text("conditionTypeKey") if end else ""
        if key in _OPEN:
            work_ms = by_button(_OPEN[key], step.source, self.notes, self.options)
            return (work_ms, None) if work_ms else None
        value = step.number("endConditionValue")
        if key in ("time", "fixed.rest", "distance", "reps") and value is None:
            hint = "give the step a length and export it again"
            self.notes.wrong(step.source, f"the step has no `endConditionValue` of {key}", hint)
            return None
        value = value or 0
        if key == "reps":
            if value == int(value) and 1 <= value <= _MOST_REPS:
                return None, int(value)
            hint = f"count from 1 to {_MOST_REPS}"
            self.notes.wrong(step.source, f"{value:g} is no number of reps", hint)
            return None
        work_ms = None
        if key == "distance":
            pace = 1000 / speed if speed else None
            written = f"{value:g} m"
            work_ms = by_distance(value, written, step.source, self.notes, self.options, pace)
        elif key in ("time", "fixed.rest"):
            work_ms = checked(value * 1000, f"{value:g} s", step.source, self.notes)
        else:
            hint = "end it by time, distance, reps or the lap button"
            self.notes.wrong(step.source, f"`{key or 'nothing'}` cannot end a step", hint)
        return (work_ms, None) if work_ms else None

    def _speed(self, step: Object) -> float | None:
        """Return the middle of a target of pace or speed, in metres a second, if any."""
        ends = [step.number("targetValueOne"), step.number("targetValueTwo")]
        given = [end for end in ends if end]
        if _target_key(step) not in ("pace.zone", "speed.zone") or not given:
            return None
        middle = sum(given) / len(given)
        return middle if 0.1 < middle < 40 else None

    def _zone(self, step: Object) -> effort.Effort | None:
        number = step.number("zoneNumber")
        return effort.by_zone(int(number)) if number and _target_key(step) in _ZONES else None

    def _target(self, step: Object, speed: float | None) -> str:
        """Return the target in words; numbers that have no words are noted as left out."""
        key = _target_key(step)
        if key in ("", "no.target"):
            return ""
        if speed and self.noun in ("run", "walk"):
            return f"Go at about {clock(round(1000 / speed) * 1000)} a kilometre."
        level = self._zone(step)
        number = step.number("zoneNumber")
        what = shortened(key, 30) + (f" {number:g}" if number else "")
        self.notes.left_out(step.source, f"the target `{what}`", _HINT)
        return level.says if level else ""


def _is_group(step: Object) -> bool:
    return step.text("type") == "RepeatGroupDTO" or "numberOfIterations" in step.values


def _keyed(kind: Object) -> str:
    """Return what Garmin's tables call something; empty where that means nothing."""
    found = (v for key, v in kind.values.items() if key.endswith("Key") and isinstance(v, str))
    name = next(found, "")
    return "" if name in ("no.target", "none", "any_stroke") else name


def _target_key(step: Object) -> str:
    target = step.object("targetType")
    return target.text("workoutTargetTypeKey") if target else ""


def _load(step: Object) -> str:
    weight = step.number("weightValue")
    if not weight or weight < 0:
        return ""
    unit = step.object("weightUnit")
    pounds = unit is not None and unit.text("unitKey") == "pound"
    return f"Use a weight of {weight:g} {'pounds' if pounds else 'kilograms'}."


def read(text: str, notes: Notes, options: ImportOptions) -> Routine:
    """Return the routine of a Garmin workout; mistakes and losses are collected in ``notes``.

    Raises AuthorError where the text cannot be read as a JSON object, or at the hundredth mistake.
    """
    root = parse(text, notes.file)
    segments = root.objects("workoutSegments")
    if not segments:
        hint = "export the workout itself, not an activity or a list"
        notes.wrong(root.source, "this JSON has no `workoutSegments`", hint)
        return nothing(notes)
    sport = root.object("sportType")
    key = sport.text("sportTypeKey") if sport else ""
    reader = _Reader(notes, options, _NOUNS.get(key, "effort"))
    sections = [Section("", tuple(reader.parts(s.objects("workoutSteps")))) for s in segments]
    author = root.object("author")
    return Routine(
        notes.file,
        fitting(root.text("workoutName"), MOST_TITLE, "the name", root.source, notes)
        or title_of(notes.file),
        notes.at(),
        compose(sections, Moves(options.known, notes), notes),
        fitting(root.text("description"), 500, "the description", root.source, notes),
        author=shortened(author.text("fullName"), MOST_TITLE) if author else "",
    )
