"""What a listener may count on in every timeline, whatever the routine and the voice."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from audioguide.model.routine import Phase
from audioguide.model.script import CueKind, Edge, TalkProfile
from audioguide.model.session import Segment
from audioguide.model.timeline import PlacedCue, PlacedSegment, PlacedTone, Timeline
from audioguide.model.transition import ELASTIC, Character, SegmentKind
from tests.timeline.voices import events, tones_named

TELLING = (CueKind.NEXT, CueKind.SIDE)
LINES = (CueKind.FORM, CueKind.ENCOURAGEMENT)
COUNTS = (CueKind.COUNT, CueKind.COUNT_IN, CueKind.TEMPO)


def check(timeline: Timeline) -> None:
    """Every promise in turn."""
    segments_follow_each_other(timeline)
    cues_are_where_the_script_wants_them(timeline)
    nothing_overlaps(timeline)
    work_is_framed(timeline)
    reps_are_counted_in_time(timeline)
    getting_ready_is_quiet(timeline)
    sides_and_names_are_said(timeline)
    lines_are_rare_and_clear(timeline)
    silence_is_broken_gently(timeline)
    chapters_cover_everything(timeline)


def segments_follow_each_other(timeline: Timeline) -> None:
    """Contiguous; fixed ones exact; elastic ones end on a whole second, a tail behind a word."""
    placed = timeline.segments
    assert placed[0].start_ms == 0
    assert all(one.end_ms == other.start_ms for one, other in pairwise(placed))
    assert placed[-1].end_ms == timeline.duration_ms
    for one in placed:
        segment = one.segment
        if segment.kind in ELASTIC:
            spare_ms = one.end_ms - last_word_ms(timeline, one) - segment.tail_ms
            at_least = 0 <= one.end_ms - one.start_ms - segment.least_ms < 1000
            assert one.end_ms % 1000 == 0
            assert 0 <= spare_ms < 1000 or (at_least and spare_ms >= 0)
        else:
            assert one.end_ms - one.start_ms == segment.duration_ms


def last_word_ms(timeline: Timeline, placed: PlacedSegment) -> int:
    """When its last word or sound ends, the count-in and the test of an anchor apart."""
    index = placed.segment.index
    ends = [
        cue.end_ms
        for cue in cues_of(timeline, index)
        if cue.cue.kind not in (CueKind.COUNT_IN, CueKind.SAFETY)
        or cue.cue.anchor.edge is Edge.START
    ]
    ends += [s.end_ms for s in timeline.tones if s.segment == index and s.name != "attention"]
    return max(ends, default=placed.start_ms)


def cues_of(timeline: Timeline, index: int) -> list[PlacedCue]:
    """A segment's cues in order."""
    return [placed for placed in timeline.cues if placed.cue.segment == index]


def cues_are_where_the_script_wants_them(timeline: Timeline) -> None:
    """Inside their segment and window; said or dropped with a reason; none that must stay lost."""
    for placed in timeline.cues:
        cue, segment = placed.cue, timeline.segments[placed.cue.segment]
        assert segment.start_ms <= placed.start_ms < placed.end_ms <= segment.end_ms
        assert placed.wording in cue.wordings
        if segment.segment.kind in ELASTIC and cue.anchor.edge is Edge.START:
            assert placed.start_ms >= segment.start_ms + cue.anchor.offset_ms
        else:
            edge_ms = segment.start_ms if cue.anchor.edge is Edge.START else segment.end_ms
            late_ms = placed.start_ms - edge_ms - cue.anchor.offset_ms
            assert -cue.early_ms <= late_ms <= cue.late_ms
        if cue.longest_ms is not None:
            assert placed.end_ms - placed.start_ms <= cue.longest_ms
    said = Counter(id(placed.cue) for placed in timeline.cues)
    assert set(said.values()) <= {1}
    unsaid = [cue for cue in timeline.script.cues if id(cue) not in said]
    assert not any(cue.must_stay for cue in unsaid)
    required_text = [p.cue for p in timeline.cues if p.cue.required_text not in p.wording.text]
    lost = [(cue.segment, cue.kind) for cue in unsaid]
    lost += [(cue.segment, CueKind.DOSE) for cue in required_text]
    assert Counter(lost) == Counter((dropped.segment, dropped.kind) for dropped in timeline.dropped)
    assert all(dropped.reason and dropped.text for dropped in timeline.dropped)


