"""Subtitles: a small routine word for word, read back by parsers of our own and by ffmpeg."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audioguide import pipeline
from audioguide.formats.lyrics import CLEAR_MS, lyrics, timed_lines
from audioguide.formats.subtitles import LINE, lines, lrc, srt, vtt
from audioguide.model.script import Wording
from audioguide.model.timeline import Timeline
from audioguide.options import Options
from tests.formats import timelines
from tests.goldens import GOLDEN, assert_golden

Subtitle = tuple[int, int, str]
Write = Callable[[Timeline], str]

WRITERS: dict[str, Write] = {"vtt": vtt, "srt": srt, "lrc": lrc, "lyrics.txt": lyrics}


@pytest.fixture(scope="module")
def small() -> Timeline:
    """The routine of the goldens, in a hum."""
    options = Options(voice="silent")
    routine = pipeline.read(str(GOLDEN / "subtitles.yaml"))
    return pipeline.arrange(pipeline.write_script(routine, options), options)


def said(timeline: Timeline) -> list[Subtitle]:
    """What subtitles have to tell."""
    return [(cue.start_ms, cue.end_ms, " ".join(cue.wording.text.split())) for cue in timeline.cues]


def saying(*texts: str) -> Timeline:
    """A timeline by hand with these texts in it."""
    made = timelines.timeline()
    cues = [
        replace(cue, wording=Wording(text, text))
        for cue, text in zip(made.cues, texts, strict=False)
    ]
    return replace(made, cues=tuple(cues))


def ms(time: str) -> int:
    hours, minutes, seconds = re.split("[:]", time.replace(",", "."))
    return round((int(hours) * 60 + int(minutes)) * 60_000 + float(seconds) * 1000)


def read_vtt(text: str) -> list[Subtitle]:
    """The cues of a WebVTT file, by its grammar: blocks between blank lines."""
    header, *parts = text.removesuffix("\n").split("\n\n")
    assert header == "WEBVTT"
    found = []
    for number, part in enumerate([one for one in parts if not one.startswith("NOTE")], start=1):
        identifier, times, *payload = part.split("\n")
        assert identifier == str(number)
        times_found = re.fullmatch(r"(\d\d+:\d\d:\d\d\.\d{3}) --> (\d\d+:\d\d:\d\d\.\d{3})", times)
        assert times_found
        assert payload[0].startswith("<v Coach>")
        body = " ".join(payload).removeprefix("<v Coach>")
        assert not re.search("[<>]", body)
        for escape, letter in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
            body = body.replace(escape, letter)
        found.append((ms(times_found[1]), ms(times_found[2]), body))
    return found


def read_srt(text: str) -> list[Subtitle]:
    """The cues of a SubRip file: number, times, lines, a blank line."""
    found = []
    for number, part in enumerate(text.removesuffix("\n").split("\n\n"), start=1):
        identifier, times, *payload = part.split("\n")
        assert identifier == str(number)
        start, end = times.split(" --> ")
        assert re.fullmatch(r"\d\d+:\d\d:\d\d,\d{3}", start)
        found.append((ms(start), ms(end), " ".join(payload)))
    return found


def read_lrc(text: str) -> list[tuple[int, str]]:
    """Times in hundredths of a second, and lines."""
    found = []
    for line in text.splitlines():
        if timed := re.fullmatch(r"\[(\d\d+):(\d\d)\.(\d\d)\](.*)", line):
            start = (int(timed[1]) * 60 + int(timed[2])) * 100 + int(timed[3])
            found.append((start, timed[4].removeprefix(" ")))
        else:
            assert re.fullmatch(r"\[(ti|ar|al|la|length):.*\]", line), line
    return found


@pytest.mark.parametrize("kind", WRITERS)
def test_a_small_routine_word_for_word(small: Timeline, kind: str) -> None:
    """Not a line of it has changed."""
    assert_golden(f"subtitles.{kind}", WRITERS[kind](small))


@pytest.mark.parametrize(("write", "read"), [(vtt, read_vtt), (srt, read_srt)])
def test_every_cue_is_there_at_its_time(
    small: Timeline, write: Write, read: Callable[[str], list[Subtitle]]
) -> None:
    """To the millisecond, in the plan's words, counts included; none overlaps the next."""
    found = read(write(small))
    assert found == said(small)
    assert {"Three", "Two", "One"} <= {text.rstrip(".") for _, _, text in found}
    assert all(start < end for start, end, _ in found)
    assert all(one[1] <= later[0] for one, later in pairwise(found))


