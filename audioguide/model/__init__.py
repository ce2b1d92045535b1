"""Every noun of the house, frozen and without behaviour, a file a stage.

`routine` is what the author wrote, `session` what is done when, `line` what is said before it has
words, `phrases` the words of a language, `script` what is to be said, `clip` the sound of one text,
`timeline` where everything lies. Every noun can be pickled, and so go to another process.
"""

import copyreg
from types import MappingProxyType


def _frozen(items: dict[object, object]) -> MappingProxyType[object, object]:
    return MappingProxyType(items)


# What a noun maps stays as it is, and Python has no pickle for such a mapping of its own.
copyreg.pickle(MappingProxyType, lambda mapping: (_frozen, (dict(mapping),)))
