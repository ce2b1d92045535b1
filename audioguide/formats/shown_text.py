"""Write all that is known of an exercise, routine, programme or voice for people.

Takes the nouns of `formats.shown`, gives plain text that keeps to a width. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from audioguide.formats import ranges, words
from audioguide.formats.calendar import calendar_table
from audioguide.formats.columns import paragraph
from audioguide.formats.facts import Fact, facts, home_text, of_sets, once, users_text
from audioguide.formats.listing import MOST_VOICES, VoiceEntry
from audioguide.formats.shown import (
    ExerciseShown,
    ProgrammeShown,
    RoutineShown,
    Thing,
    VoiceShown,
)
from audioguide.formats.shown_routine import routine_lines
from audioguide.model.routine import Exercise, Phase, Sides, Tempo

HEADINGS: dict[type[Thing], str] = {
    RoutineShown: "ROUTINE",
    ProgrammeShown: "PROGRAMME",
    ExerciseShown: "EXERCISE",
    VoiceShown: "VOICE",
}


def shown_text(things: Sequence[Thing], width: int = 80) -> str:
    """Return all that is known of some things of one name, several of them under headings.

    Lines are at most ``width`` characters long where the columns allow it.
    """
    texts = [_text(_lines(thing, width)) for thing in things]
    if len(texts) == 1:
        return texts[0]
    headings = [HEADINGS[type(thing)] for thing in things]
    return "\n".join(f"{one}\n\n{text}" for one, text in zip(headings, texts, strict=True))


def _lines(thing: Thing, width: int) -> list[str]:
    match thing:
        case ExerciseShown():
            return _exercise_lines(thing, width)
        case RoutineShown():
            return routine_lines(thing, width)
        case ProgrammeShown():
            calendar = calendar_table(thing.programme, thing.days, width).splitlines()
            return [
                *calendar,
                "",
                *facts(
                    [[("Programme", thing.programme.name), ("File", home_text(thing.home))]], width
                ),
            ]
        case VoiceShown():
            return _voice_lines(thing, width)


def _exercise_lines(shown: ExerciseShown, width: int) -> list[str]:
    one = shown.exercise
    groups: list[list[Fact]] = [
        [
            ("Exercise", one.id),
            ("Spoken", one.spoken),
            ("Group", shown.group),
            ("Position", one.position.value.replace("-", " ")),
            ("Band", _band(shown)),
            ("Sides", _sides(one)),
            ("Works", ", ".join(one.muscles)),
        ],
        [
            ("How much", _own_amount(one)),
            ("Tempo", _tempo(one)),
            ("Rest", f"{ranges.lengths(one.rest_ms)} between sets" if one.rest_ms else ""),
        ],
        [
            ("Setup", one.setup),
            ("Movement", one.movement),
            ("In brief", one.brief),
            ("Form", one.form),
            ("Avoid", one.avoid),
            ("Safety", one.safety),
            ("Easier", one.easier),
            ("Harder", one.harder),
        ],
        [("File", home_text(shown.home)), ("Used by", users_text(shown.users, "no routine"))],
    ]
    return [*paragraph(words.one_line(one.name), width), "", *facts(groups, width)]


def _band(shown: ExerciseShown) -> str:
    band = shown.exercise.band
    if band is None:
        return ""
    return "; ".join(
        [
            f"{shown.band} ({band.at})",
            *(["on one limb"] if band.one_limb else []),
            *(["fixed to an anchor"] if band.anchor else []),
        ]
    )


def _sides(one: Exercise) -> str:
    """Return how an exercise divides its work, in words for somebody who knows no key."""
    limb, first = one.limb, f"{one.first_side} first"
    by = "on" if limb == "side" else "with"
    return {
        Sides.NONE: "not divided into left and right",
        Sides.EACH_SET: f"left and right {limb} in every set, {first}",
        Sides.EACH_BLOCK: f"all sets {by} one {limb}, then {by} the other, {first}",
        Sides.ALTERNATE: f"left and right {limb} in turn from set to set, {first}",
    }[one.sides]


def _own_amount(one: Exercise) -> str:
    """Return what an exercise asks for by itself, such as ``2-4 sets of 10 reps``."""
    sets = ranges.counted(one.sets, "set") if one.sets else ""
    return of_sets(sets, once((one.reps,) if one.reps else (), one.work_ms))


def _tempo(one: Exercise) -> str:
    if one.tempo is None:
        return ""
    first = f"begins with the {'lift' if one.begins is Phase.LIFT else 'lowering'}"
    said = f"said as “{one.lift_word}” and “{one.lower_word}”" if one.lift_word else ""
    return "; ".join(filter(None, [f"{one.tempo} ({_spelled(one.tempo)})", first, said]))


def _spelled(tempo: Tempo) -> str:
    """Return a tempo in words; a hold of no time is left out."""
    parts = (
        (tempo.lower_s, "lowering"),
        (tempo.low_hold_s, "held low"),
        (tempo.lift_s, "lifting"),
        (tempo.high_hold_s, "held high"),
    )
    return ", ".join(f"{seconds} s {what}" for seconds, what in parts if seconds)


def _voice_lines(shown: VoiceShown, width: int) -> list[str]:
    one = shown.voice
    typed = f"{one.engine}:{one.name}" if one.name else one.engine
    engine = one.engine
    if shown.whole_engine and one.name:
        engine += f", which speaks with {typed} unless another voice is named"
    groups: list[list[Fact]] = [
        [
            ("Voice", typed if one.name else ""),
            ("Engine", engine),
            ("Language", one.language),
            ("About", one.description),
            ("Ready", _ready(one)),
            ("Other voices", _other_voices(shown)),
        ],
        [("To hear it", f"audioguide say Three sets of ten. --voice {typed}" if one.name else "")],
    ]
    title = one.engine if shown.whole_engine else typed
    return [*paragraph(title, width), "", *facts(groups, width)]


def _ready(voice: VoiceEntry) -> str:
    if voice.ready:
        return "yes"
    return f"no; {'needs ' if voice.name else ''}{voice.needs}" if voice.needs else "no"


def _other_voices(shown: VoiceShown) -> str:
    """Return the engine's other voices; very many of them are only counted."""
    names = [f"{one.engine}:{one.name}" for one in shown.others]
    if len(names) <= MOST_VOICES:
        return ", ".join(names)
    return f"{len(names)}; see `audioguide list voices`"


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
