"""The other process of the engine `system`: pyttsx3 speaks here, where it may hang or crash alone.

Takes the path of a folder and, on standard input, one JSON object a text; gives one JSON object a
text on standard output, after a first one with the machine's voices. Touches pyttsx3, the system's
speech, the sound files it is told to write, and the folder, which it deletes when its input ends.
Started by its path, so that nothing else of the package is loaded; it never forks.
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
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

MARK = "\x1e"
"""Begins every answer (RFC 7464), to tell it from what others print before `_pipes` is called."""

START_S = 20.0

# Whoever started this process ends it at its limit. So much later it ends by itself, orphaned.
SPARE_S = 5.0

DRIVERS = {"darwin": "nsss", "win32": "sapi5"}
TELL_WHEN_DONE = ("espeak", "nsss")
"""sapi5 has written the file when `save_to_file` returns, and sends no event for it."""


class Speech:
    """pyttsx3 with its traps seen to: one text at a time, from the main thread."""

    def __init__(self, folder: Path) -> None:
        self._driver = DRIVERS.get(sys.platform, "espeak")
        if sys.platform == "linux":
            _load_espeak(folder)
        import pyttsx3

        self._engine: Any = pyttsx3.init(self._driver)
        self._properties: dict[str, object] = {}
        self._finished = threading.Event()
        self._errors: list[BaseException] = []
        self._engine.connect("finished-utterance", self._finish)
        self._engine.connect("error", self._fail)
        # eSpeak calls back from a thread of its own, where what is raised reaches nobody.
        sys.unraisablehook = lambda raised: self._fail("", raised.exc_value)
        self._synchronise()  # a driver sets a rate as it starts

    def about(self) -> dict[str, object]:
        """The driver, the voices there are, and which one the machine takes by itself."""
        voices = [
            {"id": str(one.id), "title": str(one.name or one.id), "language": _language(one)}
            for one in self._engine.getProperty("voices")
        ]
        own = self._engine.getProperty("voice")
        return {"driver": self._driver, "own": str(own or ""), "voices": voices}

    def speak(self, text: str, voice: str, rate: int, path: str, limit_s: float) -> None:
        """Write the sound of a text to a file; raises whatever keeps it from being whole."""
        self._set("voice", voice)
        self._set("rate", rate)
        self._errors.clear()
        self._finished.clear()
        # Else the end of the run is not put in line behind the text but happens before it begins:
        # eSpeak then loses what it speaks or never returns, macOS cuts it short.
        self._engine.proxy.setBusy(True)
        self._engine.save_to_file(text, path)
        self._engine.runAndWait()
        if self._driver in TELL_WHEN_DONE and not self._finished.wait(limit_s):
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
        """Change a property where it differs, and see to it that it is changed."""
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
        if self._driver != "espeak":
            return value  # a rate is rounded there to what the voice can do
        from pyttsx3.drivers import _espeak

        # pyttsx3 leaves out the second argument, which asks for the current value.
        return _espeak.dll.espeak_GetParameter(_espeak.RATE, 1)

    def _synchronise(self) -> None:
        """Wait until eSpeak's own thread has nothing left to do."""
        if self._driver == "espeak":
            from pyttsx3.drivers import _espeak

            _espeak.Synchronize()


def _load_espeak(folder: Path) -> None:
    """Load the eSpeak NG of the wheel, if there is one; pyttsx3 then finds it by its soname.

    Where it is not there or not for this machine, pyttsx3 looks for the system's.
    """
    with suppress(ImportError, OSError, RuntimeError):
        import espeakng_loader

        data = espeakng_loader.get_data_path()
        ctypes.CDLL(espeakng_loader.get_library_path())
        # eSpeak NG does not find its data by a long path, and then ends the process.
        (folder / "espeak-ng-data").symlink_to(data, target_is_directory=True)
        os.environ["ESPEAK_DATA_PATH"] = str(folder)


def _language(voice: Any) -> str:
    first = next(iter(voice.languages or ()), "") or ""
    text = first.decode("utf-8", "ignore") if isinstance(first, bytes) else str(first)
    return "".join(sign for sign in text if sign.isprintable()).replace("_", "-")


def _pipes() -> tuple[IO[str], IO[str]]:
    """What is asked and where to answer; whatever libraries read and print goes nowhere."""
    asked = os.fdopen(os.dup(0), encoding="ascii")
    answers = os.fdopen(os.dup(1), "w", encoding="ascii", newline="\n")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for taken in (0, 1, 2):
        os.dup2(nowhere, taken)
    return asked, answers


def main(folder: Path) -> None:
    """Answer until the input ends or speech has failed, after which nothing can be relied on."""
    # To leave at Ctrl-C at once, even from within a library that hangs.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    asked, answers = _pipes()

    def answer(fields: dict[str, object]) -> None:
        answers.write(f"{MARK}{json.dumps(fields)}\n")
        answers.flush()

    trace = os.open(os.devnull, os.O_WRONLY)
    try:
        faulthandler.dump_traceback_later(START_S + SPARE_S, exit=True, file=trace)
        speech = Speech(folder)
        answer(speech.about())
        faulthandler.cancel_dump_traceback_later()
        for line in asked:
            request = json.loads(line)
            until_s = request["limit_s"] + SPARE_S
            faulthandler.dump_traceback_later(until_s, exit=True, file=trace)
            speech.speak(**request)
            faulthandler.cancel_dump_traceback_later()
            answer({})
    except Exception as error:  # a library's code: it goes to whoever can say what was asked
        with suppress(OSError):
            answer({"error": f"{type(error).__name__}: {error}"})
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
