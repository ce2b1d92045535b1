"""The engine `piper`: a Piper voice that people bring, a model file with its .json beside it.

Takes text, gives samples at the model's rate. Touches the package piper-tts, which is asked for by
the extra `piper`, and the two files. Without noise, a text always has the same samples.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from audioguide.errors import InstallationError, Problem, UsageError, nearest
from audioguide.speech.engine import SEE, Engine, Utterance, Voice, find_voice, speech_error
from audioguide.speech.voice_files import damaged, digest, release, require_file, split_model

if TYPE_CHECKING:
    from piper import PiperVoice

PACKAGE = "piper-tts"
COMMAND = "pip install 'audioguide[piper]'"
FORM = "/path/voice.onnx"


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of a voice on the disk.

    ``speakers`` has the number of each speaker by name; it is empty where there is only one.
    """

    model: Path
    config: Path
    language: str
    speakers: dict[str, int]
    digest: str


class PiperEngine(Engine):
    """The engine `piper`: one model on one thread of its runtime, shared by all callers."""

    name = "piper"

    def __init__(self) -> None:
        self._release = release(PACKAGE)
        self._files: _Files | None = None
        self._model: PiperVoice | None = None
        self._loading = Lock()

    @property
    def version(self) -> str:
        """The versions of piper-tts and onnxruntime, and a digest of the files in use."""
        parts = [self._release, f"onnxruntime-{release('onnxruntime')}"]
        return " ".join([*parts, self._files.digest] if self._files else parts)

    def voices(self) -> tuple[Voice, ...]:
        """Return the speakers of the model that was brought; a nameless voice where none was."""
        if not self._files:
            first = "" if self._release else f"{COMMAND}, then "
            return (Voice("", "", "", False, f"{first}bring a model file: {self.name}:{FORM}"),)
        name, files = self._files.model.stem, self._files
        names = [f"{name}:{speaker}" for speaker in files.speakers] or [name]
        about = f"natural, from {files.model.name}"
        # Without a speaker's name the first one speaks.
        also = (name,) if files.speakers else ()
        return tuple(
            Voice(one, files.language, about, also=() if n else also) for n, one in enumerate(names)
        )

    def load_files(self, typed: str) -> str:
        """Take the model ``MODEL.onnx[:SPEAKER]`` as this engine's own; return the voice's name.

        The model is not loaded yet. Raises UsageError for a file or speaker that is not there,
        InstallationError where the package is missing or the file beside the model is of no use.
        """
        if not self._release:
            message = f"engine `{self.name}`: the package {PACKAGE} is not installed"
            raise InstallationError(Problem(None, message, COMMAND))
        path, speaker = split_model(typed, self.name, FORM)
        model = require_file(path, "the model")
        config = model.with_name(f"{model.name}.json")
        if not config.is_file():
            what = f"{model.name} is there, and {config.name} beside it is not"
            raise damaged(self.name, what, f"download both into {model.parent}")
        about = _read(config)
        speakers = dict(sorted(about["speaker_id_map"].items(), key=lambda item: item[1]))
        if speaker and speaker not in speakers:
            message = f"no speaker `{speaker}` in {model.name}"
            hint = nearest(speaker, list(speakers)) or f"write {self.name}:{model}"
            raise UsageError(Problem(None, message, f"{hint}; {SEE}"))
        self._model = None
        self._files = _Files(model, config, about["language"], speakers, digest(model, config))
        return f"{model.stem}:{speaker}" if speaker else model.stem

    def synthesize(self, text: str, voice: str, pace: float) -> Utterance:
        """Speak a text; at a pace of 1.0 sounds are as long as the model makes them by itself.

        Raises UsageError for an unknown voice, InstallationError for files that are no model,
        SpeechError for a text of which nothing can be said.
        """
        found = find_voice(self.name, self.voices(), voice)
        if not self._files:
            raise damaged(self.name, "no model is there", f"bring one: {self.name}:{FORM}")
        model = self._loaded(self._files)
        import numpy as np
        from piper import SynthesisConfig

        speaker = found.name.removeprefix(f"{self._files.model.stem}:")
        how = SynthesisConfig(
            speaker_id=self._files.speakers.get(speaker),
            length_scale=model.config.length_scale / pace,
            noise_scale=0.0,
            noise_w_scale=0.0,
            normalize_audio=False,
        )
        spoken = [chunk.audio_float_array for chunk in model.synthesize(text, how)]
        if not spoken:
            raise speech_error(self.name, found.name, text, "has no sound for")
        samples = np.concatenate(spoken).astype(np.float32, copy=False)
        return Utterance(samples, model.config.sample_rate)

    def _loaded(self, files: _Files) -> PiperVoice:
        with self._loading:
            if self._model is None:
                self._model = _load(self.name, files)
            return self._model


def _read(config: Path) -> dict[str, Any]:
    """Read the language and the speakers from a model's .json. Raises InstallationError."""
    try:
        about = json.loads(config.read_text("utf-8"))
        language = about.get("language", {}).get("code") or about["espeak"]["voice"]
        speakers = about.get("speaker_id_map") or {}
        return {
            "language": str(language).replace("_", "-"),
            "speaker_id_map": {str(name): int(number) for name, number in speakers.items()},
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        what = f"{config} does not describe a Piper voice ({type(error).__name__}: {error})"
        raise damaged(PiperEngine.name, what) from error


def _load(engine: str, files: _Files) -> PiperVoice:
    # From 1.29 on onnxruntime reports its use to its maker and writes into HOME unless told not to.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        from onnxruntime import InferenceSession, SessionOptions
        from piper import PiperVoice
        from piper.config import PiperConfig
    except ImportError as error:
        what = f"the package {PACKAGE} cannot be loaded ({error})"
        raise damaged(engine, what, COMMAND) from error
    options = SessionOptions()
    # As many threads as there are cores would round otherwise on another machine.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        config = PiperConfig.from_dict(json.loads(files.config.read_text("utf-8")))
        session = InferenceSession(str(files.model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has an exception of its own for every kind of damage
        what = f"{files.model} is no Piper model, or damaged ({type(error).__name__}: {error})"
        raise damaged(engine, what) from error
    return PiperVoice(session=session, config=config)
