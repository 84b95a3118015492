"""The records of processing: shown, and taken away for Word or as CSV."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.keeping import processing as records
from alongside.desk.keeping.request_views import WORD
from alongside.desk.spreadsheet import CSV, csv_text, download
from alongside.reckon.documents import word


@require_GET
@needs("keep_schedule")
def processing(request):
    """What is kept of whom, why, for how long, and who is given it."""
    told = records.document(timezone.localdate())
    context = {"blocks": list(told.numbered()), "day": timezone.localdate()}
    return render(request, "keeping/processing.html", context)


@require_GET
@needs("keep_schedule")
def take_processing(request, form):
    """The same, for Word; or as a table with a row for each kind that is kept."""
    day = timezone.localdate()
    if form not in ("docx", "csv"):
        raise Http404
    record_read(by=request.user, action="export records of processing", form=form)
    name = f"records-of-processing-{day}.{form}"
    if form == "docx":
        return download(word.write(records.document(day)), name, WORD)
    return download("\ufeff" + csv_text(records.rows(day)), name, CSV)
