"""Every sound file says that this program made it."""

from __future__ import annotations

from pathlib import Path

import pytest

from audioguide import pipeline
from audioguide.model.episode import AudioFormat
from audioguide.options import Options
from audioguide.ours import made_here
from audioguide.sound.ffmpeg import find

ROUTINE = "title: Short\nblocks: [pause: 5s]\n"
OPTIONS = Options(voice="silent")


@pytest.mark.parametrize("splice", [True, False])
@pytest.mark.parametrize("form", AudioFormat)
def test_every_kind_of_file_is_known_again(tmp_path: Path, form: AudioFormat, splice: bool) -> None:
    """A file of every format is known again, spliced or encoded as a whole."""
    if form is AudioFormat.M4A and not find():
        pytest.skip("ffmpeg is not installed")
    (tmp_path / "short.yaml").write_text(ROUTINE, encoding="utf-8")
    script = pipeline.write_script(pipeline.read(str(tmp_path / "short.yaml")), OPTIONS)
    path = tmp_path / f"a{form.ending}"
    pipeline.render(pipeline.arrange(script, OPTIONS), path, splice=splice)
    assert made_here(path)


def test_what_say_writes_is_known_again(tmp_path: Path) -> None:
    """A file that `say` wrote is known again, so that it may be replaced."""
    path = tmp_path / "say.wav"
    pipeline.say("Go.", OPTIONS, path)
    assert made_here(path)
