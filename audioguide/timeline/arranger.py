"""The stage itself: boundaries, sounds, cues by right of place, then what only the whole shows."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from audioguide.errors import AuthorError, Problem, in_order
from audioguide.model.clip import Clips
from audioguide.model.script import Cue, CueKind, Edge, Script
from audioguide.model.timeline import (
    Chapter,
    Dropped,
    PlacedCue,
    PlacedSegment,
    PlacedTone,
    Timeline,
)
from audioguide.model.transition import ELASTIC, SegmentKind
from audioguide.sound.tone_table import duration_ms as tone_ms
from audioguide.timeline.boundaries import length_ms, placed_cue, recorded_in, refuse, settle
from audioguide.timeline.fitting import AFTER_END_SOUND_MS, TrackOccupancy
from audioguide.timeline.promise import broken_promise

SILENCE_MS = 15_000
"""After this much of it, an attention tone comes before the next cue."""
TONE_BEFORE_CUE_MS = 300

NO_ROOM = "no room beside what else is said there"

_LINES = (CueKind.FORM, CueKind.ENCOURAGEMENT)


def arrange(script: Script, clips: Clips, voice: str) -> Timeline:
    """Everything at its time, and what it promises in vain.

    Raises AuthorError when a cue that must stay has no room.
    """
    problems: list[Problem] = []
    boundaries = settle(script, clips, problems)
    segments = boundaries.segments
    tones = _place_tones(script, segments)
    occupancy = TrackOccupancy(segments)
    for tone in tones:
        occupancy.add_tone(tone)
    cues = list(boundaries.cues)
    for placed in cues:
        occupancy.add_cue(placed)
    dropped = list(boundaries.dropped)
    for cue in _by_priority(script, segments):
        if fitted := _fit(cue, clips, occupancy):
            occupancy.add_cue(fitted)
            cues.append(fitted)
            if cue.required_text not in fitted.wording.text:
                dropped.append(Dropped(cue.segment, CueKind.DOSE, cue.required_text, NO_ROOM))
        else:
            over = script.session.voice_over
            spoken = not recorded_in(cue.wordings[-1], over)
            reason = _why_not(cue, clips, segments[cue.segment], occupancy, spoken=spoken)
            refuse(cue, reason, problems, dropped, over)
    cues = _without_echoes(sorted(cues, key=_start), dropped)
    duration_ms = segments[-1].end_ms
    if problems:
        day = script.session.day
        raise AuthorError(in_order(replace(one, context=day) for one in problems))
    attention_ms = tone_ms("attention", script.session.sounds)
    tones = sorted([*tones, *_attention(cues, tones, segments, attention_ms)], key=_start)
    return Timeline(
        script=script,
        voice=voice,
        segments=segments,
        cues=tuple(cues),
        tones=tuple(tones),
        chapters=_chapters(script, segments),
        dropped=tuple(sorted(dropped, key=lambda d: d.segment)),
        duration_ms=duration_ms,
        broken=broken_promise(script, duration_ms),
    )


def _start(placed: PlacedCue | PlacedTone) -> int:
    return placed.start_ms


def _place_tones(script: Script, segments: tuple[PlacedSegment, ...]) -> list[PlacedTone]:
    placed = []
    for tone in script.tones:
        segment = segments[tone.segment]
        edge_ms = segment.start_ms if tone.anchor.edge is Edge.START else segment.end_ms
        start_ms = edge_ms + tone.anchor.offset_ms
        end_ms = start_ms + tone_ms(tone.name, script.session.sounds)
        placed.append(PlacedTone(tone.segment, tone.name, start_ms, end_ms))
    return sorted(placed, key=_start)


def _by_priority(script: Script, segments: tuple[PlacedSegment, ...]) -> list[Cue]:
    """Cues without a place yet: those that must stay first, then by priority, then by time."""
    open_ = [
        cue
        for cue in script.cues
        if cue.anchor.edge is Edge.END or segments[cue.segment].segment.kind not in ELASTIC
    ]
    return sorted(open_, key=lambda cue: (not cue.must_stay, cue.priority, cue.segment))


def _fit(cue: Cue, clips: Clips, occupancy: TrackOccupancy) -> PlacedCue | None:
    for wording in cue.wordings:
        clip = clips.clip(wording)
        if cue.longest_ms is not None and length_ms(clip) > cue.longest_ms:
            continue
        onset_ms = occupancy.onset(cue, length_ms(clip))
        if onset_ms is not None:
            return placed_cue(cue, wording, clip, onset_ms)
    return None


def _why_not(
    cue: Cue, clips: Clips, placed: PlacedSegment, occupancy: TrackOccupancy, *, spoken: bool
) -> str:
    """Why a cue has no place, and what would give it one: a recording can be shortened."""
    length_s = (placed.segment.duration_ms or 0) / 1000
    kind = placed.segment.kind
    shortest_ms = min(length_ms(clips.clip(wording)) for wording in cue.wordings)
    needed_ms = AFTER_END_SOUND_MS + shortest_ms + cue.end_by_ms
    if spoken and kind in (SegmentKind.REST, SegmentKind.SWITCH) and needed_ms > length_s * 1000:
        enough_s = -(-needed_ms // 1000)
        return f"a {kind} of {length_s:g} s is too short for it, {enough_s} s would do"
    if not cue.must_stay:
        return NO_ROOM
    room_ms = min(occupancy.room_ms(cue, shortest_ms), cue.longest_ms or shortest_ms)
    # Rounded away from each other, so that what is too long never looks as if it fitted.
    return f"it lasts {-(-shortest_ms // 100) / 10:.1f} s, and {room_ms // 100 / 10:.1f} s are free"


def _without_echoes(cues: list[PlacedCue], dropped: list[Dropped]) -> list[PlacedCue]:
    """No form cue or encouragement twice in a row, also where one between them was dropped."""
    kept: list[PlacedCue] = []
    last: dict[CueKind, str] = {}
    for placed in cues:
        kind, text = placed.cue.kind, placed.wording.text
        if kind in _LINES and last.get(kind) == text:
            reason = "it would repeat the line before it"
            dropped.append(Dropped(placed.cue.segment, kind, text, reason))
            continue
        last[kind] = text
        kept.append(placed)
    return kept


def _attention(
    cues: list[PlacedCue],
    tones: list[PlacedTone],
    segments: tuple[PlacedSegment, ...],
    lasts_ms: int,
) -> list[PlacedTone]:
    """The tones that call a listener back after a long silence."""
    attention = []
    events: list[PlacedCue | PlacedTone] = [*cues, *tones]
    events.sort(key=_start)
    begins_ms = [placed.start_ms for placed in segments]
    heard_ms = 0
    for event in events:
        if isinstance(event, PlacedCue) and event.start_ms - heard_ms >= SILENCE_MS:
            end_ms = event.start_ms - TONE_BEFORE_CUE_MS
            start_ms = end_ms - lasts_ms
            index = segments[bisect_right(begins_ms, start_ms) - 1].segment.index
            attention.append(PlacedTone(index, "attention", start_ms, end_ms))
        heard_ms = max(heard_ms, event.end_ms)
    return attention


def _chapters(script: Script, segments: tuple[PlacedSegment, ...]) -> tuple[Chapter, ...]:
    begins = [segments[index] for index in script.chapters]
    ends = [placed.start_ms for placed in begins[1:]] + [segments[-1].end_ms]
    return tuple(
        Chapter(title, placed.start_ms, end_ms)
        for title, placed, end_ms in zip(script.chapters.values(), begins, ends, strict=True)
    )
