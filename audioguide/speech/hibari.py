"""The default engine `hibari`: hibari-tts speaks natural English and brings its first voice along.

Takes text, gives 24 kHz samples. Touches hibari's package and its cache of voices: a voice that
is not there yet is downloaded by hibari when it first speaks.
"""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cached_property
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from audioguide.errors import InstallationError, Problem
from audioguide.speech.engine import SEE, Engine, Utterance, Voice, find_voice, speech_error
from audioguide.speech.parts import in_parts
from audioguide.speech.pronounce import linked, unlinked

if TYPE_CHECKING:
    from hibari import Hibari

    from audioguide.model.pronunciation import Pronunciation
    from audioguide.sound.samples import Samples

MOST_SOUNDS = 400
"""The most sounds that the model is given at once, as hibari has it for sentences with commas."""

# Without a stop a word is cut short: "five" is 210 ms instead of 310, "two" is heard as "till".
_STOPPED = re.compile(r"[.!?…][\"'”\u2019)\]]*\Z")
_OPEN_END = " \t\r\n,;:\u2013—-"


def sentence(text: str) -> str:
    """Return the text with a full stop at its end, unless it ends with one of ``.!?…`` already.

    Without a stop hibari cuts the last word short.

    >>> sentence("two"), sentence("Ready?"), sentence("Next,")
    ('two.', 'Ready?', 'Next.')
    """
    text = text.strip()
    return text if _STOPPED.search(text) else text.rstrip(_OPEN_END) + "."


class HibariEngine(Engine):
    """The engine `hibari`: one model for each voice on one thread, shared by all callers.

    Making one raises InstallationError where the package hibari-tts is not installed.
    """

    name = "hibari"

    def __init__(self) -> None:
        try:
            self._release = version("hibari-tts")
        except PackageNotFoundError as error:
            raise _missing("the package hibari-tts is not installed") from error
        self._models: dict[str, Hibari] = {}
        self._loading = Lock()

    @cached_property
    def version(self) -> str:
        """The versions of hibari-tts and of the packages that it computes with.

        These round differently from version to version.
        """
        return f"{self._release} onnxruntime-{_version('onnxruntime')} {_transforms()}"

    def voices(self) -> tuple[Voice, ...]:
        """Return the default voice `heart`, which is always there, then those to be downloaded.

        Raises InstallationError where the package hibari-tts cannot be loaded.
        """
        known = _import_voices()
        ordered = sorted(known.VOICES.items(), key=lambda item: item[0] != known.DEFAULT)
        return tuple(_voice(known, name, facts) for name, facts in ordered)

    def synthesize(self, text: str, voice: str, pace: float) -> Utterance:
        """Speak a text; the noise in the sound is seeded by the text, so it is always the same.

        Raises UsageError for an unknown voice, InstallationError for one that is neither here nor
        to be downloaded, SpeechError for letters that hibari would leave out.
        """
        find_voice(self.name, self.voices(), voice)
        if foreign := foreign_letters(text):
            raise speech_error(self.name, voice, unlinked(text), foreign)
        said = sentence(text)
        seed = int.from_bytes(sha256(said.encode()).digest()[:8])
        model = self._model(voice)
        return Utterance(_spoken(model, said, pace, seed), model.sample_rate)

    def pronounce(self, word: str, how: Pronunciation) -> str:
        """Return a word with its sounds beside it, in hibari's markup."""
        return linked(word, how)

    def _model(self, voice: str) -> Hibari:
        with self._loading:
            if voice not in self._models:
                self._models[voice] = _load(voice)
            return self._models[voice]


def _spoken(model: Hibari, text: str, pace: float, seed: int) -> Samples:
    """Return the samples of a text, as calling the model does, but never of too much at once.

    The model's memory grows with what it takes at once, and hibari cuts a sentence at its commas
    alone: one without any, or of numbers that are words only by then, took gigabytes.
    """
    import numpy as np

    noise = np.random.default_rng(seed)
    pieces = chain.from_iterable(in_parts(one, MOST_SOUNDS) for one in model.phonemize(text))
    spoken = [model.from_ids(model.ids(piece), pace, noise) for piece in pieces]
    return np.concatenate(spoken) if spoken else np.zeros(0, np.float32)


def _load(voice: str) -> Hibari:
    known = _import_voices()
    try:
        path = known.voice_path(voice)
    except RuntimeError as error:  # whatever keeps the download from being whole
        raise _not_downloaded(known, voice) from error
    except OSError as error:
        what = f"the voice `{voice}` cannot be kept in {known.cache_dir()} ({error.strerror})"
        remedy = f"allow writing there, or use {HibariEngine.name}:{known.DEFAULT}"
        raise InstallationError(Problem(None, what, remedy)) from error
    # From 1.29 on onnxruntime reports its use to its maker and writes into HOME unless told not to.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        from concurrent.futures import ThreadPoolExecutor

        from hibari import Hibari
        from hibari.g2p import G2P

        phonemes: Any

        # Its dictionaries are read while the runtime prepares the model, which needs no Python: a
        # third less to wait for the first word.
        with ThreadPoolExecutor(1) as beside:
            loading = beside.submit(
                Hibari, voice=voice, threads=1, g2p=lambda sentence: phonemes(sentence)
            )
            phonemes = G2P(british=known.VOICES[voice]["british"])
            return loading.result()
    except ImportError as error:
        raise _missing(f"its runtime cannot be loaded ({error})") from error
    except Exception as error:  # onnxruntime has an exception of its own for every kind of damage
        raise _missing(f"its file {path} is damaged ({error})", "delete that file") from error


def _not_downloaded(known: Any, voice: str) -> InstallationError:
    what = (
        f"the voice `{voice}` is {_megabytes(known.VOICES[voice])} MB that are downloaded when it "
        "first speaks, and that did not work here"
    )
    remedy = f"connect to the network once, or use {HibariEngine.name}:{known.DEFAULT}"
    return InstallationError(Problem(None, what, remedy))


def _megabytes(facts: dict[str, Any]) -> str:
    return f"{facts['bytes'] / 1e6:.0f}"


def _import_voices() -> Any:
    """Import hibari's table of voices, which loads neither a model nor onnxruntime."""
    try:
        from hibari import voices
    except ImportError as error:
        raise _missing(f"the package hibari-tts cannot be loaded ({error})") from error
    return voices


def _voice(known: Any, name: str, facts: dict[str, Any]) -> Voice:
    ready = bool(facts.get("bundled")) or (Path(known.cache_dir()) / facts["file"]).exists()
    needs = "" if ready else f"one download of {_megabytes(facts)} MB"
    description = f"natural, {facts['gender']}, {facts['accent']}"
    return Voice(name, facts["language"], description, ready, needs)


def foreign_letters(text: str) -> str:
    """Return what is wrong with a text that has letters outside the Latin script, or an empty text.

    hibari would leave such letters out. The words fit between a voice's name and the text.
    """
    letters = sorted({sign for sign in unlinked(text) if sign.isalpha()})
    foreign = [one for one in letters if not unicodedata.name(one, "").startswith("LATIN")]
    return f"cannot read the letters {' '.join(foreign)} in" if foreign else ""


def _transforms() -> str:
    """Return the name and version of what computes Fourier transforms: scipy, or else numpy."""
    return next(f"{one}-{found}" for one in ("scipy", "numpy") if (found := _version(one)))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _missing(what: str, remedy: str = "reinstall the package hibari-tts") -> InstallationError:
    return InstallationError(Problem(None, f"engine `hibari`: {what}", f"{remedy}; {SEE}"))
