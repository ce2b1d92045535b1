"""Write the README's list of commands anew: ``python3 scripts/reference.py``.

It takes the commands themselves; `devtools/reference.py` says how. Like ``test.py``, it installs
what it needs into ``.venv`` the first time.
"""

import sys

from devtools.start import run_tool

if __name__ == "__main__":
    sys.exit(run_tool("reference", sys.argv[1:]))
