"""Turn workouts in other programs' formats into routines in YAML.

Takes a file's bytes and its name; gives the YAML of a routine, with warnings for what could not be
carried over. Touches no file. `convert` is the way in; every format has a module of its own.
"""

from audioguide.importing.conversion import FORMATS, convert
from audioguide.importing.options import Imported, ImportOptions
from audioguide.importing.text import MOST_BYTES

__all__ = ["FORMATS", "MOST_BYTES", "ImportOptions", "Imported", "convert"]
