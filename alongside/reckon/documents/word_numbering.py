"""Word's own numbering: of paragraphs, of headings above them, and of lists that begin anew."""

from __future__ import annotations

from typing import Any, Literal

Form = Literal["points", "letters", "counted"]
PARAGRAPHS = 900  # well past the numbers of the lists that a new file has
LISTS: dict[Form, int] = {"points": 901, "letters": 902, "counted": 903}
MARKS: dict[Form, tuple[str, str]] = {
    "points": ("bullet", "•"), "letters": ("lowerLetter", "%1)"), "counted": ("decimal", "%1)"),
}  # fmt: skip
TWIPS = 567  # a centimetre


def prepare(file: Any, by_heading: bool) -> None:
    """Define the numbering of a file: 1. through the whole, or 3.1 below heading 3."""
    numbering = file.part.numbering_part.element
    if by_heading:
        levels = [_level(0, "decimal", "%1", 0, 1), _level(1, "decimal", "%1.%2", 0, 1)]
    else:
        levels = [_level(0, "decimal", "%1.", 0, 1)]
    definitions = {PARAGRAPHS: levels}
    for form, (kind, mark) in MARKS.items():
        deep = 0 if form == "counted" else 1
        definitions[LISTS[form]] = [_level(0, kind, mark, deep, 1)]
    first = numbering.find(_name("w:num"))
    for number, found in definitions.items():
        first.addprevious(_definition(number, found))
    numbering.append(_instance(PARAGRAPHS, PARAGRAPHS))
    style = file.styles["List Number"].element.get_or_add_pPr()
    _set(style, 1 if by_heading else 0, PARAGRAPHS)
    for close in style.findall(_name("w:contextualSpacing")):
        style.remove(close)


def number_heading(file: Any, heading: Any) -> None:
    """Number a heading: the paragraphs below it take its number up."""
    _set(heading._p.get_or_add_pPr(), 0, PARAGRAPHS)


def begin(file: Any, form: Form) -> int:
    """Return the number of a new list of a form, which begins at its first mark."""
    numbering = file.part.numbering_part.element
    number = PARAGRAPHS + 10 + len(numbering.findall(_name("w:num")))
    numbering.append(_instance(number, LISTS[form], anew=True))
    return number


def number(words: Any, listed: int) -> None:
    """Make a paragraph an item of a list."""
    _set(words._p.get_or_add_pPr(), 0, listed)


def _set(properties: Any, level: int, number: int) -> None:
    numbered = properties.get_or_add_numPr()
    numbered.get_or_add_ilvl().val = level
    numbered.get_or_add_numId().val = number


def _level(place: int, kind: str, mark: str, deep: int, hanging: int) -> Any:
    level = _made("w:lvl", ilvl=str(place))
    level.append(_made("w:start", val="1"))
    level.append(_made("w:numFmt", val=kind))
    level.append(_made("w:lvlText", val=mark))
    level.append(_made("w:lvlJc", val="left"))
    properties = _made("w:pPr")
    left = str(TWIPS * (deep + hanging))
    properties.append(_made("w:ind", left=left, hanging=str(TWIPS * hanging)))
    level.append(properties)
    return level


def _definition(number: int, levels: list[Any]) -> Any:
    definition = _made("w:abstractNum", abstractNumId=str(number))
    definition.append(_made("w:multiLevelType", val="multilevel"))
    for level in levels:
        definition.append(level)
    return definition


def _instance(number: int, of: int, anew: bool = False) -> Any:
    instance = _made("w:num", numId=str(number))
    instance.append(_made("w:abstractNumId", val=str(of)))
    if anew:
        override = _made("w:lvlOverride", ilvl="0")
        override.append(_made("w:startOverride", val="1"))
        instance.append(override)
    return instance


def _made(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(_name(f"w:{name}"), value)
    return element


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    found: str = qn(tag)
    return found
