"""The engine `system`: the voices of the machine itself, through pyttsx3.

Takes text, gives samples as they come: 22.05 kHz from eSpeak NG. Touches a process of its own
(`system_worker.py`), in which pyttsx3 may hang or crash without harm, and a temporary folder for
the sound files that come from it. On Linux that process loads the eSpeak NG that a wheel carries;
macOS and Windows have voices of their own, which need not give the same samples again.
"""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
import sys
import weakref
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import mkdtemp
from threading import RLock, Thread
from typing import IO, TYPE_CHECKING, Any

from audioguide.errors import InstallationError, Problem
from audioguide.leaving import when_stopped
from audioguide.speech.engine import (
    SEE,
    Engine,
    SpeechError,
    Utterance,
    Voice,
    find_voice,
    speech_error,
)
from audioguide.speech.system_voices import Found, named
from audioguide.speech.system_worker import MARK, START_S

if TYPE_CHECKING:
    from audioguide.sound.samples import Samples

WORDS_A_MINUTE = 165
"""The rate at a pace of 1.0: about what `hibari` speaks."""

RATES = (80, 450)
"""The least and the greatest rate in words a minute; eSpeak NG takes no others."""

LIMIT_S = 20.0
LIMIT_CHARACTER_S = 0.1
END_S = 2.0

MOST_FAILURES = 2
"""The most failures in a row: after one the process is started again, for the next text."""

_WORKER = Path(__file__).with_name("system_worker.py")
_SUFFIX = ".aiff" if sys.platform == "darwin" else ".wav"
_REMEDY = (
    "install the package espeakng-loader, or eSpeak NG"
    if sys.platform == "linux"
    else "install a voice in the system's settings"
)


class _WorkerError(Exception):
    """The worker process failed; the text says how."""


