"""Do what a user would write without this program: speak every cue, append it with pydub.

Takes a plan (``audioguide plan --json``) and a destination; writes an MP3 in which every cue is at
its time. `bench.py` runs it as a process of its own; it needs pydub and imageio-ffmpeg.
"""

import json
import os
import sys
import warnings
from typing import Any

RATE_HZ = 48_000


def main(plan_path: str, destination: str) -> None:
    """Speak every cue of the plan, append it at its time, and write an MP3 to `destination`."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import imageio_ffmpeg
    import numpy as np
    from hibari import Hibari

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub looks for an ffmpeg on PATH, and is given one below
        from pydub import AudioSegment

    AudioSegment.converter = imageio_ffmpeg.get_ffmpeg_exe()
    with open(plan_path, encoding="utf-8") as file:
        plan: dict[str, Any] = json.load(file)
    voice = Hibari(voice="heart", threads=1)
    episode = AudioSegment.silent(0, frame_rate=RATE_HZ)
    for cue in sorted(plan["cues"], key=lambda cue: cue["start_ms"]):
        sound = voice(cue["text"], speed=1.0, seed=1)
        pcm = (np.clip(sound, -1, 1) * 32_767).astype("<i2").tobytes()
        segment = AudioSegment(pcm, sample_width=2, frame_rate=voice.sample_rate, channels=1)
        gap_ms = max(cue["start_ms"] - len(episode), 0)
        episode += AudioSegment.silent(gap_ms, frame_rate=RATE_HZ)
        episode += segment.set_frame_rate(RATE_HZ)
    episode += AudioSegment.silent(max(plan["duration_ms"] - len(episode), 0), frame_rate=RATE_HZ)
    episode.set_channels(1).export(destination, format="mp3", bitrate="96k")


if __name__ == "__main__":
    main(*sys.argv[1:])
