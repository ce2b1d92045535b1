"""Run audioguide from this checkout: ``python3 scripts/run.py render loop-band-legs``.

Takes audioguide's arguments. The first time it installs what audioguide needs into ``.venv`` in the
checkout; it touches nothing else. Every Python down to 2.7 can parse this file, so that an old one
can say what is wrong; code that needs a newer grammar is in ``devtools``.
"""

import os
import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "audioguide needs Python 3.11 or newer, and this is Python "
        + sys.version.split()[0]
        + "; install a newer one and start this script with it, for example "
        + "`python3.13 scripts/run.py`\n"
    )
    sys.exit(3)

if __name__ == "__main__":
    # Python leaves the script's own folder out of sys.path where PYTHONSAFEPATH or -I is set.
    sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
    try:
        from devtools import start

        sys.exit(start.main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(130)
