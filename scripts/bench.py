"""Measure how fast a render is: ``python3 scripts/bench.py [--runs 5] [--json]``.

It takes about fifteen minutes on a machine that has nothing else to do; `devtools/bench.py` says
what it prints. Like ``test.py``, it installs what it needs into ``.venv`` the first time.
"""

import sys

from devtools.start import run_tool

if __name__ == "__main__":
    sys.exit(run_tool("bench", sys.argv[1:]))
