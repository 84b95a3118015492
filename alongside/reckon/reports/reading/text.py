"""A report as text or markdown: paragraphs, lists, headings, and tables laid out in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from alongside.reckon.reports.reading import columns
from alongside.reckon.reports.reading.building import Building, split_number
from alongside.reckon.reports.report import Report

_TAG = re.compile(r"</?(?:b|i|u|em|strong|span|a|p)\b[^>]*>", re.IGNORECASE)
_NOTE_MARK = re.compile(r"<sup>\s*\d+\s*</sup>|\[\^\d+\]:?", re.IGNORECASE)
_ORDINAL = re.compile(r"<sup>\s*(st|nd|rd|th)\s*</sup>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HASHES = re.compile(r"\s{0,3}(#{1,6})\s+(.+?)\s*#*\s*")
_BULLET = re.compile(r"\s*(?:[-*•·▪◦–]|e(?=\s+[a-z])|o(?=\s+\w))\s+(?P<rest>\S.*)")
_LETTERED = re.compile(r"\s*\(?(?:[a-z]|[ivx]{1,4})[.)]\s+\S.*")
_PAGE = re.compile(r"\s*(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?\s*", re.IGNORECASE)
_RULE = re.compile(r"\s*(?:-|(?:[-_=*]\s?){3,})\s*")
# Headings that councils' reports share: known even where no blank line stands around them.
_KNOWN = re.compile(
    r"\s*(?:background (?:papers|documents)(?: and published documents)?|purpose of the report|"
    r"recommendation(?:s|/s|\(s\))?|(?:financial|legal|policy|personnel|human resources) "
    r"implications|(?:constitutional|financial|hr) comments(?: \([^)]*\))?)\s*:?\s*",
    re.IGNORECASE,
)
_NO_HEADING = re.compile(r"(?:as at|source|notes?)\b", re.IGNORECASE)
_LABEL = re.compile(r"\s*[A-Z][\w /()’'&-]{0,44}:(?:\s|$)")
_BOLD_LINE = re.compile(r"\s*(?:\*\*|__)(?P<inner>[^*_]+)(?:\*\*|__):?\s*")

Layout = Callable[[Sequence[str]], tuple[list[list[str]], int]]


def read(text: str) -> Report:
    """Return a report from its text. A paragraph ends at a blank line, or where one begins."""
    reading = _Reading()
    lines = plain(text).split("\n")
    at = 0
    while at < len(lines):
        at = reading.take(lines, at)
    reading.end()
    return reading.building.report()


def plain(text: str) -> str:
    """Return a text without the marks of a web page, each page's end a blank line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    text = text.replace("\u00a0", " ").replace("\u200b", "")
    text = _NOTE_MARK.sub("", _ORDINAL.sub(r"\1", text))
    # Bold words run into each other where a heading lost its line: "**A****B**".
    text = re.sub(r"(?<=[\w.)])\*\*(\*\*)?(?=[A-Z(])", r"\1\n\n**", text)
    return _TAG.sub("", _BREAK.sub("\n", text))


