"""Workouts in other programs' formats become routines of ours.

Takes a file's bytes and its name; gives the YAML of a routine, with warnings for what it could
not carry over; touches no file. `convert` is the door; every format has a module of its own.
"""

from audioguide.importing.conversion import FORMATS, convert
from audioguide.importing.options import Imported, ImportOptions
from audioguide.importing.text import MOST_BYTES

__all__ = ["FORMATS", "MOST_BYTES", "ImportOptions", "Imported", "convert"]
