"""A document as JSON text that is safe to look at, too.

Takes values, gives text; touches nothing.
"""

from __future__ import annotations

import json
import re
from typing import Final

# What steers a terminal or turns the direction of what is read, and JSON would leave as it is.
_STEERING: Final = re.compile(
    "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)


def json_text(document: object) -> str:
    """The document, indented, with a line break at its end; letters of all languages as they are.

    >>> json_text(["\u00fc", "\u202e"])
    '[\\n  "\u00fc",\\n  "\\\\u202e"\\n]\\n'
    """
    written = json.dumps(document, ensure_ascii=False, indent=2)
    return _STEERING.sub(lambda found: json.dumps(found[0])[1:-1], written) + "\n"
