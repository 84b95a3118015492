"""The checker of reports: how many planted faults it finds, and how often it is wrong.

    python benchmarks/check_report.py [--each]

Reads the reports of tests/reckon/reports/corpus and of its heldout folder, which were
written by somebody who had not seen the checker, and compares what is found with their
lists of faults. Recall is by kind of fault; precision by how sure a finding says it is: a
finding is right where a listed fault of its kind stands at its place. Reports without a
listed fault are clean. `--each` prints every fault missed and every finding that is none
of the listed, of the corpus alone: nobody works on what is held out.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from alongside.reckon.reports.checks import check
from alongside.reckon.reports.reading import read
from alongside.reckon.reports.report import Finding, Paragraph, Report, Table

CORPUS = Path(__file__).parents[1] / "tests" / "reckon" / "reports" / "corpus"
HELD_OUT = CORPUS / "heldout"
ANYWHERE = "whole"
SUMS = {"total", "parts-against-sum", "year-total"}
# Which kinds of fault a finding of a kind may be of; the corpus' own page says which overlap.
MAY_BE = {
    "total": SUMS,
    "sum": SUMS | {"repeated-figure"},
    "column": SUMS | {"percentage-change", "part-year-cost"},
    "rate recomputed": SUMS | {"part-year-cost"},
    "percentages of a whole": {"row-percentages", "missing-cell"},
    "share recomputed": {"row-percentages", "impossible-share", "words-against-numbers"},
    "impossible share": {"impossible-share"},
    "words against figures": {"words-against-numbers"},
    "change recomputed": {"percentage-change", "words-against-numbers", "total"},
    "percentage points": {"percentage-points", "percentage-change"},
    "extrapolation": {"extrapolation", "part-year-cost"},
    "repeated figure": {"repeated-figure", "recommendation", "total"},
    "recommendation": {"recommendation", "repeated-figure"},
    "cross-reference": {"cross-reference", "missing-caption"},
    "caption": {"missing-caption", "cross-reference"},
    "numbering": {"numbering"},
    "date": {"date-past", "weekday"},
    "missing": {"missing-cell"},
    "as-at date": {"as-at-date"},
    "section": {"missing-section", "missing-sign-off"},
    "background papers": {"background-papers"},
    "exempt information": {"person-named"},
    "name": {"name"},
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """A fault that was planted: of which kind, at which places, in what words."""

    file: str
    where: str
    kind: str
    words: str


@dataclass
class Measured:
    """What was found, missed and reported beside the faults of a folder of reports."""

    caught: list[Fault] = field(default_factory=list)
    missed: list[Fault] = field(default_factory=list)
    right: list[tuple[str, Finding]] = field(default_factory=list)
    wrong: list[tuple[str, Finding]] = field(default_factory=list)
    clean: dict[str, int] = field(default_factory=dict)

    @property
    def recall(self) -> float:
        return len(self.caught) / (len(self.caught) + len(self.missed))

    def precision(self, *sure: str) -> float:
        """Return what part of the findings of these confidences is right; of all for none."""
        right, wrong = (
            sum(not sure or each.confidence in sure for _, each in told)
            for told in (self.right, self.wrong)
        )
        return right / (right + wrong) if right + wrong else 1.0


def measure(folder: Path) -> Measured:
    """Check each report of a folder, and compare with its list of faults."""
    faults = _faults(folder)
    measured = Measured()
    for path in sorted(folder.iterdir()):
        if path.suffix not in (".md", ".txt", ".html") or path.name == "README.md":
            continue
        planted = [each for each in faults if each.file == path.name]
        report = read(path)
        found = check(report)
        _compare(measured, path.name, report, planted, found)
        if not planted:
            measured.clean[path.name] = len(found)
    return measured


def _faults(folder: Path) -> list[Fault]:
    with (folder / "faults.csv").open(encoding="utf-8", newline="") as listed:
        return [Fault(**row) for row in csv.DictReader(listed)]


def _compare(
    measured: Measured,
    name: str,
    report: Report,
    planted: Sequence[Fault],
    found: Sequence[Finding],
) -> None:
    caught = set()
    for each in found:
        of = {fault for fault in planted if _is_of(each, fault, report)}
        caught |= of
        (measured.right if of else measured.wrong).append((name, each))
    for fault in planted:
        (measured.caught if fault in caught else measured.missed).append(fault)


def _is_of(found: Finding, fault: Fault, report: Report) -> bool:
    if fault.kind not in MAY_BE[found.kind]:
        return False
    lines = re.findall(r"“([^”]+)”", found.what) if found.kind == "missing" else []
    names = {*_names(found.where, report), *(line.lower() for line in lines)}
    places = [place.strip() for place in fault.where.split(";")]
    return ANYWHERE in places or any(_at(place, names) for place in places)


def _at(place: str, names: set[str]) -> bool:
    wanted = place.lower()
    return wanted in names or (
        len(wanted) > 8 and any(wanted in name for name in names if len(name) > 8)
    )


def _names(where: str, report: Report) -> Iterator[str]:
    """Yield all that a list of faults may call the place of a finding."""
    section = ""
    for place, part in report.placed():
        if isinstance(part, Paragraph) and part.level:
            section = part.text.lower()
        if place != where:
            continue
        if isinstance(part, Table):
            yield from _names_of_table(where, part)
        else:
            number = part.number.rstrip(")") or where.removeprefix("below ").rstrip(")")
            yield number
            yield part.text.lower()
            if "recommend" in section and "reason" not in section:
                yield f"recommendation {number}"


def _names_of_table(where: str, table: Table) -> Iterator[str]:
    yield f"table after {where.partition('below ')[2]}"
    yield where.partition(",")[0].lower()
    if captioned := re.match(r"(table|figure) [\w.]+", table.caption.lower()):
        yield captioned[0].rstrip(".")


def tell(name: str, measured: Measured, each: bool) -> None:
    """Print what was measured of a folder."""
    total = len(measured.caught) + len(measured.missed)
    print(
        f"{name}: {len(measured.caught)} of {total} faults found ({measured.recall:.0%})"
    )
    for kind, (caught, planted) in by_kind(measured).items():
        print(f"  {kind:24}{caught:3} of {planted}")
    for sure in ("certain", "likely", "worth a look"):
        right = sum(found.confidence == sure for _, found in measured.right)
        wrong = sum(found.confidence == sure for _, found in measured.wrong)
        print(
            f"  {sure}: {right} of {right + wrong} findings right ({measured.precision(sure):.0%})"
        )
    print(f"  all: {measured.precision():.0%} right; certain and likely: "
          f"{measured.precision('certain', 'likely'):.0%}")  # fmt: skip
    if measured.clean:
        print(
            f"  clean reports: {sum(measured.clean.values())} findings in {len(measured.clean)}"
        )
    if each:
        tell_each(measured)


def by_kind(measured: Measured) -> dict[str, tuple[int, int]]:
    caught = Counter(fault.kind for fault in measured.caught)
    planted = caught + Counter(fault.kind for fault in measured.missed)
    return {kind: (caught[kind], planted[kind]) for kind in sorted(planted)}


def tell_each(measured: Measured) -> None:
    for fault in measured.missed:
        print(f"  MISSED {fault.file} {fault.where} {fault.kind}: {fault.words}")
    for file, found in measured.wrong:
        clean = "CLEAN " if file in measured.clean else ""
        print(
            f"  {clean}NOT LISTED {file} {found.where} [{found.confidence}] {found.kind}: {found.what}"
        )


if __name__ == "__main__":
    tell("corpus", measure(CORPUS), "--each" in sys.argv)
    tell("held out", measure(HELD_OUT), each=False)
