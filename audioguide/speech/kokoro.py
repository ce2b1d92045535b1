"""The engine `kokoro`: a Kokoro-82M model and its voices, both brought as files.

Takes text, gives samples at 24 kHz. Touches hibari's dictionaries, which are the ones Kokoro was
trained with, its runtime, and the two files. Nothing is to be installed for it.
"""

from __future__ import annotations

import json
import os
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from audioguide.errors import Problem, UsageError, nearest
from audioguide.speech.engine import SEE, Engine, Utterance, Voice, find_voice, speech_error
from audioguide.speech.hibari import foreign_letters, sentence
from audioguide.speech.parts import in_parts
from audioguide.speech.pronounce import linked, unlinked
from audioguide.speech.voice_files import damaged, digest, release, require_file, split_model

if TYPE_CHECKING:
    from audioguide.model.pronunciation import Pronunciation
    from audioguide.sound.samples import Samples

FORM = "/path/model.onnx:/path/voices.bin:VOICE"
RATE_HZ = 24_000
FIRST = "af_heart"
"""The default voice: the best of Kokoro's voices for English by its makers' own grades."""

MOST_TOKENS = 510
"""The tokens that the model takes at once; a voice has as many styles, one for each length."""

STYLE = 256
_STYLE_BYTES = 4 * STYLE

_LANGUAGES = {
    "a": "en-US",
    "b": "en-GB",
    "e": "es",
    "f": "fr-FR",
    "h": "hi",
    "i": "it",
    "j": "ja",
    "p": "pt-BR",
    "z": "zh",
}
_TYPES = {"tensor(float)": "float32", "tensor(int32)": "int32", "tensor(int64)": "int64"}


@dataclass(frozen=True, slots=True)
class _Files:
    """The model, the file with styles, and the names of the voices in that file."""

    model: Path
    styles: Path
    names: tuple[str, ...]
    digest: str


class KokoroEngine(Engine):
    """The engine `kokoro`: one model on one thread of its runtime, shared by all callers."""

    name = "kokoro"

    def __init__(self) -> None:
        self._files: _Files | None = None
        self._model: _Model | None = None
        self._loading = Lock()

    @property
    def version(self) -> str:
        """The versions of hibari-tts and onnxruntime, and a digest of the files.

        Of hibari-tts the dictionaries are used.
        """
        parts = [f"hibari-{release('hibari-tts')}", f"onnxruntime-{release('onnxruntime')}"]
        return " ".join([*parts, self._files.digest] if self._files else parts)

    def voices(self) -> tuple[Voice, ...]:
        """Return the voices in the file that was brought, `af_heart` first.

        Without a file it is a single voice without a name.
        """
        if not self._files:
            needs = f"bring a model and its voices: {self.name}:{FORM}"
            return (Voice("", "", "", False, needs),)
        return tuple(_voice(name, self._files.styles) for name in self._files.names)

    def load_files(self, typed: str) -> str:
        """Take the files ``MODEL.onnx:VOICES[:NAME]`` as this engine's own, and return the voice.

        What is returned is the voice's name. VOICES is an archive of several voices, or a file with
        a single one, which is called as the file. Without NAME the first voice is taken. No model
        is loaded yet. Raises UsageError for a file or voice that is not there, InstallationError
        for a file that holds no voices.
        """
        path, rest = split_model(typed, self.name, FORM)
        # No voice's name has a slash, so that what follows a drive's colon is none.
        before, colon, after = rest.rpartition(":")
        named = bool(colon) and not re.search(r"[\\/]", after)
        file, name = (before, after) if named else (rest, "")
        if not file:
            message = f"`{typed}` names no file with voices"
            raise UsageError(Problem(None, message, f"write {self.name}:{FORM}; {SEE}"))
        model = require_file(path, "the model")
        styles = require_file(Path(file).expanduser(), "the file with voices")
        names = _names(styles)
        if name and name not in names:
            known = nearest(name, names) or f"it has {', '.join(names)}"
            message = f"no voice `{name}` in {styles.name}"
            raise UsageError(Problem(None, message, f"{known}; {SEE}"))
        self._model = None
        self._files = _Files(model, styles, names, digest(model, styles))
        return name or names[0]

    def pronounce(self, word: str, how: Pronunciation) -> str:
        """Return a word with its sounds beside it, in hibari's markup."""
        return linked(word, how)

    def synthesize(self, text: str, voice: str, pace: float) -> Utterance:
        """Speak a text, in several parts where it is longer than the model takes at once.

        Raises UsageError for an unknown voice, InstallationError for files that are of no use,
        SpeechError for letters that would be left out, or a text of which nothing can be said.
        """
        import numpy as np

        name = find_voice(self.name, self.voices(), voice).name
        if not self._files:
            raise damaged(self.name, "no model is there", f"bring one: {self.name}:{FORM}")
        if foreign := foreign_letters(text):
            raise speech_error(self.name, name, unlinked(text), foreign)
        model = self._loaded(self._files)
        spoken = [model.spoken(piece, name, pace) for piece in model.pieces(text, name)]
        if not spoken:
            raise speech_error(self.name, name, text, "has no sound for")
        return Utterance(np.concatenate(spoken), RATE_HZ)

    def _loaded(self, files: _Files) -> _Model:
        with self._loading:
            if self._model is None:
                self._model = _Model(files)
            return self._model


