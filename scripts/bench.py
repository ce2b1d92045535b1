"""Measures how fast a render is: ``python3 scripts/bench.py [--runs 5] [--json]``.

Takes some fifteen minutes of a machine that has nothing else to do; `_bench.py` says what it gives.
Like ``test.py``, it installs what it needs into ``.venv`` the first time.
"""

import os
import sys

from _environment import DEV_LOCK, ISOLATION, PYTHON, SCRIPTS, ensure, hand_over

if __name__ == "__main__":
    ensure(DEV_LOCK)
    sys.exit(hand_over([PYTHON, *ISOLATION, os.path.join(SCRIPTS, "_bench.py"), *sys.argv[1:]]))
