"""The routines, exercises and commands that the README shows work as they are written."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from audioguide.cli.app import app
from audioguide.library import load_routine
from audioguide.model.routine import Level
from audioguide.model.script import Wording
from audioguide.planning import plan
from audioguide.speech import Speaker
from devtools.reference import renewed

README = Path(__file__).resolve().parent.parent / "README.md"
TEXT = README.read_text("utf-8")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

FENCED = [(found[1], found[2], TEXT[: found.start()]) for found in FENCE.finditer(TEXT)]
"""Language, text, and what stands before it."""


def keys(text: str) -> set[str]:
    """Return the keys of a YAML block, or none if it is no mapping."""
    content = yaml.safe_load(text)
    return set(content) if isinstance(content, dict) else set()


YAML = [(text, before) for language, text, before in FENCED if language == "yaml"]
ROUTINES = [text for text, _ in YAML if "blocks" in keys(text)]
EXERCISES = {
    re.findall(r"exercises/([a-z0-9-]+)\.yaml", before)[-1]: text
    for text, before in YAML
    if "name" in keys(text) and keys(text) & {"setup", "movement"}
}
"""By the id that the sentence before them gives them."""

COMMANDS = [
    line.split("#")[0].strip()
    for language, text, _ in FENCED
    if language == "sh"
    for line in text.replace("\\\n", " ").splitlines()
]
CALLS = [line for line in COMMANDS if re.search(r"(^| )(audioguide|\S*scripts/run\.py) ", line)]


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """Give a folder with the README's exercises where it says they go."""
    (tmp_path / "exercises").mkdir()
    for name, text in EXERCISES.items():
        (tmp_path / "exercises" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_there_is_something_to_try() -> None:
    """The README has a routine, an exercise and several commands."""
    assert ROUTINES
    assert EXERCISES
    assert WORDS
    assert len(CALLS) > 5


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("text", ROUTINES)
def test_its_routines_are_planned(beside: Path, text: str, level: Level) -> None:
    """The README's routines are planned at every level without a mistake."""
    path = beside / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    assert plan(load_routine(str(path)), level).segments


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("name", EXERCISES)
def test_its_exercises_can_be_named_in_a_routine(beside: Path, name: str, level: Level) -> None:
    """The README's exercises can be named in a routine by their files' names alone."""
    path = beside / "mine.yaml"
    path.write_text(f"title: T\nblocks: [sets: [{name}]]\n", encoding="utf-8")
    session = plan(load_routine(str(path)), level)
    assert {s.exercise.id for s in session.segments if s.exercise} == {name}


WORDS = [text for text, _ in YAML if keys(text) & {"phrases", "pronounce", "sounds"}]


@pytest.mark.parametrize("text", WORDS)
def test_its_own_words_and_sounds_are_read(tmp_path: Path, text: str) -> None:
    """What the README shows of own words and sounds stands in a routine without a mistake."""
    (tmp_path / "sounds").mkdir()
    (tmp_path / "sounds" / "whistle.wav").write_bytes(b"RIFF")
    path = tmp_path / "mine.yaml"
    path.write_text(f"{text}title: T\nblocks: [say: Hello.]\n", encoding="utf-8")
    routine = load_routine(str(path))
    assert routine.words.phrases
    assert routine.words.encouragement
    assert routine.words.pronunciations
    assert routine.sounds.files


@pytest.mark.parametrize("line", CALLS)
def test_its_commands_exist_with_their_options(line: str) -> None:
    """Every command in the README exists, with every option that it is given."""
    words = shlex.split(line)
    at = next(n for n, word in enumerate(words) if re.search(r"(^|/)(audioguide|run\.py)$", word))
    rest = words[at + 1 :]
    group = get_command(app)
    command = getattr(group, "commands", {}).get(rest[0]) if not rest[0].startswith("-") else group
    assert command is not None, f"there is no command {rest[0]}"
    known = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    given = {word.split("=")[0] for word in rest if re.match(r"--?[a-z]", word)}
    assert given <= known | {"--help", "--version"}


PYTHON = [text for language, text, _ in FENCED if language == "python"]


@pytest.mark.parametrize("text", [one for one in PYTHON if "audioguide.load" in one])
def test_its_programs_run(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the README shows of Python renders the routine that it shows."""
    monkeypatch.chdir(tmp_path)
    Path("hips.yaml").write_text(ROUTINES[0], encoding="utf-8")
    exec(compile(text.replace('talk="brief"', 'talk="brief", voice="silent"'), "README.md", "exec"))
    assert Path("hips.mp3").stat().st_size > 1_000_000
    assert "Last push, round 4" in capsys.readouterr().out


@pytest.mark.parametrize("text", [one for one in PYTHON if "(Engine)" in one])
def test_its_engine_speaks(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The README's engine, offered as the README says, can be asked for by its name."""
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "beeper.py").write_text(text, encoding="utf-8")
    about = tmp_path / "beeper-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: beeper\nVersion: 1\n")
    [offered] = [one for language, one, _ in FENCED if language == "toml"]
    [point] = tomllib.loads(offered)["project"]["entry-points"]["audioguide.engines"].items()
    (about / "entry_points.txt").write_text(f"[audioguide.engines]\n{' = '.join(point)}\n")
    with Speaker("beeper:high") as speaker:
        assert speaker.clip(Wording("Ten.", "Ten.", count=True)).length > 4_800


def test_its_list_of_commands_is_the_programs_own() -> None:
    """`python3 scripts/reference.py` writes it; the list says what --help says."""
    assert renewed(TEXT) == TEXT