class _Model:
    """A loaded model with its voices and the dictionaries of both kinds of English."""

    def __init__(self, files: _Files) -> None:
        from hibari.g2p import G2P
        from hibari.tts import ASSETS, Hibari

        self._session = _session(files.model)
        self._types = {one.name: _TYPES.get(one.type) for one in self._session.get_inputs()}
        # Older exports name what is said "tokens", newer ones "input_ids".
        self._said = "input_ids" if "input_ids" in self._types else "tokens"
        if lacking := {self._said, "style", "speed"} - {n for n, t in self._types.items() if t}:
            what = (
                f"{files.model} is no Kokoro model: it does not take {', '.join(sorted(lacking))}"
            )
            raise damaged(KokoroEngine.name, what)
        self._styles = _styles(files)
        british = {name.startswith("b") for name in files.names}
        self._read: dict[bool, Any] = {accent: G2P(british=accent) for accent in british}
        self._sentences = Hibari.split_sentences
        self._signs: dict[str, int] = json.loads(Path(ASSETS, "vocab.json").read_text("utf-8"))

    def pieces(self, text: str, voice: str) -> list[list[int]]:
        """Return the sounds of a text as the model's tokens, in pieces that it can take at once."""
        read = self._read[voice.startswith("b")]
        sounds = " ".join(filter(None, map(read, self._sentences(sentence(text)))))
        known = "".join(sign for sign in sounds if sign in self._signs)
        return [[self._signs[sign] for sign in piece] for piece in in_parts(known, MOST_TOKENS)]

    def spoken(self, piece: list[int], voice: str, pace: float) -> Samples:
        """Return the samples of one piece, in the style that the voice has for its length."""
        import numpy as np

        styles = self._styles[voice]
        asked = {
            self._said: np.array([[0, *piece, 0]], self._types[self._said]),
            "style": styles[min(len(piece), len(styles)) - 1][None],
            "speed": np.array([pace], self._types["speed"]),
        }
        samples = self._session.run(None, asked)[0]
        return np.ascontiguousarray(samples, np.float32).ravel()


def _voice(name: str, styles: Path) -> Voice:
    language = _LANGUAGES.get(name[:1], "?")
    whose = {"f": "female, ", "m": "male, "}.get(name[1:2], "")
    accent = "" if language.startswith("en") else ", English with an accent"
    return Voice(name, language, f"natural, {whose}from {styles.name}{accent}")


def _names(styles: Path) -> tuple[str, ...]:
    """Return the voices in a file, the first choice first. Raises InstallationError."""
    try:
        with zipfile.ZipFile(styles) as archive:
            inside = [one for one in archive.namelist() if one.endswith(".npy")]
            names = sorted(one.removesuffix(".npy") for one in inside)
    except zipfile.BadZipFile:
        size_bytes = styles.stat().st_size
        names = [styles.stem] if size_bytes and size_bytes % _STYLE_BYTES == 0 else []
    except OSError as error:
        what = f"{styles} cannot be read ({error.strerror})"
        raise damaged(KokoroEngine.name, what, "let it be read") from error
    if not names:
        raise damaged(KokoroEngine.name, f"{styles} holds no voices of Kokoro's")
    return tuple(sorted(names, key=lambda name: (name != FIRST, name[:1] not in "ab", name)))


def _styles(files: _Files) -> dict[str, Any]:
    """Return each voice's styles, one row of numbers for each length. Raises InstallationError."""
    import numpy as np

    try:
        if zipfile.is_zipfile(files.styles):
            with np.load(files.styles, allow_pickle=False) as archive:
                found = {name: archive[name] for name in files.names}
        else:
            found = {files.names[0]: np.fromfile(files.styles, np.float32)}
        return {name: rows.astype(np.float32).reshape(-1, STYLE) for name, rows in found.items()}
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        what = f"{files.styles} holds no voices of Kokoro's ({type(error).__name__}: {error})"
        raise damaged(KokoroEngine.name, what) from error


def _session(model: Path) -> Any:
    # From 1.29 on onnxruntime reports its use to its maker and writes into HOME unless told not to.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    # As many threads as there are cores would round otherwise on another machine.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has an exception of its own for every kind of damage
        what = f"{model} is no model, or damaged ({type(error).__name__}: {error})"
        raise damaged(KokoroEngine.name, what) from error
