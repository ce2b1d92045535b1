"""Give each wording its clip: from the store where it lies there, else spoken once and kept.

Takes wordings, an engine's voice and a store, gives clips. Touches the store, and what the engine
touches where something is missing; only then are numpy and the engine's packages loaded.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import islice
from math import isfinite
from types import TracebackType
from typing import TYPE_CHECKING, Self

from audioguide.errors import InstallationError, Problem
from audioguide.model.clip import Clip
from audioguide.model.pronunciation import Pronunciation
from audioguide.model.script import Wording
from audioguide.speech.engine import speech_error
from audioguide.speech.pronounce import replaced, saying
from audioguide.speech.records import Key, Record, clip_of, samples_at
from audioguide.speech.registry import LANGUAGE, find_engine, open_voice
from audioguide.speech.stored import StoredSamples
from audioguide.store import Store, key_of

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from audioguide.sound.samples import Samples

RULES = "trim, level, limit 1"
"""A part of every store address; change it whenever the same utterance becomes another clip."""

# Two callers of one hibari model make a cold run a third shorter on two cores, where two
# processes lose what they gain to a second start and load.
THREADS = 2
"""The callers of one engine at once, where nobody says how many cores there are for it."""

CALIBRATION = (
    *("One.", "Two.", "Three.", "Four.", "Five."),
    *("Six.", "Seven.", "Eight.", "Nine.", "Ten."),
)
"""What is spoken to find the one gain of all counts, where no language gives its words."""

_KEPT_AT_ONCE = 16
"""The number of clips that are stored in one go; an interrupted render loses no more than these."""

_MOST_HELD_BYTES = 50_000_000
"""Beyond this, four minutes of speech, samples that are kept leave memory once they are made."""

_GAIN = struct.Struct("<d")

Progress = Callable[[str, int, int], None]


class Speaker:
    """A source of clips in one voice (``ENGINE[:VOICE]``) at one pace.

    ``pace`` is a factor: over 1.0 is faster. ``language`` is the code of the one that it has to
    speak, ``calibration`` what it speaks to level its counts, ``threads`` how many texts are spoken
    at once. ``progress`` is told a task, how much is done, and the total. Without a store every
    clip is made anew. Use it as a context manager: at its end threads and engine are closed. Making
    one raises UsageError for an unknown engine, InstallationError for a missing package; whether
    the engine has the voice is asked when something has to be spoken.
    """

    def __init__(
        self,
        voice: str,
        progress: Progress | None = None,
        *,
        pace: float = 1.0,
        language: str = LANGUAGE,
        pronunciations: Iterable[Pronunciation] = (),
        calibration: tuple[str, ...] = CALIBRATION,
        store: Store | None = None,
        threads: int = THREADS,
    ) -> None:
        self.engine, self._typed = find_engine(voice)
        self._shipped, self._own = tuple(pronunciations), tuple[Pronunciation, ...]()
        self._say = self._calibrate = saying(self.engine, self._shipped)
        self.pace, self._language = pace, language
        self._calibration = calibration
        self.progress = progress or (lambda what, done, total: None)
        self.store, self._most_threads = store, threads
        self._clips: dict[Key, Clip] = {}
        self._held_bytes = 0
        self._name = ""
        self._asked = False
        self._is_heard = False
        self._count_gain: float | None = None
        self._threads: ThreadPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._threads:
            self._threads.shutdown(cancel_futures=True)
            self._threads = None
        self.engine.close()

    @property
    def title(self) -> str:
        """The ``ENGINE[:VOICE]`` that was asked for, without the paths of files."""
        return f"{self.engine.name}:{self._typed}" if self._typed else self.engine.name

    @property
    def voice(self) -> str:
        """The name that the engine gives the voice, whatever was typed.

        Asking for it may load the engine. Raises UsageError for an unknown voice, InstallationError
        where the engine has none on this machine.
        """
        return self._ask()

    def pronounce(self, own: tuple[Pronunciation, ...]) -> None:
        """Say words as an author wants them from now on, beside or in place of those that ship."""
        if own != self._own:
            self._own = own
            self._say = saying(self.engine, replaced(self._shipped, own))

    def clip(self, wording: Wording) -> Clip:
        """Return the clip of one wording; wordings that are spoken alike share one object.

        Raises SpeechError where the engine fails at the text, UsageError for an unknown voice,
        InstallationError where the voice is missing or has changed since other clips were handed
        out.
        """
        key = self._key(wording)
        if key not in self._clips:
            self._recall([key])
        if key not in self._clips:
            self._make([key])
        self._is_heard = True
        return self._clips[key]

    def prepare(self, wordings: Iterable[Wording]) -> None:
        """Get the clips of all these wordings that are missing, several at once.

        They come from the store, or are spoken and kept there. Raises what `clip` raises.
        """
        wanted = [key for key in dict.fromkeys(map(self._key, wordings)) if key not in self._clips]
        self._recall(wanted)
        if missing := [key for key in wanted if key not in self._clips]:
            self._make(missing, self.progress)

    def _recall(self, keys: Iterable[Key]) -> None:
        """Take the clips that the store has: measures now, samples when they are asked for."""
        if self.store is None:
            return
        by_address = {self._clip_at(key): key for key in keys}
        # Bytes that are no record of ours are made again, whoever put them there.
        records = {
            by_address[address]: record
            for address, data in self.store.get(by_address).items()
            if (record := Record.unpack(data))
        }
        there = self.store.has(samples_at(record) for record in records.values())
        for key, record in records.items():
            if samples_at(record) in there:
                self._clips[key] = self._stored(key, record)

    def _stored(self, key: Key, record: Record) -> Clip:
        """Return a clip whose samples are read from the store when they are asked for."""
        assert self.store, "nothing is stored without one"
        again = partial(self._again, key, record)
        return clip_of(key.spoken, record, StoredSamples(self.store, record, again))

    def _make(self, keys: list[Key], progress: Progress | None = None) -> None:
        """Speak the missing clips in threads and keep them in the store."""
        before = self._name
        if self._ask() != before:
            # What was remembered is another name by now: look under that one for everything.
            if before and self._is_heard:
                raise self._changed(before)
            keys = [*self._clips, *keys]
            self._clips.clear()
            self._count_gain = None
            self._recall(keys)
            keys = [key for key in keys if key not in self._clips]
        if not keys:
            return
        report = progress or (lambda what, done, total: None)
        report("Speaking", 0, len(keys))
        if any(key.is_count for key in keys):
            self._count_gain_db()  # before the pool is full: it needs the pool itself
        made = zip(keys, self._pool().map(self._spoken, keys), strict=True)
        done = 0
        while some := list(islice(made, _KEPT_AT_ONCE)):
            for key, (record, samples) in some:
                self._clips[key] = clip_of(key.spoken, record, partial(_same, samples))
                self._held_bytes += samples.nbytes
                done += 1
                report("Speaking", done, len(keys))
            self._keep(dict(some))
            if self._held_bytes > _MOST_HELD_BYTES:
                self._let_go({key: record for key, (record, _) in some})

    def _changed(self, before: str) -> InstallationError:
        what = f"engine `{self.engine.name}` speaks as {self._name} now, no longer as {before}"
        return InstallationError(Problem(None, what, "do the same again, for one voice throughout"))

    def _keep(self, made: Mapping[Key, tuple[Record, Samples]]) -> None:
        if self.store is None:
            return
        from audioguide.speech.normalize import packed

        values: dict[bytes, bytes] = {}
        for key, (record, samples) in made.items():
            values[self._clip_at(key)] = record.pack()
            values[samples_at(record)] = packed(samples)
        self.store.put(values)

    def _let_go(self, records: Mapping[Key, Record]) -> None:
        """Have the samples of these clips read from the store from now on, where it has them."""
        there = self.store.has(map(samples_at, records.values())) if self.store else set()
        for key, record in records.items():
            if samples_at(record) in there:
                self._clips[key] = self._stored(key, record)
                self._held_bytes -= 4 * record.length

    def _spoken(self, key: Key) -> tuple[Record, Samples]:
        from audioguide.speech.normalize import levelled, with_gain

        sound = self._sound(key.spoken, key.said)
        return with_gain(sound, self._count_gain_db()) if key.is_count else levelled(sound)

    def _sound(self, spoken: str, said: str) -> Samples:
        from audioguide.speech.normalize import spoken_sound

        return spoken_sound(self.engine, self._name, self.pace, spoken, said)

    def _again(self, key: Key, record: Record) -> Samples:
        """Speak a clip once more whose samples the store has lost.

        Raises SpeechError where the store has lost them and the engine speaks the text otherwise
        now.
        """
        self._ask()
        again, samples = self._spoken(key)
        self._keep({key: (again, samples)})
        if again.digest != record.digest:
            what = "lost its sound from the cache and spoke it otherwise; render again:"
            raise speech_error(self.engine.name, self._name, key.spoken, what)
        return samples

    def _count_gain_db(self) -> float:
        """Return the gain that brings the calibration words' mean energy to the level of speech."""
        if self._count_gain is None:
            # With no author's pronunciations: no clip's address would tell of them.
            said = tuple(map(self._calibrate, self._calibration))
            address = self._address("gain of counts", *said)
            kept = self.store.get([address]).get(address) if self.store else None
            if kept is None or not _is_gain(kept):
                from audioguide.speech.normalize import common_gain_db

                sounds = self._pool().map(self._sound, self._calibration, said)
                kept = _GAIN.pack(common_gain_db(sounds))
                if self.store:
                    self.store.put({address: kept})
            (self._count_gain,) = _GAIN.unpack(kept)
        return self._count_gain

    def _clip_at(self, key: Key) -> bytes:
        """Return a clip's store address, made of what the engine is given with pronunciation."""
        return self._address("clip", key.said, key.is_count)

    def _key(self, wording: Wording) -> Key:
        return Key(wording.spoken, self._say(wording.spoken), wording.count)

    def _address(self, what: str, *parts: str | float) -> bytes:
        engine = self.engine
        shapers = (RULES, engine.name, engine.version, self._remembered(), self.pace)
        return key_of(what, *shapers, *parts)

    def _remembered(self) -> str:
        """Return the voice's name; the engine is asked only where nobody else knows it yet."""
        if not self._name:
            address = self._name_at()
            kept = self.store.get([address]).get(address) if self.store else None
            self._name = (kept or b"").decode(errors="ignore") or self._ask()
        return self._name

    def _ask(self) -> str:
        """Return the voice's name from the engine itself, which may have to be loaded for it."""
        if not self._asked:
            self._name = open_voice(self.engine, self._typed, self._language)
            self._asked = True
            if self.store:
                self.store.put({self._name_at(): self._name.encode()})
        return self._name

    def _name_at(self) -> bytes:
        asked = self.engine.name, self.engine.version, self._language, self._typed
        return key_of("voice of the language", *asked)

    def _pool(self) -> ThreadPoolExecutor:
        if self._threads is None:
            from concurrent.futures import ThreadPoolExecutor

            self._threads = ThreadPoolExecutor(self._most_threads)
        return self._threads


def _is_gain(data: bytes) -> bool:
    """Tell whether these bytes are a gain that was kept, and nothing else."""
    return len(data) == _GAIN.size and isfinite(*_GAIN.unpack(data))


def _same(samples: Samples) -> Samples:
    return samples
