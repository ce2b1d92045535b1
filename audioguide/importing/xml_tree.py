"""Read a small XML file into elements with their places; refuse document types and entities.

With entities a kilobyte of XML can become a gigabyte, or read other files; workouts need none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from audioguide.errors import AuthorError, Problem, Source

MOST_LEVELS: Final = 20
MOST_ELEMENTS: Final = 20_000
_LONG_LINE: Final = 1_000


@dataclass
class Element:
    """An XML element and its place in the file; names keep their case."""

    name: str
    source: Source
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text directly within the element, without that of its children."""
        return "".join(self.pieces)

    def child(self, name: str) -> Element | None:
        """Return the first child of that name, or None where there is none."""
        return next((c for c in self.children if c.name == name), None)


def attribute(element: Element, name: str) -> str:
    """Return an attribute, its name in capitals or small letters; empty where there is none."""
    found = (v for key, v in element.attributes.items() if key.lower() == name.lower())
    return next(found, "").strip()


def parse(text: str, file: str) -> Element:
    """Return the root element of an XML text; ``file`` is the name for messages.

    Raises AuthorError with the one thing that stops reading: a mistake in the XML, a document type
    or entity, more than 20 levels or more than 20,000 elements.
    """
    parser = expat.ParserCreate()
    data = text.encode()
    root = Element("", Source(file), {})
    open_ = [root]
    count = 0

    def here() -> Source:
        # Expat counts bytes; people count characters, where a line is not endless.
        column, end = parser.CurrentColumnNumber, parser.CurrentByteIndex
        if column < _LONG_LINE:
            column = len(data[end - column : end].decode(errors="replace"))
        return Source(file, parser.CurrentLineNumber, column + 1)

    def start(name: str, attributes: dict[str, str]) -> None:
        element = Element(name, here(), attributes)
        if len(open_) > MOST_LEVELS:
            raise _stop(element.source, f"more than {MOST_LEVELS} levels deep", "make it flatter")
        nonlocal count
        count += 1
        if count > MOST_ELEMENTS:
            message = f"more than {MOST_ELEMENTS:,} elements"
            raise _stop(element.source, message, "divide the workout")
        open_[-1].children.append(element)
        open_.append(element)

    def end(name: str) -> None:
        open_.pop()

    def characters(data: str) -> None:
        open_[-1].pieces.append(data)

    def refuse(*details: object) -> None:
        # Expat tells of it at its end; it began with the last `<!`.
        index = data.rfind(b"<!", 0, parser.CurrentByteIndex + 1)
        begun = data[: max(index, 0)].decode(errors="replace")
        source = Source(file, begun.count("\n") + 1, len(begun) - begun.rfind("\n"))
        message = "a document type or entity is declared here, which workouts never need"
        raise _stop(source, message, "remove the declaration")

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        source = Source(file, error.lineno, error.offset + 1)
        message = f"not XML: {expat.ErrorString(error.code)}"
        raise _stop(source, message, "export the workout again") from None
    return root.children[0]


def _stop(source: Source, message: str, hint: str) -> AuthorError:
    return AuthorError(Problem(source, message, hint))
