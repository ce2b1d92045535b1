"""Read strength workouts in the LiftMark Workout Format (LMWF), a dialect of Markdown.

A heading is the workout, headings one level below it are its exercises, and list entries are their
sets: ``- 225 lbs x 5 @rest: 180s``, ``- 10``, ``- 60s``, ``- bw x AMRAP``. Headings without sets
group exercises; where they say "superset", the exercises are done in turn. ``@tags``, ``@units``,
``@type`` and ``@rest`` stand in lines of their own; all other text is notes.

Source: "LiftMark Workout Format (LMWF) Specification v1.0", with its changes of 1.1, and the README
of the public project vfilby/liftmark, from which ``3x10 @135`` is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from audioguide.errors import Source
from audioguide.importing import sets
from audioguide.importing.compose import MOST_STEPS, nothing
from audioguide.importing.moves import Moves
from audioguide.importing.notes import Notes
from audioguide.importing.options import ImportOptions
from audioguide.importing.strength import Exercise, in_sets, superset
from audioguide.importing.text import (
    MOST_NAME,
    MOST_SPEECH,
    MOST_TAG,
    MOST_TITLE,
    clean,
    fitting,
    joined,
    lines,
    shortened,
)
from audioguide.model.routine import AnyBlock, Routine, SayBlock

HEADER: Final = re.compile(r"\s{0,3}(#{1,6})\s+(.*\S)\s*")
ENTRY: Final = re.compile(r"\s*[-*+]\s+(.*\S)\s*")
_META: Final = re.compile(r"(?:[-*+]\s+)?@([a-z_]+)\s*:\s*(.*)", re.IGNORECASE)
_BODY_ONLY: Final = {"other", "bodyweight", "body weight", "none", "cardio"}
_PREFIX: Final = re.compile(r"(?i)(workout|superset)\s*(\d+)?\s*:\s*")


@dataclass
class _Header:
    """A heading with what stands under it before the next one.

    ``children`` are the headings one or more levels below it.
    """

    level: int
    name: str
    source: Source
    meta: dict[str, tuple[str, Source]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    entries: list[tuple[str, Source]] = field(default_factory=list)
    children: list[_Header] = field(default_factory=list)

    @property
    def is_superset(self) -> bool:
        return self.level > 1 and "superset" in self.name.lower()

    @property
    def is_exercise(self) -> bool:
        return bool(self.entries)

    def holds_exercises(self) -> bool:
        """Return whether an exercise or a superset of exercises stands directly below."""
        return any(
            c.is_exercise or (c.is_superset and any(g.is_exercise for g in c.children))
            for c in self.children
        )


def _tree(text: str, notes: Notes) -> _Header:
    root = _Header(0, "", notes.at())
    open_ = [root]
    for number, line in lines(text):
        source = notes.at(number, len(line) - len(line.lstrip()) + 1)
        if found := HEADER.fullmatch(line):
            while open_[-1].level >= len(found[1]):
                open_.pop()
            header = _Header(len(found[1]), clean(found[2].rstrip("#")), source)
            open_[-1].children.append(header)
            open_.append(header)
        elif found := _META.fullmatch(line.strip()):
            open_[-1].meta[found[1].lower()] = (found[2].strip(), source)
        elif found := ENTRY.fullmatch(line):
            open_[-1].entries.append((found[1], notes.at(number, found.start(1) + 1)))
        elif line.strip():
            open_[-1].notes.append(clean(line))
    return root


def _workout(header: _Header) -> _Header | None:
    """Return the first heading with exercises below it, or None where there is none.

    Where these headings are sections such as a warm-up, it is the heading above them.
    """
    if header.level and not header.is_superset and header.holds_exercises():
        return header
    groups = [c for c in header.children if _workout(c)]
    if header.level and any(_is_section(c.name) for c in groups):
        return header
    return _workout(groups[0]) if groups else None


def _is_section(name: str) -> bool:
    return bool(re.search(r"(?i)\b(warm|cool|main|strength|finisher|core|mobility|stretch)", name))


@dataclass
class _Reader:
    notes: Notes
    options: ImportOptions
    unit: str
    moves: Moves
    blocks: list[AnyBlock] = field(default_factory=list)
    equipment: list[str] = field(default_factory=list)

    def group(self, header: _Header) -> None:
        """Make blocks of what stands below a heading.

        Exercises in a row are one block, and each group has its own.
        """
        row: list[Exercise] = []
        name = "" if header.level == 0 else _PREFIX.sub("", header.name)
        for child in header.children:
            if child.is_exercise or not child.children:
                row += self._exercise(child)
                for inner in child.children:
                    row += self._exercise(inner)
                continue
            self.blocks += in_sets(row, name, self.moves)
            row = []
            if child.notes:
                said = fitting(joined(*child.notes), MOST_SPEECH, "notes", child.source, self.notes)
                self.blocks.append(SayBlock(said, child.source))
            if child.is_superset:
                below = [e for h in _below(child) for e in self._exercise(h)]
                named = _PREFIX.sub("", child.name) or child.name
                self.blocks += superset(below, shortened(named, MOST_TITLE), self.moves)
            else:
                self.group(child)
        self.blocks += in_sets(row, name, self.moves)

    def _exercise(self, header: _Header) -> list[Exercise]:
        notes = self.notes
        if not header.entries:
            notes.wrong(header.source, f"`{header.name}` has no sets", "add a line such as `- 10`")
            return []
        default_ms = None
        for key, (value, source) in header.meta.items():
            if key == "rest":
                default_ms = sets.rest(value, source, notes)
            elif key == "type":
                self.equipment += [] if value.lower() in _BODY_ONLY else [clean(value)]
            elif key == "notes":
                header.notes.append(clean(value))
            else:
                notes.left_out(source, f"`@{key}: {shortened(value, 30)}`", "write it in `says`")
        per_side = any(sets.PER_SIDE.search(note) for note in header.notes)
        done = [
            found
            for text, source in header.entries
            for found in sets.read(text, header.name, self.unit, source, notes, self.options)
        ]
        spoken_notes = [note for note in header.notes if not sets.PER_SIDE.fullmatch(note)]
        says = fitting(joined(*spoken_notes), MOST_SPEECH, "the notes", header.source, notes)
        name = shortened(header.name, MOST_NAME)
        if not done:
            return []
        return [Exercise(name, says, tuple(done), header.source, default_ms, per_side)]


def _below(header: _Header) -> list[_Header]:
    """Return every heading below that has sets, or has no headings below it."""
    found: list[_Header] = []
    for child in header.children:
        found += [child] if child.is_exercise or not child.children else []
        found += _below(child)
    return found


def read(text: str, notes: Notes, options: ImportOptions) -> Routine:
    """Return the routine of a LiftMark workout; mistakes and losses are collected in ``notes``.

    Raises AuthorError at the hundredth mistake.
    """
    root = _tree(text, notes)
    if sum(len(header.entries) for header in _all(root)) > MOST_STEPS:
        notes.wrong(notes.at(), f"more than {MOST_STEPS} sets", "divide the workout")
        return nothing(notes)
    workout = _workout(root)
    if workout is None:
        _explain(root, notes)
        return nothing(notes)
    unit, source = workout.meta.pop("units", ("", workout.source))
    if unit and unit.lower() not in ("lbs", "kg"):
        notes.wrong(source, f"`@units: {unit}` is not a unit of weight", "write `lbs` or `kg`")
    tags, _ = workout.meta.pop("tags", ("", workout.source))
    workout.notes += [
        clean(value) for value, _ in [workout.meta.pop("notes", ("", source))] if value
    ]
    for key, (value, source) in workout.meta.items():
        what = f"`@{key}: {shortened(value, 30)}`"
        notes.left_out(source, what, "write it in `summary` if it matters")
    _others(root, workout, notes)
    reader = _Reader(notes, options, unit, Moves(options.known, notes))
    row = _Header(0, "", workout.source, children=workout.children)
    reader.group(row)
    names = [shortened(tag, MOST_TAG) for tag in tags.strip("[] ").split(",")]
    return Routine(
        notes.file,
        fitting(_PREFIX.sub("", workout.name), MOST_TITLE, "the name", workout.source, notes),
        notes.at(),
        tuple(reader.blocks),
        fitting(joined(*workout.notes), 500, "the notes", workout.source, notes),
        equipment=tuple(dict.fromkeys(reader.equipment)),
        tags=tuple(dict.fromkeys(filter(None, names))),
    )


def _explain(root: _Header, notes: Notes) -> None:
    """Note as a mistake why there is no workout."""
    headers = _all(root)
    if not headers:
        notes.wrong(notes.at(), "there is no heading", "begin with `# Name of the workout`")
    elif any(header.is_exercise for header in headers):
        source = next(header.source for header in headers if header.is_exercise)
        hint = "put `# Name of the workout` above, one level higher"
        notes.wrong(source, "the exercises have no workout above them", hint)
    elif len(headers) > 1:
        for header in headers[1:]:
            notes.wrong(header.source, f"`{header.name}` has no sets", "add a line such as `- 10`")
    else:
        hint = "add `## Exercise` and sets such as `- 10`"
        notes.wrong(headers[0].source, "the workout has no exercises", hint)


def _all(header: _Header) -> list[_Header]:
    return [h for child in header.children for h in (child, *_all(child))]


def _others(root: _Header, workout: _Header, notes: Notes) -> None:
    """Note that other workouts in the same file are left out."""
    inside = {id(header) for header in (workout, *_all(workout))}
    for header in _all(root):
        if id(header) not in inside and header.holds_exercises():
            what = f"the second workout `{shortened(header.name, 40)}`"
            notes.left_out(header.source, what, "put it in a file of its own")
