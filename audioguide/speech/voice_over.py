"""Give recorded lines their recordings as clips, and ask the Speaker for everything else.

Takes a speaker and a routine's recordings, gives clips. Reads the recordings' files, and touches
the speaker's store.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from audioguide.errors import AuthorError, Problem, in_order
from audioguide.model.clip import Clip
from audioguide.model.script import Wording
from audioguide.model.voice_over import Recording, VoiceOver, cut, line_key
from audioguide.sound.gating import energy, integrated_lufs, lufs
from audioguide.speech.clips import RULES as LEVELLING
from audioguide.speech.clips import Speaker
from audioguide.speech.heard import Manner, heard, problem_of
from audioguide.store import key_of
from audioguide.units import ms_to_samples

if TYPE_CHECKING:
    from audioguide.sound.samples import Samples
    from audioguide.speech.records import Record

BREATH_MS = 250
"""The time between a recorded sentence and its neighbours: last word's end to first word's onset.
"""


class VoicedOver:
    """A source of clips: recordings for wordings that have one, the speaker's clips for others.

    A wording of which only some sentences are recorded is put together from both; ``say`` turns the
    text of the others into what a voice can say.
    """

    def __init__(self, speaker: Speaker, over: VoiceOver, say: Callable[[str], str]) -> None:
        self._speaker, self._over, self._say = speaker, over, say
        self._lines = {line_key(line.text): line for line in over.lines}
        jingles = (one for one in (over.opener, over.closer) if one)
        self._jingles = {one.path: one for one in jingles}
        self._heard: dict[Recording, Clip] = {}
        self._clips: dict[Wording, Clip] = {}

    def prepare(self, wordings: Iterable[Wording]) -> None:
        """Get all clips that are missing: every recording, and what else these wordings need.

        Raises AuthorError with all recordings that cannot be used, InstallationError where one
        needs ffmpeg, and what the speaker raises.
        """
        self._listen()
        parts = (part for wording in wordings for part in self._parts(wording))
        self._speaker.prepare(part for part in parts if isinstance(part, Wording))

    def clip(self, wording: Wording) -> Clip:
        """Return the clip of one wording; the same object for the same wording.

        Raises what `prepare` raises.
        """
        if wording not in self._clips:
            self._listen()
            clips = [
                self._speaker.clip(part) if isinstance(part, Wording) else self._heard[part]
                for part in self._parts(wording)
            ]
            self._clips[wording] = clips[0] if len(clips) == 1 else _put_together(clips)
        return self._clips[wording]

    def _parts(self, wording: Wording) -> list[Wording | Recording]:
        if wording.file:
            return [self._jingles[wording.file]]
        parts = list(cut(wording.text, self._lines))
        if not any(isinstance(part, Recording) for part in parts):
            return [wording]
        return [
            part if isinstance(part, Recording) else Wording(part, self._say(part), wording.count)
            for part in parts
            if isinstance(part, Recording) or any(map(str.isalnum, part))
        ]

    def _listen(self) -> None:
        """Get the clips of all recordings, once."""
        if not self._heard:
            wanted = {one: _LINE if one.text else _JINGLE for one in self._over.recordings}
            self._heard = heard(wanted, self._speaker.store)


def _read_line(path: Path) -> tuple[Record, Samples]:
    from audioguide.speech.recordings import read_line

    return read_line(path)


def _read_jingle(path: Path) -> tuple[Record, Samples]:
    from audioguide.speech.recordings import read_jingle

    return read_jingle(path)


_LINE = Manner(("line", LEVELLING), _read_line)
_JINGLE = Manner(("jingle", LEVELLING), _read_jingle)


def probe_recordings(over: VoiceOver) -> None:
    """Check all recordings by their beginnings. Raises AuthorError with all that cannot be used.

    An OSError of a file that cannot be opened goes through.
    """
    from audioguide.speech.recordings import UnusableRecordingError, probe_recording

    problems: list[Problem] = []
    for recording in over.recordings:
        try:
            probe_recording(recording.path)
        except UnusableRecordingError as error:
            problems.append(problem_of(recording, error.message, error.hint))
    if problems:
        raise AuthorError(in_order(problems))


def _put_together(clips: list[Clip]) -> Clip:
    """Join several clips in one, a breath between their words; no sample is loaded for it."""
    breath = ms_to_samples(BREATH_MS)
    steps = (before.end + breath - after.onset for before, after in pairwise(clips))
    starts = list(accumulate(steps, initial=0))
    length = max(start + clip.length for start, clip in zip(starts, clips, strict=True))
    energies = tuple(one for clip in clips for one in clip.energies)
    loudness = integrated_lufs(energies)
    return Clip(
        spoken=" ".join(clip.spoken for clip in clips),
        digest=key_of("put together", breath, *(clip.digest for clip in clips)),
        length=length,
        onset=clips[0].onset,
        end=starts[-1] + clips[-1].end,
        lufs=loudness if math.isfinite(loudness) else _mean_lufs(clips),
        peak_dbtp=max(clip.peak_dbtp for clip in clips),
        energies=energies,
        load=partial(_joined, starts, clips, length),
    )


def _mean_lufs(clips: list[Clip]) -> float:
    total = sum(energy(clip.lufs) * clip.length for clip in clips)
    return lufs(total / sum(clip.length for clip in clips))


def _joined(starts: list[int], clips: list[Clip], length: int) -> Samples:
    from audioguide.speech.recordings import put_together

    return put_together([*zip(starts, (clip.samples for clip in clips), strict=True)], length)
