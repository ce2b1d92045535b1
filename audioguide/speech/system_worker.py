"""The worker process of the engine `system`: pyttsx3 speaks here, where it may hang or crash alone.

Takes the path of a folder and, on standard input, one JSON object a text; gives one JSON object a
text on standard output, after a first one with the machine's voices. Touches pyttsx3, the system's
speech, the sound files it is told to write, and the folder, which it deletes when its input ends.
Started by its path, so that nothing else of the package is loaded. eSpeak NG goes on from where the
text before left its waves, and nothing in it resets them: each of its texts has a child, forked
before the library is initialised, because one that is initialised hangs in a fork.
"""

from __future__ import annotations

import ctypes
import faulthandler
import json
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import IO, Any

MARK = "\x1e"
"""The sign that begins every answer (RFC 7464), to tell it from what others print on the same pipe.
"""

START_S = 20.0

# Whoever started this process ends it at its limit. So much later it ends by itself, orphaned.
SPARE_S = 5.0

DRIVER = {"darwin": "nsss", "win32": "sapi5"}.get(sys.platform, "espeak")
TELL_WHEN_DONE = ("espeak", "nsss")
"""The drivers that report the end of a text; sapi5 has written the file when its call returns."""


class Speech:
    """pyttsx3 with its traps avoided; it speaks one text at a time, from the main thread."""

    def __init__(self) -> None:
        import pyttsx3

        self._engine: Any = pyttsx3.init(DRIVER)
        self._properties: dict[str, object] = {}
        self._finished = threading.Event()
        self._errors: list[BaseException] = []
        self._engine.connect("finished-utterance", self._finish)
        self._engine.connect("error", self._fail)
        # eSpeak calls back from a thread of its own, where what is raised reaches nobody.
        sys.unraisablehook = lambda raised: self._fail("", raised.exc_value)
        self._synchronise()  # a driver sets a rate as it starts

    def about(self) -> dict[str, object]:
        """Return the driver, the voices, and the id of the one that the machine takes by itself."""
        voices = [
            {"id": str(one.id), "title": str(one.name or one.id), "language": _language(one)}
            for one in self._engine.getProperty("voices")
        ]
        own = self._engine.getProperty("voice")
        return {"driver": DRIVER, "own": str(own or ""), "voices": voices}

    def speak(self, text: str, voice: str, rate: int, path: str, limit_s: float) -> None:
        """Write the sound of a text to the file ``path``, at ``rate`` words a minute.

        Raises TimeoutError where it is not finished in ``limit_s`` seconds, RuntimeError where it
        is cut short or a property cannot be set, and whatever the driver raises.
        """
        self._set("voice", voice)
        self._set("rate", rate)
        self._errors.clear()
        self._finished.clear()
        # Else the end of the run is not put in line behind the text but happens before it begins:
        # eSpeak then loses what it speaks or never returns, macOS cuts it short.
        self._engine.proxy.setBusy(True)
        self._engine.save_to_file(text, path)
        self._engine.runAndWait()
        if DRIVER in TELL_WHEN_DONE and not self._finished.wait(limit_s):
            raise TimeoutError(f"not finished in {limit_s:.0f} s")
        self._raise_errors()
        self._synchronise()

    def _finish(self, name: str | None, completed: bool) -> None:
        if not completed:
            self._errors.append(RuntimeError("cut short"))
        self._finished.set()

    def _fail(self, name: str | None, exception: BaseException | None) -> None:
        self._errors.append(exception or RuntimeError("failed without a reason"))
        self._finished.set()

    def _raise_errors(self) -> None:
        if self._errors:
            raise self._errors[0]

    def _set(self, name: str, value: object) -> None:
        """Change a property where it differs. Raises RuntimeError where it does not change."""
        if self._properties.get(name) == value:
            return
        # Else it is put in line, and lost when the line is cleared.
        self._engine.proxy.setBusy(False)
        self._engine.setProperty(name, value)
        self._synchronise()
        self._raise_errors()
        if (found := self._current(name, value)) != value:
            raise RuntimeError(f"its {name} stays {found}")
        self._properties[name] = value

    def _current(self, name: str, value: object) -> object:
        if name == "voice":
            return self._engine.getProperty(name)
        if DRIVER != "espeak":
            return value  # a rate is rounded there to what the voice can do
        from pyttsx3.drivers import _espeak

        # pyttsx3 leaves out the second argument, which asks for the current value.
        return _espeak.dll.espeak_GetParameter(_espeak.RATE, 1)

    def _synchronise(self) -> None:
        """Wait until eSpeak's own thread has nothing left to do."""
        if DRIVER == "espeak":
            from pyttsx3.drivers import _espeak

            _espeak.Synchronize()


def _load_espeak(folder: Path) -> Path | None:
    """Load the eSpeak NG of the wheel, if there is one; pyttsx3 then finds it by its soname.

    Returns the folder of its data, or None where it is missing or not for this machine: pyttsx3
    then looks for the system's.
    """
    with suppress(ImportError, OSError, RuntimeError):
        import espeakng_loader

        ctypes.CDLL(espeakng_loader.get_library_path())
        # eSpeak NG does not find its data by a long path, and then ends the process.
        data = folder / "espeak-ng-data"
        data.symlink_to(espeakng_loader.get_data_path(), target_is_directory=True)
        os.environ["ESPEAK_DATA_PATH"] = str(folder)
        return data
    return None


