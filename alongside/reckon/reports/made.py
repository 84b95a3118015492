"""A report made of a folder: refused while a check fails, else written; what has changed said.

What was printed of each figure is kept in the folder as `figures.lock`, so the next making
can tell what is another since.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO

from alongside.reckon.documents import Document
from alongside.reckon.reports.checks import check
from alongside.reckon.reports.composing import compose
from alongside.reckon.reports.folder import PRINTED, Folder
from alongside.reckon.reports.front import Accepted
from alongside.reckon.reports.holding import held
from alongside.reckon.reports.reading_aloud import as_report, places
from alongside.reckon.reports.report import Finding
from alongside.reckon.reports.requirements import required
from alongside.reckon.reports.writing import Composed


@dataclass(frozen=True)
class Change:
    """A figure printed otherwise than last time: its name, what was, what is, and where."""

    name: str
    was: str
    now: str
    where: Sequence[str]

    def __str__(self) -> str:
        where = ", ".join(self.where) or "nowhere in the text"
        if not self.was:
            return f"{self.name}: {self.now}, new ({where})"
        return f"{self.name}: was {self.was}, now {self.now or 'gone'} ({where})"


@dataclass(frozen=True)
class Traced:
    """A figure as it is printed, where it is from, and the places of the report it stands in."""

    name: str
    printed: str
    source: str
    behind: str
    formula: str
    as_at: date | None
    period: str
    where: Sequence[str]


@dataclass(frozen=True)
class Made:
    """A report put together, and what the checks say of it.

    `refusing` keeps it from going forward; `accepted` are those that the folder accepts,
    with the acceptance; `worth_a_look` refuses nothing; `idle` are acceptances of nothing.
    """

    composed: Composed
    refusing: Sequence[Finding]
    accepted: Sequence[tuple[Finding, Accepted]]
    worth_a_look: Sequence[Finding]
    idle: Sequence[Accepted]
    changes: Sequence[Change]

    @property
    def document(self) -> Document:
        return self.composed.document

    def traced(self) -> list[Traced]:
        """Return each figure with what it is of, what is behind it, and where it stands."""
        found = places(self.document)
        uses, printed = self.composed.uses, self.composed.printed
        return [
            Traced(each.name, printed[each.name], each.source, each.document, each.formula,
                   each.as_at, each.period, sorted({found[at] for at in uses.get(each.name, ())}))
            for each in self.composed.figures
        ]  # fmt: skip

    def lock(self) -> str:
        """Return what `figures.lock` is to hold once this is made: each figure as printed."""
        told = StringIO()
        rows = csv.writer(told, lineterminator="\n")
        rows.writerow(PRINTED)
        rows.writerows(sorted(self.composed.printed.items()))
        return told.getvalue()


def make(folder: Folder, marked: bool = False) -> Made:
    """Return the report of a folder with all that is said of it. Raises BadFolder.

    `marked` shows beside each figure that has changed what it was when last made.
    """
    was = folder.printed
    composed = compose(folder, was if marked else {})
    changes = _changes(was, composed)
    found = findings(folder, composed)
    accepted = [(each, why) for each in found if (why := _why(each, folder))]
    left = [each for each in found if not _why(each, folder)]
    used = {why for _, why in accepted}
    return Made(
        composed,
        [each for each in left if each.confidence != "worth a look"],
        accepted,
        [each for each in left if each.confidence == "worth a look"],
        [each for each in folder.front.accepted if each not in used],
        changes,
    )


def findings(folder: Folder, composed: Composed) -> list[Finding]:
    """Return all that the checks say of a report put together of a folder."""
    report = as_report(composed.document, folder.front.on)
    return [*required(folder, composed), *held(folder, composed), *check(report)]


def _why(finding: Finding, folder: Folder) -> Accepted | None:
    """Return the acceptance of a finding, if there is one."""
    for each in folder.front.accepted:
        same = each.kind == finding.kind and each.where == finding.where
        if same and each.about in finding.what:
            return each
    return None


def _changes(was: Mapping[str, str], composed: Composed) -> list[Change]:
    if not was:
        return []
    found = places(composed.document)
    now = composed.printed
    return [
        Change(name, was.get(name, ""), now.get(name, ""),
               list(dict.fromkeys(found[at] for at in composed.uses.get(name, ()))))
        for name in sorted(was.keys() | now.keys())
        if was.get(name) != now.get(name)
    ]  # fmt: skip
