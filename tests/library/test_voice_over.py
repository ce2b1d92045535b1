"""Recordings are found from the routine's folder, and what cannot be one is told at its place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from audioguide import inspection, pipeline
from audioguide.errors import AuthorError
from audioguide.library import load_routine, routine_of
from audioguide.model.voice_over import VoiceOver, line_key
from audioguide.options import Options
from tests.speech.recorded import burst, record

BLOCKS = """
blocks:
  - say: Hello. Welcome to the club! Off we go.
  - sets: [{exercise: march-on-the-spot, sets: 2-3, work: 20s, rest: 20s}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with three recordings."""
    for name in ("brand/open.wav", "voice/rest.wav", "voice/welcome.flac"):
        record(tmp_path / name, burst(440, 0.5))
    return tmp_path


def written(folder: Path, voice_over: str) -> Path:
    path = folder / "club.yaml"
    path.write_text(f"title: The club\nvoice_over:\n{voice_over.strip(chr(10))}{BLOCKS}")
    return path


def told(path: Path) -> list[str]:
    """Return the problems of a routine, without its file's name."""
    with pytest.raises(AuthorError) as caught:
        pipeline.write_script(load_routine(str(path)), Options())
    return [str(problem).removeprefix(f"{path.as_posix()}:") for problem in caught.value.problems]


def read(path: Path) -> VoiceOver:
    found = load_routine(str(path)).voice_over
    assert found
    return found


def test_recordings_are_read_with_their_places(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths of recordings begin in the routine's folder, wherever the program is started."""
    whole = folder / "voice" / "rest.wav"
    path = written(
        folder,
        f"""
  opener: brand/open.wav
  lines:
    Welcome to  the club: voice/welcome.flac
    This is the last set.: '{whole}'
""",
    )
    found = read(path)
    assert found.opener
    assert found.closer is None
    assert found.opener.path == folder / "brand" / "open.wav"
    assert (found.opener.source.line, found.opener.source.column) == (3, 11)
    assert [(line.text, line.path.name) for line in found.lines] == [
        ("Welcome to the club", "welcome.flac"),
        ("This is the last set.", "rest.wav"),
    ]
    assert all(line.path.is_file() for line in found.lines)
    assert [line.source.column for line in found.lines] == [27, 28]
    assert [line.text_at and line.text_at.column for line in found.lines] == [5, 5]
    monkeypatch.chdir(folder / "voice")
    assert read(Path("..", "club.yaml")).opener
    assert load_routine("loop-band-legs").voice_over is None


def test_a_routine_that_is_no_file_yet_has_a_folder(folder: Path) -> None:
    """The recordings of a routine that is not written yet are found as if it were."""
    data = written(folder, "  opener: brand/open.wav").read_bytes()
    over = routine_of(data, folder / "new.yaml").voice_over
    assert over
    assert over.opener


def test_a_slip_in_a_path_gets_the_right_one(folder: Path) -> None:
    """A misspelt path gets the nearest one as its hint, a folder the first file in it."""
    (folder / "empty.wav").touch()
    path = written(
        folder,
        """
  opener: brand
  closer: brand/opne.wav
  lines:
    Hello.: voice/wellcome.flac
    Off we go.: empty.wav
""",
    )
    assert told(path) == [
        "3:11: `brand` is a folder; name a file in it, such as `brand/open.wav`",
        "4:11: no file `brand/opne.wav`; did you mean `brand/open.wav`?",
        "6:13: no file `voice/wellcome.flac`; did you mean `voice/welcome.flac`?",
        "7:17: `empty.wav` is empty; record it again",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("  {}", "3:3: no recording is named here; add `opener: …`, `closer: …` or `lines:`"),
        ("  lines: {}", "3:10: no line stands here; add one, or leave the key out"),
        (
            "  lines: a.wav",
            "3:10: lines are written as texts with files; such as `Welcome.: voice/welcome.wav`",
        ),
        (
            "  a.wav",
            "3:3: a voice-over is written as keys with values; such as opener, closer, lines",
        ),
    ],
)
def test_what_names_no_recording_is_told(folder: Path, text: str, message: str) -> None:
    """A voice-over that names no recording is told at its place."""
    assert told(written(folder, text)) == [message]


@pytest.mark.parametrize(
    "line",
    [
        "Hello.",
        "hello",
        "Welcome to the club",
        "Welcome to the club! Off we go",
        "Hello. Welcome to the club! Off we go.",
        "The club.",  # the title, in the introduction
        "This is the last set.",
        "Set two of three",  # at advanced alone
        "Three",
        "That was The club. Thank you for the work.",
        "Rest.",  # a shorter wording
        "March on the spot. Twenty seconds, two sets.",  # with minimal talk
        "Finish as carefully as you began.",  # with some other seed, in other routines
        "Place each foot softly.",
    ],
)
def test_whatever_may_be_said_may_be_recorded(folder: Path, line: str) -> None:
    """A whole line, or whole sentences of one, may be recorded for any level, talk or seed."""
    path = written(folder, f"  lines:\n    {line}: voice/rest.wav")
    script = pipeline.write_script(load_routine(str(path)), Options())
    assert script.session.voice_over


def test_a_line_that_is_never_said_is_told_with_the_nearest(folder: Path) -> None:
    """Lines that are never said are all told at their places, with the nearest that is."""
    path = written(
        folder,
        """
  lines:
    Welcome to our club.: voice/welcome.flac
    Hello.: voice/rest.wav
    This is the last sett.: voice/rest.wav
    Quark soup and radishes: voice/rest.wav
""",
    )
    never = "nothing in this routine is said like this"
    assert told(path) == [
        f"4:5: {never}; did you mean `Welcome to the club!`?",
        f"6:5: {never}; did you mean `This is the last set.`?",
        f"7:5: {never}; `audioguide script` shows what is said",
    ]


def test_a_day_of_a_programme_may_leave_a_line_out(folder: Path) -> None:
    """A recorded title of a routine is no mistake on a programme's day, which has its own."""
    (folder / "routines").mkdir()
    path = written(folder, "  lines:\n    The club.: ../voice/rest.wav")
    path = path.rename(folder / "routines" / path.name)
    assert pipeline.write_script(load_routine(str(path)), Options()).cues
    programme = folder / "weeks.yaml"
    programme.write_text("title: Two\nweeks: 2\ndays:\n  - {day: 1, routine: club}\n")
    checked = inspection.check(str(programme), Options(voice="silent"), content=folder)
    assert checked.findings == ()
    assert len(checked.trainings_ms) == 2


def test_check_tells_a_recording_that_is_no_sound(folder: Path) -> None:
    """A recording that is no sound is told once for all levels; --fast reads its first bytes."""
    (folder / "text.wav").write_text("hello")
    record(folder / "silent.wav", burst(440, 0.5) * 0)
    path = written(
        folder,
        """
  opener: text.wav
  lines:
    Hello.: silent.wav
""",
    )
    options = Options(voice="silent")
    fast = inspection.check(str(path), options, fast=True)
    full = inspection.check(str(path), options)
    unreadable = "text.wav cannot be read as sound (Format not recognised)"
    assert [one.problem.message for one in fast.findings] == [unreadable]
    assert [one.problem.message for one in full.findings] == [unreadable, "silent.wav is silent"]


def test_quotes_and_stops_make_no_other_line() -> None:
    """Quotes, stops, case, spaces and the printer's apostrophe do not make another line."""
    same = ["Don't stop", "don\u2019t  stop!", " \u201cDon't stop.\u201d ", "'Don't stop\u2026'"]
    assert {line_key(text) for text in same} == {"don't stop"}
    assert line_key("Don't, stop") != line_key("Don't stop")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes among files")
def test_what_is_no_file_is_told_as_such(tmp_path: Path) -> None:
    """A pipe, or a link to itself, is there: nobody is asked whether its name is right."""
    os.mkfifo(tmp_path / "pipe.wav")
    (tmp_path / "loop.wav").symlink_to("loop.wav")
    path = tmp_path / "a.yaml"
    for name in ("pipe.wav", "loop.wav"):
        path.write_text(f"title: T\nvoice_over: {{opener: {name}}}\nblocks: [{{pause: 10s}}]\n")
        with pytest.raises(
            AuthorError, match=rf"`{name}` is no file, but a pipe, a device or a br"
        ):
            load_routine(str(path))
