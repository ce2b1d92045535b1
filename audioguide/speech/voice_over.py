"""Give recorded lines their recordings as clips, and ask the Speaker for everything else.

Takes a speaker and a routine's recordings, gives clips. Reads the recordings' files, and touches
the speaker's store: a file that was heard before is read for its digest, and numpy is not loaded.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from hashlib import blake2b, file_digest
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from audioguide.errors import AuthorError, InstallationError, Problem, in_order
from audioguide.model.clip import Clip
from audioguide.model.script import Wording
from audioguide.model.voice_over import Recording, VoiceOver, cut, line_key
from audioguide.sound.gating import energy, integrated_lufs, lufs
from audioguide.speech.clips import RULES as LEVELLING
from audioguide.speech.clips import Speaker
from audioguide.speech.records import Record, clip_of, samples_at
from audioguide.speech.stored import StoredSamples
from audioguide.store import key_of
from audioguide.units import ms_to_samples

if TYPE_CHECKING:
    from audioguide.sound.samples import Samples

RULES = "one channel, no offset, trim, ring out, level 1"
"""A part of every store address; change it whenever the same file becomes another clip."""

BREATH_MS = 250
"""The time between a recorded sentence and its neighbours: last word's end to first word's onset.
"""

_DIGEST_BYTES = 20


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
        if self._heard:
            return
        addresses: dict[Recording, bytes] = {}
        problems: list[Problem] = []
        for recording in self._over.recordings:
            try:
                addresses[recording] = self._address(recording)
            except OSError as error:
                problems.append(_cannot_be_read(recording, error))
        heard = self._recall(addresses)
        lacking: InstallationError | None = None
        for recording, address in addresses.items():
            if recording not in heard:
                try:
                    heard[recording] = self._made(recording, address)
                except _UnusableError as error:
                    problems += error.problems
                except InstallationError as error:
                    at = recording.source
                    lacking = InstallationError(replace(one, source=at) for one in error.problems)
        if problems:
            raise AuthorError(in_order(problems))
        if lacking:
            raise lacking
        self._heard = heard

    def _recall(self, addresses: dict[Recording, bytes]) -> dict[Recording, Clip]:
        """Take the clips that the store has: measures now, samples when they are asked for."""
        store = self._speaker.store
        if store is None:
            return {}
        kept = store.get(addresses.values())
        records = {
            recording: record
            for recording, address in addresses.items()
            if address in kept and (record := Record.unpack(kept[address]))
        }
        there = store.has(map(samples_at, records.values()))
        return {
            recording: clip_of(
                recording.text,
                record,
                StoredSamples(store, record, partial(self._again, recording, record)),
            )
            for recording, record in records.items()
            if samples_at(record) in there
        }

    def _made(self, recording: Recording, address: bytes) -> Clip:
        from audioguide.speech.normalize import packed

        record, samples = self._read(recording)
        if store := self._speaker.store:
            store.put({address: record.pack(), samples_at(record): packed(samples)})
        return clip_of(recording.text, record, partial(_same, samples))

    def _again(self, recording: Recording, record: Record) -> Samples:
        """Read the file of a clip once more whose samples the store has lost."""
        again, samples = self._read(recording)
        if again.digest != record.digest:
            raise _UnusableError(_problem(recording, "changed just now", "render again"))
        return samples

    def _read(self, recording: Recording) -> tuple[Record, Samples]:
        from audioguide.speech.recordings import UnusableRecordingError, read_jingle, read_line

        read = read_line if recording.text else read_jingle
        try:
            return read(recording.path)
        except UnusableRecordingError as error:
            raise _UnusableError(_problem(recording, error.message, error.hint)) from error
        except OSError as error:
            raise _UnusableError(_cannot_be_read(recording, error)) from error

    def _address(self, recording: Recording) -> bytes:
        with recording.path.open("rb") as file:
            digest = file_digest(file, partial(blake2b, digest_size=_DIGEST_BYTES)).digest()
        how = "line" if recording.text else "jingle"
        # What the file is called decides who decodes it.
        ending = recording.path.suffix.lower()
        return key_of("recording", LEVELLING, RULES, how, ending, digest)


class _UnusableError(AuthorError):
    """A single recording cannot be used."""


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
            problems.append(_problem(recording, error.message, error.hint))
    if problems:
        raise AuthorError(in_order(problems))


def _problem(recording: Recording, what: str, hint: str) -> Problem:
    return Problem(recording.source, f"{recording.path.name} {what}", hint)


def _cannot_be_read(recording: Recording, error: OSError) -> Problem:
    why = error.strerror or str(error)
    return _problem(recording, f"cannot be read ({why})", "let it be read")


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


def _same(samples: Samples) -> Samples:
    return samples
