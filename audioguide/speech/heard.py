"""Clips of people's sound files: from the store where it has them, else read once and kept.

Takes recordings, each with the manner in which it is read, and a store; gives clips. Reads the
files: one that was heard before is read for its digest alone, and numpy is not loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from audioguide.errors import AuthorError, InstallationError, Problem, in_order
from audioguide.model.clip import Clip
from audioguide.model.voice_over import Recording
from audioguide.speech.records import Record, clip_of, samples_at
from audioguide.speech.stored import StoredSamples
from audioguide.store import Store, key_of

if TYPE_CHECKING:
    from audioguide.sound.samples import Samples

RULES = "one channel, no offset, trim, ring out, level 1"
"""A part of every store address; change it whenever the same file becomes another clip."""

_DIGEST_BYTES = 20


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file becomes a clip: what shapes that beside the file itself, and what does it."""

    shapers: tuple[str | float, ...]
    read: Callable[[Path], tuple[Record, Samples]]


def heard(wanted: Mapping[Recording, Manner], store: Store | None) -> dict[Recording, Clip]:
    """Return the clips of all these recordings.

    Raises AuthorError with all that cannot be used, and InstallationError where one needs ffmpeg.
    """
    addresses: dict[Recording, bytes] = {}
    problems: list[Problem] = []
    for recording, manner in wanted.items():
        try:
            addresses[recording] = _address(recording, manner)
        except OSError as error:
            problems.append(_cannot_be_read(recording, error))
    found = _recalled(wanted, addresses, store) if store else {}
    lacking: InstallationError | None = None
    for recording, address in addresses.items():
        if recording not in found:
            try:
                found[recording] = _made(recording, wanted[recording], address, store)
            except _UnusableError as error:
                problems += error.problems
            except InstallationError as error:
                at = recording.source
                lacking = InstallationError(replace(one, source=at) for one in error.problems)
    if problems:
        raise AuthorError(in_order(problems))
    if lacking:
        raise lacking
    return found


def problem_of(recording: Recording, what: str, hint: str) -> Problem:
    """Return what is wrong with a recording, at the place where it is named."""
    return Problem(recording.source, f"{recording.path.name} {what}", hint)


class _UnusableError(AuthorError):
    """A single recording cannot be used."""


def _address(recording: Recording, manner: Manner) -> bytes:
    with recording.path.open("rb") as file:
        digest = file_digest(file, partial(blake2b, digest_size=_DIGEST_BYTES)).digest()
    # What the file is called decides who decodes it.
    ending = recording.path.suffix.lower()
    return key_of("recording", RULES, *manner.shapers, ending, digest)


def _recalled(
    wanted: Mapping[Recording, Manner], addresses: Mapping[Recording, bytes], store: Store
) -> dict[Recording, Clip]:
    """Take the clips that the store has: measures now, samples when they are asked for."""
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
            StoredSamples(store, record, partial(_again, recording, wanted[recording], record)),
        )
        for recording, record in records.items()
        if samples_at(record) in there
    }


def _made(recording: Recording, manner: Manner, address: bytes, store: Store | None) -> Clip:
    from audioguide.speech.normalize import packed

    record, samples = _read(recording, manner)
    if store:
        store.put({address: record.pack(), samples_at(record): packed(samples)})
    return clip_of(recording.text, record, partial(_same, samples))


def _again(recording: Recording, manner: Manner, record: Record) -> Samples:
    """Read the file of a clip once more whose samples the store has lost."""
    again, samples = _read(recording, manner)
    if again.digest != record.digest:
        raise _UnusableError(problem_of(recording, "changed just now", "render again"))
    return samples


def _read(recording: Recording, manner: Manner) -> tuple[Record, Samples]:
    from audioguide.speech.recordings import UnusableRecordingError

    try:
        return manner.read(recording.path)
    except UnusableRecordingError as error:
        raise _UnusableError(problem_of(recording, error.message, error.hint)) from error
    except OSError as error:
        raise _UnusableError(_cannot_be_read(recording, error)) from error


def _cannot_be_read(recording: Recording, error: OSError) -> Problem:
    why = error.strerror or str(error)
    return problem_of(recording, f"cannot be read ({why})", "let it be read")


def _same(samples: Samples) -> Samples:
    return samples
