"""What is particular to the machine's own speech: a process that may hang, crash or babble."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from audioguide.errors import InstallationError, UsageError
from audioguide.model.script import Wording
from audioguide.sound.onset import span
from audioguide.speech import Speaker, SpeechError, list_voices, open_engine, system
from audioguide.speech.engine import find_voice
from audioguide.speech.registry import find_engine
from audioguide.speech.system import SystemEngine

if not SystemEngine().voices()[0].ready:
    pytest.skip("this machine has no speech of its own", allow_module_level=True)

TEXT = "Keep the band tight, and breathe out on the way up."
ROOT = Path(__file__).parents[2]

# How macOS and Windows speak is not ours to promise: there a text's samples may differ a little.
NEARLY_MS = 30

linux = pytest.mark.skipif(sys.platform != "linux", reason="about eSpeak NG and its voices")
posix = pytest.mark.skipif(sys.platform == "win32", reason="about signals of POSIX")

# Runs in the worker before anything else, and spoils pyttsx3 for texts that ask for it.
SPOILT = """
import os, signal, sys, time
import pyttsx3.engine
engine = pyttsx3.engine.Engine
save, run, asked = engine.save_to_file, engine.runAndWait, ["", ""]

def save_to_file(self, text, path, name=None):
    asked[:] = text, path
    save(self, text, path, name)

def write(self, data):
    with open(asked[1], "wb") as file:
        file.write(data)
    self._notify("finished-utterance", name=None, completed=True)

def runAndWait(self):
    text = asked[0]
{spoils}
    run(self)

engine.save_to_file, engine.runAndWait = save_to_file, runAndWait
"""
SPOILS = """
if "Hang" in text:
    time.sleep(99)
if "Crash" in text:
    os.kill(os.getpid(), signal.SIGSEGV)
if "Raise" in text:
    raise KeyError("no such thing")
if "Cut" in text:
    return self._notify("finished-utterance", name=None, completed=False)
if "Nothing" in text:
    return self._notify("finished-utterance", name=None, completed=True)
if "Empty" in text:
    return write(self, b"")
if "Garbage" in text:
    return write(self, b"no sound at all" * 99)
if "Silence" in text:
    import wave
    with wave.open(asked[1], "wb") as file:
        file.setparams((1, 2, 22050, 0, "NONE", ""))
        file.writeframes(bytes(44100))
    return self._notify("finished-utterance", name=None, completed=True)
if "Full" in text:
    import wave
    def full(*_):
        raise OSError(28, "No space left on device")
    wave.open = full
"""

Before = Callable[[str], None]


@pytest.fixture
def before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Before:
    """Code that every Python started from here runs first."""

    def put(code: str) -> None:
        (tmp_path / "sitecustomize.py").write_text(code, encoding="utf-8")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    return put


@pytest.fixture(scope="module")
def engine() -> Iterator[SystemEngine]:
    """One engine that works."""
    made = SystemEngine()
    yield made
    made.close()


@pytest.fixture
def spoilt(before: Before) -> Iterator[SystemEngine]:
    """An engine whose library goes wrong at texts that say how."""
    before(SPOILT.format(spoils=textwrap.indent(SPOILS, "    ")))
    made = SystemEngine()
    yield made
    made.close()


def sound_ms(engine: SystemEngine, text: str, pace: float = 1.0, voice: str = "") -> float:
    """How long a text sounds."""
    made = engine.synthesize(text, voice or engine.voices()[0].name, pace)
    found = span(made.samples, made.rate_hz)
    assert found is not None
    return (found.end - found.onset) * 1000 / made.rate_hz


def pid(engine: SystemEngine) -> int:
    """The process that speaks for an engine."""
    assert engine._worker is not None
    return engine._worker.pid


def test_a_hundred_texts_come_from_one_process(engine: SystemEngine) -> None:
    """No file is lost, none is another text's, and nothing is left of them."""
    sound_ms(engine, "One.")
    before = pid(engine)
    lengths = [sound_ms(engine, "Up. " * (1 + n % 4)) for n in range(100)]
    assert pid(engine) == before
    for n in range(4):
        assert max(lengths[n::4]) - min(lengths[n::4]) < NEARLY_MS
    assert lengths[:4] == sorted(lengths[:4])
    assert engine._worker is not None
    assert not list(engine._worker.folder.glob("*.*"))


