"""What the audit trail says of reports to Committee."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import tells
from alongside.desk.committee.models import (
    AcceptedFinding,
    Annex,
    Comment,
    OwnTemplate,
    Report,
    ReportFigure,
    ReportTable,
    Section,
    SignOff,
)


@tells("committee.Report")
def reports(reader: User, keys: set[str]) -> dict[str, str]:
    found = Report.objects.filter(pk__in=keys).select_related("body")
    return {str(each.pk): str(each) for each in found}


def _of_report(model, words):
    """Say rows of a report as the report's title and these words of each."""

    def told(reader: User, keys: set[str]) -> dict[str, str]:
        found = model.objects.filter(pk__in=keys).select_related("report")
        return {str(each.pk): f"{each.report.title}: {words(each)}" for each in found}

    return told


@tells("committee.Comment")
def comments(reader: User, keys: set[str]) -> dict[str, str]:
    found = Comment.objects.filter(pk__in=keys).select_related("section__report")
    return {
        str(each.pk): f"{each.section.report.title}: comment on {each.section.heading}"
        for each in found
    }


@tells("committee.OwnTemplate")
def own_templates(reader: User, keys: set[str]) -> dict[str, str]:
    return {str(e.pk): str(e) for e in OwnTemplate.objects.filter(pk__in=keys)}


tells("committee.Section")(_of_report(Section, lambda each: each.heading))
tells("committee.ReportFigure")(_of_report(ReportFigure, lambda e: f"figure {e.name}"))
tells("committee.ReportTable")(_of_report(ReportTable, lambda e: f"table {e.name}"))
tells("committee.Annex")(_of_report(Annex, lambda each: "annex"))
tells("committee.SignOff")(
    _of_report(SignOff, lambda e: f"sign-off, {e.get_kind_display().lower()}")
)
tells("committee.AcceptedFinding")(
    _of_report(AcceptedFinding, lambda e: f"accepted, {e.kind}")
)
