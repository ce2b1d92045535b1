"""Check and test this checkout: ``python3 scripts/test.py``; with arguments, run pytest alone.

Takes pytest's arguments, with paths relative to the checkout; the exit code tells whether the
linter, the type checker and the tests passed. Like ``run.py``, it installs what it needs into
``.venv`` the first time, touches nothing else, and can be parsed by every Python.
"""

import os
import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "audioguide needs Python 3.11 or newer, and this is Python "
        + sys.version.split()[0]
        + "; install a newer one and start this script with it, for example "
        + "`python3.13 scripts/test.py`\n"
    )
    sys.exit(3)

if __name__ == "__main__":
    # Python leaves the script's own folder out of sys.path where PYTHONSAFEPATH or -I is set.
    sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
    from devtools import checks

    sys.exit(checks.main(sys.argv[1:]))