def test_a_long_text_is_whole(engine: SystemEngine) -> None:
    """Two thousand characters last as long as their sentences."""
    assert sound_ms(engine, f"{TEXT} " * 40) > 35 * sound_ms(engine, TEXT)


def test_many_callers_wait_for_their_turn(engine: SystemEngine) -> None:
    """Eight threads get what they asked for."""
    counts = [1 + n % 5 for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        lengths = list(pool.map(lambda count: sound_ms(engine, "Up. " * count), counts))
    alone = {count: sound_ms(engine, "Up. " * count) for count in set(counts)}
    for count, length in zip(counts, lengths, strict=True):
        assert length == pytest.approx(alone[count], abs=NEARLY_MS)


def test_pace_and_voice_apply_to_every_text(engine: SystemEngine) -> None:
    """A change of both at every text is never dropped; 1.3 is clearly shorter than 1.0."""
    names = [voice.name for voice in engine.voices() if voice.language[:2].casefold() == "en"][:2]
    expected = {
        (pace, name): sound_ms(engine, TEXT, pace, name) for pace in (1.0, 1.3) for name in names
    }
    assert all(expected[1.3, name] < 0.85 * expected[1.0, name] for name in names)
    for _ in range(10):
        for (pace, name), length in expected.items():
            assert sound_ms(engine, TEXT, pace, name) == pytest.approx(length, abs=NEARLY_MS)


@linux
def test_a_text_knows_nothing_of_the_one_before(engine: SystemEngine) -> None:
    """Sample by sample the same, whatever was spoken in between, and in another voice or pace."""
    first = engine.synthesize(TEXT, "en-us", 1.0).samples
    for n in range(12):
        engine.synthesize("Up. " * (1 + n % 3), ("en-us", "en-gb", "de")[n % 3], 1.0 + n / 20)
        assert np.array_equal(engine.synthesize(TEXT, "en-us", 1.0).samples, first)


@linux
def test_voices_without_a_dictionary_are_not_listed(engine: SystemEngine) -> None:
    """Those of the wheel would be silent; a voice that borrows a dictionary stays."""
    names = {voice.name for voice in engine.voices()}
    assert {"nb", "ltg", "hyw"} <= names
    assert not {"fo", "kaa", "xex"} & names
    for name in ("nb", "lfn", "ltg"):
        assert sound_ms(engine, "One two three.", voice=name) > 100


@linux
def test_another_voice_sounds_different(engine: SystemEngine) -> None:
    """A text in German is not the text in English."""
    lengths = [sound_ms(engine, TEXT, voice=voice) for voice in ("en-us", "de", "en-us")]
    assert abs(lengths[0] - lengths[1]) > 50
    assert lengths[0] == pytest.approx(lengths[2], abs=NEARLY_MS)


@linux
def test_its_pace_is_about_hibaris(engine: SystemEngine) -> None:
    """At 1.0 explanations have about 165 words a minute."""
    text = (
        "Glute bridge. Lie on your back with your knees bent and your feet flat. Press through "
        "your heels, lift your hips until your body is one line, and lower them slowly."
    )
    assert 135 < len(text.split()) * 60_000 / sound_ms(engine, text) < 200


@linux
@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("system", "en-us"),
        ("system:en", "en-us"),
        ("system:en-GB", "en-gb"),
        ("system:gmw/en", "en-gb"),
        ("system:english (scotland)", "en-gb-scotland"),
        ("system:fr", "fr-fr"),
        ("system:sit/yue-latn-jyutping", "yue-latn-jyutping"),
    ],
)
def test_voices_are_found_by_name_id_title_and_language(asked: str, name: str) -> None:
    """Whatever the machine calls a voice finds it; English is the default."""
    engine, typed = find_engine(asked)
    assert find_voice(engine.name, engine.voices(), typed or engine.voices()[0].name).name == name


