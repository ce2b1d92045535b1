"""Tries hostile files by the thousand: ``python3 scripts/fuzz.py [--cases 10000] [--seed 1]``.

Takes some minutes; `_fuzz.py` says what it gives, ``--help`` what it can be asked for. Like
``test.py``, it installs what it needs into ``.venv`` the first time.
"""

import os
import sys

from _environment import DEV_LOCK, ISOLATION, PYTHON, SCRIPTS, ensure, hand_over

if __name__ == "__main__":
    ensure(DEV_LOCK)
    sys.exit(hand_over([PYTHON, *ISOLATION, os.path.join(SCRIPTS, "_fuzz.py"), *sys.argv[1:]]))
