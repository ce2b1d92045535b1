"""What `audioguide render` writes, prints and refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from audioguide import pipeline
from audioguide.errors import (
    AuthorError,
    DestinationError,
    InstallationError,
    Problem,
    Source,
)
from audioguide.model.routine import Level
from audioguide.model.script import TalkProfile
from audioguide.options import Options
from tests.cli.conftest import Run, Stages


def _mistake(file: str, line: int, what: str = "no exercise `x`") -> AuthorError:
    return AuthorError(Problem(Source(file, line, 3), what, "see the list"))


def test_the_path_is_all_that_stdout_gets(stages: Stages, run: Run) -> None:
    """Stdout has the path for programs, stderr the summary for people."""
    result = run("render", "hips")
    assert result.exit_code == 0
    assert result.stdout == "hips.mp3\n"
    assert result.stderr == "hips: speaking\nHips: 3:09 min, 1.5 MB, speech -19.0 LUFS, hips.mp3\n"
    assert Path("hips.mp3").stat().st_size == 1_500_000


def test_quiet_leaves_the_path_alone(stages: Stages, run: Run) -> None:
    """With --quiet nothing is on stderr, and the path is still on stdout."""
    result = run("render", "hips", "-q")
    assert (result.stdout, result.stderr) == ("hips.mp3\n", "")


def test_an_output_folder_takes_the_files(stages: Stages, run: Run) -> None:
    """Where there is a folder `output`, episodes go there unasked."""
    Path("output").mkdir()
    assert run("render", "hips", "-q").stdout == f"{Path('output', 'hips.mp3')}\n"


def test_a_checkout_has_its_output_folder_made(stages: Stages, run: Run) -> None:
    """In a checkout whose folder `output` was deleted it comes back."""
    Path("content").mkdir()
    Path("audioguide").mkdir()
    Path("audioguide", "pipeline.py").touch()
    assert run("render", "hips", "-q").stdout == f"{Path('output', 'hips.mp3')}\n"


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ("", "hips"),
        ("--level intermediate --talk full --voice hibari", "hips"),
        ("--level beginner", "hips-beginner"),
        ("--talk brief", "hips-brief"),
        ("--talk minimal --level beginner", "hips-beginner-minimal"),
        ("--voice silent", "hips-silent"),
        ("--voice hibari:emma --talk brief", "hips-brief-hibari-emma"),
        ("--seed 7", "hips-seed-7"),
        ("--known", "hips-known"),
        ("--no-intro --talk brief --known", "hips-brief-known-no-intro"),
        ("--sounds class", "hips-sounds-class"),
    ],
)
def test_what_was_asked_for_is_in_the_name(
    stages: Stages, run: Run, options: str, name: str
) -> None:
    """Level, talk, voice and what is left out join the file's name where they are not usual."""
    assert run("render", "hips", *options.split(), "-q").stdout == f"{name}.mp3\n"


def test_options_reach_the_stages(stages: Stages, run: Run) -> None:
    """Level, voice, talk and seed arrive as they were typed."""
    options = ["--level", "advanced", "--voice", "system:anna", "--talk", "brief", "--seed", "7"]
    run("render", "hips", *options)
    assert stages.asked == [Options(Level.ADVANCED, "system:anna", TalkProfile.BRIEF, 7)]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("--known", Options(explain="minimal")),
        ("--no-intro", Options(intro=False)),
        ("--known --no-intro", Options(explain="minimal", intro=False)),
    ],
)
@pytest.mark.parametrize("command", ["render", "plan", "script"])
def test_what_a_listener_knows_is_left_out(
    stages: Stages, run: Run, command: str, typed: str, asked: Options
) -> None:
    """Every command that shows or makes an episode can leave out explanations and introduction."""
    assert run(command, "hips", *typed.split()).exit_code == 0
    assert stages.asked == [asked]


@pytest.mark.parametrize("command", ["render", "plan", "script"])
def test_a_set_of_sounds_reaches_the_stages(stages: Stages, run: Run, command: str) -> None:
    """Every command that shows or makes an episode takes a set of sounds, and refuses another."""
    assert run(command, "hips", "--sounds", "soft").exit_code == 0
    assert stages.asked == [Options(sounds="soft")]
    result = run(command, "hips", "--sounds", "sofd")
    assert result.exit_code == 2
    assert "`sofd` is not a set of sounds; did you mean `soft`?" in result.stderr


def test_a_file_of_ones_own_gives_its_name(stages: Stages, run: Run) -> None:
    """An episode of a YAML file in another folder is written in the current one, under its name."""
    assert run("render", "elsewhere/hills.yaml", "-q").stdout == "hills.mp3\n"


@pytest.mark.parametrize(
    ("typed", "path"),
    [("a.mp3", "a.mp3"), ("A.MP3", "A.MP3"), ("new/a.mp3", "new/a.mp3"), ("new/", "new/hips.mp3")],
)
def test_o_takes_a_file_or_a_folder(stages: Stages, run: Run, typed: str, path: str) -> None:
    """-o is a file where it ends in .mp3, and a folder where it ends in a slash; both are made."""
    assert run("render", "hips", "-q", "-o", typed).stdout == f"{Path(path)}\n"
    assert Path(path).is_file()


def test_o_takes_a_folder_that_exists(stages: Stages, run: Run) -> None:
    """A folder that exists needs no slash."""
    Path("there").mkdir()
    result = run("render", "a", "b", "-q", "-o", "there")
    assert result.stdout == f"{Path('there/a.mp3')}\n{Path('there/b.mp3')}\n"


