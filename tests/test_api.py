"""What a Python program may call."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import audioguide
from audioguide.errors import AuthorError, UsageError
from audioguide.formats.plan_json import plan_json

TEXT = """\
title: Hips
blocks:
  - circuit: [march-on-the-spot, {exercise: hip-circle, work: 1:30}]
    work: 20s
    rest: 10
"""
DATA = {
    "title": "Hips",
    "blocks": [
        {
            "circuit": ["march-on-the-spot", {"exercise": "hip-circle", "work": "1:30"}],
            "work": "20s",
            "rest": 10,
        }
    ],
}
SILENT = audioguide.Options(voice="silent")


def test_a_routine_is_loaded_from_a_name_a_file_a_text_or_a_mapping(tmp_path: Path) -> None:
    """All four say the same; a routine is what it is already."""
    path = tmp_path / "hips.yaml"
    path.write_text(TEXT, encoding="utf-8")
    plans = {
        plan_json(audioguide.plan(one, SILENT)).replace(f"{tmp_path}/hips.yaml", "")
        for one in (path, str(path))
    }
    assert len(plans) == 1
    by_text, by_data = audioguide.load(TEXT), audioguide.load(DATA)
    assert [audioguide.plan(one, SILENT).duration_ms for one in (path, by_text, by_data)] == [
        audioguide.plan(by_text, SILENT).duration_ms
    ] * 3
    assert audioguide.load("loop-band-legs").title == "Loop-band legs"
    assert audioguide.load(by_text) is by_text


def test_mistakes_in_a_mapping_are_told_by_the_way_to_them() -> None:
    """All of them at once; a value that YAML could not say is one."""
    wrong = {"title": "T", "blocks": [{"circuit": ["march-on-the-spo"], "work": "20x"}]}
    with pytest.raises(AuthorError) as caught:
        audioguide.load(wrong)
    assert [str(one.source).partition(":")[0] for one in caught.value.problems] == [
        "routine.blocks[0].circuit[0]",
        "routine.blocks[0].work",
    ]
    with pytest.raises(AuthorError, match=r"routine\.title.*a set cannot stand here"):
        audioguide.load({"title": {1, 2}, "blocks": []})


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"level": "hard"}, "`hard` is not a level; choose beginner, intermediate or advanced"),
        ({"talk": "breif"}, "`breif` is not an amount of talk; did you mean `brief`?"),
        ({"pace": 9}, "a pace of 9 is out of range"),
        ({"pace": float("nan")}, "out of range"),
    ],
)
def test_options_that_there_are_not_are_refused(chosen: dict[str, object], message: str) -> None:
    """As soon as they are written, and not in the middle of a render."""
    with pytest.raises(UsageError) as caught:
        audioguide.Options(**chosen)  # type: ignore[arg-type]
    assert message in str(caught.value)


def test_a_render_writes_the_file_and_tells_of_it(tmp_path: Path) -> None:
    """Its progress is told; an ending that no format has is refused before anything is spoken."""
    told: set[str] = set()
    episode = audioguide.render(
        TEXT, tmp_path / "hips.mp3", SILENT, progress=lambda what, done, total: told.add(what)
    )
    assert episode.size_bytes == (tmp_path / "hips.mp3").stat().st_size
    assert told <= {"Speaking", "Encoding"}
    with pytest.raises(audioguide.AudioguideError, match="txt"):
        audioguide.render(TEXT, tmp_path / "hips.txt", SILENT)


def test_the_names_stay_what_they_are(tmp_path: Path) -> None:
    """No room of the house takes the place of a function when it is loaded."""
    code = (
        "import audioguide, audioguide.rendering.episode, audioguide.planning.planner\n"
        "assert callable(audioguide.render) and callable(audioguide.plan)\n"
        "assert {*audioguide.__all__} <= {*dir(audioguide)} | {*audioguide.__all__}\n"
        "[getattr(audioguide, name) for name in audioguide.__all__]\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[1])
