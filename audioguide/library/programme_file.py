"""The one definition of a programme file: weeks and days of routines, and what grows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from audioguide.errors import nearest
from audioguide.library.kinds import (
    Choice,
    Duration,
    Notes,
    Number,
    Schema,
    Text,
    word_of,
)
from audioguide.library.lengths import REST, WORK
from audioguide.library.nodes import Node
from audioguide.library.routine_file import Entries
from audioguide.library.shape import Field, Shape, Values
from audioguide.library.weekly import (
    TIME_STEP_MS,
    ByName,
    EachWeek,
    Growing,
    Look,
    Looked,
    Named,
    Weekly,
)
from audioguide.model.programme import Day, Growth, Programme
from audioguide.model.routine import Amount, Level, PauseBlock, Routine, SayBlock
from audioguide.units import MINUTE_MS

MOST_WEEKS = 52
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class DayOfWeek:
    """A number from 1 to 7 or a weekday's name, whole or its first letters."""

    def read(self, node: Node, notes: Notes) -> tuple[int, str] | None:
        written = word_of(node)
        if written in map(str, range(1, 8)):
            return int(written), f"day {written}"
        short = written.lower().rstrip(".")
        for number, name in enumerate(WEEKDAYS, 1):
            if len(short) >= 3 and name.lower().startswith(short):
                return number, name
        hint = nearest(written.capitalize(), WEEKDAYS) or "write `1` or `Monday`"
        notes.add(node.source, f"`{written}` is neither a number from 1 to 7 nor a weekday", hint)
        return None

    def schema(self) -> Schema:
        names = [form for name in WEEKDAYS for form in (name, name.lower(), name[:3])]
        return {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 7}, {"enum": names}]}


@dataclass(frozen=True, slots=True)
class _Written:
    """A day as it stands there, before it is spread over the weeks."""

    values: Values

    def weekly(self, key: str) -> Weekly | None:
        found: Weekly | None = self.values.values.get(key)
        return found


def _written(values: Values, notes: Notes) -> _Written:
    return _Written(values)


_GROWING: dict[Amount, tuple[Growing, str]] = {
    Amount.SETS: (Growing(Number(most=20)), "sets, in `sets` blocks"),
    Amount.REPS: (Growing(Number(most=200)), "repetitions of what is counted"),
    Amount.ROUNDS: (Growing(Number(most=100)), "rounds of what is gone through more than once"),
    Amount.WORK: (Growing(WORK, TIME_STEP_MS), "time of what is timed"),
    Amount.REST: (Growing(REST, TIME_STEP_MS), "rest between sets, in `sets` blocks"),
    Amount.EMOM: (Growing(Duration(MINUTE_MS), MINUTE_MS), "length of `emom` blocks"),
    Amount.AMRAP: (Growing(Duration(MINUTE_MS), MINUTE_MS), "length of `amrap` blocks"),
}


_LENGTH = Growing(Duration(MINUTE_MS), MINUTE_MS)


def _day_shape(resolve_routine: Look) -> Shape:
    routine = EachWeek(Looked(resolve_routine, "a routine's name"))
    return Shape(
        "a day",
        {
            "day": Field(DayOfWeek(), "1 to 7, or a weekday", required=True),
            "routine": Field(routine, "a routine's name or file", required=True),
            "level": Field(EachWeek(Choice(Level)), "the level, if not the routine's own"),
            **{str(key): Field(ByName(kind), doc) for key, (kind, doc) in _GROWING.items()},
            "band": Field(EachWeek(Text(40)), "how strong the band is, such as light"),
            "note": Field(EachWeek(Text(500)), "said at the beginning"),
            "length": Field(_LENGTH, "how long the day promises to last"),
        },
        build=_written,
        elsewhere={
            "weeks": "it belongs to the programme: write it above `days`",
            "title": "it belongs to the programme: write it above `days`",
            "days": "begin every day with `- day: 1`",
        },
    )


def programme_shape(resolve_routine: Look) -> Shape:
    """The keys of a programme file."""
    days = Entries(_day_shape(resolve_routine))
    return Shape(
        "a programme",
        {
            "title": Field(Text(80), "what the programme is called", required=True),
            "summary": Field(Text(500), "what it is for, in a sentence"),
            "author": Field(Text(120, spoken=False), "who wrote it"),
            "weeks": Field(Number(most=MOST_WEEKS), "how many weeks it lasts", required=True),
            "days": Field(days, "the training days of every week", required=True),
        },
        elsewhere={
            **dict.fromkeys(
                ["day", "routine", *Amount], "it belongs to a day: write it under `days`"
            ),
            "week": "write `weeks: 4` for how many there are",
            "blocks": "they belong to a routine: name that under `days`",
        },
    )


