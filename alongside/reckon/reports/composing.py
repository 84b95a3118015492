"""A report put together: the sections of its template in order, and what each holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alongside.reckon.documents import (
    Document,
    Heading,
    Items,
    NotADocument,
    Note,
    Paragraph,
    Picture,
    Table,
)
from alongside.reckon.reports.drawing import drawn
from alongside.reckon.reports.folder import REPORT, Folder
from alongside.reckon.reports.problems import BadFolder, Problem
from alongside.reckon.reports.sections import Part, Section
from alongside.reckon.reports.template import Slot
from alongside.reckon.reports.writing import NOTED, Composed, Writing

NOTHING: Mapping[str, str] = {}


def compose(folder: Folder, was: Mapping[str, str] = NOTHING) -> Composed:
    """Return a folder as a document, marking figures that were printed otherwise before.

    Raises BadFolder where a text names what is not there.
    """
    writing = Writing(folder, was)
    if was:
        writing.add(Note(NOTED), REPORT, 0)
    present = set()
    for slot, section in _in_order(folder, writing):
        before = len(writing.blocks)
        try:
            _section(writing, slot, section)
        except NotADocument as problem:
            writing.problems.append(Problem(REPORT, 0, slot.name, str(problem), ""))
        if len(writing.blocks) > before and _written(slot, section):
            present.add(slot.name)
    document = _document(writing)
    if writing.problems:
        raise BadFolder(writing.problems)
    printed = {figure.name: writing.printed(figure) for figure in folder.figures}
    values, formulas = writing.reckoned.values, writing.reckoned.formulas
    return Composed(document, writing.typed, writing.uses, writing.as_at, printed,
                    values, formulas, frozenset(present), folder.figures)  # fmt: skip


def _written(slot: Slot, section: Section | None) -> bool:
    """Whether more than its fixed wording stands in a section that must be there.

    “The Committee is asked:” alone asks for nothing.
    """
    typed = section is not None and any(p.kind != "heading" for p in section.parts)
    return typed or not (slot.required and slot.wording) or bool(slot.holds)


def _in_order(folder: Folder, writing: Writing) -> list[tuple[Slot, Section | None]]:
    """Return each section with its place: the template's order, others after their forerunner."""
    order = [(s, folder.sections.get(s.name)) for s in folder.template.sections]
    after = 0
    for name, section in folder.sections.items():
        places = [slot.name for slot, _ in order]
        if name in places:
            after = places.index(name) + 1
            continue
        if not section.heading:
            writing.problems.append(
                Problem(section.file, 1, "", f"the template has no section {name!r}.",
                        "Begin the file with a heading, like # Background, or rename it.")
            )  # fmt: skip
        order.insert(after, (Slot(name, section.heading or name), section))
        after += 1
    return order


def _section(writing: Writing, slot: Slot, section: Section | None) -> None:
    """Add a section: its heading, its fixed wording, what it holds, what was typed."""
    front, template = writing.folder.front, writing.folder.template
    held = _held(writing, slot)
    if not (section or held or (slot.wording and not slot.holds)):
        return
    numbered = slot.numbered == "yes"
    heading = (section.heading if section else "") or slot.heading
    by_heading = template.numbering == "by heading" and numbered
    file = section.file if section else REPORT
    writing.add(Heading(_signed(writing, slot, heading), numbered=by_heading), file, 0)
    if slot.wording:
        text = template.wording(slot.wording, front.on)
        if text is None:
            writing.problems.append(
                Problem(REPORT, 0, "meeting.on", f"no wording of {slot.wording!r} is in force then.",
                        "Add one to the template, or correct the day.")
            )  # fmt: skip
        else:
            writing.add(Paragraph(text.strip(), numbered=numbered), REPORT, 0)
    for block in held:
        writing.add(block, REPORT, 0)
    if section:
        for part in section.parts:
            try:
                _part(writing, section, part, numbered)
            except NotADocument as problem:
                place = Problem(section.file, part.row, "", str(problem), "")
                writing.problems.append(place)


def _signed(writing: Writing, slot: Slot, heading: str) -> str:
    """Return the heading of a sign-off with its role and day, as any other heading alone."""
    for agreed in writing.folder.front.sign_offs:
        if agreed.name == slot.holds and agreed.on:
            role = agreed.role or _role(writing.folder, agreed.name)
            return f"{heading} ({role}, {agreed.on.day} {agreed.on:%B %Y})"
    return heading


def _role(folder: Folder, name: str) -> str:
    sign_off = folder.template.sign_off(name)
    return sign_off.role if sign_off else ""


