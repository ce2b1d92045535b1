"""Read, run and write the files of cases that hold facts above and sentences below.

CONTRIBUTING.md (Wording) says how such a file is written. A file is kept as it is but for the
sentences of its cases, so that it can be written anew.
"""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from audioguide.library.routines import routine_of
from audioguide.model.routine import Level
from audioguide.model.script import Cue, CueKind, Edge, Script, TalkProfile
from audioguide.model.session import Segment
from audioguide.model.transition import SegmentKind
from audioguide.planning import plan
from tests.language.english import in_english

DOT = "."
BETWEEN = " · "
OR = "  or"
"""Begins the line of a shorter wording."""
NOTHING = "nothing"
"""Stands where nothing is said."""
INDENT = "       "
"""Begins a line that goes on with the wording above it."""
WIDTH = 100
OPTIONS = ("exercises", "hear", "known", "level", "shorter", "talk")
"""Keys of the facts that are no part of the routine."""
IN_A_ROW = {CueKind.TEMPO: 0, CueKind.COUNT: 1, CueKind.COUNT_IN: 3}
"""Kinds of cues that a stretch of work has one after another: they share a line, and have a
place before or behind all others."""
UNTOLD = (SegmentKind.INTRO, SegmentKind.OUTRO)


@dataclass(frozen=True, slots=True)
class Case:
    """What is said for some facts."""

    path: Path
    line: int
    """Where the title stands in the file, from 1."""
    title: str
    facts: str
    sentences: tuple[str, ...]
    exercises: str
    """The exercises of the whole file."""
    begin: int
    """The index of the first line of the sentences in the file."""

    def __str__(self) -> str:
        return f"{self.path.name}:{self.line}: {self.title}"


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file, in order."""
    lines = path.read_text("utf-8").splitlines()
    dots = [number for number, text in enumerate(lines) if text == DOT]
    assert len(dots) % 3 == 0, f"{path}: each case has three lines with a dot"
    cases: list[Case] = []
    head = lines[: dots[0]]
    exercises = textwrap.dedent("\n".join(text for text in head if text.startswith("    ")))
    for first, second, third in zip(*[iter(dots)] * 3, strict=True):
        title, facts, sentences = lines[first - 1], lines[first + 1 : second], lines[second + 1 :]
        assert title.strip(), f"{path}:{first + 1}: a title stands above the first dot"
        own = tuple(sentences[: third - second - 1])
        cases.append(Case(path, first, title, "\n".join(facts), own, exercises, second + 1))
    return cases


def renewed(path: Path, folder: Path) -> str:
    """Return the text of a file with what is said now; ``folder`` is for files of exercises."""
    lines = path.read_text("utf-8").splitlines()
    for case in reversed(read_cases(path)):
        own = folder / str(case.line)
        own.mkdir()
        lines[case.begin : case.begin + len(case.sentences)] = said_of(case, own)
    return "\n".join(lines) + "\n"


def said_of(case: Case, folder: Path) -> list[str]:
    """Return the lines of what is said for a case's facts, at each of its amounts of talk.

    ``folder`` is where the case's exercises are written to be found by the library.
    """
    facts: Any = yaml.load(case.facts, yaml.BaseLoader)
    if isinstance(facts, list):
        facts = {"blocks": facts}
    options = {key: facts.pop(key) for key in OPTIONS if key in facts}
    named = yaml.load(case.exercises, yaml.BaseLoader) or {}
    (folder / "exercises").mkdir(exist_ok=True)
    for name, exercise in (named | options.get("exercises", {})).items():
        (folder / "exercises" / f"{name}.yaml").write_text(json.dumps(exercise), "utf-8")
    data = json.dumps({"title": "Made"} | facts, ensure_ascii=False).encode()
    routine = routine_of(data, folder / "routine.yaml")
    session = plan(routine, Level(options["level"]) if "level" in options else routine.level)
    talks = _several(options.get("talk", "full"))
    heard: dict[TalkProfile, list[str]] = {}
    for talk in TalkProfile if talks == ["every"] else map(TalkProfile, talks):
        script = in_english(
            session, talk, explain=TalkProfile.MINIMAL if options.get("known") == "yes" else None
        )
        hear = [set(words.split()) for words in _several(options.get("hear", []))]
        shorter = options.get("shorter") != "no"
        heard[talk] = list(_lines(script, hear, shorter=shorter)) or [NOTHING]
    [first, *others] = heard.values()
    assert all(first == other for other in others), f"{case}: not the same at every talk: {heard}"
    return first


def _several(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _lines(script: Script, hear: list[set[str]], *, shorter: bool) -> Iterator[str]:
    """Give a line for each cue that is to be heard, in the order in which they are wanted."""
    numbers: Counter[SegmentKind] = Counter()
    for segment in script.session.segments:
        numbers[segment.kind] += 1
        number = numbers[segment.kind]
        where = segment.kind.value if number == 1 else f"{segment.kind.value} {number}"
        cues = [cue for cue in script.cues if cue.segment == segment.index]
        wanted = [
            cue for cue in cues if _is_heard(cue, segment, {segment.kind.value, str(number)}, hear)
        ]
        wanted.sort(key=lambda cue: (cue.anchor.edge is Edge.END, cue.anchor.offset_ms))
        if segment.kind is SegmentKind.WORK:
            wanted.sort(key=lambda cue: IN_A_ROW.get(cue.kind, 2))
        for kind, own in groupby(wanted, key=lambda cue: cue.kind):
            told = [[wording.text for wording in cue.wordings] for cue in own]
            if kind in IN_A_ROW:
                told = [[" ".join(_with_ticks(script, segment, kind))]]
            for longest, *others in told:
                yield from _wrapped(f"{where}{BETWEEN}{kind.value}{BETWEEN}{longest}")
                for other in others if shorter else ():
                    yield from _wrapped(f"{OR}{BETWEEN}{other}")


def _wrapped(text: str) -> list[str]:
    """Return the lines of a page that hold one wording."""
    return textwrap.wrap(text, WIDTH, subsequent_indent=INDENT, break_on_hyphens=False)


def _is_heard(cue: Cue, segment: Segment, place: set[str], hear: list[set[str]]) -> bool:
    """Return whether one of the names of what is to be heard means this cue."""
    if cue.kind is CueKind.COUNT_IN:
        return any(cue.kind.value in words and words <= place | {cue.kind.value} for words in hear)
    if hear:
        return any(words <= place | {cue.kind.value} for words in hear)
    if segment.kind is SegmentKind.WORK:
        return cue.kind in (CueKind.SIDE, CueKind.NEXT)
    return segment.kind not in UNTOLD


def _with_ticks(script: Script, segment: Segment, kind: CueKind) -> list[str]:
    """Return the words of a kind in a stretch of work, with the ticks that stand for numbers."""
    beats = [
        (cue.anchor.offset_ms, cue.wordings[0].text)
        for cue in script.cues
        if cue.segment == segment.index and cue.kind is kind
    ]
    if kind is CueKind.COUNT:
        beats += [
            (tone.anchor.offset_ms, tone.name)
            for tone in script.tones
            if tone.segment == segment.index and tone.name == "tick"
        ]
    return [text for _, text in sorted(beats)]
