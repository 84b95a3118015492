"""A report as a web page: its headings, paragraphs, lists and tables, and nothing it runs."""

from __future__ import annotations

from html.parser import HTMLParser

from alongside.reckon.reports.reading.building import Building
from alongside.reckon.reports.report import Paragraph, Report

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {"p", "div", "section", "article", "li", "dt", "dd", "blockquote", "figcaption",
           "header", "footer", "main", "body", "ul", "ol", "dl", "figure", "pre"}  # fmt: skip
_SILENT = {"script", "style", "template", "noscript", "nav", "svg"}


def read(page: str) -> Report:
    """Return the report of a web page. Tables within tables are read as one."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    reader.end()
    report = reader.building.report(" ".join(reader.title.split()))
    return report if _types_numbers(report) else _numbered_by_lists(report)


def _types_numbers(report: Report) -> bool:
    """Whether paragraphs bear numbers of their own, so that those of lists are other ones."""
    return any(
        isinstance(part, Paragraph) and part.number and not part.number.endswith(")")
        for part in report.parts
    )


def _numbered_by_lists(report: Report) -> Report:
    """Take the numbers of lists for those of paragraphs, where no others are."""
    parts = [
        Paragraph(part.number.rstrip(")"), part.text, part.level)
        if isinstance(part, Paragraph)
        else part
        for part in report.parts
    ]
    return Report(report.title, parts, report.meeting)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.building = Building()
        self.title = ""
        self._words = ""
        self._kind = "p"
        self._silent = 0
        self._in_title = False
        self._lists: list[dict[str, object]] = []
        self._rows: list[list[str]] | None = None
        self._heads = 0
        self._row_is_head = False
        self._in_cell = False
        self._spans = 1
        self._caption = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        elif tag == "title":
            self._in_title = True
        elif tag == "table":
            self.end()
            self._rows, self._heads, self._caption = [], 0, ""
        elif self._rows is not None:
            self._in_table(tag, given)
        elif tag in _HEADINGS or tag in _BLOCKS:
            self._begin(tag, given)
        elif tag == "br":
            self._words += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag == "title":
            self._in_title = False
        elif tag == "table" and self._rows is not None:
            self._end_row()
            rows, self._rows, self._words = self._rows, None, ""
            self.building.table(rows, self._heads or 1, self._caption)
        elif self._rows is not None:
            self._out_of_cell(tag)
        elif tag in _HEADINGS or tag in _BLOCKS:
            self.end()
            if tag in ("ol", "ul") and self._lists:
                self._lists.pop()

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._silent:
            self._words += data

    def end(self) -> None:
        """Close the paragraph, heading or item that is open."""
        words, self._words = " ".join(self._words.split()), ""
        kind, self._kind = self._kind, "p"
        if not words:
            return
        if kind in _HEADINGS:
            self.building.heading(words, _HEADINGS[kind])
        elif kind == "li":
            self._item(words)
        else:
            self.building.paragraph(words)

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        self.end()
        if tag in ("ol", "ul"):
            start = int(given["start"]) if given.get("start", "").isdigit() else 1
            self._lists.append(
                {"kind": given.get("type", "1") if tag == "ol" else "", "next": start}
            )
        if tag in _HEADINGS or (tag == "li" and self._lists):
            self._kind = tag
        elif tag == "p" and self._kind == "li":
            return

    def _item(self, words: str) -> None:
        """Add an item: numbered where it stands in the outermost list with numbers."""
        here = self._lists[-1] if self._lists else {"kind": "", "next": 1}
        number = int(str(here["next"]))
        here["next"] = number + 1
        if here["kind"] == "1" and len(self._lists) == 1:
            self.building.paragraph(words, f"{number})")
        elif here["kind"] in ("a", "A"):
            self.building.item(
                f"{chr(96 + number)}) {words}" if number <= 26 else words
            )
        else:
            self.building.item(words)

    def _in_table(self, tag: str, given: dict[str, str]) -> None:
        assert self._rows is not None
        if tag == "tr":
            self._end_row()
            self._rows.append([])
            self._row_is_head = True
        elif tag in ("td", "th"):
            self._end_cell()
            self._in_cell, self._words = True, ""
            self._row_is_head = self._row_is_head and tag == "th"
            spans = given.get("colspan", "1")
            self._spans = min(int(spans), 50) if spans.isdigit() else 1
        elif tag == "caption":
            self._words = ""
        elif tag in ("br", "p", "div", "li"):
            self._words += " "

    def _out_of_cell(self, tag: str) -> None:
        assert self._rows is not None
        if tag in ("td", "th"):
            self._end_cell()
        elif tag == "caption":
            self._caption, self._words = self._words, ""
        elif tag == "tr":
            self._end_row()

    def _end_cell(self) -> None:
        """Close a cell; its end tag may be left out."""
        if self._in_cell and self._rows is not None:
            if not self._rows:
                self._rows.append([])
            self._rows[-1].extend([self._words] * max(self._spans, 1))
        self._in_cell, self._words = False, ""

    def _end_row(self) -> None:
        self._end_cell()
        rows = self._rows or []
        if rows and self._row_is_head and self._heads == len(rows) - 1:
            self._heads += 1
        self._row_is_head = False
