"""Where cues are written: applies the table of kinds, and chooses among variations."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence

from audioguide.coaching.kinds import PRIORITY, RULES
from audioguide.coaching.phases import Phases
from audioguide.errors import Source
from audioguide.model.line import NOTHING, Line, Recorded, line, phrase
from audioguide.model.routine import Exercise
from audioguide.model.script import Anchor, Cue, CueKind, Edge, TalkProfile, Tone
from audioguide.model.session import Segment, Session
from audioguide.model.transition import PlaceUnit, SegmentKind, Work
from audioguide.model.voice_over import Recording
from audioguide.sound.tone_table import duration_ms

AFTER_END_MS = 700
"""From the onset of an end sound to the first word."""
ADVICE_FROM_MS = 20_000
"""A rest of so long between sets has room for more than what comes next."""
BREATH_MS = 300
"""From a boundary without a sound, or from another sentence, to the first word."""


_AS_WEEKS_GO_ON = (TalkProfile.FULL, TalkProfile.BRIEF, TalkProfile.MINIMAL)
"""In a programme: in the week in which a movement comes first, in the next, and from then on."""


def less(one: TalkProfile, other: TalkProfile) -> TalkProfile:
    """The profile of the two that says less."""
    order = list(TalkProfile)
    return order[max(order.index(one), order.index(other))]


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
        explain: TalkProfile | None = None,
    ) -> None:
        self.session, self.talk, self.seed = session, talk, seed
        self.encouragement = encouragement
        """Keys of phrases by their list; see `model.phrases`."""
        self._explain = explain
        self.phases = Phases(session)
        self._advised = frozenset(_with_room_for_advice(session))
        self.cues: list[Cue] = []
        self.tones: list[Tone] = []
        self._used: Counter[str] = Counter()
        self._turns: Counter[str] = Counter()
        self._last: dict[CueKind, Line] = {}
        self._explained: set[Line] = set()
        self._said: Counter[Line] = Counter()
        self._values: dict[tuple[str, Hashable], Hashable] = {}
        self.minutes_done: dict[int, int] = {}
        """By the segment that tells it: about how many minutes lie behind the listener."""
        self.told: set[Hashable] = set()
        """What is told once, by whatever tells it."""

    def explains(self, exercise: Exercise) -> TalkProfile:
        """How much is said of a movement the first time it comes: less, the longer it is known."""
        if self._explain:
            return self._explain
        weeks = self.session.familiar.get(exercise.id, 0)
        return less(self.talk, _AS_WEEKS_GO_ON[min(weeks, len(_AS_WEEKS_GO_ON) - 1)])

    def advises(self, work: Work) -> bool:
        """Whether the rest before its second set has room to say how hard that should be."""
        return work.source in self._advised

    def once(self, what: Hashable) -> bool:
        """Whether this is the first time that anybody asks for it."""
        new = what not in self.told
        self.told.add(what)
        return new

    def news(self, what: str, about: Hashable, value: Hashable) -> bool:
        """Whether a value differs from what was last asked about the same thing."""
        before = self._values.get((what, about))
        self._values[what, about] = value
        return before != value

    def every(self, of: int, what: str) -> bool:
        """Whether it is this time's turn, once in so many times; the seed says where it begins."""
        self._turns[what] += 1
        key = f"{self._key}|{what}".encode()
        offset = int.from_bytes(hashlib.sha256(key).digest()[:4])
        return (self._turns[what] + offset) % of == 0

    def chance(self, segment: Segment, what: str) -> float:
        """A number from 0 up to 1 that depends on seed, title and segment alone."""
        key = f"{self._key}|{what}|{segment.index}"
        return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) / 2**32

    def listed(self, *lists: str) -> list[Line]:
        """The sentences of the first of these lists that there is."""
        keys = next((self.encouragement[one] for one in lists if one in self.encouragement), ())
        return [line(phrase(key)) for key in keys]

    @property
    def _key(self) -> str:
        # With the title in it, two routines that begin alike do not go on alike.
        title = ", ".join(filter(None, (self.session.title, self.session.day)))
        return f"{self.seed}|{title}"

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
        key = f"{self._key}|{kind}|{variation_of}|{self._used[variation_of]}"
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


def _with_room_for_advice(session: Session) -> Iterator[Source]:
    """Yield the entries whose second set has a long rest before it."""
    for segment in session.segments:
        coming = segment.transition
        if segment.kind is not SegmentKind.REST or coming is None or coming.work.place is None:
            continue
        second = (coming.work.place.unit, coming.work.place.number) == (PlaceUnit.SET, 2)
        if second and (segment.duration_ms or 0) >= ADVICE_FROM_MS:
            yield coming.work.source
