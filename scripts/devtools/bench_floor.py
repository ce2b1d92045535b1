"""Do the least that a render needs: speak the distinct texts with the engine, and encode them once.

Takes a plan (``audioguide plan --json``) and a destination; writes an MP3 of all texts in a row.
`bench.py` runs it as a process of its own. Two threads share one model, as in the program: a floor
with one thread would be slower, and easier to stay near to.
"""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

THREADS = 2
QUALITY = 5
"""The quality setting of LAME, the same as the program's."""


def main(plan_path: str, destination: str) -> None:
    """Speak each text of the plan once, and write all of them to `destination` as one MP3."""
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
