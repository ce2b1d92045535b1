"""Files that people bring: what was typed, what is there, and what makes it the same."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import numpy as np
import pytest

from audioguide.errors import InstallationError, UsageError
from audioguide.speech import list_voices, open_engine
from audioguide.speech.kokoro import STYLE, KokoroEngine
from audioguide.speech.piper import PiperEngine
from audioguide.speech.voice_files import digest, split_model

CONFIG = '{"language": {"code": "en_GB"}, "speaker_id_map": {"ann": 1, "bob": 0}}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files with voices, one with a voice, and what pass for models until they are loaded."""
    styles = np.zeros((510, 1, STYLE), np.float32)
    np.savez(tmp_path / "voices.npz", af_heart=styles, bm_fable=styles, af_bella=styles)
    styles.tofile(tmp_path / "am_puck.bin")
    (tmp_path / "other.npz").write_bytes(b"nothing of the kind")
    (tmp_path / "model.onnx").write_bytes(b"no model at all")
    (tmp_path / "joe.onnx").write_bytes(b"no model either")
    (tmp_path / "joe.onnx.json").write_text(CONFIG, encoding="utf-8")
    return tmp_path


@pytest.fixture
def piper() -> PiperEngine:
    """As where its package is installed, for what does not need it."""
    engine = PiperEngine()
    engine._release = "1.3.0"
    return engine


@pytest.mark.parametrize(
    ("typed", "model", "more"),
    [
        ("/a/joe.onnx", "/a/joe.onnx", ""),
        ("joe.ONNX:ann", "joe.ONNX", "ann"),
        (r"C:\a b\m.onnx", r"C:\a b\m.onnx", ""),
        (r"C:\m.onnx:D:\v.bin:af_heart", r"C:\m.onnx", r"D:\v.bin:af_heart"),
        ("/odd:folder/m.onnx:v.bin", "/odd:folder/m.onnx", "v.bin"),
    ],
)
def test_colons_in_paths_are_understood(typed: str, model: str, more: str) -> None:
    """A drive's colon, or one in a folder's name, ends no path."""
    assert split_model(typed, "kokoro", "") == (Path(model), more)


def test_a_tilde_is_ones_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A shell leaves it as it is behind a colon."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert split_model("~/m.onnx", "piper", "")[0] == tmp_path / "m.onnx"


@pytest.mark.parametrize("engine", ["piper", "kokoro"])
def test_the_list_says_what_to_bring(engine: str) -> None:
    """An engine without a voice of its own is listed with what to type; unasked it cannot speak."""
    (voice,) = list_voices()[engine]
    assert not voice.ready
    assert f"{engine}:/path/" in voice.needs
    with pytest.raises(InstallationError, match=f"{engine}:/path/"):
        open_engine(engine)


def test_without_its_package_piper_names_the_one_command(folder: Path) -> None:
    """It is the first thing to know, before the list and before the file."""
    engine = PiperEngine()
    engine._release = ""
    assert "pip install 'audioguide[piper]', then bring" in engine.voices()[0].needs
    with pytest.raises(InstallationError) as caught:
        engine.load_files(str(folder / "joe.onnx"))
    assert str(caught.value) == (
        "engine `piper`: the package piper-tts is not installed; pip install 'audioguide[piper]'"
    )


def test_speakers_of_one_model_are_voices(piper: PiperEngine, folder: Path) -> None:
    """In the model's order; a model without a speaker's name is its first."""
    model = folder / "joe.onnx"
    assert piper.load_files(f"{model}:ann") == "joe:ann"
    assert [(one.name, one.language) for one in piper.voices()] == [
        ("joe:bob", "en-GB"),
        ("joe:ann", "en-GB"),
    ]
    assert piper.load_files(str(model)) == "joe"
    with pytest.raises(UsageError, match=r"no speaker `anne` in joe.onnx; did you mean `ann`"):
        piper.load_files(f"{model}:anne")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("jo.onnx", "the model {0} is not there; did you mean `joe.onnx`?; see"),
        ("nowhere/x.onnx", "the model {0} is not there; check the path; see"),
        (f"{'x' * 300}.onnx", "the model {0} is not there; check the path; see"),
        ("joe.bin", "`{0}` names no model file of piper: one that ends in .onnx; write piper:/p"),
    ],
)
def test_a_mistyped_model_is_a_usage_error(
    piper: PiperEngine, folder: Path, typed: str, message: str
) -> None:
    """With the path as it was understood, and the nearest file where there is one."""
    with pytest.raises(UsageError) as caught:
        piper.load_files(str(folder / typed))
    assert message.format(folder / typed) in str(caught.value)


