"""Divide the rows of a table into their parts: what to do, how long, and the rest after it.

A heading says what is in each column; without a heading the last times of a row are work and rest.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import Final

from audioguide.errors import Source
from audioguide.importing.notes import Notes
from audioguide.importing.text import clean, joined
from audioguide.units import parse_duration

_DELIMITERS: Final = ";\t,"
_NAMES: Final = {"exercise", "name", "text", "phrase", "activity", "movement", "move", "say"}
_NAMES_TOO: Final = {"step", "interval", "title", "what", "task", "item", "cue", "exercise name"}
_WORK: Final = {"seconds", "sec", "secs", "s", "duration", "time", "length", "work"}
_MINUTES: Final = {"minutes", "mins", "min"}
_REST: Final = {"rest", "pause", "break", "recovery", "rest time", "rest seconds", "rest after"}
_ORDER: Final = {"order", "no", "nr", "#", "number", "index", "id", "position", "step number"}
_WORDS: Final = {"notes", "note", "comment", "comments", "instructions", "description", "form"}
_TIMES: Final = {"sets", "rounds", "repeats", "repeat", "times"}
_DATES: Final = {"date", "start time", "end time", "workout date", "timestamp", "completed at"}
_DONE: Final = {"exercise", "exercise name", "exercise title", "workout name", "activity type"}
_MOST_TIMES: Final = 100

# Text and a time with its unit, in either order: `Walk 5 min`, `30s plank`.
_LENGTH: Final = r"\d{1,4}(?:\.\d)? ?(?:s|secs?|seconds?|mins?|minutes?|hours?)"
_BEHIND: Final = re.compile(rf"(?<=[ :,(-])(?P<length>{_LENGTH})[.)]?\Z", re.I)
_TAIL: Final = 24
"""No length is longer: what stands before it is not looked through again and again."""
_BEFORE: Final = re.compile(rf"(?P<length>{_LENGTH})(?: of)?[ :,-]+(?P<text>[^\d\W].*)", re.I)


@dataclass(frozen=True, slots=True)
class Row:
    """What one line of a table asks for: what to do, work and rest in milliseconds.

    ``says`` are more words about it, and ``times`` is how often work and rest are done.
    """

    text: str
    work_ms: int
    rest_ms: int = 0
    says: str = ""
    times: int = 1


def cells(line: str) -> list[str]:
    """Return the cells of a line, empty ones included.

    The first of semicolon, tab and comma that is in the line divides it. Where none is, a length at
    the end or the beginning becomes the second cell: ``Walk 5 min``, ``30s plank``.
    """
    for delimiter in _DELIMITERS:
        if delimiter in line:
            try:
                row = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True))
            except csv.Error:
                return [line]
            return [cell.strip() for cell in row]
    tail = max(0, len(line) - _TAIL)
    if (found := _BEHIND.search(line, tail)) and (text := line[: found.start()].rstrip(" :,(-")):
        return [text, found["length"]]
    if found := _BEFORE.fullmatch(line):
        return [found["text"], found["length"]]
    return [line]


def milliseconds(cell: str, unit_ms: int = 1_000) -> int | None:
    """Return the time that a cell holds in milliseconds, or None where it holds none.

    ``unit_ms`` is how many milliseconds one unit of a plain number stands for.
    """
    try:
        if unit_ms != 1_000 and re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", cell):
            return round(float(cell) * unit_ms)
        return parse_duration(cell)
    except ValueError:
        return None


def is_row(line: str) -> bool:
    """Return whether a line is a text with its length behind it."""
    found = [cell for cell in cells(line) if cell]
    return len(found) > 1 and milliseconds(found[-1]) is not None


def is_log(line: str) -> bool:
    """Return whether a line is the heading of a log of what was done: dates beside exercises."""
    titles = {_title(cell) for cell in cells(line)}
    return bool(titles & _DATES and titles & _DONE)


def _title(cell: str) -> str:
    """Return the words of a heading's cell in small letters, without their unit.

    >>> _title("Rest (s)"), _title("start_time")
    ('rest', 'start time')
    """
    plain = cell.lower().replace("_", " ").partition("(")[0].partition("[")[0]
    return plain.strip(" .:")


class Table:
    """A table that reads each row by its heading, or by the order of its cells without one.

    ``written`` are its lines with their places; ``headed`` tells whether the first one is a
    heading.
    """

    def __init__(self, written: list[tuple[Source, str]], notes: Notes) -> None:
        self._notes = notes
        self._roles: dict[str, list[int]] = {}
        self._unit_ms: dict[int, int] = {}
        self.headed = bool(written) and self._head(*written[0])
        numbers = [(cells(line)[0], len(cells(line))) for _, line in written]
        in_order = [(str(n), True) for n in range(1, len(numbers) + 1)]
        counted = [(first.rstrip("."), count > 2) for first, count in numbers]
        self._numbered = not self.headed and len(numbers) > 1 and counted == in_order

    def _head(self, source: Source, line: str) -> bool:
        """Return whether the line is a heading, and remember what is in each column."""
        found = cells(line)
        titles = [_title(cell) for cell in found]
        known = _WORK | _MINUTES
        if len(found) < 2 or any(milliseconds(cell) is not None for cell in found if cell):
            return False
        if not any(title in known for title in titles):
            return False
        lost: list[str] = []
        for index, title in enumerate(titles):
            role = _role(title)
            minutes = title in _MINUTES or re.search(r"[(\[]min", found[index], re.I)
            self._unit_ms[index] = 60_000 if minutes else 1_000
            if role in ("work", "rest", "times") and role in self._roles:
                lost.append(found[index])
            elif role:
                self._roles.setdefault(role, []).append(index)
            elif title:
                lost.append(found[index])
        if "name" not in self._roles and lost:
            # `Sentence;seconds`: what is named in no way that we know is what is done.
            self._roles["name"] = [found.index(lost.pop(0))]
        for title in lost:
            self._notes.left_out(
                source, f"the column `{title}`", "add it to the routine if it matters"
            )
        return True

    def row(self, source: Source, line: str) -> Row | None:
        """Return the parts of a line, or None where it has a mistake, which is noted."""
        return self._by_heading(source, line) if self.headed else self._bare(source, line)

    def _by_heading(self, source: Source, line: str) -> Row | None:
        found = cells(line)

        def of(role: str) -> str:
            at = self._roles.get(role, [])
            return found[at[0]] if at and at[0] < len(found) else ""

        said = clean(", ".join(found[i] for i in self._roles.get("name", []) if i < len(found)))
        words = joined(*(found[i] for i in self._roles.get("words", []) if i < len(found)))
        work_ms = self._time(of("work"), "work", source)
        rest_ms = self._time(of("rest"), "rest", source) if of("rest") else 0
        times = of("times") or "1"
        if not re.fullmatch(r"\d{1,3}", times) or not 1 <= int(times) <= _MOST_TIMES:
            self._notes.wrong(source, f"`{times}` is no number of rounds", "write 1 to 100")
            return None
        if work_ms is None or rest_ms is None:
            return None
        if not said:
            self._nothing(source)
            return None
        return Row(said, work_ms, rest_ms, words, int(times))

    def _time(self, cell: str, role: str, source: Source) -> int | None:
        at = self._roles[role][0]
        if not cell:
            self._nothing(source)
            return None
        time_ms = milliseconds(cell, self._unit_ms[at])
        if time_ms is None:
            self._no_time(cell, source)
        return time_ms

    def _no_time(self, cell: str, source: Source) -> None:
        try:
            parse_duration(cell)
        except ValueError as error:
            self._notes.wrong(source, str(error), "write the seconds last, such as `Squat;30`")

    def _nothing(self, source: Source) -> None:
        self._notes.wrong(source, "this line has no text and seconds", "write `Squat;30`")

    def _bare(self, source: Source, line: str) -> Row | None:
        found = [cell for cell in cells(line) if cell][self._numbered :]
        times: list[int] = []
        while len(found) > 1 and (time_ms := milliseconds(found[-1])) is not None:
            times.insert(0, time_ms)
            found.pop()
        said = clean(", ".join(found))
        if len(times) > 2:
            message = f"{len(times)} times stand here, and only work and rest are understood"
            hint = "add a heading such as `Exercise,Work,Rest`"
            self._notes.wrong(source, message, hint)
            return None
        if not times:
            if len(found) > 1:
                self._no_time(found[-1], source)
                return None
            self._nothing(source)
            return None
        if not said or milliseconds(said) is not None:
            self._nothing(source)
            return None
        return Row(said, times[0], times[1] if len(times) > 1 else 0)


def _role(title: str) -> str:
    for role, titles in (
        ("name", _NAMES | _NAMES_TOO),
        ("work", _WORK | _MINUTES),
        ("rest", _REST),
        ("order", _ORDER),
        ("words", _WORDS),
        ("times", _TIMES),
    ):
        if title in titles or (role in ("work", "rest") and title in {f"{t} time" for t in titles}):
            return role
    return ""
