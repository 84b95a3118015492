"""How a report stands: put together, what is wrong in it, who has agreed, what is in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from alongside.desk.committee.agreed_models import MAY_SIGN, SignOff
from alongside.desk.committee.figure_models import ReportFigure
from alongside.desk.committee.figures_now import Now, figures_now
from alongside.desk.committee.files import agreed, files_of, print_of
from alongside.desk.committee.models import Comment, Report
from alongside.reckon.documents import NotADocument
from alongside.reckon.figures import reckon
from alongside.reckon.reports.folder import REPORT, Folder, read
from alongside.reckon.reports.made import Change, Made, make
from alongside.reckon.reports.problems import BadFolder, Problem
from alongside.reckon.reports.report import Finding

Kind = SignOff.Kind
SIGNED = "missing sign-off"  # the kind of finding that a sign-off given here answers


class Signed(NamedTuple):
    """A sign-off that a report needs: the last one given, and whether it still holds."""

    kind: str
    label: str
    permission: str
    last: SignOff | None
    holds: bool


@dataclass(frozen=True)
class Standing:
    """A report as it stands now. What is costly is worked out when it is asked for."""

    report: Report

    @cached_property
    def signed(self) -> list[Signed]:
        """Return each sign-off that is needed. A change of the text since voids it."""
        given = list(self.report.sign_offs.select_related("by__role"))
        found = []
        for kind in needed(self.report):
            last = next((each for each in given if each.kind == kind), None)
            holds = last is not None and last.print == self.print
            found.append(Signed(kind, kind.label, MAY_SIGN[kind], last, holds))
        return found

    @cached_property
    def comments(self) -> list[Comment]:
        """Return what was asked of its sections and is not seen to."""
        asked = Comment.objects.filter(section__report=self.report, resolved_at=None)
        return list(asked.select_related("section", "by").order_by("section", "pk"))

    @cached_property
    def figures(self) -> list[tuple[ReportFigure, Now]]:
        return figures_now(self.report)

    @cached_property
    def files(self) -> dict[str, str]:
        return files_of(self.report, self.figures)

    @cached_property
    def print(self) -> str:
        return print_of(self.report, self.files)

    @cached_property
    def folder(self) -> Folder | None:
        """The report read as a folder; None where it cannot be, and `problems` says why."""
        holding = [each.last for each in self.signed if each.last and each.holds]
        front = f"{self.files[REPORT]}\n{agreed(self.report, holding)}"
        try:
            return read(self.files | {REPORT: front})
        except BadFolder as bad:
            self.__dict__["problems"] = bad.problems
            return None

    @cached_property
    def made(self) -> Made | None:
        """The report put together; None where it cannot be, and `problems` says why."""
        if self.folder is None:
            return None
        try:
            return make(self.folder)
        except BadFolder as bad:
            self.__dict__["problems"] = bad.problems
        except NotADocument as bad:
            problem = Problem(self.report.title, 0, "", str(bad), "")
            self.__dict__["problems"] = (problem,)
        return None

    @property
    def problems(self) -> Sequence[Problem]:
        """What keeps it from being put together, each with its place."""
        return () if self.made else self.__dict__.get("problems", ())

    @property
    def open(self) -> list[Finding]:
        """What must be put right, or accepted with a reason. Sign-offs stand by themselves."""
        found = self.made.refusing if self.made else ()
        return [each for each in found if each.kind != SIGNED]

    @property
    def changes(self) -> Sequence[Change]:
        return self.made.changes if self.made else ()

    @property
    def printed(self) -> dict[str, str]:
        """Each figure as it is printed now."""
        if self.folder is None:
            return {}
        values = reckon(self.folder.figures).values
        figures = {each.name: each for each in self.folder.figures}
        return {name: figures[name].printed(value) for name, value in values.items()}

    @property
    def in_the_way(self) -> list[str]:
        """What keeps it from going forward, a sentence each."""
        found = []
        if self.made is None:
            found.append("It cannot be put together yet.")
        if self.open:
            found.append(f"{_count(self.open, 'finding')} to put right or accept.")
        if self.changes:
            found.append(
                f"{_count(self.changes, 'figure')} changed since an author saw them."
            )
        if comments := self.comments:
            found.append(f"{_count(comments, 'comment')} to be seen to.")
        for each in self.signed:
            if each.last is None:
                found.append(f"It lacks the sign-off: {each.label.lower()}.")
            elif not each.holds:
                found.append(
                    f"It was changed after the sign-off: {each.label.lower()}. That is void."
                )
        return found


def needed(report: Report) -> list[Kind]:
    """Return who must sign: the law and the money always, human resources where posts change."""
    return [
        kind
        for kind in (Kind.CONSTITUTIONAL, Kind.FINANCIAL, Kind.HR)
        if kind != Kind.HR or "posts" in report.asks
    ]


def _count(found: Sequence, what: str) -> str:
    return f"{len(found)} {what}{'' if len(found) == 1 else 's'}"