@pytest.mark.parametrize(
    ("config", "message"),
    [
        (None, "joe.onnx is there, and joe.onnx.json beside it is not; download both into"),
        ("{", "joe.onnx.json does not describe a Piper voice (JSONDecodeError"),
        ("[]", "joe.onnx.json does not describe a Piper voice"),
        ('{"language": {}}', "joe.onnx.json does not describe a Piper voice (KeyError"),
    ],
)
def test_a_bad_description_is_told(
    piper: PiperEngine, folder: Path, config: str | None, message: str
) -> None:
    """The file beside a Piper model is there, and is one."""
    path = folder / "joe.onnx.json"
    path.unlink() if config is None else path.write_text(config, encoding="utf-8")
    with pytest.raises(InstallationError) as caught:
        piper.load_files(str(folder / "joe.onnx"))
    assert message in str(caught.value)


def test_kokoro_lists_what_is_in_the_file(folder: Path) -> None:
    """English first, and the best of all before it; without a name that one speaks."""
    engine = KokoroEngine()
    assert (
        engine.load_files(f"{folder / 'model.onnx'}:{folder / 'voices.npz'}:bm_fable") == "bm_fable"
    )
    assert [(one.name, one.language) for one in engine.voices()] == [
        ("af_heart", "en-US"),
        ("af_bella", "en-US"),
        ("bm_fable", "en-GB"),
    ]
    assert engine.load_files(f"{folder / 'model.onnx'}:{folder / 'voices.npz'}") == "af_heart"
    assert engine.load_files(f"{folder / 'model.onnx'}:{folder / 'am_puck.bin'}") == "am_puck"


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ("model.onnx:voices.npz:af_hart", "no voice `af_hart` in voices.npz; did you mean `af_h"),
        ("model.onnx:voices.npz:x", "in voices.npz; it has af_heart, af_bella, bm_fable; see"),
        ("model.onnx:voice.npz:x", "voice.npz is not there; did you mean `voices.npz`?"),
        ("model.onnx:.:x", "is a folder; name a file in it"),
        ("model.onnx", "names no file with voices; write kokoro:/path/model.onnx:/path/voices.bin"),
    ],
)
def test_mistyped_files_of_kokoro_are_usage_errors(
    folder: Path, files: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each with what would be right."""
    monkeypatch.chdir(folder)
    with pytest.raises(UsageError) as caught:
        open_engine(f"kokoro:{files}")
    assert message in str(caught.value)


def test_a_file_without_voices_is_told(folder: Path) -> None:
    """Neither an archive nor rows of numbers."""
    with pytest.raises(InstallationError, match=r"other.npz holds no voices of Kokoro's"):
        KokoroEngine().load_files(f"{folder / 'model.onnx'}:{folder / 'other.npz'}")


def test_what_is_no_model_is_told_when_it_speaks(folder: Path) -> None:
    """Its runtime's words are in the message, and it is this machine's matter."""
    engine, voice = open_engine(f"kokoro:{folder / 'model.onnx'}:{folder / 'voices.npz'}")
    with pytest.raises(InstallationError, match=r"model.onnx is no model, or damaged \("):
        engine.synthesize("One.", voice, 1.0)


def test_the_version_is_that_of_the_files(folder: Path) -> None:
    """Other bytes, another version, though size and time are the same; another place, the same."""
    model = folder / "model.onnx"

    def of(files: Path) -> str:
        return open_engine(f"kokoro:{files / 'model.onnx'}:{files / 'voices.npz'}")[0].version

    before, times = of(folder), model.stat()
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    for name in ("model.onnx", "voices.npz"):
        (elsewhere / name).write_bytes((folder / name).read_bytes())
    assert of(elsewhere) == before
    (elsewhere / "model.onnx").write_bytes(b"no model at ALL")
    os.utime(elsewhere / "model.onnx", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert of(elsewhere) != before


def test_a_file_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as its size and time are the same, its digest is remembered."""
    model = folder / "model.onnx"
    before = digest(model)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was read again"))
    assert digest(model) == before


def test_an_archive_of_something_else_is_told(folder: Path) -> None:
    """What is named like a voice and is none is found when it speaks."""
    path = folder / "broken.npz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("af_heart.npy", b"no array")
    assert KokoroEngine().load_files(f"{folder / 'model.onnx'}:{path}") == "af_heart"
