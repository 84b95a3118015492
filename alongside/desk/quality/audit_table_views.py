"""Audits by team and quarter: shares, intervals, colours by a rule that is stated."""

from __future__ import annotations

from django.db.models import Min
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.quality.audit_forms import AuditsForm, TableForm
from alongside.desk.quality.audit_models import Audit, scale
from alongside.desk.quality.audit_picture import picture
from alongside.desk.quality.audit_table import by_quarter, rows_by_team, side_by_side
from alongside.desk.quality.audit_workbooks import audits_workbook, table_workbook
from alongside.desk.quality.comment_models import Comment
from alongside.desk.quality.quarters import Quarter, quarter_of, up_to
from alongside.desk.spreadsheet import download
from alongside.reckon.audits import READINGS

TREND = 9  # quarters: two years and the one that runs
QUOTED = 6  # comments beside the table
MOST = 44  # quarters to choose from


@require_GET
@needs("see_quality")
def audit_table(request):
    table, form, quarters = _asked(request)
    before, after, _ = form.asked()
    audits = Audit.objects.visible_to(request.user)
    context = {
        "form": form,
        "table": table,
        "picture": picture(table),
        "trend": by_quarter(audits, quarters[-TREND:], scale()),
        "evidence": Comment.objects.visible_to(request.user).beside(
            "audits", before.first, after.last
        )[:QUOTED],
    }
    return render(request, "quality/audit_table.html", context)


@require_GET
@needs("see_quality")
def export_audit_table(request):
    table, _, _ = _asked(request)
    record_read(by=request.user, action="export table of audits")
    return download(table_workbook(table, request.user), "audits-by-team.xlsx")


@require_GET
@needs("see_quality")
def export_audits(request):
    form = AuditsForm(request.GET, user=request.user)
    found = form.chosen_of(Audit.objects.visible_to(request.user))
    count = found.count()
    record_read(by=request.user, action="export audits", found=count)
    book = audits_workbook(found.newest_first(), count, form.in_words(), request.user)
    return download(book, "audits.xlsx")


def _asked(request):
    """The table asked for: of the last two whole quarters where nothing is chosen."""
    audits = Audit.objects.visible_to(request.user)
    quarters = _quarters(audits)
    usual = {"before": quarters[-3].code, "after": quarters[-2].code}
    form = TableForm(usual | request.GET.dict(), quarters=quarters)
    before, after, reading = form.asked()
    grades = scale()
    pairs = rows_by_team(audits, before, after, grades)
    return side_by_side(pairs, grades, READINGS[reading]), form, quarters


def _quarters(audits) -> list[Quarter]:
    """The quarters to choose from: those since the first audit, and at least two years."""
    running = quarter_of(timezone.localdate())
    first = audits.aggregate(first=Min("audited_on"))["first"] or running.first
    quarters = up_to(running, MOST)
    since = quarter_of(first)
    return [q for q in quarters if q >= since or q in quarters[-TREND:]]
