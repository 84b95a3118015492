"""How the addresses of reports to Committee are filled for tests/house/matrix.csv."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from alongside.desk.committee.agreed_views import key_of
from alongside.desk.committee.models import (
    AcceptedFinding,
    Annex,
    Comment,
    Report,
    ReportFigure,
    ReportTable,
)
from alongside.desk.committee.report_actions import begin_report
from alongside.desk.committee.standing import Standing
from alongside.desk.decisions.models import Body
from tests.house.pilots_subjects import a_pilot

AT = timezone.make_aware(datetime(2026, 3, 2, 9))


def a_report(town, **chosen) -> Report:
    """A county's report, begun by Sam, that asks for posts."""
    told = {
        "template": "county",
        "title": "Two more posts",
        "body": Body.objects.create(name="Children’s Committee", kind="committee"),
        "meets_on": timezone.localdate() + timedelta(60),
        "author": "Service Director",
        "asks": ["decision", "posts"],
    }
    return begin_report(by=town.sam, **told | chosen)


def report(town, where):
    """A report that anybody who sees reports is shown, or an exempt one."""
    return {"pk": a_report(town, exempt=bool(where)).pk}


def section(town, where):
    found = Report.objects.get(**report(town, where))
    return {"pk": found.sections.get(name="purpose").pk}


def comment(town, where):
    made = Comment.objects.create(
        section_id=section(town, where)["pk"], text="Why?", by=town.sam, at=AT
    )
    return {"pk": made.pk}


def figure(town, where):
    made = ReportFigure.objects.create(
        report_id=report(town, where)["pk"], name="posts", source="typed", value="2",
        document="Paper",
    )  # fmt: skip
    return {"pk": made.pk}


def table(town, where):
    made = ReportTable.objects.create(
        report_id=report(town, where)["pk"], name="costs", caption="C", rows="A\n1\n"
    )
    return {"pk": made.pk}


def annex(town, where):
    pilot = a_pilot(town, (town.north, town.south))
    made = Annex.objects.create(report_id=report(town, where)["pk"], pilot=pilot)
    return {"pk": made.pk}


def finding(town, where):
    found = Report.objects.get(**report(town, where))
    return {"pk": found.pk, "key": key_of(Standing(found).open[0])}


def accepted(town, where):
    made = AcceptedFinding.objects.create(
        report_id=report(town, where)["pk"], kind="a", where="b", what="c", reason="d",
        by=town.sam, at=AT,
    )  # fmt: skip
    return {"pk": made.pk}


def signed(kind: str):
    return lambda town, where: report(town, where) | {"kind": kind}


SUBJECTS = {
    "report": report,
    "report_section": section,
    "report_comment": comment,
    "report_figure": figure,
    "report_table": table,
    "report_annex": annex,
    "report_finding": finding,
    "report_accepted": accepted,
    "report_signed": signed("hr"),
    "report_template": lambda town, where: {"key": "county"},
    "report_file": lambda town, where: report(town, where) | {"form": "html"},
}
