"""Try each thing that audioguide needs on this machine, and tell what works.

Takes a voice and a folder to write to, gives findings for `formats`. Speaks one word, encodes a
second of silence into memory, writes and deletes a small file in the folder, and keeps one entry in
the cache. No failure is raised: each becomes a finding.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from audioguide import __version__
from audioguide.errors import AudioguideError, DestinationError, InstallationError, Problem
from audioguide.formats.doctor import Finding, State
from audioguide.options import Options
from audioguide.pipeline import Progress, open_speaker, unwatched

if TYPE_CHECKING:
    from audioguide.speech import Voice

WORD = "Ready."
FILES = (".wav", ".flac", ".ogg", ".opus")
"""Endings of the sound files that libsndfile writes."""

_REINSTALL = "reinstall audioguide with all its packages"

Try = Callable[[], tuple[str, str]]
"""A function that tries one thing.

It returns what was found and, where more could be had, what to do for it; it raises where the thing
does not work.
"""


def examine(
    options: Options, destination: Path, progress: Progress = unwatched
) -> tuple[Finding, ...]:
    """Try everything on this machine and return the findings, those that a render needs first.

    ``destination`` is the folder to write to, which need not exist yet. What a render needs is
    found to be broken where it fails, everything else to be missing. Nothing is raised.
    """
    needed: dict[str, Try] = {
        "audioguide": lambda: (f"{__version__}, in {Path(__file__).resolve().parent}", ""),
        "Python": _python,
        "content": _content,
        "voice": partial(_voice, options),
        "MP3": _mp3,
        "WAV, FLAC, Ogg": _sound_files,
        "place to write": partial(_output_folder, destination),
    }
    others: dict[str, Try] = {"M4A, recordings": _ffmpeg, "cache": _cache}
    findings: list[Finding] = []
    everything = [*needed.items(), *others.items()]
    for done, (name, attempt) in enumerate(everything):
        progress("Trying", done, len(everything) + 1)
        failed = State.BROKEN if name in needed else State.MISSING
        findings.append(_finding(name, attempt, failed))
    progress("Trying", len(everything), len(everything) + 1)
    findings += _engines()
    progress("Trying", len(everything) + 1, len(everything) + 1)
    return tuple(findings)


def _finding(name: str, attempt: Try, failed: State) -> Finding:
    """Run one attempt and turn its answer, or whatever it raises, into a finding."""
    try:
        about, remedy = attempt()
    except AudioguideError as error:
        first = error.problems[0]
        return Finding(name, failed, first.message, first.hint)
    except Exception as error:  # whatever a broken package raises is an answer here
        return Finding(name, failed, f"{type(error).__name__}: {error}", _REINSTALL)
    return Finding(name, State.WORKS, about, remedy)


def _python() -> tuple[str, str]:
    """Return the kind and version of Python and the platform."""
    kind = "" if sys.implementation.name == "cpython" else f" ({sys.implementation.name})"
    return f"{platform.python_version()}{kind}, {platform.platform()}", ""


def _content() -> tuple[str, str]:
    """Count the shipped files of every shelf, and read and plan one routine."""
    from audioguide.library import Shelf, catalogue, load_routine
    from audioguide.planning import plan

    shipped = catalogue()
    found = {shelf: shipped.files(shelf) for shelf in Shelf}
    if not found[Shelf.ROUTINES]:
        raise FileNotFoundError(f"no routines in {shipped.folders[0]}")
    routine = load_routine(next(iter(found[Shelf.ROUTINES])), shipped)
    plan(routine, routine.level)
    counts = [f"{shelf} ({len(files)})" for shelf, files in found.items()]
    return f"{', '.join(counts)}, in {shipped.folders[0]}", ""


def _voice(options: Options) -> tuple[str, str]:
    """Let the chosen voice say one word, without the store: a kept clip would prove nothing."""
    from audioguide.model.script import Wording
    from audioguide.units import samples_to_ms

    begin = time.perf_counter()
    with open_speaker(options) as speaker:
        clip = speaker.clip(Wording(WORD, WORD))
        name = f"{speaker.engine.name}:{speaker.voice}"
    took_s = time.perf_counter() - begin
    sound_s = samples_to_ms(clip.end - clip.onset) / 1000
    return f"{name} says “{WORD}” in {sound_s:.1f} s of sound, made in {took_s:.1f} s", ""


def _mp3() -> tuple[str, str]:
    """Encode a second of silence as MP3 in memory."""
    import numpy as np

    from audioguide import mp3
    from audioguide.mp3.encoder import encoder
    from audioguide.units import RATE_HZ

    silence = np.zeros(RATE_HZ, np.int16)
    size_bytes = len(b"".join(mp3.encode([silence], samples=len(silence))))
    return f"{encoder()} makes {size_bytes} bytes of a second of silence", ""


def _sound_files() -> tuple[str, str]:
    """Write a second of silence in every format of libsndfile, in memory."""
    import numpy as np
    import soundfile

    from audioguide import mp3
    from audioguide.rendering import containers
    from audioguide.units import RATE_HZ

    silence = np.zeros(RATE_HZ, np.float32)
    for ending in FILES:
        file = BytesIO()
        tags = mp3.Tags(title="Silence")
        containers.write(file, iter([silence]), samples=len(silence), ending=ending, tags=tags)
        if not file.getvalue():
            raise ValueError(f"nothing was written for {ending}")
    return f"libsndfile {soundfile.__libsndfile_version__} writes {', '.join(FILES)}", ""


def _output_folder(folder: Path) -> tuple[str, str]:
    """Write a temporary file in the folder, or in the nearest one above it that exists."""
    nearest = folder.absolute()
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    try:
        with tempfile.TemporaryFile(dir=nearest) as file:
            file.write(bytes(1))
    except OSError as error:
        message = f"nothing can be written in {nearest} ({error.strerror or error})"
        problem = Problem(None, message, "choose another place with -o")
        raise DestinationError(problem) from error
    made = "" if nearest == folder.absolute() else ", which will be made"
    free_gb = shutil.disk_usage(nearest).free / 1e9
    return f"{folder.absolute()}{made}, {free_gb:.1f} GB free", ""


def _ffmpeg() -> tuple[str, str]:
    """Find the ffmpeg that writes M4A files."""
    from audioguide.rendering.m4a import ffmpeg

    return f"{ffmpeg()} writes AAC", ""


def _cache() -> tuple[str, str]:
    """Keep one entry in the cache and find it again."""
    from audioguide.store import ENVIRONMENT, Store, key_of

    messages: list[str] = []
    key, value = key_of("doctor"), os.urandom(8)
    with Store(complain=messages.append) as store:
        store.put({key: value})
        kept = store.get([key]).get(key) == value
        contents = store.contents()
    if not kept:
        what = messages[0] if messages else f"the cache in {contents.path.parent} keeps nothing"
        hint = f"everything is made anew each time: set {ENVIRONMENT} to a folder of yours"
        raise InstallationError(Problem(None, what, hint))
    size_mb = contents.size_bytes / 1e6
    return f"{contents.path.parent}, {size_mb:.1f} MB", ""


def _engines() -> list[Finding]:
    """Return a finding for each engine: how many voices are ready, and what the others need."""
    from audioguide.speech import list_voices

    try:
        listed = list_voices()
    except Exception as error:  # another package's engine
        return [Finding("engines", State.MISSING, f"{type(error).__name__}: {error}", _REINSTALL)]
    return [_engine(name, voices) for name, voices in listed.items()]


def _engine(name: str, voices: tuple[Voice, ...]) -> Finding:
    """Return the finding for one engine and its voices."""
    ready = [voice for voice in voices if voice.ready]
    needs = "; ".join(dict.fromkeys(voice.needs for voice in voices if voice.needs))
    if not ready:
        return Finding(f"engine {name}", State.MISSING, "", needs or "it has no voice")
    shown = ", ".join(voice.name for voice in ready[:3]) + (", …" if len(ready) > 3 else "")
    about = f"{len(ready)} voice{'s' if len(ready) > 1 else ''}: {shown}"
    others = [voice.name for voice in voices if not voice.ready]
    remedy = f"{', '.join(others)}: {needs}" if others else ""
    return Finding(f"engine {name}", State.WORKS, about, remedy)
