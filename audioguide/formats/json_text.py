"""Write a document as JSON text that is also safe to show on a terminal.

Takes values, gives text; touches nothing.
"""

from __future__ import annotations

import json
import re
from typing import Final

# Characters that control a terminal or reverse the direction of text; JSON leaves them as they are.
_STEERING: Final = re.compile(
    "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)


def json_text(document: object) -> str:
    """Return the document as indented JSON that ends with a line break; non-ASCII letters stay.

    Characters that control a terminal or the direction of text are written as escapes. Raises
    TypeError for a value that JSON cannot hold.

    >>> json_text(["\u00fc", "\u202e"])
    '[\\n  "\u00fc",\\n  "\\\\u202e"\\n]\\n'
    """
    written = json.dumps(document, ensure_ascii=False, indent=2)
    return _STEERING.sub(lambda found: json.dumps(found[0])[1:-1], written) + "\n"
