"""The least that has to be done: the engine alone on the distinct texts, one encode of its samples.

Takes a plan (``audioguide plan --json``) and a destination; gives an MP3 of all texts in a row.
Run by ``bench.py`` as a process of its own. Two threads share one model, as the program has it: a
floor of one thread would be easier to stay near to.
"""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

THREADS = 2
QUALITY = 5
"""The program's."""


def main(plan_path: str, destination: str) -> None:
    """Speak each text once and encode."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import lameenc
    import numpy as np
    import soxr
    from hibari import Hibari

    with open(plan_path, encoding="utf-8") as file:
        plan = json.load(file)
    texts = list(dict.fromkeys(cue["text"] for cue in plan["cues"]))
    voice = Hibari(voice="heart", threads=1)
    _ = voice.g2p
    with ThreadPoolExecutor(THREADS) as threads:
        sounds = list(threads.map(partial(voice, speed=1.0, seed=1), texts))
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(48_000)
    encoder.set_bit_rate(96)
    encoder.set_quality(QUALITY)
    sound = soxr.resample(np.concatenate(sounds), voice.sample_rate, 48_000)
    pcm = (np.clip(sound, -1, 1) * 32_767).astype("<i2").tobytes()
    with open(destination, "wb") as out:
        out.write(encoder.encode(pcm))
        out.write(encoder.flush())


if __name__ == "__main__":
    main(*sys.argv[1:])
