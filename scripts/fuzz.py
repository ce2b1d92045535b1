"""Tries hostile files by the thousand: ``python3 scripts/fuzz.py [--cases 10000] [--seed 1]``.

Takes some minutes; `devtools/fuzz.py` says what it gives, ``--help`` what it can be asked for. Like
``test.py``, it installs what it needs into ``.venv`` the first time.
"""

import sys

from devtools.start import run_tool

if __name__ == "__main__":
    sys.exit(run_tool("fuzz", sys.argv[1:]))
