"""An author's opener and closer replace the opening and closing sounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from audioguide.errors import Source
from audioguide.model.script import CueKind, TalkProfile, Wording
from audioguide.model.timeline import Timeline
from audioguide.model.voice_over import Recording, VoiceOver
from audioguide.speech import Speaker, VoicedOver
from audioguide.timeline import arrange
from tests.coaching.scenes import SQUAT, coached, cues, texts, timed, tones_named
from tests.speech.recorded import burst, record

INTRO, OUTRO = 0, 2
OWN = Source("hips.yaml", 3, 11)


def recording(path: Path) -> Recording:
    return Recording(path, OWN)


@pytest.mark.parametrize("talk", TalkProfile)
@pytest.mark.parametrize("intro", [True, False])
def test_an_opener_stands_for_the_opening_sound(talk: TalkProfile, intro: bool) -> None:
    """An opener plays at the opening sound's time, at every talk and with or without intro."""
    opener = recording(Path("brand", "open.wav"))
    over = VoiceOver(opener=opener)
    script = coached(timed(30_000, SQUAT), talk=talk, intro=intro, voice_over=over)
    usual = coached(timed(30_000, SQUAT), talk=talk, intro=intro)
    [cue, *rest] = cues(script, INTRO)
    assert cue.wordings == (Wording("[open.wav]", "", file=opener.path),)
    assert (cue.kind, cue.anchor.offset_ms, cue.must_stay) == (CueKind.START, 1_500, True)
    assert cue.source == OWN
    assert [one.wordings for one in rest] == [one.wordings for one in cues(usual, INTRO)]
    assert tones_named(script, INTRO) == []
    assert [one for one in script.tones if one.segment != INTRO] == [
        one for one in usual.tones if one.segment != INTRO
    ]


def test_a_closer_stands_for_the_closing_sound() -> None:
    """A closer plays where the closing sound would have begun; the opening sound stays."""
    over = VoiceOver(closer=recording(Path("close.mp3")))
    script = coached(timed(30_000, SQUAT), voice_over=over)
    usual = coached(timed(30_000, SQUAT))
    assert texts(script, OUTRO) == ["[close.mp3]", *texts(usual, OUTRO)]
    [closing] = [one for one in usual.tones if one.segment == OUTRO and one.name == "closing"]
    assert cues(script, OUTRO)[0].anchor == closing.anchor
    assert [one.name for one in script.tones] == [
        one.name for one in usual.tones if one.name != "closing"
    ]


@pytest.mark.parametrize("seconds", [0.2, 5.0, 29.5])
def test_nobody_speaks_over_a_jingle(tmp_path: Path, seconds: float) -> None:
    """However long opener and closer last, words follow them, none is lost, and chapters stay."""
    file = recording(record(tmp_path / "jingle.wav", burst(440, seconds)))
    over = VoiceOver(opener=file, closer=file)
    equipment = ("a loop band", "an exercise mat", "a chair without wheels")

    def timeline(over: VoiceOver | None) -> Timeline:
        script = coached(timed(30_000, SQUAT), voice_over=over, equipment=equipment)
        speaker = Speaker("silent")
        return arrange(script, VoicedOver(speaker, over, str) if over else speaker, "silent")

    branded, usual = timeline(over), timeline(None)
    assert [cue.wording.text for cue in branded.cues if not cue.wording.file] == [
        cue.wording.text for cue in usual.cues
    ]
    [opener, closer] = [cue for cue in branded.cues if cue.wording.file]
    assert opener.start_ms == 1_500
    for jingle in (opener, closer):
        assert jingle.end_ms - jingle.start_ms == pytest.approx(seconds * 1_000, abs=10)
        following = branded.cues[branded.cues.index(jingle) + 1]
        assert following.start_ms == max(jingle.end_ms + 350, jingle.start_ms + 300)
    assert [one.title for one in branded.chapters] == [one.title for one in usual.chapters]
    assert branded.chapters[0].start_ms == 0
