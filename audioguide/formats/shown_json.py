"""Write all that is known of a name as JSON in the format ``audioguide.show/1``.

Takes the nouns of `formats.shown`, gives text. Touches nothing. Fields may be added to the
document, never renamed. Times are in milliseconds and their fields end with ``_ms``; what follows
the level is an object of ``low`` and ``high``; what there is not is null.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from audioguide.formats.calendar import CalendarDay
from audioguide.formats.json_text import json_text
from audioguide.formats.listing_json import voice_fields
from audioguide.formats.shown import (
    BlockShown,
    ExerciseShown,
    Home,
    ItemShown,
    ProgrammeShown,
    RoutineShown,
    Thing,
    User,
    VoiceShown,
)
from audioguide.model.programme import COUNTED, Growth
from audioguide.model.routine import ByLevel, Exercise, Level, PauseBlock, Range, Rests, SayBlock

FORMAT = "audioguide.show/1"


def shown_json(name: str, things: Iterable[Thing]) -> str:
    """Return all that has a name as JSON text that ends with a line break, for other programs."""
    found = [_fields(thing) for thing in things]
    return json_text({"format": FORMAT, "name": name, "found": found})


def _fields(thing: Thing) -> dict[str, object]:
    match thing:
        case ExerciseShown():
            return {"kind": "exercise", **_exercise(thing)}
        case RoutineShown():
            return {"kind": "routine", **_routine(thing)}
        case ProgrammeShown():
            return {"kind": "programme", **_programme(thing)}
        case VoiceShown():
            return {
                "kind": "voice",
                **voice_fields(thing.voice),
                "whole_engine": thing.whole_engine,
                "others": [voice_fields(one) for one in thing.others],
            }


def _exercise(shown: ExerciseShown) -> dict[str, object]:
    one, band = shown.exercise, shown.exercise.band
    return {
        "id": one.id,
        "name": one.name,
        "spoken": one.spoken,
        "group": one.group,
        "group_label": shown.group,
        "position": one.position.value,
        "band": band
        and {
            "kind": band.kind,
            "label": shown.band,
            "at": band.at,
            "one_limb": band.one_limb,
            "anchor": band.anchor,
        },
        "muscles": list(one.muscles),
        "sides": one.sides.value,
        "first_side": one.first_side.value,
        "limb": one.limb,
        "begins": one.begins.value,
        "sets": _range(one.sets),
        "reps": _range(one.reps),
        "work_ms": _range(one.work_ms),
        "rest_ms": _range(one.rest_ms),
        "tempo": str(one.tempo) if one.tempo else None,
        "words": {"lift": one.lift_word, "lower": one.lower_word} if one.lift_word else None,
        **_said(one),
        **_home(shown.home),
        "used_by": _users(shown.users),
    }


def _said(one: Exercise) -> dict[str, object]:
    return {
        "setup": one.setup,
        "movement": one.movement,
        "brief": one.brief,
        "form": list(one.form),
        "avoid": list(one.avoid),
        "safety": one.safety,
        "easier": one.easier,
        "harder": one.harder,
    }


def _routine(shown: RoutineShown) -> dict[str, object]:
    one = shown.routine
    return {
        "name": one.name,
        "title": one.title,
        "summary": one.summary,
        "level": one.level.value,
        "language": one.language,
        "equipment": list(one.equipment),
        "tags": list(one.tags),
        "about_ms": {level.value: ms for level, ms in shown.about_ms.items()},
        "promised_ms": _promised(one.length_ms),
        "safety": one.safety,
        "ending": one.ending,
        "recordings": len(one.voice_over.recordings) if one.voice_over else 0,
        "author": one.author,
        "copyright": one.copyright,
        "url": one.url,
        "date": one.date,
        "rest_ms": _rests(one.rests),
        "blocks": [_block(block) for block in shown.blocks],
        **_home(shown.home),
        "used_by": _users(shown.users),
    }


def _promised(length_ms: Range | ByLevel | None) -> object:
    if isinstance(length_ms, ByLevel):
        by_level = (length_ms.beginner, length_ms.intermediate, length_ms.advanced)
        return {level.value: ms for level, ms in zip(Level, by_level, strict=True)}
    return _range(length_ms)


def _block(block: BlockShown | SayBlock | PauseBlock) -> dict[str, object]:
    if isinstance(block, SayBlock):
        return {"kind": "say", "text": block.text, "takes_band_off": block.takes_band_off}
    if isinstance(block, PauseBlock):
        return {"kind": "pause", "duration_ms": _range(block.duration_ms)}
    one = block.block
    return {
        "kind": one.kind.value,
        "name": one.name,
        "duration_ms": _range(one.duration_ms),
        "rounds": _range(block.rounds),
        "rest_ms": _rests(one.rests),
        "recover": one.recover.id if one.recover else None,
        "before": one.before,
        "after": one.after,
        "exercises": [_item(item) for item in block.items],
    }


def _item(shown: ItemShown) -> dict[str, object]:
    item = shown.item
    return {
        "id": item.exercise.id,
        "name": item.exercise.name,
        "defined": shown.defined,
        "sets": _range(shown.sets),
        "reps": [_range(one) for one in shown.reps],
        "work_ms": _range(shown.work_ms),
        "tempo": str(shown.tempo) if shown.tempo else None,
        "sides": shown.sides.value,
        "rest_ms": _rests(item.rests),
        "form": list(item.form),
        "before": item.before,
        "after": item.after,
    }


def _programme(shown: ProgrammeShown) -> dict[str, object]:
    one = shown.programme
    return {
        "name": one.name,
        "title": one.title,
        "summary": one.summary,
        "author": one.author,
        "weeks": one.weeks,
        "days": [_day(day) for day in shown.days],
        **_home(shown.home),
    }


def _day(planned: CalendarDay) -> dict[str, object]:
    day, at = planned.day, planned.week - 1
    routine = day.routines[at]
    return {
        "week": planned.week,
        "day": day.number,
        "name": day.name,
        "routine": routine.name if routine else None,
        "level": planned.level.value,
        "about_ms": planned.about_ms,
        "promised_ms": day.lengths_ms[at] if day.lengths_ms else None,
        "band": day.bands[at] if day.bands else "",
        "note": day.notes[at] if day.notes else "",
        "asked": [_growth(growth, at) for growth in planned.asked],
    }


def _growth(growth: Growth, at: int) -> dict[str, object]:
    key = "number" if growth.amount in COUNTED else "duration_ms"
    return {"amount": growth.amount.value, "of": growth.target, key: growth.weeks[at]}


def _home(home: Home) -> dict[str, object]:
    return {"file": home.file, "shipped": home.shipped}


def _users(users: Sequence[User]) -> list[dict[str, str]]:
    return [{"name": one.name, "title": one.title, "file": one.file} for one in users]


def _range(range_: Range | None) -> dict[str, int] | None:
    return {"low": range_.low, "high": range_.high} if range_ else None


def _rests(rests: Rests) -> dict[str, dict[str, int]]:
    """Return the rests that are written, by where they stand."""
    written = {
        "sets": _range(rests.sets),
        "exercises": _range(rests.exercises),
        "rounds": _range(rests.rounds),
        "switch": _range(rests.switch),
    }
    return {key: range_ms for key, range_ms in written.items() if range_ms}
