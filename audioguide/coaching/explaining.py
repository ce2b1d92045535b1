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
from audioguide.model.routine import Level, Position
from audioguide.model.script import TalkProfile
from audioguide.model.transition import FirstTime, PlaceUnit, Work

LONGEST_MS: Final = 17_000
"""Behind the name, the side and what moves, which take some three seconds."""
LONGEST_IN_ADVANCE_MS: Final = 20_000
LONGEST_BRIEF_MS: Final = 7_000
"""What a movement in one sentence may add to a reminder."""


def explanation(builder: ScriptBuilder, first: FirstTime, *, dose: Line) -> list[Line]:
    """Return what to do, how it should feel, and the dose, for a movement that comes at once."""
    talk = builder.explains(first.exercise)
    in_brief = brief(first)
    if talk is TalkProfile.BRIEF:
        return [line(in_brief, dose), in_brief]
    what, form = _in_full(first), _form(first)
    work, exercise = first.work, first.exercise
    breath = line(work.breath if work else exercise.breath)
    effort = sentences.effort(work) if work and not told_in_rest(work) else NOTHING
    easier = NOTHING
    if exercise.easier and builder.session.level is Level.BEGINNER:
        easier = line(phrase("easier", easier=Prose(exercise.easier)))
    if form:
        builder.explained(form, own=bool(work and form in map(line, work.form)))
    # What is only the beginning of a longer text is no shorter explanation.
    short = in_brief if not exercise.movement.startswith(exercise.brief or " ") else what
    return [
        line(what, form, breath, effort, easier, dose),
        line(what, form, breath, easier, dose),
        line(what, breath, easier, dose),
        line(what, easier, dose),
        line(what, dose),
        line(short, dose),
        short,
    ]


def in_advance(builder: ScriptBuilder, first: FirstTime, bands_told: set[object]) -> list[Line]:
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
    what, form, breath = _in_full(first), _form(first), line(exercise.breath)
    easier = NOTHING
    if exercise.easier and builder.session.level is Level.BEGINNER:
        easier = line(phrase("easier", easier=Prose(exercise.easier)))
    if form:
        builder.explained(form)
    return [
        line(head, what, form, breath, easier),
        line(head, what, breath, easier),
        line(head, what, easier),
        line(head, what),
        line(head, in_brief),
    ]


def brief(first: FirstTime) -> Line:
    """Return a movement in one sentence."""
    return _sided(first, first.exercise.brief or first.exercise.movement)


def told_in_rest(work: Work) -> bool:
    """Whether there is a rest between sets in which to say how hard they should be."""
    place = work.place
    return place is not None and place.unit is PlaceUnit.SET and place.of > 1


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
