"""The reports by which the checker is measured are whole, and their lists of faults can be followed.

This says nothing of the checker: only that every fault listed has a report, a place in it and a kind
that the folder's README explains, and that there are enough of them.
"""

import csv
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

CORPUS = Path(__file__).parent / "corpus"
HELD_OUT = CORPUS / "heldout"
ABSENT = {"missing-section", "missing-sign-off", "background-papers"}
BOTH = pytest.mark.parametrize("folder", [CORPUS, HELD_OUT], ids=["corpus", "heldout"])


class Lines(HTMLParser):
    """The text of a page, a line to each block; items of an ordered list are numbered, tables marked."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.item, self.ordered = "", 0, False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in {"ol", "ul"}:
            self.item, self.ordered = 0, tag == "ol"
        self.item += tag == "li"
        item = f"\n{self.item}. " if self.ordered else "\n"
        marks = {"li": item, "table": "\n-----", "b": "", "i": "", "em": ""}
        self.text += marks.get(tag, "\n")

    def handle_data(self, data: str) -> None:
        self.text += data


def text(report: Path) -> str:
    """The words of a report in lines, whatever it is written in."""
    written = report.read_text(encoding="utf-8")
    if report.suffix != ".html":
        return written
    lines = Lines()
    lines.feed(written)
    return lines.text


def faults(folder: Path) -> list[dict[str, str]]:
    with (folder / "faults.csv").open(encoding="utf-8", newline="") as listed:
        return list(csv.DictReader(listed))


def reports(folder: Path) -> set[str]:
    kinds = {".md", ".txt", ".html"}
    return {path.name for path in folder.iterdir() if path.suffix in kinds} - {
        "README.md"
    }


def explained(header: str) -> set[str]:
    """What stands in code in the first column of the README's table with this header."""
    after = (CORPUS / "README.md").read_text(encoding="utf-8").split(header)[1]
    return set(re.findall(r"^\| `([^`]+)` \|", after.split("\n\n")[0], re.MULTILINE))


def numbered(number: str, words: str) -> re.Match[str] | None:
    """The paragraph or item of this number: "12." or "1)", but "3.4" bare."""
    mark = "" if "." in number else r"[.)]"
    return re.search(rf"^ *\(?{re.escape(number)}{mark}\s", words, re.MULTILINE)


def has_table_after(number: str, words: str) -> bool:
    """Whether there is a table between this paragraph and the next."""
    start = numbered(number, words)
    if start is None:
        return False
    own = re.split(
        r"^ *\d+(?:\.\d+|\.)\s", words[start.end() :], maxsplit=1, flags=re.MULTILINE
    )
    return "-----" in own[0] or "|---" in own[0]


def recommends(number: int, words: str) -> bool:
    """Whether a list of recommendations goes as far as this number without a break."""
    after = re.split(r"(?im)^[#\s]*recommendations?$", words)[-1]
    items = re.findall(r"^ *(\d+)[.)]\s", after, re.MULTILINE)
    return items[:number] == [str(item) for item in range(1, number + 1)]


def stands(place: str, words: str) -> bool:
    """Whether a place, written in one of the ways of the README, is in a report."""
    kind, _, number = place.rpartition(" ")
    if kind == "table after":
        return has_table_after(number, words)
    if kind == "Recommendation":
        return recommends(int(number), words)
    return numbered(place, words) is not None if place[0].isdigit() else place in words


@BOTH
def test_every_fault_is_of_a_kind_that_is_explained_and_at_a_place_that_is_there(
    folder: Path,
):
    kinds = explained("| kind | is |")
    for fault in faults(folder):
        assert fault["kind"] in kinds, fault
        assert fault["words"], fault
        assert fault["file"] in reports(folder), fault
        words = text(folder / fault["file"])
        for place in fault["where"].split("; "):
            missing = place == "whole" and fault["kind"] in ABSENT
            assert missing or stands(place, words), (place, fault)


@BOTH
def test_no_fault_is_listed_twice(folder: Path):
    listed = Counter(
        (fault["file"], fault["where"], fault["kind"]) for fault in faults(folder)
    )
    assert [fault for fault, times in listed.items() if times > 1] == []


def test_every_report_has_a_fault_or_is_called_clean():
    faulty = {fault["file"] for fault in faults(CORPUS)}
    clean = explained("| report | holds |")
    assert faulty | clean == reports(CORPUS)
    assert not faulty & clean
    assert {fault["file"] for fault in faults(HELD_OUT)} == reports(HELD_OUT)


def test_there_are_enough_to_measure_by():
    kinds = Counter(fault["kind"] for fault in faults(CORPUS))
    assert set(kinds) == explained("| kind | is |")
    assert len(kinds) >= 13
    assert kinds.total() >= 66
    assert len({fault["file"] for fault in faults(CORPUS)}) >= 16
    assert len(explained("| report | holds |")) >= 6
    assert len(reports(HELD_OUT)) >= 5
    assert len(faults(HELD_OUT)) >= 15


def test_a_place_that_is_not_there_is_not_found():
    words = text(CORPUS / "corvendale-foster-carers.html")
    assert stands("8", words)
    assert stands("Recommendation 2", words)
    assert stands("table after 5", words)
    for absent in (
        "17",
        "3.1",
        "Recommendation 3",
        "Table 3",
        "table after 8",
        "Appendix B",
    ):
        assert not stands(absent, words), absent
