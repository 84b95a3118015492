"""Exports from HR: uploaded, their columns named once, imported; and what was refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.forms import carry_out
from alongside.desk.spreadsheet import download, made_by, spreadsheet
from alongside.desk.workforce import hr_actions
from alongside.desk.workforce.hr_fields import FIELDS, HOLDS, SICKNESS, likely
from alongside.desk.workforce.hr_forms import (
    HrColumnsForm,
    UploadHrForm,
    WhichHrTableForm,
)
from alongside.desk.workforce.hr_models import HrLayout, HrUpload
from alongside.desk.workforce.hr_reading import HrRead
from alongside.reckon.intake.reports import Seen, apart, guessed, still_there

SHOWN_ROWS = 5
UNSEEN = {"type", "back_on"}  # they say which rows count, and what another day is
REFUSED = (("Sheet", 22), ("Row", 8), ("Column", 26), ("What is wrong", 60), ("What to do", 50))  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs("keep_absence")
def import_hr(request):
    """Upload an export; the layouts that are known, and what was imported before."""
    user = request.user
    form = UploadHrForm(request.POST or None, request.FILES or None)
    if made := carry_out(form, _upload, field="file", by=user):
        if made.sealed:
            return redirect("hr:hr-columns", made.pk)
        return redirect("hr:hr-imported", made.pk)
    context = {
        "form": form,
        "layouts": HrLayout.objects.visible_to(user).newest_first()[:SHOWN_ROWS],
        "uploads": HrUpload.objects.visible_to(user).latest_first()[:SHOWN_ROWS],
    }
    return render(request, "workforce/import_hr.html", context)


def _upload(*, by, file) -> HrUpload:
    return hr_actions.upload_hr(by=by, name=file.name, contents=file.read())


@dataclass(frozen=True)
class Asked:
    """A table whose columns are asked for: what a row is, and what is known of it."""

    place: int
    seen: Seen
    holds: str
    like: HrLayout | None

    @property
    def usual(self) -> dict[str, str]:
        """The columns as they were named in the layout it is like, else as headers suggest."""
        headers = self.seen.headers
        if self.like and self.like.told["holds"] == self.holds:
            return still_there(self.like.told["columns"], headers)
        return guessed(headers, FIELDS[self.holds])

    @property
    def difference(self) -> str:
        """How the headers differ from those of the layout it is like, in words."""
        if not self.like:
            return ""
        told = self.like.told
        used = [header for header in told["columns"].values() if header]
        return apart(told["headers"], used, self.seen.headers).in_words


@require_http_methods(["GET", "POST"])
@needs("keep_absence", about="workforce.HrUpload")
def hr_columns(request, pk):
    """Say which column is which, see five rows as they are read, and import them."""
    upload = get_object_or_404(HrUpload.objects.visible_to(request.user), pk=pk)
    try:
        tables = hr_actions.tables_in(upload)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("hr:import-hr")
    asked = _asked(request, upload, tables)
    initial = {"name": asked.like.name if asked.like else ""}
    form = HrColumnsForm(
        request.POST or None, seen=asked.seen, holds=asked.holds, usual=asked.usual,
        initial=initial,
    )  # fmt: skip
    if form.looked_at and _imported(request, upload, asked, form):
        return redirect("hr:hr-imported", pk)
    record_read(by=request.user, action="see upload from HR", subject=upload)
    found = hr_actions.read_table(asked.seen, asked.holds, form.chosen, True)
    context = {
        "upload": upload, "form": form, "asked": asked, "several": len(tables) > 1,
        "which": WhichHrTableForm(
            {"place": str(asked.place), "holds": asked.holds}, tables=tables
        ),
        "headings": ["Person", *(f.words for f in FIELDS[asked.holds][2:] if f.code not in UNSEEN)],
        "rows": list(_shown(found, asked.holds)), "refused": len(found.refused),
    }  # fmt: skip
    return render(request, "workforce/hr_columns.html", context)


def _asked(request, upload, tables) -> Asked:
    """The table asked for, else the longest not imported yet; and the layout it is like."""
    done = {each["place"] for each in upload.done}
    open_tables = [n for n in range(len(tables)) if n not in done]
    said = request.GET.get("place", "")
    place = max(open_tables, key=lambda n: tables[n].rows, default=0)
    if said.isdecimal() and int(said) < len(tables):
        place = int(said)
    seen, holds = tables[place], request.GET.get("holds", "")
    like = _like(seen, HrLayout.objects.visible_to(request.user).newest_first())
    if holds not in HOLDS:
        holds = like.told["holds"] if like else likely(seen.headers) or SICKNESS
    return Asked(place, seen, holds, like)


def _like(seen: Seen, layouts) -> HrLayout | None:
    """The newest layout of whose columns put to use at least half are still there."""
    for layout in layouts:
        used = {code: said for code, said in layout.told["columns"].items() if said}
        if 2 * len(still_there(used, seen.headers)) >= len(used):
            return layout
    return None


def _imported(request, upload, asked, form) -> bool:
    told = form.cleaned_data
    try:
        hr_actions.import_hr(
            by=request.user, upload=upload, place=asked.place, name=told["name"],
            holds=asked.holds, columns=form.chosen, add=told["add"],
            tells_from=told.get("tells_from"),
        )  # fmt: skip
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


def _shown(found: HrRead, holds: str) -> Iterator[list]:
    codes = [f.code for f in FIELDS[holds][2:] if f.code not in UNSEEN]
    for row in found.rows[:SHOWN_ROWS]:
        yield [row.who.name, *(row.told.get(code) for code in codes)]


@require_GET
@needs("keep_absence", about="workforce.HrUpload")
def hr_imported(request, pk):
    """What was imported of each table of a file, and what was not, with why."""
    upload = get_object_or_404(HrUpload.objects.visible_to(request.user), pk=pk)
    record_read(by=request.user, action="see import from HR", subject=upload)
    findings = [each for table in upload.done for each in table["findings"]]
    context = {
        "upload": upload, "more": bool(upload.sealed),
        "refused": [each for each in findings if each["refused"]],
        "noted": [each for each in findings if not each["refused"]],
        "sickness": any(table["kind"] == SICKNESS for table in upload.done),
    }  # fmt: skip
    return render(request, "workforce/hr_imported.html", context)


@require_GET
@needs("keep_absence", about="workforce.HrUpload")
def hr_refused(request, pk):
    """The rows that were refused, as a workbook to be worked through in HR."""
    upload = get_object_or_404(HrUpload.objects.visible_to(request.user), pk=pk)
    rows = [
        (each["sheet"], each["row"], each["column"], each["what"], each["do"])
        for table in upload.done
        for each in table["findings"]
    ]
    record_read(by=request.user, action="export findings of HR", subject=upload)
    said = ["Rows of the export that were not used, or are worth a look.", made_by(request.user)]  # fmt: skip
    book = spreadsheet("Findings", said, REFUSED, rows)
    return download(book, f"hr-findings-{timezone.localdate().isoformat()}.xlsx")