@linux
@pytest.mark.parametrize("asked", ["system:es", "system:fr-fr", "system:sit/yue"])
def test_a_voice_of_another_language_is_refused_with_some_that_do(asked: str) -> None:
    """It would read English by its own language's rules."""
    with pytest.raises(UsageError, match=r"not `en`; choose system:en-us, system:en-gb, "):
        open_engine(asked)


@linux
def test_an_unknown_language_is_answered_with_the_nearest() -> None:
    """A voice that is not there is a usage error."""
    with pytest.raises(UsageError, match="no voice `en-gbb` in `system`; did you mean `en-gb`"):
        open_engine("system:en-gbb")


@posix
def test_after_a_kill_the_next_text_is_spoken(engine: SystemEngine) -> None:
    """A process that was killed between texts is started again."""
    sound_ms(engine, "One.")
    before = pid(engine)
    os.kill(before, signal.SIGKILL)
    while engine._worker and not engine._worker.has_ended:
        time.sleep(0.01)
    assert sound_ms(engine, "Two.") > 100
    assert pid(engine) != before


@posix
def test_a_crash_is_an_error_by_name_and_the_next_text_is_spoken(spoilt: SystemEngine) -> None:
    """A library that takes its process down costs one text, with engine, voice and text named."""
    voice = spoilt.voices()[0].name
    for _ in range(3):
        with pytest.raises(SpeechError) as caught:
            sound_ms(spoilt, "Crash here.")
        assert f"system:{voice} failed (its process ended with -11) at: “Crash" in str(caught.value)
        assert sound_ms(spoilt, "Go on.") > 100


@posix
def test_two_crashes_in_a_row_are_enough(spoilt: SystemEngine) -> None:
    """It is started again once; after that, texts fail at once."""
    for _ in range(2):
        with pytest.raises(SpeechError, match="ended with"):
            sound_ms(spoilt, "Crash here.")
    with pytest.raises(SpeechError, match="failed before, and again"):
        sound_ms(spoilt, "Go on.")


