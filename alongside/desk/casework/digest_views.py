"""What is overdue or due in ten working days: a sheet a worker, to print and carry."""

from __future__ import annotations

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.casework import digest
from alongside.desk.casework.forms import SheetForm
from alongside.desk.casework.models import Extract
from alongside.desk.casework.worklist import why_blank


@require_GET
@needs("see_timescales")
def sheet(request):
    user, today = request.user, timezone.localdate()
    form, extract = SheetForm(request.GET, user=user), Extract.objects.in_force()
    blank = why_blank(user, extract)
    chosen = form.chosen()
    apart = digest.of_restricted(chosen, today)
    found = [] if blank else digest.sheets(chosen.exclude(pk__in=apart), today)
    rows = sum(len(each.dues) for each in found)
    record_read(by=user, action="see sheets", rows=rows)
    context = {
        "blank": blank,
        "form": form,
        "sheets": found,
        "apart": 0 if blank else apart.count(),
        "extract": extract,
        "today": today,
        "until": digest.until(today),
    }
    return render(request, "casework/sheet.html", context)