def test_other_kinds_of_files(stages: Stages, run: Run) -> None:
    """A file's ending says what it is; --format says it for files that take their own names."""
    assert run("render", "hips", "-q", "-o", "a.FLAC").stdout == "a.FLAC\n"
    assert run("render", "hips", "-q", "-o", "a.wav", "--format", "wav").stdout == "a.wav\n"
    assert run("render", "hips", "-q", "--format", "opus").stdout == "hips.opus\n"
    result = run("render", "a", "b", "-q", "--format", "ogg", "-o", "there/")
    assert result.stdout == f"{Path('there/a.ogg')}\n{Path('there/b.ogg')}\n"


def test_what_a_kind_of_file_needs_is_asked_for_first(
    stages: Stages, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without ffmpeg an M4A file is refused before anything is read; the exit code is 3."""

    def ready(ending: str) -> None:
        if ending == ".m4a":
            raise InstallationError(Problem(None, "no ffmpeg", "install it"))

    monkeypatch.setattr(pipeline, "ready", ready)
    stages.broken = {"a": _mistake("a.yaml", 4)}
    for arguments in (["-o", "x.M4A"], ["--format", "m4a"]):
        result = run("render", "a", *arguments)
        assert (result.exit_code, result.stderr) == (3, "error: no ffmpeg; install it\n")
    assert run("render", "a").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["a", "b", "-o", "x.mp3"],
            "2 routines cannot share the one file x.mp3; give a folder and end it with a slash: x/",
        ),
        (
            ["a", "-o", "x.aac"],
            "a `.aac` file cannot be written, only .mp3, .m4a, .ogg, .opus, .flac or .wav; "
            "name it x.mp3",
        ),
        (
            ["a", "-o", "x.mp3", "--format", "flac"],
            "x.mp3 is no name for `--format flac`; name it x.flac, or leave --format out",
        ),
        (
            ["a", "--format", "flak"],
            "--format: `flak` is not a kind of sound file; did you mean `flac`?",
        ),
        (["a", "-o", "x"], "x has no ending; name it x.mp3, or end a folder with a slash: x/"),
        (["a", "-o", ""], "-o is empty; give it a file or a folder"),
        (
            ["a/hips", "b/hips"],
            "more than one routine would be written to hips.mp3; render them apart",
        ),
        (["unknown"], "no routine `unknown`; see `audioguide list`"),
    ],
)
def test_usage_errors(stages: Stages, run: Run, arguments: list[str], message: str) -> None:
    """What was typed wrongly is said in one line before any work, and the exit code is 2."""
    result = run("render", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"error: {message}\n"
    assert stages.asked == []


def test_a_file_where_a_folder_should_be(stages: Stages, run: Run) -> None:
    """A destination that cannot be written is noticed before any work; the exit code is 3."""
    Path("note").touch()
    result = run("render", "hips", "-o", "note/a.mp3")
    assert result.exit_code == 3
    assert "note is a file" in result.stderr
    assert stages.asked == []


def test_all_mistakes_of_all_files_come_at_once(stages: Stages, run: Run) -> None:
    """Each mistake has a line that begins with its place, sorted; nothing is rendered before."""
    two = [Problem(Source("b.yaml", line), "bad") for line in (9, 2)]
    stages.broken = {"b": AuthorError(two), "a": _mistake("a.yaml", 4)}
    result = run("render", "b", "fine", "a")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "a.yaml:4:3: no exercise `x`; see the list\nb.yaml:2:1: bad\nb.yaml:9:1: bad\n"
    )
    assert not Path("fine.mp3").exists()


def test_the_highest_exit_code_wins(stages: Stages, run: Run) -> None:
    """Where an author and the command line are both wrong, the exit code is the command line's."""
    stages.broken = {"a": _mistake("a.yaml", 4)}
    for arguments in (["a", "unknown"], ["unknown", "a"]):
        result = run("render", *arguments)
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 2)


def test_what_does_not_fit_keeps_no_other_routine_from_being_written(
    stages: Stages, run: Run
) -> None:
    """A mistake that only the voice reveals is told at the end; the other files are complete."""
    stages.unarranged = {"a": _mistake("a.yaml", 4, "too long")}
    result = run("render", "a", "b", "-q")
    assert (result.exit_code, result.stdout) == (1, "b.mp3\n")
    assert result.stderr == "a.yaml:4:3: too long; see the list\n"


@pytest.mark.parametrize("kind", [InstallationError, DestinationError])
def test_what_the_machine_cannot_do_ends_it(
    stages: Stages, run: Run, kind: type[InstallationError | DestinationError]
) -> None:
    """A missing voice or a full disk ends the command at once, with exit code 3."""
    stages.unarranged = {"a": kind(Problem(None, "no voice", "install one"))}
    result = run("render", "a", "b", "-q")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "error: no voice; install one\n"


def test_an_interrupt_is_one_line(stages: Stages, run: Run) -> None:
    """Ctrl-C ends with 130 and one line."""
    stages.unarranged = {"a": KeyboardInterrupt()}
    result = run("render", "a", "-q")
    assert (result.exit_code, result.stderr) == (130, "interrupted\n")


def test_a_mistake_of_the_program_keeps_its_traceback(stages: Stages, run: Run) -> None:
    """An error that nobody foresaw is raised as it is."""
    stages.unarranged = {"a": ZeroDivisionError("ours")}
    with pytest.raises(ZeroDivisionError, match="ours"):
        run("render", "a")


def test_an_author_cannot_steer_the_terminal(stages: Stages, run: Run) -> None:
    """Control characters and line breaks from a file do not reach the terminal."""
    stages.broken = {"a": AuthorError(Problem(Source("a.yaml"), "no `\x1b[2J\nx`"))}
    assert run("render", "a").stderr == "a.yaml:1:1: no ` [2J x`\n"