def test_a_hang_is_ended_in_time(spoilt: SystemEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that hangs costs one text and its time limit; its process is gone."""
    monkeypatch.setattr(system, "LIMIT_S", 0.2)
    monkeypatch.setattr(system, "LIMIT_CHARACTER_S", 0.0)
    spoilt.voices()
    worker = spoilt._worker
    assert worker is not None
    with pytest.raises(SpeechError, match=r"failed \(no answer in 0 s\) at: “Hang here"):
        sound_ms(spoilt, "Hang here.")
    assert worker.has_ended
    assert not worker.folder.exists()
    assert not still_about(worker.folder), "a child outlived it"
    monkeypatch.setattr(system, "LIMIT_S", 20.0)
    assert sound_ms(spoilt, "Go on.") > 100


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Raise.", "failed (KeyError: 'no such thing') at: “Raise."),
        ("Cut.", "failed (RuntimeError: cut short) at: “Cut."),
        ("Nothing.", "wrote no sound file for: “Nothing."),
        ("Empty.", "wrote no sound file for: “Empty."),
        ("Garbage.", "wrote a sound file that cannot be read ("),
        ("Silence.", "gave silence for: “Silence."),
        pytest.param("Full.", "No space left on device", marks=linux),
    ],
)
def test_a_bad_file_is_an_error_by_name(spoilt: SystemEngine, text: str, message: str) -> None:
    """A file that is missing, empty, unreadable, silent or cut short never becomes a clip."""
    if text in ("Nothing.", "Empty.") and sys.platform == "win32":
        pytest.skip("sapi5 sends no event")
    with pytest.raises(SpeechError) as caught:
        sound_ms(spoilt, text)
    assert message in str(caught.value)
    assert sound_ms(spoilt, "Go on.") > 100


def test_noise_is_kept_from_the_protocol(before: Before) -> None:
    """What libraries print, before, between and without an end of line, is not heard."""
    noise = """
        os.write(1, b"{}\\n[1, 2]\\nbabble")
        print("more", "babble", end="")
        sys.stdout.flush()
    """
    before("print('babble', end='', flush=True)\n" + SPOILT.format(spoils=noise))
    engine = SystemEngine()
    assert [sound_ms(engine, "Up. " * n) > 100 for n in range(1, 6)] == [True] * 5
    engine.close()


def test_a_failed_text_ends_a_speaker_cleanly(
    spoilt: SystemEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Among many texts of several threads one hangs: one error, and no process is left."""
    monkeypatch.setattr(system, "LIMIT_S", 0.2)
    monkeypatch.setattr(system, "LIMIT_CHARACTER_S", 0.0)
    texts = [f"Up {n}." for n in range(6)] + ["Hang here."] + [f"Down {n}." for n in range(6)]
    with (
        pytest.raises(SpeechError, match="Hang here"),
        Speaker("system") as speaker,
    ):
        speaker.prepare([Wording(text, text) for text in texts])
    assert isinstance(speaker.engine, SystemEngine)
    assert speaker.engine._worker is None


@linux
def test_without_espeak_it_says_what_it_needs(before: Before) -> None:
    """Where nothing can speak, the list says so, and asking for it is told what to install."""
    before(
        "import ctypes, sys\n"
        "sys.modules['espeakng_loader'] = None\n"
        "def missing(path): raise OSError(path)\n"
        "ctypes.cdll.LoadLibrary = missing\n"
    )
    (voice,) = list_voices()["system"]
    assert not voice.ready
    assert "espeakng-loader" in voice.needs
    for name in ("system", "system:en-gb"):
        with pytest.raises(InstallationError, match=r"engine `system`.*install.*espeakng-loader"):
            open_engine(name)
    with pytest.raises(InstallationError, match="espeakng-loader"):
        SystemEngine().synthesize("One.", "en-us", 1.0)


def test_a_library_that_does_not_start_is_given_up(
    before: Before, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A start that hangs is tried once, for a limited time."""
    monkeypatch.setattr(system, "START_S", 0.3)
    before("import time, pyttsx3\npyttsx3.init = lambda driver: time.sleep(99)\n")
    engine = SystemEngine()
    start = engine.voices()
    assert "no answer" in start[0].needs
    assert engine.voices() == start
    assert engine._worker is None


@linux
def test_a_long_path_to_its_data_is_no_obstacle(before: Before, tmp_path: Path) -> None:
    """eSpeak NG cannot open long paths, so it is given a short one."""
    deep = tmp_path.joinpath(*["ö" * 60] * 4)
    deep.mkdir(parents=True)
    before(
        "import espeakng_loader, os\n"
        f"deep = {str(deep / 'data')!r}\n"
        "if not os.path.islink(deep): os.symlink(espeakng_loader.get_data_path(), deep)\n"
        "espeakng_loader.get_data_path = lambda: deep\n"
    )
    engine = SystemEngine()
    assert sound_ms(engine, "One.") > 100
    engine.close()


@posix
@pytest.mark.parametrize("end", ["", "os.kill(os.getpid(), 9)", "engine.close(); engine.close()"])
def test_nothing_is_left_behind(tmp_path: Path, end: str) -> None:
    """However the program ends, the other process ends with it and its folder is deleted."""
    code = (
        "import os; from audioguide.speech import open_engine; "
        "engine, voice = open_engine('system'); "
        f"engine.synthesize('One.', voice, 1.0); print(engine._worker.pid, flush=True); {end}"
    )
    env = os.environ | {"TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    worker = int(ran.stdout)
    for _ in range(500):
        if not list(tmp_path.iterdir()) and not lives(worker):
            break
        time.sleep(0.01)
    assert not list(tmp_path.iterdir())
    assert not lives(worker)
    assert not ran.stderr


def still_about(folder: Path) -> list[str]:
    """Processes on Linux that were started for a folder; being killed takes them a moment."""
    left: list[str] = []
    for _ in range(200):
        left = []
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if str(folder) in (entry / "cmdline").read_text("utf-8", "replace"):
                    left.append(entry.name)
        if not left:
            break
        time.sleep(0.01)
    return left


def lives(process: int) -> bool:
    """Whether a process is there, other than as one that nobody has buried."""
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
