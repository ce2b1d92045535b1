"""Where segments begin and end: fixed lengths add up, elastic ones wait for their last word."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from textwrap import shorten

from audioguide.errors import Problem
from audioguide.model.clip import Clip, Clips
from audioguide.model.script import Cue, CueKind, Edge, Script, Tone, Wording
from audioguide.model.session import Segment
from audioguide.model.sounds import Sounds
from audioguide.model.timeline import Dropped, PlacedCue, PlacedSegment
from audioguide.model.voice_over import Recording, VoiceOver, cut, line_key
from audioguide.sound.tone_table import duration_ms as tone_ms
from audioguide.units import ceil_to, samples_to_ms

BREATH_MS = 350
"""Between two cues that follow each other in an elastic segment."""
SECOND_MS = 1000
MOST_QUOTED = 60
"""Characters of a text that a problem quotes."""

_MORE_TIME = "give it more time or a shorter name, or write a shorter `get_ready`"
_REMEDIES = {
    CueKind.SAFETY: "shorten it",
    CueKind.EXPLANATION: "shorten it, or move a part of it into a `say` before it",
    CueKind.COUNT_IN: "give more time to get ready, or choose a quicker voice",
    CueKind.SIDE: _MORE_TIME,
    CueKind.NEXT: _MORE_TIME,
    CueKind.COUNT: "slow the tempo down, or choose a quicker voice",
}
"""What an author can do about words that must stay and have no room."""


def length_ms(clip: Clip) -> int:
    """From the first word's onset to the last word's end, in whole milliseconds."""
    return samples_to_ms(clip.end - clip.onset)


def placed_cue(cue: Cue, wording: Wording, clip: Clip, start_ms: int) -> PlacedCue:
    """The cue with its first word at ``start_ms``."""
    return PlacedCue(cue, wording, clip, start_ms, start_ms + length_ms(clip))


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Segments at their times, and the cues that settled the elastic ones."""

    segments: tuple[PlacedSegment, ...]
    cues: tuple[PlacedCue, ...]
    dropped: tuple[Dropped, ...]


def settle(script: Script, clips: Clips, problems: list[Problem]) -> Boundaries:
    """Every boundary, once and front to back; mistakes are added to ``problems``."""
    flowing: dict[int, list[Cue]] = defaultdict(list)
    for cue in script.cues:
        flowing[cue.segment].append(cue)
    tones: dict[int, list[Tone]] = defaultdict(list)
    for tone in script.tones:
        tones[tone.segment].append(tone)
    placed: list[PlacedSegment] = []
    cues: list[PlacedCue] = []
    dropped: list[Dropped] = []
    sounds = script.session.sounds
    start_ms = 0
    for segment in script.session.segments:
        if segment.duration_ms is not None:
            end_ms = start_ms + segment.duration_ms
        else:
            own = [cue for cue in flowing[segment.index] if cue.anchor.edge is Edge.START]
            over = script.session.voice_over
            said = _say_in_turn(own, start_ms, clips, problems, dropped, over)
            cues += said
            rung_out_ms = _tones_end(tones[segment.index], start_ms, sounds)
            last_ms = max([rung_out_ms, *(cue.end_ms for cue in said)])
            end_ms = _elastic_end(segment, start_ms, last_ms)
        placed.append(PlacedSegment(segment, start_ms, end_ms))
        start_ms = end_ms
    return Boundaries(tuple(placed), tuple(cues), tuple(dropped))


def _elastic_end(segment: Segment, start_ms: int, last_ms: int) -> int:
    least_ms = start_ms + segment.least_ms
    return ceil_to(max(last_ms + segment.tail_ms, least_ms), SECOND_MS)


def _tones_end(tones: list[Tone], start_ms: int, sounds: Sounds) -> int:
    at_start = [tone for tone in tones if tone.anchor.edge is Edge.START]
    ends = [tone.anchor.offset_ms + tone_ms(tone.name, sounds) for tone in at_start]
    return start_ms + max(ends, default=0)


def _say_in_turn(
    cues: list[Cue],
    start_ms: int,
    clips: Clips,
    problems: list[Problem],
    dropped: list[Dropped],
    over: VoiceOver | None,
) -> list[PlacedCue]:
    said: list[PlacedCue] = []
    for cue in cues:
        earliest_ms = start_ms + cue.anchor.offset_ms
        if said:
            earliest_ms = max(earliest_ms, said[-1].end_ms + BREATH_MS)
        for wording in cue.wordings:
            clip = clips.clip(wording)
            if cue.longest_ms is None or length_ms(clip) <= cue.longest_ms:
                said.append(placed_cue(cue, wording, clip, earliest_ms))
                break
        else:
            shortest_ms = min(length_ms(clips.clip(wording)) for wording in cue.wordings)
            allowed_ms = cue.longest_ms or 0
            limit = (
                f"it lasts {shortest_ms / SECOND_MS:.1f} s, {allowed_ms / SECOND_MS:g} are allowed"
            )
            refuse(cue, limit, problems, dropped, over)
    return said


def refuse(
    cue: Cue,
    reason: str,
    problems: list[Problem],
    dropped: list[Dropped],
    over: VoiceOver | None,
) -> None:
    """Drop a cue, or note a problem where it must stay."""
    if cue.must_stay:
        shortest = cue.wordings[-1]
        text = shorten(shortest.text, MOST_QUOTED, placeholder="\u2026")
        message = f"there is no room for \u201c{text}\u201d: {reason}"
        hint = _REMEDIES.get(cue.kind, "give it more time or a shorter name")
        if files := recorded_in(shortest, over):
            message += f" (recorded in {files})"
            hint = "shorten the recording"
        problems.append(Problem(cue.source, message, hint))
    else:
        dropped.append(Dropped(cue.segment, cue.kind, cue.wordings[0].text, reason))


def recorded_in(wording: Wording, over: VoiceOver | None) -> str:
    """The files that are heard in a wording, by name; empty where a voice says all of it."""
    if wording.file:
        return wording.file.name
    lines = {line_key(line.text): line for line in over.lines} if over else {}
    heard = [part.path.name for part in cut(wording.text, lines) if isinstance(part, Recording)]
    return ", ".join(dict.fromkeys(heard))
