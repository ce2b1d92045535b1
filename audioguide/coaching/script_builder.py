"""Where cues are written: applies the table of kinds, and chooses among variations."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from audioguide.coaching.kinds import PRIORITY, RULES
from audioguide.errors import Source
from audioguide.model.line import NOTHING, Line, Recorded, line
from audioguide.model.script import Anchor, Cue, CueKind, Edge, TalkProfile, Tone
from audioguide.model.session import Segment, Session
from audioguide.model.transition import SegmentKind
from audioguide.model.voice_over import Recording
from audioguide.sound.tone_table import duration_ms

AFTER_END_MS = 700
"""From the onset of an end sound to the first word."""
BREATH_MS = 300
"""From a boundary without a sound, or from another sentence, to the first word."""


def start(offset_ms: int) -> Anchor:
    """A time counted from the segment's start."""
    return Anchor(Edge.START, offset_ms)


def before_end(ms: int) -> Anchor:
    """A time counted back from the segment's end."""
    return Anchor(Edge.END, -ms)


class ScriptBuilder:
    """The script so far, and all that its sentences depend on."""

    def __init__(
        self,
        session: Session,
        talk: TalkProfile,
        encouragement: Mapping[str, Sequence[str]],
        seed: int,
        *,
        skip_explanations: bool = False,
    ) -> None:
        self.session, self.talk, self.seed = session, talk, seed
        self.encouragement = encouragement
        """Keys of phrases by the group of the exercise."""
        self.explains = TalkProfile.MINIMAL if skip_explanations else talk
        """How much is said of a movement the first time it comes."""
        self.cues: list[Cue] = []
        self.tones: list[Tone] = []
        self._used: Counter[str] = Counter()
        self._last: dict[CueKind, Line] = {}
        self._explained: set[Line] = set()
        self._said: Counter[Line] = Counter()

    def wants(self, kind: CueKind) -> bool:
        """Whether this much talk has cues of that kind."""
        return self.talk in RULES[kind].talks

    def add(
        self,
        segment: Segment,
        kind: CueKind,
        lines: Sequence[Line],
        anchor: Anchor,
        *,
        early_ms: int = 0,
        late_ms: int = 0,
        end_by_ms: int = 0,
        must_stay: bool | None = None,
        longest_ms: int | None = None,
        count: bool = False,
        required: Line | None = None,
        source: Source | None = None,
    ) -> None:
        """Write a cue, unless this much talk is not wanted. ``lines`` run from long to short.

        ``source`` is where the author can mend it, if not at the segment's own place.
        """
        if not self.wants(kind):
            return
        rule = RULES[kind]
        self.cues.append(
            Cue(
                segment=segment.index,
                kind=kind,
                priority=PRIORITY[kind],
                lines=tuple(dict.fromkeys(filter(None, lines))),
                anchor=anchor,
                must_stay=rule.must_stay if must_stay is None else must_stay,
                source=source or segment.source,
                early_ms=early_ms,
                late_ms=late_ms,
                end_by_ms=end_by_ms,
                clear_ms=rule.clear_ms,
                clear_counts_ms=rule.clear_counts_ms,
                longest_ms=longest_ms,
                count=count,
                required=required or NOTHING,
            )
        )

    def tone(self, segment: Segment, name: str, anchor: Anchor) -> None:
        """Write a sound."""
        self.tones.append(Tone(segment.index, name, anchor))

    def tone_ms(self, name: str) -> int:
        """The length of a sound, as it is heard in this session."""
        return duration_ms(name, self.session.sounds)

    def recording(self, segment: Segment, recording: Recording, anchor: Anchor) -> None:
        """Write a sound file of the author's, which nothing is said over."""
        kind = CueKind.START
        self.cues.append(
            Cue(
                segment=segment.index,
                kind=kind,
                priority=PRIORITY[kind],
                lines=(line(Recorded(recording.path)),),
                anchor=anchor,
                must_stay=True,
                source=recording.source,
            )
        )

    def choose(
        self, kind: CueKind, variation_of: str, lines: Sequence[Line], first: Sequence[Line] = ()
    ) -> Line:
        """One of the lines said least: by a hash of where it stands, never the same twice in a row.

        Those in ``first`` come before any other, in their order, until each has been said. Empty
        where an explanation has just said all there are.
        """
        self._used[variation_of] += 1
        # With the title in it, two routines that begin alike do not go on alike.
        title = ", ".join(filter(None, (self.session.title, self.session.day)))
        key = f"{self.seed}|{title}|{kind}|{variation_of}|{self._used[variation_of]}"
        index = int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) % len(lines)
        waiting = [one for one in first if not self._said[one]]
        turned = [*lines[index:], *lines[:index]]
        turned = [*waiting, *sorted(turned, key=self._said.__getitem__)]
        unheard = [one for one in turned if one not in self._explained]
        self._explained -= set(lines)
        if not unheard:
            return NOTHING
        chosen = next((one for one in unheard if one != self._last.get(kind)), unheard[0])
        self._last[kind] = chosen
        self._said[chosen] += 1
        return chosen

    def explained(self, line: Line, *, own: bool = False) -> None:
        """Remember a form cue that an explanation held, so that it is not the next one said.

        The author's ``own`` for this work are still to be said while it is done.
        """
        self._explained.add(line)
        self._said[line] += 0 if own else 1

    def has_unheard(self, lines: Sequence[Line]) -> bool:
        """Whether one of the lines has still to be said during work."""
        return any(not self._said[line] for line in lines)

    def after(self, segment: Segment) -> Segment | None:
        """The next segment."""
        index = segment.index + 1
        return self.session.segments[index] if index < len(self.session.segments) else None

    def last_work(self) -> Segment | None:
        """The work that the session ends with."""
        done = reversed(self.session.segments)
        return next((s for s in done if s.kind is SegmentKind.WORK), None)

    def earliest_speech_ms(self, segment: Segment) -> int:
        """How long after the segment's start its first word may begin: an end sound comes first."""
        since_ms = 0
        for before in reversed(self.session.segments[: segment.index]):
            if before.kind is SegmentKind.WORK:
                return max(AFTER_END_MS - since_ms, BREATH_MS)
            if before.duration_ms is None:
                break
            # A very short rest may end while the end sound still rings.
            since_ms += before.duration_ms
        return BREATH_MS

    def result(self) -> tuple[tuple[Cue, ...], tuple[Tone, ...]]:
        """Cues and sounds in order of segments, as written within each."""
        cues = sorted(self.cues, key=lambda cue: cue.segment)
        return tuple(cues), tuple(sorted(self.tones, key=lambda tone: tone.segment))
