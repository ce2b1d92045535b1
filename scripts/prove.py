"""Prove every shipped routine: ``python3 scripts/prove.py [--voices hibari system] [--json]``.

It takes some minutes for each voice; `devtools/prove.py` says what it prints, and ``--help`` lists
its options. Like ``test.py``, it installs what it needs into ``.venv`` the first time.
"""

import sys

from devtools.start import run_tool

if __name__ == "__main__":
    sys.exit(run_tool("prove", sys.argv[1:]))
