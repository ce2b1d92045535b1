"""Read every shipped script as a coach would: ``python3 scripts/coach.py [--voice hibari]``.

It takes some minutes; `devtools/coach.py` says what it prints, and ``--help`` lists its options.
Like ``test.py``, it installs what it needs into ``.venv`` the first time.
"""

import sys

from devtools.start import run_tool

if __name__ == "__main__":
    sys.exit(run_tool("coach", sys.argv[1:]))
