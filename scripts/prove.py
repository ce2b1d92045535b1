"""Proves every shipped routine: ``python3 scripts/prove.py [--voices hibari system] [--json]``.

Takes some minutes a voice; `devtools/prove.py` says what it gives, ``--help`` what it can be asked
for. Like ``test.py``, it installs what it needs into ``.venv`` the first time.
"""

import sys

from devtools.start import run_tool

if __name__ == "__main__":
    sys.exit(run_tool("prove", sys.argv[1:]))
