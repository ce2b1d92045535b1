"""Where a band goes when it moves, and the test of one that is fixed to something.

Takes the desk and the segment that leads up to work; gives sentences; touches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from audioguide.coaching.script_builder import ScriptBuilder, joined
from audioguide.model.routine import Band, Exercise, Side
from audioguide.model.script import TalkProfile
from audioguide.model.session import Segment, SegmentKind

LONGEST_PLACE_MS: Final = 2_000
"""What naming a place may add to a reminder."""
_PREPOSITIONS: Final = frozenset(
    {"above", "across", "around", "at", "behind", "below", "between", "in", "on", "over", "round"}
    | {"through", "under"}
)
_OF_A_BAND: Final = re.compile(r"(?i)\b(?:bands?|loops?|tubes?|strap(?:s|ped)?|handles?|anchor)\b")
_TAKEN_OFF: Final = re.compile(r"(?i)\b(?:off|aside|away|down|undo|unclip|unhook|free|remove)\b")
_ARTICLES: Final = frozenset({"the", "a", "an", "one", "your", "both", "each"})


def band_move_sentence(builder: ScriptBuilder, lead: Segment) -> str:
    """``Band to the ankles.`` where it moves and nothing in this setup has said so."""
    work, before = builder.work_after(lead), builder.work_before(lead)
    coming = _first(work)
    if work is None or coming is None:
        return ""
    if coming.band is None:
        # Who hears an explanation has taken it off before.
        return "" if lead.explains else comes_off(builder, lead)
    places = {_place(exercise) for exercise in lead.explains}
    if places == {_place(coming)} and _explained(builder, coming):
        return ""
    done = _last(before)
    limb_changes = coming.band.one_limb and before is not None and before.side is not work.side
    if done and _place(done) == _place(coming) and not limb_changes:
        return ""
    return joined(builder.phrases.band_moves.format(place=_in_words(coming.band, work.side)))


def comes_off(builder: ScriptBuilder, lead: Segment) -> str:
    """``Band off.`` where the band of the work before is not used next.

    Nothing where the author has just said it.
    """
    coming, done = _first(builder.work_after(lead)), _last(builder.work_before(lead))
    if coming is None or done is None or done.band is None:
        return ""
    stays = coming.band is not None and coming.band.kind == done.band.kind
    return "" if stays or _said_so(builder, lead) else joined(builder.phrases.band_off)


def with_place(builder: ScriptBuilder, lead: Segment, wordings: Sequence[str]) -> list[str]:
    """The wordings, each with the place to which the band moves; as they are where it stays.

    Without the place they may do only where the side tells it, or the test of an anchor.
    """
    place = band_move_sentence(builder, lead)
    if not place:
        return list(wordings)
    with_move = [joined(wording, place) for wording in wordings]
    return [*with_move, *wordings] if _clear_without_move(builder, lead) else with_move


def is_anchored(exercise: Exercise | None) -> bool:
    """Whether its band is fixed to something that must not give way."""
    return exercise is not None and exercise.band is not None and exercise.band.anchor


def _explained(builder: ScriptBuilder, exercise: Exercise) -> bool:
    """Whether the explanation of a movement speaks of its band."""
    by_talk = {
        TalkProfile.FULL: joined(exercise.setup, exercise.movement),
        TalkProfile.BRIEF: exercise.brief or exercise.movement,
        TalkProfile.MINIMAL: "",
    }
    return _OF_A_BAND.search(by_talk[builder.explains]) is not None


def _said_so(builder: ScriptBuilder, lead: Segment) -> bool:
    """Whether words of the author's between the work before and this take the band off."""
    for segment in reversed(builder.session.segments[: lead.index]):
        if segment.kind is SegmentKind.WORK:
            return False
        if _OF_A_BAND.search(segment.text) and _TAKEN_OFF.search(segment.text):
            return True
    return False


def _clear_without_move(builder: ScriptBuilder, lead: Segment) -> bool:
    coming, done = _first(builder.work_after(lead)), _last(builder.work_before(lead))
    only_the_limb = coming is not None and done is not None and _place(coming) == _place(done)
    return only_the_limb or is_anchored(coming)


def _first(work: Segment | None) -> Exercise | None:
    return (work.exercise or work.amrap_items[0].exercise) if work else None


def _last(work: Segment | None) -> Exercise | None:
    return (work.exercise or work.amrap_items[-1].exercise) if work else None


def _place(exercise: Exercise) -> tuple[str, str] | None:
    return (exercise.band.kind, exercise.band.at) if exercise.band else None


def _in_words(band: Band, side: Side | None) -> str:
    """``to the ankles``, ``under both feet``, ``to the left foot``."""
    where, comma, more = band.at.partition(",")
    words = where.split()
    if band.one_limb and side:
        words = words[1:] if words[0].lower() in ("a", "one") and len(words) > 1 else words
        words.insert(-1, side)
    first = words[0].lower()
    if first not in _PREPOSITIONS:
        words = ["to", *([] if first in _ARTICLES else ["the"]), *words]
    return " ".join(words) + comma + more