class _Worker:
    """A running worker process, and the folder through which sound comes from it."""

    def __init__(self) -> None:
        self.folder = Path(mkdtemp(prefix="audioguide-"))
        try:
            self._process = subprocess.Popen(
                # -P: a `wave.py` beside this module or where the user stands is not Python's.
                [sys.executable, "-P", "-X", "utf8", str(_WORKER), str(self.folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise _WorkerError(f"its process cannot be started: {error}") from error
        assert self._process.stdout is not None, "a pipe was asked for"
        self._answers: SimpleQueue[bytes | None] = SimpleQueue()
        forget = when_stopped(partial(_stop, self._process, self.folder))
        pipes = (self._process.stdout, self._answers)
        Thread(target=_listen, args=pipes, daemon=True).start()
        self.end = weakref.finalize(self, _end, self._process, self.folder, forget)

    @property
    def pid(self) -> int:
        """The process id of the worker."""
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        """Whether the worker process has ended, so that there is nobody to ask."""
        return self._process.poll() is not None

    def ask(self, **request: object) -> None:
        """Send the worker a request. Raises _WorkerError."""
        assert self._process.stdin is not None, "a pipe was asked for"
        try:
            self._process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            raise _WorkerError("its process has ended") from error

    def answer(self, limit_s: float) -> dict[str, Any]:
        """Return the worker's next answer.

        Raises _WorkerError for an answer that is an error, or for none in ``limit_s`` seconds.
        """
        try:
            line = self._answers.get(timeout=limit_s)
        except Empty:
            self._process.kill()
            raise _WorkerError(f"no answer in {limit_s:.0f} s") from None
        if line is None:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(END_S)
            raise _WorkerError(f"its process ended with {self._process.returncode}")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise _WorkerError(answer["error"])
        return answer


class SystemEngine(Engine):
    """The engine `system`: one process speaks one text at a time, and other callers wait.

    Making one raises InstallationError where the package pyttsx3 is not installed.
    """

    name = "system"

    def __init__(self) -> None:
        try:
            self._release = version("pyttsx3")
        except PackageNotFoundError as error:
            raise _missing("the package pyttsx3 is not installed; reinstall audioguide") from error
        self._turn = RLock()
        self._worker: _Worker | None = None
        self._known: dict[str, tuple[Voice, Found]] | None = None
        self._needs = ""
        self._failures = 0
        self._files = 0

    @cached_property
    def version(self) -> str:
        """The versions of pyttsx3 and of what speaks for it.

        That is espeakng-loader, or else the operating system.
        """
        try:
            speaker = f"espeakng-loader-{version('espeakng-loader')}"
        except PackageNotFoundError:
            speaker = platform.platform()
        return f"{self._release} {speaker}"

    def voices(self) -> tuple[Voice, ...]:
        """Return the machine's voices, the default first.

        Where the machine cannot speak it is a single voice without a name.
        """
        known = self._voices()
        if not known:
            return (Voice("", "", "", ready=False, needs=self._needs),)
        return tuple(voice for voice, _ in known.values())

    def synthesize(self, text: str, voice: str, pace: float) -> Utterance:
        """Speak a text in a limited time: 20 s and 0.1 s for each character.

        The pace becomes a rate between 80 and 450 words a minute. Raises UsageError for an unknown
        voice, InstallationError where the machine cannot speak, SpeechError where this text failed.
        """
        known = self._voices()
        if not known:
            raise _missing(self._needs)
        name = find_voice(self.name, self.voices(), voice).name
        low, high = RATES
        rate = min(high, max(low, round(WORDS_A_MINUTE * pace)))
        with self._turn:
            try:
                path = self._written(text, known[name][1].id, rate)
            except _WorkerError as error:
                raise speech_error(self.name, name, text, f"failed ({error}) at") from error
            try:
                return self._read(path, name, text)
            finally:
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """End the worker process; the next text would start it again."""
        worker, self._worker = self._worker, None
        if worker:
            worker.end()

    def _voices(self) -> dict[str, tuple[Voice, Found]]:
        with self._turn:
            if self._known is None:
                try:
                    self._running()
                except _WorkerError as error:
                    self._known = {}
                    self._needs = f"pyttsx3 cannot speak on this machine ({error}); {_REMEDY}"
            return self._known or {}

    def _running(self) -> _Worker:
        """Return the worker, started where there is none. Raises _WorkerError."""
        if self._worker and not self._worker.has_ended:
            return self._worker
        self.close()
        self._worker = _Worker()
        try:
            about = self._worker.answer(START_S)
        except _WorkerError:
            self.close()
            raise
        found = [Found(**one) for one in about["voices"]]
        if not found:
            self.close()
            raise _WorkerError("it has no voice")
        if self._known is None:
            self._known = named(found, about["driver"], about["own"])
        return self._worker

    def _written(self, text: str, voice: str, rate: int) -> Path:
        """Return the file in which the text is spoken.

        Raises _WorkerError, and ends a worker that failed.
        """
        if self._failures >= MOST_FAILURES:
            raise _WorkerError("its process failed before, and again when it was started anew")
        limit_s = LIMIT_S + LIMIT_CHARACTER_S * len(text)
        self._files += 1
        try:
            worker = self._running()
            path = worker.folder / f"{self._files}{_SUFFIX}"
            worker.ask(text=text, voice=voice, rate=rate, path=str(path), limit_s=limit_s)
            worker.answer(limit_s)
        except _WorkerError:
            self._failures += 1
            self.close()
            raise
        self._failures = 0
        return path

    def _read(self, path: Path, voice: str, text: str) -> Utterance:
        from audioguide.sound.onset import span

        if not path.is_file() or not path.stat().st_size:
            raise self._error(voice, text, "wrote no sound file for")
        samples, rate_hz = self._samples(path, voice, text)
        if span(samples, rate_hz) is None:
            raise self._error(voice, text, "gave silence for")
        return Utterance(samples, rate_hz)

    def _samples(self, path: Path, voice: str, text: str) -> tuple[Samples, int]:
        import numpy as np
        import soundfile

        try:
            channels, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
        except soundfile.SoundFileError as error:
            what = f"wrote a sound file that cannot be read ({error}) for"
            raise self._error(voice, text, what) from error
        return np.ascontiguousarray(channels[:, 0]), int(rate_hz)

    def _error(self, voice: str, text: str, what: str) -> SpeechError:
        return speech_error(self.name, voice, text, what)


def _listen(pipe: IO[bytes], answers: SimpleQueue[bytes | None]) -> None:
    """Pass on the answers in what the worker prints, and None at its end."""
    with pipe:
        for line in pipe:
            _, mark, answer = line.rpartition(MARK.encode())
            if mark:
                answers.put(answer)
    answers.put(None)


def _stop(process: subprocess.Popen[bytes], folder: Path) -> None:
    """End the process by force, and delete the folder with what it wrote."""
    process.kill()
    process.wait(END_S)
    shutil.rmtree(folder, ignore_errors=True)


def _end(process: subprocess.Popen[bytes], folder: Path, forget: Callable[[], None]) -> None:
    """End the process by closing its input, else by force, and delete its folder."""
    if process.stdin:
        with suppress(OSError):
            process.stdin.close()
    try:
        process.wait(END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    shutil.rmtree(folder, ignore_errors=True)
    forget()


def _missing(what: str) -> InstallationError:
    return InstallationError(Problem(None, f"engine `system`: {what}", f"take another; {SEE}"))
