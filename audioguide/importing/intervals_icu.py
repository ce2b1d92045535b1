"""Read workouts in the text of the Intervals.icu workout builder.

Headings and steps: ``Main Set 4x`` or ``4x`` repeats the steps up to the next blank line; a name
may stand in a line of its own before ``4x``; ``- text 10m 60-70% 90rpm`` is a step whose text is
its cue. Lengths are ``1h``, ``10m`` (minutes), ``30s``, ``1m30``, ``5'``, ``30"``; distances are
``2km``, ``500mtr``, ``1mi``; ``press lap`` is a step that ends when a button is pressed. Targets
are shares of a threshold, zones, paces, ``ramp`` and ``freeride``.

Source: the page "Intervals.icu Workout Builder Syntax Quick Guide" of the Intervals.icu forum, and
the guides "Intervals.icu Cycling Workout Syntax" and "Running Workout Syntax" of the public project
gesteves/domestique.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from audioguide.errors import Source
from audioguide.importing.compose import MOST_STEPS, compose, nothing
from audioguide.importing.interval_steps import DISTANCE, TIME, drop_link, is_length, step_of
from audioguide.importing.lengths import (
    METRES,
    ask_about,
    by_button,
    by_distance,
    checked,
    doubtful,
)
from audioguide.importing.moves import Moves
from audioguide.importing.notes import Notes
from audioguide.importing.options import ImportOptions
from audioguide.importing.repeats import INSIDE, PLAIN, WITHIN, repeat_of
from audioguide.importing.steps import Loop, Section, Step
from audioguide.importing.targets import Targets
from audioguide.importing.text import (
    clean,
    fitting,
    lines,
    sentence,
    shortened,
    title_of,
)
from audioguide.model.routine import Routine

STEP: Final = re.compile(r"\s*[-*\u2013]\s+(.*\S)\s*")
_PROMPT_TIME: Final = re.compile(r"(?<!\d)\d{1,5}(?:-\d{1,5})?\^")
_INNER_LOOP: Final = re.compile(r"\d{1,9}[x\u00d7]", re.IGNORECASE)
_MOST_NAME_WORDS: Final = 8
_HINT: Final = "the effort is said in words; add what you need to `says` or `form`"


@dataclass
class _Reader:
    notes: Notes
    options: ImportOptions
    sections: list[Section] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)
    name: str = ""
    pending: str = ""
    """A name in a line of its own, for what comes next."""
    times: int = 1
    count: int = 0
    """Of steps, however often they are repeated."""
    heading_source: Source = field(default_factory=lambda: Source(""))
    steps: list[Step] = field(default_factory=list)
    inner: tuple[int, int, int] | None = None
    """A repeat within a repeat: how often, its column, and the steps that stood before it."""
    has_distances: bool = False
    """Some step of the workout says how far it goes."""
    before: tuple[Step, tuple[str, float] | None] | None = None
    """The last step under its plain name, and how hard it was."""

    def close_inner(self) -> None:
        """End a repeat within a repeat: its steps are written out as often as it says."""
        if self.inner:
            times, _, before = self.inner
            steps = self.steps[before:]
            if len(steps) * times > MOST_STEPS:
                hint = "divide the workout"
                self.notes.wrong(
                    self.heading_source, f"more than {MOST_STEPS} steps in a repeat", hint
                )
            else:
                self.steps += steps * (times - 1)
        self.inner = None

    def close(self) -> None:
        """Make a section of the steps so far."""
        self.close_inner()
        if self.steps:
            steps = tuple(self.steps)
            loop = Loop(self.times, steps, self.heading_source)
            parts = steps if self.times == 1 else (loop,)
            self.sections.append(Section(self.name, parts))
        self.name, self.times, self.steps = "", 1, []

    def heading(self, line: str, source: Source, has_steps: bool, names_next: bool) -> None:
        """Read a line that is no step: a repeat, a name or a description.

        ``has_steps`` is whether a step stands in the next line, ``names_next`` whether the line is
        the name of what follows it.
        """
        nested = bool(self.steps) and self.times > 1 and source.column > self.heading_source.column
        line = clean(line)
        name, times = repeat_of(line)
        if nested and times and has_steps and self.inner is None:
            self.inner = (times, source.column, len(self.steps))
            if name:
                self.notes.left_out(source, f"the name `{shortened(name, 40)}`", _HINT)
            return
        self.close()
        if not (has_steps or times is not None):
            if names_next:
                self.pending = line.rstrip(":").strip()
            else:
                self.summary.append(sentence(line))
            return
        if nested and times is not None:
            hint = "write the inner steps as often as they are done"
            message = "a repeat within a repeat within a repeat is not read"
            self.notes.wrong(source, message, hint)
        self.name, self.heading_source = name or self.pending, source
        self.pending = ""
        self.times = 1 if times is None else times
        if not self.times:
            self.notes.wrong(source, "`0x` repeats nothing", "write 1x or more")
        elif times is None and INSIDE.search(line):
            hint = "write the number and `x` at the end of the heading, such as `Main set 4x`"
            message = f"`{shortened(line, 40)}` may ask for a repeat, but not where it is read"
            self.notes.wrong(source, message, hint)
        elif times is None and PLAIN.search(line):
            what = f"`{shortened(line, 40)}` is read as a name: its steps are done once"
            self.notes.remark(source, what, "for a repeat write `4x` at the end of the heading")
        elif not has_steps:
            self.notes.wrong(
                source, "nothing is repeated here", "let steps follow in the next line"
            )

    def step(self, text: str, source: Source) -> None:
        text, form = self._prompts(text, source)
        if WITHIN.search(text):
            hint = "write the repeat, such as `4x`, in a line of its own before the steps"
            self.notes.wrong(source, "a repeat cannot stand within a step", hint)
            return
        tokens = text.replace("\u2013", "-").replace("@", " ").split()
        targets, cue = Targets(), list[str]()
        length: str | None = None
        lap = False
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if _INNER_LOOP.fullmatch(token):
                hint = f"write `{token}` in a line of its own before the steps"
                self.notes.wrong(source, "a repeat cannot stand within a step", hint)
                return
            if token.lower() == "press" and "".join(tokens[index + 1 : index + 2]).lower() == "lap":
                lap, index = True, index + 2
            elif is_length(token):
                if length:
                    message = f"two lengths, `{length}` and `{token}`"
                    self.notes.wrong(source, message, "make two steps of it")
                    return
                length, index = token, index + 1
                drop_link(cue)
            elif (length or token.lower() != "ramp") and (taken := targets.take(tokens, index)):
                index += taken
                drop_link(cue)
            else:
                cue.append(token)
                index += 1
        said = clean(" ".join(cue))
        work_ms = self._length(length, lap, said, source, targets)
        for lost in targets.lost:
            self.notes.left_out(source, lost, _HINT)
        if work_ms:
            step = step_of(said, work_ms, targets, form, source)
            self.steps.append(self._compared(step, targets))

    def _compared(self, step: Step, targets: Targets) -> Step:
        """Return the step, with what tells it from a step before that has the same words."""
        level, before = targets.level, self.before
        self.before = (step, level)
        if before is None or not level or not before[1] or level[0] != before[1][0]:
            return step
        same = not step.cue and replace(before[0], work_ms=0) == replace(
            step, work_ms=0, source=before[0].source
        )
        if not same or level == before[1] or targets.ramp:
            return step
        how = "harder" if level > before[1] else "easier"
        return replace(step, name=f"{step.name}, a little {how}")

    def _prompts(self, text: str, source: Source) -> tuple[str, tuple[str, ...]]:
        """Return the step without its timed prompts, and the words of these prompts."""
        *prompts, step = text.split("<!>")
        cue: list[str] = []
        form: list[str] = []
        for prompt in prompts:
            first, *timed = _PROMPT_TIME.split(prompt)
            cue.append(first)
            form += timed
            for said in timed:
                what = f"the time of `{shortened(said, 40)}`"
                self.notes.left_out(source, what, "it is said as `form` while you work")
        return " ".join([*cue, step]), tuple(form)

    def _length(
        self, length: str | None, lap: bool, cue: str, source: Source, targets: Targets
    ) -> int | None:
        notes = self.notes
        if length is None:
            if lap:
                return by_button("the step ends when lap is pressed", source, notes, self.options)
            notes.wrong(
                source, "the step has no length", "write one, such as `10m`, `90s` or `2km`"
            )
            return None
        if lap:
            notes.left_out(source, "`press lap`", f"the step lasts {length}")
        if found := DISTANCE.fullmatch(length):
            metres = float(found[1]) * METRES[found[2].lower()]
            own = targets.pace_s_per_km
            return by_distance(metres, length, source, notes, self.options, own)
        found = TIME.fullmatch(length)
        assert found
        bare = (found["unit"] or "").lower() == "m" and not (found["h"] or found["s"])
        far = self.has_distances
        if bare and doubtful(float(found["m"]), (cue, self.name), among_distances=far):
            ask_about(length.lower(), source, notes, "`{0}mtr` for a distance")
            return None
        hours, minutes, seconds = (float(found[part] or 0) for part in "hms")
        return checked((hours * 3600 + minutes * 60 + seconds) * 1000, length, source, notes)


def _names_next(line: str, after: str, beyond: str) -> bool:
    """Return whether a line is the name of what follows it, and no description."""

    def bare(line: str) -> bool:
        name, times = repeat_of(clean(line))
        return times is not None and not name

    if bare(after):
        return True
    title = len(line.split()) <= _MOST_NAME_WORDS and not line.endswith((".", "!", "?"))
    return title and bool(bare(beyond) or STEP.fullmatch(beyond))


def read(text: str, notes: Notes, options: ImportOptions) -> Routine:
    """Return the routine of a workout text; mistakes and losses are collected in ``notes``.

    Raises AuthorError at the hundredth mistake.
    """
    reader = _Reader(notes, options)
    written = list(lines(text))
    reader.has_distances = any(
        DISTANCE.fullmatch(token)
        for _, line in written
        if STEP.fullmatch(line)
        for token in line.split()
    )
    # The next line with something in it, for each line: looked for once, from the end.
    beyond, later = [""] * len(written), ""
    for index in range(len(written) - 1, -1, -1):
        beyond[index] = later
        later = written[index][1] if written[index][1].strip() else later
    for index, (number, line) in enumerate(written):
        source = notes.at(number, len(line) - len(line.lstrip()) + 1)
        if found := STEP.fullmatch(line):
            dash = len(line) - len(line.lstrip()) + 1
            if reader.inner and dash < reader.inner[1]:
                reader.close_inner()
            if reader.pending:
                reader.name, reader.pending = reader.pending, ""
            reader.step(found[1], notes.at(number, found.start(1) + 1))
            reader.count += 1
            if reader.count > MOST_STEPS:
                notes.wrong(source, f"more than {MOST_STEPS} steps", "divide the workout")
                return nothing(notes)
        elif line.strip():
            after = written[index + 1][1] if index + 1 < len(written) else ""
            names_next = _names_next(clean(line), after, beyond[index])
            reader.heading(line.strip(), source, bool(STEP.fullmatch(after)), names_next)
        else:
            reader.close()
    reader.close()
    blocks = compose(reader.sections, Moves(options.known, notes), notes)
    summary = fitting(" ".join(reader.summary), 500, "the description", notes.at(), notes)
    return Routine(notes.file, title_of(notes.file), notes.at(), blocks, summary)