def _can_read(voice: dict[str, str], data: Path) -> bool:
    """Tell whether there is a dictionary for a voice, its language's or the one its file names.

    Three of the wheel's voices have none, and speak silence.
    """
    words = {voice["language"].partition("-")[0]}
    if not (data / f"{min(words)}_dict").is_file():
        with suppress(OSError):
            lines = (data / "lang" / voice["id"]).read_text("utf-8", "replace").splitlines()
            words = {line.split()[1] for line in lines if line.startswith("dictionary ")}
    return any((data / f"{word}_dict").is_file() for word in words)


def _language(voice: Any) -> str:
    first = next(iter(voice.languages or ()), "") or ""
    text = first.decode("utf-8", "ignore") if isinstance(first, bytes) else str(first)
    return "".join(sign for sign in text if sign.isprintable()).replace("_", "-")


def _pipes() -> tuple[IO[str], IO[str]]:
    """Return the pipes for requests and answers; whatever libraries read and print goes nowhere."""
    asked = os.fdopen(os.dup(0), encoding="ascii")
    answers = os.fdopen(os.dup(1), "w", encoding="ascii", newline="\n")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for taken in (0, 1, 2):
        os.dup2(nowhere, taken)
    return asked, answers


def _fresh(do: Callable[[], dict[str, object]], limit_s: float) -> dict[str, object]:
    """Return what `do` gives in a forked child, or an ``error`` that says what went wrong."""
    readable, writable = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if not child:
        code = 1
        try:
            _end_with(parent)
            with open(writable, "w", encoding="ascii") as pipe, _ended_after(limit_s):
                try:
                    json.dump(do(), pipe)
                except Exception as error:  # a library's code
                    json.dump(_failure(error), pipe)
            code = 0
        finally:
            os._exit(code)  # nothing that the parent has begun is this process's to end
    os.close(writable)
    with open(readable, encoding="ascii") as pipe:
        said = pipe.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code:
        return {"error": f"its process ended with {code}"}
    message: dict[str, object] = json.loads(said)
    return message


def _end_with(parent: int) -> None:
    """Have this process killed when its parent dies; without Linux it waits for its time limit."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            set_signal_of_parents_death = 1  # PR_SET_PDEATHSIG, prctl(2)
            ctypes.CDLL(None).prctl(set_signal_of_parents_death, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


@contextmanager
def _ended_after(limit_s: float) -> Iterator[None]:
    """End this process where the block takes longer than its limit in seconds.

    That works even within a library that hangs.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    faulthandler.dump_traceback_later(limit_s + SPARE_S, exit=True, file=nowhere)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        os.close(nowhere)


def _failure(error: Exception) -> dict[str, object]:
    return {"error": f"{type(error).__name__}: {error}"}


def _espeak_answers(folder: Path, asked: IO[str]) -> Iterator[dict[str, object]]:
    """Yield the voices, then an answer to each request, each from a child process of its own.

    So no text shapes the sound of another.
    """
    data = _load_espeak(folder) if sys.platform == "linux" else None
    import_module("pyttsx3.drivers.espeak")  # once, for all children

    yield _fresh(lambda: _readable(Speech().about(), data), START_S)
    for line in asked:
        request = json.loads(line)
        yield _fresh(partial(_spoken, request), request["limit_s"])


def _readable(about: dict[str, Any], data: Path | None) -> dict[str, object]:
    if not data:
        return about
    return about | {"voices": [one for one in about["voices"] if _can_read(one, data)]}


def _spoken(request: dict[str, Any]) -> dict[str, object]:
    Speech().speak(**request)
    return {}


def _other_answers(asked: IO[str]) -> Iterator[dict[str, object]]:
    """Yield the voices, then an answer to each request, all from this process.

    The speech of macOS and Windows does not survive a fork.
    """
    with _ended_after(START_S):
        speech = Speech()
        about = speech.about()
    yield about
    for line in asked:
        request = json.loads(line)
        with _ended_after(request["limit_s"]):
            speech.speak(**request)
        yield {}


def main(folder: Path) -> None:
    """Answer requests until the input ends or speech fails, after which nothing can be relied on.

    ``folder`` is deleted at the end.
    """
    # To leave at Ctrl-C at once, even from within a library that hangs.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    asked, answers = _pipes()

    def answer(fields: dict[str, object]) -> None:
        answers.write(f"{MARK}{json.dumps(fields)}\n")
        answers.flush()

    try:
        for message in (
            _espeak_answers(folder, asked) if DRIVER == "espeak" else _other_answers(asked)
        ):
            answer(message)
            if "error" in message:
                break
    except Exception as error:  # a library's code: it goes to whoever can say what was asked
        with suppress(OSError):
            answer(_failure(error))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