def test_lrc_has_every_cue_and_clears(small: Timeline) -> None:
    """To the hundredth below; an empty line stands where nothing follows for a while."""
    found = read_lrc(lrc(small))
    assert [one for one in found if one[1]] == [
        (start // 10, text) for start, _, text in said(small)
    ]
    assert found == [(start // 10, text) for start, text in timed_lines(small)]
    assert found[-1] == (small.cues[-1].end_ms // 10, "")
    for (_, end, _), (start, _, _) in pairwise(said(small)):
        cleared = (end // 10, "") in found
        assert cleared == (start - end >= CLEAR_MS)


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
@pytest.mark.parametrize("kind", ["vtt", "srt"])
def test_ffmpeg_reads_them(small: Timeline, tmp_path: Path, kind: str) -> None:
    """Another program's parser finds the same times and words, without a complaint."""
    path = tmp_path / f"a.{kind}"
    path.write_text(WRITERS[kind](small), encoding="utf-8")
    command = ["ffmpeg", "-v", "warning", "-i", str(path), "-f", "srt", "-"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    assert read_srt(done.stdout.rstrip("\n") + "\n") == said(small)


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="ffprobe is not installed")
def test_ffprobe_reads_lrc(small: Timeline, tmp_path: Path) -> None:
    """Another program's parser finds the tags and the lines."""
    path = tmp_path / "a.lrc"
    path.write_text(lrc(small), encoding="utf-8")
    command = ["ffprobe", "-v", "error", "-show_entries", "packet=pts_time:format_tags"]
    shown = subprocess.run([*command, "-of", "flat", path], capture_output=True, text=True)
    assert shown.stderr == ""
    times = [float(one) for one in re.findall(r'pts_time="([\d.]+)"', shown.stdout)]
    assert times == [start / 100 for start, _ in read_lrc(lrc(small))]
    assert 'title="Knees & toes"' in shown.stdout
    assert 'artist="Ann Example"' in shown.stdout


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1).filter(
            str.strip
        ),
        min_size=1,
        max_size=3,
    )
)
def test_any_words_can_be_read_back(texts: list[str]) -> None:
    """No letter, arrow, bracket or entity in a text can break a file."""
    timeline = saying(*texts)
    assert [s[2].replace(" ", "") for s in read_vtt(vtt(timeline))] == [
        s[2].replace(" ", "") for s in said(timeline)
    ]
    assert "-->" not in re.sub(r"(?m)^[\d:.]+ --> [\d:.]+$", "", vtt(timeline))
    read = [text for _, text in read_lrc(lrc(timeline)) if text]
    assert read == [text for _, _, text in said(timeline)]


def test_hours_are_written_out() -> None:
    """A class of hours has hours in WebVTT and SRT, and many minutes in LRC."""
    made = saying("Late.")
    late = replace(made, cues=(replace(made.cues[0], start_ms=36_061_005, end_ms=36_062_010),))
    assert "10:01:01.005 --> 10:01:02.010" in vtt(late)
    assert "10:01:01,005 --> 10:01:02,010" in srt(late)
    assert "[601:01.00]Late." in lrc(late)


@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_lines_are_short_even_and_few(text: str) -> None:
    """None is over the limit, no word is lost, and no fewer lines would do."""
    made = lines(text)
    assert all(0 < len(line) <= LINE for line in made)
    assert "".join(made).replace(" ", "") == "".join(text.split())
    assert len(made) <= max(1, -(-len(text) // LINE) * 2)


def test_two_lines_are_about_as_long() -> None:
    """A text of a little over one line is not a long line and a short one."""
    first, second = lines(
        "Find some clear floor with a wall in reach, and both your bands beside you."
    )
    assert abs(len(first) - len(second)) < 12


def test_a_sheet_keeps_counts_short(small: Timeline) -> None:
    """A chapter's title heads its lines; a count is one line, and a long one has a gap."""
    sheet = lyrics(small).split("\n\n")
    assert [one.split("\n")[0] for one in sheet] == [one.title for one in small.chapters]
    assert all("Three, two, one" in one.split("\n") for one in sheet[1:-1])
    made = timelines.timeline()
    count = next(cue for cue in small.cues if cue.cue.kind == "count")
    numbers = "One. Two. Three. Four. Five. Six. Halfway. Eight. Two more. Last one. Eleven."
    cues = [
        replace(count, wording=Wording(f"{text}.", text), start_ms=12_000 + n, end_ms=12_001 + n)
        for n, text in enumerate(numbers.rstrip(".").split(". "))
    ]
    paragraph = lyrics(replace(made, cues=tuple(cues))).split("\n\n")[1]
    assert paragraph == "Warm-up\nOne, two, three ... two more, last one, eleven"


def test_nothing_said_is_an_empty_file() -> None:
    """A timeline without a word still gives files that can be read."""
    silent = replace(timelines.timeline(), cues=())
    assert read_vtt(vtt(silent)) == []
    assert srt(silent) == ""
    assert read_lrc(lrc(silent)) == []
    assert lyrics(silent) == "Welcome\n\nWarm-up"