def nothing_overlaps(timeline: Timeline) -> None:
    """One thing is heard at a time, and no word sooner than 700 ms after an end sound."""
    heard = events(timeline)
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(heard))
    for end in tones_named(timeline, "end"):
        after = [cue.start_ms for cue in timeline.cues if cue.start_ms >= end.start_ms]
        assert min(after) - end.start_ms >= 700


def stretches(placed: PlacedSegment) -> bool:
    """Whether work is a stretch, which has a softer lead and its end tone alone."""
    return placed.segment.character is Character.MOBILITY


def work_is_framed(timeline: Timeline) -> None:
    """Three, two, one (or "Ready"), the start sound at T; the end sound at the end of work.

    Without a gap that has room for both the start sound is the only one; behind a gap under four
    seconds the count-in stands at the end of the work before.
    """
    starts = {tone.start_ms for tone in tones_named(timeline, "start")}
    ends = {tone.start_ms for tone in tones_named(timeline, "end")}
    work = [one for one in timeline.segments if one.segment.kind is SegmentKind.WORK]
    assert starts == {one.start_ms for one in work}
    told = [one.segment.transition for one in work]
    hurries = [bool(one and one.said_in is SegmentKind.WORK) for one in told]
    gaps = [other.start_ms - one.end_ms for one, other in pairwise(work)]
    alone = {
        one.end_ms
        for one, gap_ms, told in zip(work, gaps, hurries, strict=False)
        if told and gap_ms <= 470
    }
    assert ends == {one.end_ms for one in work} - alone
    hurried = {
        one.end_ms: other.start_ms
        for one, other in pairwise(work)
        if other.start_ms - one.end_ms < 4_000
    }
    counted = [cue for cue in timeline.cues if cue.cue.kind is CueKind.COUNT_IN]
    told_by_ms = {start_ms: end_ms for end_ms, start_ms in hurried.items()}
    words = (("Three", 3), ("Two", 2), ("One", 1))
    softly = (("Ready.", 2),)
    assert [(cue.start_ms, cue.wording.text) for cue in counted] == [
        (told_by_ms.get(one.start_ms, one.start_ms) - 1000 * seconds, word)
        for one in work
        for word, seconds in (softly if stretches(one) else words)
    ]
    for one in work:
        length_ms = one.end_ms - one.start_ms
        if one.segment.reps is None:
            ticks = [1000 * n for n in (3, 2, 1)] if length_ms >= 20_000 else []
            ticks = [] if one.end_ms in hurried or stretches(one) else ticks
            assert [one.end_ms - t.start_ms for t in ticks_of(timeline, one)] == ticks


def ticks_of(timeline: Timeline, placed: PlacedSegment) -> list[PlacedTone]:
    """A segment's ticks."""
    return [t for t in tones_named(timeline, "tick") if t.segment == placed.segment.index]


def reps_are_counted_in_time(timeline: Timeline) -> None:
    """Every number and tick has its onset 0.8 s before its lift ends.

    Where a tempo is taught and a lift lasts a second, words tell the first two reps instead.
    """
    for one in timeline.segments:
        segment = one.segment
        if segment.kind is not SegmentKind.WORK or not segment.reps or not segment.tempo:
            continue
        tempo = segment.tempo
        rep_ms = 1000 * (tempo.lower_s + tempo.low_hold_s + tempo.lift_s + tempo.high_hold_s)
        numbers = [c for c in cues_of(timeline, segment.index) if c.cue.kind is CueKind.COUNT]
        beats = sorted(
            [c.start_ms - one.start_ms for c in numbers]
            + [t.start_ms - one.start_ms for t in ticks_of(timeline, one)]
        )
        dropped = [
            d for d in timeline.dropped if d.segment == segment.index and d.kind is CueKind.COUNT
        ]
        taught = segment.teaches_tempo and timeline.script.talk is not TalkProfile.MINIMAL
        by_words = 2 if taught and tempo.lift_s == 1 and segment.reps > 3 else 0
        assert len(beats) + len(dropped) == segment.reps - by_words
        if tempo.lift_s:
            assert {beat % rep_ms for beat in beats} <= {lift_end_ms(segment) - 800}


