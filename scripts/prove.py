"""Proves every shipped routine: ``python3 scripts/prove.py [--voices hibari system] [--json]``.

Takes some minutes a voice; `_prove.py` says what it gives, ``--help`` what it can be asked for.
Like ``test.py``, it installs what it needs into ``.venv`` the first time.
"""

import os
import sys

from _environment import DEV_LOCK, ISOLATION, PYTHON, SCRIPTS, ensure, hand_over

if __name__ == "__main__":
    ensure(DEV_LOCK)
    sys.exit(hand_over([PYTHON, *ISOLATION, os.path.join(SCRIPTS, "_prove.py"), *sys.argv[1:]]))