def read_programme(node: Node, name: str, resolve_routine: Look, notes: Notes) -> Programme | None:
    """The programme of that name, or None with notes."""
    values = programme_shape(resolve_routine).values(node, notes)
    if values is None:
        return None
    found: dict[str, Any] = dict(values.values)
    span, written = found.pop("weeks", None), found.pop("days", ())
    if span and span.low != span.high:
        notes.add(values.places["weeks"], "a programme has one number of weeks", "write `4`")
    if not span or span.low != span.high:
        return None
    weeks: int = span.low
    days = [day for one in written if (day := _day(one, weeks, notes))]
    _refuse_twice(days, notes)
    if "title" not in found or not days:
        return None
    in_order = tuple(sorted(days, key=lambda day: day.number))
    return Programme(name=name, source=values.source, weeks=weeks, days=in_order, **found)


def _day(written: _Written, weeks: int, notes: Notes) -> Day | None:
    def over(key: str) -> tuple[Any, ...]:
        weekly = written.weekly(key)
        return weekly.over(weeks, key, notes) if weekly else ()

    routines = over("routine")
    own = tuple(routine.level if routine else Level.INTERMEDIATE for routine in routines)
    levels = tuple(
        asked or of_routine for asked, of_routine in zip(over("level") or own, own, strict=False)
    )
    growth = tuple(
        Growth(amount, one.name, spread, one.weekly.source, one.weekly.listed)
        for amount in Amount
        for one in written.values.values.get(amount, ())
        if _known(one, amount, routines, notes)
        and (spread := one.weekly.over(weeks, one.name or amount, notes))
        and _comes_to_something(one, amount, spread, routines, notes)
    )
    lengths_ms = over("length")
    bands, remarks = (tuple(text or "" for text in over(key)) for key in ("band", "note"))
    values, places = written.values.values, written.values.places
    without = values["routine"].without if routines else frozenset()
    if routines and len(without) == weeks:
        notes.add(places["routine"], "no week has this day", "name a routine, or leave the day out")
        return None
    missing = {week for week, routine in enumerate(routines) if routine is None}
    if "day" not in values or not routines or missing != without:
        return None
    number, name = values["day"]
    return Day(
        number,
        name,
        routines,
        levels,
        written.values.source,
        growth,
        bands,
        remarks,
        lengths_ms,
        places.get("length"),
        name in WEEKDAYS,
    )


def _comes_to_something(
    one: Named,
    amount: Amount,
    values: tuple[int | None, ...],
    routines: tuple[Routine | None, ...],
    notes: Notes,
) -> bool:
    """Whether a list of values has one, and none for a week without training; else it is noted."""
    if not one.weekly.listed:
        return True
    if all(value is None for value in values):
        hint = "write a value for a week, or leave the key out"
        notes.add(one.weekly.source, f"`{amount}` has no value for any week", hint)
        return False
    idle = [
        str(week)
        for week, (value, routine) in enumerate(zip(values, routines, strict=False), start=1)
        if value is not None and routine is None
    ]
    if idle:
        several = len(idle) > 1
        weeks = (
            f"week{'s' if several else ''} {', '.join(idle)}, which ha{'ve' if several else 's'}"
        )
        message = f"`{amount}` has a value for {weeks} no training on this day"
        notes.add(one.weekly.source, message, "write `none` there")
    return not idle


def _known(one: Named, amount: Amount, routines: Iterable[Routine | None], notes: Notes) -> bool:
    """Whether what an amount is for is in the day's routines; no routine, no question."""
    present = [routine for routine in routines if routine]
    if not one.name or not present:
        return True
    blocks = [
        block
        for routine in present
        for block in routine.blocks
        if not isinstance(block, SayBlock | PauseBlock)
    ]
    known = {block.name for block in blocks if block.name}
    known |= {item.exercise.id for block in blocks for item in block.items}
    if one.name in known:
        return True
    if "/" in one.name:
        known = {f"{block.name}/{item.exercise.id}" for block in blocks for item in block.items}
        if one.name in known:
            return True
    names = ", ".join(dict.fromkeys(routine.name for routine in present))
    hint = nearest(one.name, sorted(known)) or f"see `audioguide plan {present[0].name}`"
    notes.add(one.source, f"no exercise or block `{one.name}` in {names}", hint)
    return False


def _refuse_twice(days: list[Day], notes: Notes) -> None:
    first: dict[int, Day] = {}
    for day in days:
        if day.number in first:
            line = first[day.number].source.line
            message = f"{day.name} stands here a second time"
            notes.add(day.source, message, f"keep one; the first is in line {line}")
        first.setdefault(day.number, day)