def _held(writing: Writing, slot: Slot) -> list[Paragraph | Items | Table]:
    """Return what `report.toml` puts into a section."""
    front = writing.folder.front
    match slot.holds:
        case "":
            return []
        case "boxes":
            return _boxes(writing)
        case "by":
            return [Paragraph(front.by, numbered=False)]
        case "deciding":
            rows = [(body, when) for body, when in front.deciding]
            box = Table("Who decides", ("Decision maker", "When"), rows, numbered=False)
            return [box] if rows else []
        case "background":
            return [Items(front.background)] if front.background else []
        case "not applicable":
            return [Items(front.not_applicable)] if front.not_applicable else []
        case name:
            said = [a.says for a in front.sign_offs if a.name == name]
            return [Paragraph(writing.said(each, REPORT, 0)) for each in said]


def _boxes(writing: Writing) -> list[Paragraph | Items | Table]:
    """Return the boxes of a form as tables; one left blank is read as not given."""
    filled = writing.folder.front.boxes or NOTHING
    boxes: dict[str, list[tuple[str, str]]] = {}
    for each in writing.folder.template.boxes:
        answer = writing.words(filled.get(each.name, ""), REPORT, 0)
        boxes.setdefault(each.box, []).append((each.words, answer or "Not given"))
    return [Table(box, ("What", "Answer"), rows, numbered=False) for box, rows in boxes.items()]  # fmt: skip


def _part(writing: Writing, section: Section, part: Part, numbered: bool) -> None:
    place = (section.file, part.row)
    name = part.texts[0]
    if part.kind in ("table", "picture"):
        known = writing.folder.tables if part.kind == "table" else writing.folder.front.pictures or {}  # fmt: skip
        if name not in known:
            writing.problems.append(
                Problem(*place, "", f"there is no {part.kind} {name!r}.",
                        "Correct the name, or add it.")
            )  # fmt: skip
            return
        block = _table(writing, name) if part.kind == "table" else _picture(writing, name)  # fmt: skip
        if block:
            writing.add(block, *place)
        return
    said = [writing.said(text, *place) for text in part.texts]
    match part.kind:
        case "sub-heading":
            writing.add(Heading(writing.words(name, *place), 2), *place)
        case "paragraph":
            writing.add(Paragraph(said[0], numbered, part.label), *place)
        case "note":
            writing.add(Note(writing.words(name, *place)), *place)
        case "points" | "letters" | "counted" as form:
            writing.add(Items(said, form), *place)


def _table(writing: Writing, name: str) -> Table:
    """Return a table with its figures put in; its caption, or its name where it has none."""
    typed = writing.folder.tables[name]
    rows = [
        [writing.words(cell, typed.file, number) for cell in row]
        for number, row in enumerate(typed.rows, 2)
    ]
    caption = (writing.folder.front.captions or NOTHING).get(name, "") or name
    return Table(caption, typed.heads, rows, _numbers(rows), name)


def _numbers(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the columns that hold numbers, save the first, which names the row."""
    columns = list(zip(*rows, strict=True))
    return [
        place
        for place, cells in enumerate(columns)
        if place and any(any(c.isdigit() for c in cell) for cell in cells)
        and all(not cell or cell[0] in "£-+0123456789." for cell in cells)
    ]  # fmt: skip


def _picture(writing: Writing, name: str) -> Picture | None:
    asked = (writing.folder.front.pictures or {})[name]
    if asked.table not in writing.folder.tables:
        writing.problems.append(
            Problem(REPORT, 0, f"pictures.{name}.table", f"there is no table {asked.table!r}.",
                    "Correct the name, or add it to tables/.")
        )  # fmt: skip
        return None
    table = _table(writing, asked.table)
    try:
        svg, said = drawn(name, asked, table)
    except ValueError as problem:
        writing.problems.append(
            Problem(REPORT, 0, f"pictures.{name}", str(problem), "Name columns of numbers.")
        )  # fmt: skip
        return None
    return Picture(asked.caption, svg, asked.alternative or said, name)


def _document(writing: Writing) -> Document:
    front = writing.folder.front
    filled = dict(front.above or {}) | {"by": front.by, "body": front.body, "on": f"{front.on.day} {front.on:%B %Y}"}  # fmt: skip
    above = []
    for line in writing.folder.template.above:
        words = line
        for name, value in filled.items():
            words = words.replace(f"{{{name}}}", value)
        if "{" not in words and words.rstrip(": ") == words:
            above.append(words)
    try:
        return Document(front.title, front.by, front.on, writing.blocks, above)
    except NotADocument as problem:
        writing.problems.append(Problem(REPORT, 0, "", str(problem), ""))
        return Document(front.title, front.by, front.on, ())
