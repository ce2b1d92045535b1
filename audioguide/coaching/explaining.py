"""How a movement is explained the first time it comes: in full, in a sentence, or not at all.

Takes the builder and the movement; gives lines from long to short; remembers the form cue that was
told.
"""

from __future__ import annotations

from typing import Final

from audioguide.coaching import bodies, sentences
from audioguide.coaching.script_builder import ScriptBuilder
from audioguide.model.line import (
    NOTHING,
    OF_SIDES,
    BandName,
    BandPlace,
    Line,
    Prose,
    Sided,
    SideOf,
    line,
    phrase,
)
from audioguide.model.routine import Band, Exercise, Level, Position
from audioguide.model.script import TalkProfile
from audioguide.model.transition import FirstTime, Work

LONGEST_MS: Final = 17_000
"""Behind the name, the side and what moves, which take some three seconds."""
LONGEST_IN_ADVANCE_MS: Final = 20_000
LONGEST_BRIEF_MS: Final = 7_000
"""What a movement in one sentence may add to a reminder."""


def explanation(builder: ScriptBuilder, first: FirstTime, *, dose: Line) -> list[Line]:
    """Return what to do, how it should feel, and the dose, for a movement that comes at once."""
    in_brief = brief(first)
    if builder.explains(first.exercise) is TalkProfile.BRIEF:
        return [line(in_brief, dose), in_brief]
    what, form = _in_full(first), _form(first)
    breath, helped = _breath(first), _offered(builder, first.exercise)
    told_later = first.work is not None and builder.advises(first.work)
    hard = NOTHING if told_later else effort(builder, first.exercise, first.work)
    if form:
        own = first.work.form if first.work else ()
        builder.explained(form, own=form in map(line, own))
    exercise = first.exercise
    # What is only the beginning of a longer text is no shorter explanation.
    short = in_brief if not exercise.movement.startswith(exercise.brief or " ") else what
    return [
        line(what, form, breath, hard, helped, dose),
        line(what, form, breath, helped, dose),
        line(what, breath, helped, dose),
        line(what, helped, dose),
        line(what, dose),
        line(short, dose),
        short,
    ]


def in_advance(builder: ScriptBuilder, first: FirstTime, bands_told: set[Band]) -> list[Line]:
    """Return what a movement is that comes later, with its side, position and band.

    ``bands_told`` has the bands that were spoken of before it, each of which is told once.
    """
    exercise, side, band = first.exercise, first.side, first.exercise.band
    name = phrase("named", name=Prose(exercise.spoken))
    if side:
        words = SideOf(exercise.limb, side)
        name = phrase("named_side_first", name=Prose(exercise.spoken), side=words)
    body = NOTHING if exercise.position is Position.STANDING else bodies.described(exercise)
    where = NOTHING
    if band and band not in bands_told:
        place = BandPlace(band.at, side if band.one_limb else None)
        where = line(phrase("band_there", band=BandName(band.kind), place=place))
        bands_told.add(band)
    head, in_brief = line(name, body, where), brief(first)
    if builder.explains(exercise) is TalkProfile.BRIEF:
        return [line(head, in_brief)]
    what, form = line(head, _in_full(first)), _form(first)
    breath, helped = _breath(first), _offered(builder, exercise)
    hard = effort(builder, exercise, first.work)
    if form:
        builder.explained(form)
    return [
        line(what, form, breath, hard, helped),
        line(what, form, breath, helped),
        line(what, breath, helped),
        line(what, helped),
        what,
        line(head, in_brief),
    ]


def brief(first: FirstTime) -> Line:
    """Return a movement in one sentence."""
    return _sided(first, first.exercise.brief or first.exercise.movement)


def effort(builder: ScriptBuilder, exercise: Exercise, work: Work | None) -> Line:
    """Return how hard a movement should be, unless that was the last that was said of it."""
    hard = work.effort if work else exercise.effort
    if not builder.news("effort", exercise.id, hard):
        return NOTHING
    return sentences.effort(hard, counted=work.reps is not None if work else bool(exercise.reps))


def easier(exercise: Exercise) -> Line:
    """Return the offer of an easier version; it is empty where there is none."""
    if not exercise.easier:
        return NOTHING
    return line(phrase("easier", easier=Prose(exercise.easier)))


def _breath(first: FirstTime) -> Line:
    return line(first.work.breath if first.work else first.exercise.breath)


def _offered(builder: ScriptBuilder, exercise: Exercise) -> Line:
    return easier(exercise) if builder.session.level is Level.BEGINNER else NOTHING


def _in_full(first: FirstTime) -> Line:
    exercise = first.exercise
    return line(_sided(first, exercise.setup), _sided(first, exercise.movement))


def _form(first: FirstTime) -> Line:
    own = first.work.form if first.work else ()
    return line(next(iter((*own, *first.exercise.form)), ""))


def _sided(first: FirstTime, text: str) -> Line:
    """Return an author's words, with the side that the movement begins on where they name it."""
    if first.side and any(slot in text for slot in OF_SIDES):
        return line(Sided(text, first.exercise.limb, first.side))
    return line(text)
