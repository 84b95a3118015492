"""The numbers that Word counts: by the paragraph's own list, or by that of its style."""

from __future__ import annotations

import re
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEEPEST = 9


class Numbers:
    """The lists of a Word file, counted as its paragraphs are met in order."""

    def __init__(self, file: Any) -> None:
        self._styles = {style.style_id: style for style in file.styles}
        self._default = next((each for each in file.styles if _is_default(each)), None)
        self._levels: dict[str, dict[int, Any]] = {}
        self._shared: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        self._read(_numbering(file))

    def style_of(self, paragraph: Any) -> Any:
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        return (
            self._styles.get(named.get(f"{W}val"))
            if named is not None
            else self._default
        )

    def next(self, paragraph: Any) -> tuple[str, bool]:
        """Return a paragraph's number as printed, "" for none, and whether it has a bullet."""
        number, level = self._place(paragraph)
        levels = self._levels.get(number, {})
        if number in ("", "0") or level not in levels:
            return "", False
        counts = self._counted(number, level)
        if _kind(levels[level]) in ("bullet", "none"):
            return "", True
        printed = re.sub(
            r"%(\d)",
            lambda found: _written(counts, levels, int(found[1]) - 1),
            _value(levels[level], "lvlText"),
        )
        return printed.strip().rstrip("."), False

    def _counted(self, number: str, level: int) -> list[int | None]:
        counts = self._counts.setdefault(self._shared[number], [None] * _DEEPEST)
        if number not in self._begun:
            self._begun.add(number)
            for at in range(_DEEPEST):
                if (number, at) in self._starts:
                    counts[at] = None
        before = counts[level]
        counts[level] = self._first(number, level) if before is None else before + 1
        for above in range(level):
            if counts[above] is None:
                counts[above] = self._first(number, above)
        counts[level + 1 :] = [None] * (_DEEPEST - level - 1)
        return counts

    def _first(self, number: str, level: int) -> int:
        if (number, level) in self._starts:
            return self._starts[number, level]
        described = self._levels[number].get(level)
        said = _value(described, "start") if described is not None else ""
        return int(said) if said.isdigit() else 1

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return the list and the level that a paragraph, or the nearest style, belongs to."""
        properties = [paragraph.find(f"{W}pPr")]
        style, seen = self.style_of(paragraph), 0
        while style is not None and seen < 20:
            properties.append(style.element.find(f"{W}pPr"))
            style, seen = getattr(style, "base_style", None), seen + 1
        level: int | None = None
        for each in properties:
            found = each.find(f"{W}numPr") if each is not None else None
            if found is None:
                continue
            if level is None and _value(found, "ilvl"):
                level = int(_value(found, "ilvl"))
            if _value(found, "numId"):
                return _value(found, "numId"), min(level or 0, _DEEPEST - 1)
        return "", 0

    def _read(self, numbering: Any) -> None:
        if numbering is None:
            return
        described = {
            each.get(f"{W}abstractNumId"): each
            for each in numbering.findall(f"{W}abstractNum")
        }
        for each in numbering.findall(f"{W}num"):
            number, shared = each.get(f"{W}numId"), _value(each, "abstractNumId")
            if shared in described:
                levels = described[shared].findall(f"{W}lvl")
                self._levels[number] = {int(one.get(f"{W}ilvl")): one for one in levels}
                self._shared[number] = shared
            for changed in each.findall(f"{W}lvlOverride"):
                if start := _value(changed, "startOverride"):
                    self._starts[number, int(changed.get(f"{W}ilvl"))] = int(start)


def _numbering(file: Any) -> Any:
    from docx.opc.constants import RELATIONSHIP_TYPE as KIND

    for relation in file.part.rels.values():
        if relation.reltype == KIND.NUMBERING:
            return relation.target_part.element
    return None


def _is_default(style: Any) -> bool:
    element = style.element
    kind, default = element.get(f"{W}type"), element.get(f"{W}default")
    return bool(kind == "paragraph" and default == "1")


def _value(element: Any, name: str) -> str:
    found = element.find(f"{W}{name}")
    return str(found.get(f"{W}val", "")) if found is not None else ""


def _kind(level: Any) -> str:
    return _value(level, "numFmt") or "decimal"


def _written(counts: list[int | None], levels: dict[int, Any], level: int) -> str:
    count = counts[level] or 1
    kind = _kind(levels[level]) if level in levels else "decimal"
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman.upper() if kind == "upperRoman" else roman
    return str(count)


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        while count >= value:
            written, count = written + letters, count - value
    return written
