"""Try thousands of hostile files: ``python3 scripts/fuzz.py [--cases 10000] [--seed 1]``.

It takes some minutes; `devtools/fuzz.py` says what it prints, and ``--help`` lists its options.
Like ``test.py``, it installs what it needs into ``.venv`` the first time.
"""

import sys

from devtools.start import run_tool

if __name__ == "__main__":
    sys.exit(run_tool("fuzz", sys.argv[1:]))