class _Reading:
    """Where the reading stands: the paragraph that is open, the numbers that await words."""

    def __init__(self) -> None:
        self.building = Building()
        self._open = ""
        self._kind = "paragraph"
        self._blank = True
        self._awaiting: list[str] = []

    def take(self, lines: Sequence[str], at: int) -> int:
        """Read what begins at a line; return the line after it."""
        line = lines[at]
        if end := self._table(lines, at):
            return end
        if not line.strip() or _RULE.fullmatch(line):
            self._blank = True
        elif heads := _HASHES.fullmatch(line):
            self.end()
            self.building.heading(_unmarked(heads[2]), len(heads[1]))
        else:
            self._line(line, alone=_alone(lines, at))
        return at + 1

    def end(self) -> None:
        """Close the open paragraph."""
        words, self._open = _unmarked(self._open), ""
        if not words:
            return
        number, rest = split_number(words)
        if number and not rest:
            self._awaiting.append(number)
        elif self._kind == "item":
            self.building.item(words)
        elif self._kind == "heading" and not self._awaiting:
            self.building.heading(words, 2)
        else:
            self._paragraph(words, number)

    def _paragraph(self, words: str, number: str) -> None:
        """Give words the number that stood above them alone; of several, no one can tell."""
        if len(self._awaiting) == 1 and not number:
            words = f"{self._awaiting[0].rstrip(')')}. {words}"
        else:
            for each in self._awaiting:
                self.building.paragraph("", each)
        self._awaiting = []
        self.building.paragraph(words)

    def _line(self, line: str, alone: bool) -> None:
        number, rest = split_number(_unmarked(line))
        bullet = _BULLET.fullmatch(line)
        if bullet and not number:
            number, rest = split_number(_unmarked(bullet["rest"]))
        if not number and _PAGE.fullmatch(line):
            return
        if number:
            self._start(_unmarked(bullet["rest"]) if bullet else line, "paragraph")
            if not rest:
                self.end()
        elif bullet or _LETTERED.fullmatch(line):
            self._start(bullet["rest"] if bullet else line, "item")
        elif _KNOWN.fullmatch(_unmarked(line)) or (
            alone and _is_heading(line) and not self._goes_on(line)
        ):
            self._start(line, "heading")
            self.end()
        elif self._open and (not self._blank or self._goes_on(line)) and not _new(line):
            self._open = f"{self._open.rstrip()} {line.strip()}"
        else:
            self._start(line, "paragraph")
        self._blank = False

    def _start(self, line: str, kind: str) -> None:
        self.end()
        self._open, self._kind = line, kind

    def _goes_on(self, line: str) -> bool:
        """Whether a line after a blank one is the rest of a sentence that a page cut."""
        cut = self._open and not self._open.rstrip(" *").endswith(
            (".", ":", ";", "?", "!")
        )
        return bool(cut) and line.lstrip()[:1].islower()

    def _table(self, lines: Sequence[str], at: int) -> int:
        """Read a table that begins at a line; return the line after it, 0 where none does."""
        end, layout = _extent(lines, at)
        if layout:
            self.end()
            self.building.table(*layout([_unmarked(each) for each in lines[at:end]]))
            return end
        end = _run(lines, at, columns.ends_in_numbers, 2)
        rows = columns.of_last_numbers(lines[at:end]) if end - at >= 3 else None
        if rows and columns.ends_in_numbers(lines[end - 1]):
            self.end()
            self.building.table(rows, heads=0)
            return end
        return 0


def _extent(lines: Sequence[str], at: int) -> tuple[int, Layout | None]:
    for marks, layout, least in (
        (columns.barred, columns.of_bars, 2),
        (columns.tabbed, columns.of_tabs, 2),
    ):
        end = at
        while end < len(lines) and marks(lines[end]):
            end += 1
        if end - at >= least:
            return end, layout
    end = _run(lines, at, columns.spaced, 1)
    held = [line for line in lines[at:end] if columns.spaced(line)]
    figures = sum(bool(re.search(r"\s{2,}[-(]?£?\d", line)) for line in held)
    if (
        len(held) >= 3
        and figures >= 2
        and columns.spaced(lines[at])
        and _prose(held) < 2
    ):
        return end, columns.of_spaces
    return at, None


def _prose(lines: Sequence[str]) -> int:
    """How many lines begin as a paragraph or an item of a list does."""
    return sum(
        bool(split_number(line.strip())[0] or _BULLET.fullmatch(line)) for line in lines
    )


def _run(
    lines: Sequence[str], at: int, marks: Callable[[str], bool], between: int
) -> int:
    """Return where lines end that have the marks, with so many others between them."""
    end, others = at, 0
    if not marks(lines[at]):
        return at
    for here in range(at, len(lines)):
        line = lines[here]
        if marks(line):
            end, others = here + 1, 0
        elif _RULE.fullmatch(line) and line.strip():
            continue
        elif not line.strip() or others >= between or len(line) > 60:
            break
        else:
            others += 1
    return end


def _alone(lines: Sequence[str], at: int) -> bool:
    """Whether blank lines stand around a line, or it is all in bold."""
    before = at == 0 or not lines[at - 1].strip()
    after = at + 1 >= len(lines) or not lines[at + 1].strip()
    return bool(before and after) or bool(_BOLD_LINE.fullmatch(lines[at]))


def _is_heading(line: str) -> bool:
    words = _unmarked(line)
    short = len(words) <= 90 and len(words.split()) <= 14
    ends = words.endswith((".", ",", ";", ":", "?", "!"))
    told = _LABEL.match(words) or _NO_HEADING.match(words)
    return bool(short and not ends and not told and words[:1].isupper())


def _new(line: str) -> bool:
    return bool(_LABEL.match(_unmarked(line)) or _BOLD_LINE.fullmatch(line))


def _unmarked(line: str) -> str:
    return re.sub(r"\*\*|__|`", "", line).strip() if "\t" not in line else line
