"""The elements of an XML file, one piece at a time, each with the line it stands on.

The file is never held as a whole. Document type declarations and entities are refused:
no return has them, and they can be made to swell or to reach outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from alongside.reckon.intake.gate import Refused

MAX_DEPTH = 40  # a census is nine deep
MAX_PARTS = 200_000  # elements within one piece; a child has a few hundred
_CHUNK = 1 << 18
_CHILDREN = "children"


@dataclass(slots=True)
class Element:
    """An element: its name without namespace, its line from 1, its text, its parts."""

    name: str
    line: int
    text: str = ""
    parts: list[Element] = field(default_factory=list)


def pieces(
    path: Path, wanted: frozenset[str], apart: frozenset[str]
) -> Iterator[Element]:
    """Yield the root, empty, and then piece by piece what it holds, each as it ends.

    A piece is an element that is wanted wherever it stands, or one in the root or in
    its `Children` that is not set apart. Names are given in small letters.

    Raises Refused where the file is cut short, is no XML, or is made to do harm.
    """
    builder = _Builder(wanted, apart)
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.place = parser.parser
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                parser.feed(chunk)
                yield from builder.taken()
        parser.close()
        yield from builder.taken()
    except DefusedXmlException:
        raise _harmful() from None
    except (ParseError, LookupError, ValueError) as problem:
        raise _broken(problem, builder.place) from None


class _Builder:
    """Takes what the parser meets, and keeps the pieces until they are taken."""

    def __init__(self, wanted: frozenset[str], apart: frozenset[str]) -> None:
        self.place: Any = None
        self._wanted, self._apart = wanted, apart
        self._open: list[Element] = []
        self._path: list[str] = []
        self._parts = 0
        self._done: list[Element] = []

    def taken(self) -> list[Element]:
        done, self._done = self._done, []
        return done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag.rpartition("}")[2], self.place.CurrentLineNumber)
        name = element.name.lower()
        piece = bool(self._open) or self._is_piece(name)
        self._path.append(name)
        self._parts = self._parts + 1 if piece else 0
        if len(self._path) > MAX_DEPTH or self._parts > MAX_PARTS:
            raise _swollen()
        if len(self._path) == 1:
            self._done.append(Element(element.name, element.line))
        if self._open:
            self._open[-1].parts.append(element)
        if piece:
            self._open.append(element)

    def _is_piece(self, name: str) -> bool:
        if name in self._wanted:
            return True
        within = len(self._path) == 1 or self._path[-1:] == [_CHILDREN]
        return within and name not in self._apart

    def data(self, text: str) -> None:
        if self._open:
            self._open[-1].text += text

    def end(self, tag: str) -> None:
        self._path.pop()
        if self._open:
            element = self._open.pop()
            if not self._open:
                self._done.append(element)
                self._parts = 0

    def close(self) -> None:
        """What the parser asks for at the end: nothing is kept."""


def _harmful() -> Refused:
    return Refused(
        "The file holds document type declarations or entities, which no return has; it "
        "may have been made to do harm.",
        "Ask whoever sent it, and export it again from the case system.",
    )


def _swollen() -> Refused:
    return Refused(
        "The file's elements are nested deeper, or are more for one person, than those of "
        "any return.",
        "Ask whoever sent it, and export it again from the case system.",
    )


def _broken(problem: Exception, place: Any) -> Refused:
    line = getattr(place, "CurrentLineNumber", 1)
    return Refused(
        f"The file is cut short, or is not XML as it should be, at line {line:,}.",
        "Export it again, in full.",
    )