def lift_end_ms(segment: Segment) -> int:
    """When a rep's lift ends, from the rep's start."""
    tempo = segment.tempo
    assert tempo
    assert segment.exercise
    first = segment.exercise.begins is Phase.LIFT
    return 1000 * (tempo.lift_s + (0 if first else tempo.lower_s + tempo.low_hold_s))


def getting_ready_is_quiet(timeline: Timeline) -> None:
    """The last word before work ends a get-ready before it, the count-in apart.

    In the timed work before it, where a rest is too short for words, 3.3 s before that ends.
    """
    for one, after in pairwise(timeline.segments):
        if after.segment.kind is SegmentKind.WORK:
            transition = one.segment.transition
            assert transition
            if transition.said_in is SegmentKind.WORK:
                continue
            assert one.segment.get_ready_ms
            assert last_word_ms(timeline, one) <= one.end_ms - one.segment.get_ready_ms


def sides_and_names_are_said(timeline: Timeline) -> None:
    """Between two stretches of work a new movement is named, and the side wherever there is one."""
    before: Segment | None = None
    heard = ""
    for one in timeline.segments:
        segment, exercise = one.segment, one.segment.exercise
        if segment.kind is not SegmentKind.WORK:
            said = " ".join(cue.wording.text for cue in cues_of(timeline, segment.index))
            heard += said.lower()
            continue
        assert bool(exercise) != bool(segment.amrap_items)
        if before is None or before.exercise != exercise:
            assert all(item.exercise.spoken.lower() in heard for item in segment.amrap_items)
            assert exercise is None or exercise.spoken in heard
        if exercise and segment.side and (before is None or before.side is not segment.side):
            assert f"{segment.side} {exercise.limb}" in heard
        before = segment
        told = [c for c in cues_of(timeline, segment.index) if c.cue.kind in TELLING]
        assert all(one.end_ms - cue.end_ms >= 3_300 for cue in told)
        heard = " ".join(cue.wording.text for cue in told).lower()


def lines_are_rare_and_clear(timeline: Timeline) -> None:
    """At most one in 15 s; 0.4 s clear of counts, 1.5 s of the rest; never twice in a row."""
    lines = [cue for cue in timeline.cues if cue.cue.kind in LINES]
    assert all(other.start_ms - one.start_ms >= 15_000 for one, other in pairwise(lines))
    for kind in LINES:
        texts = [cue.wording.text for cue in lines if cue.cue.kind is kind]
        assert all(one != other for one, other in pairwise(texts))
    heard = [e for e in events(timeline) if getattr(e, "name", "") != "attention"]
    for one, other in pairwise(heard):
        for line, beside in ((one, other), (other, one)):
            if isinstance(line, PlacedCue) and line.cue.kind in LINES:
                assert other.start_ms - one.end_ms >= (400 if is_count(beside) else 1_500)


def is_count(event: PlacedCue | PlacedTone) -> bool:
    """Whether it is a count word, a teaching word or a tick."""
    if isinstance(event, PlacedTone):
        return event.name == "tick"
    return event.cue.kind in COUNTS


def silence_is_broken_gently(timeline: Timeline) -> None:
    """A 150 ms tone ends 300 ms before every cue behind 15 s of silence, and nowhere else."""
    heard = [e for e in events(timeline) if getattr(e, "name", "") != "attention"]
    wanted = [
        other.start_ms - 300
        for one, other in pairwise(heard)
        if isinstance(other, PlacedCue) and other.start_ms - one.end_ms >= 15_000
    ]
    tones = tones_named(timeline, "attention")
    assert [tone.end_ms for tone in tones] == wanted
    assert all(tone.end_ms - tone.start_ms == 150 for tone in tones)


def chapters_cover_everything(timeline: Timeline) -> None:
    """Chapters have titles, follow each other and reach from the first sample to the last."""
    chapters = timeline.chapters
    assert chapters[0].start_ms == 0
    assert chapters[-1].end_ms == timeline.duration_ms
    assert all(one.end_ms == other.start_ms for one, other in pairwise(chapters))
    assert all(chapter.title and chapter.start_ms < chapter.end_ms for chapter in chapters)
