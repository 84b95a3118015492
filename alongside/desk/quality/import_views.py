"""Audits from a spreadsheet: uploaded, mapped, imported, and the tables that came so."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.quality import import_actions
from alongside.desk.quality.audit_models import scale
from alongside.desk.quality.audit_picture import picture
from alongside.desk.quality.audit_table import side_by_side
from alongside.desk.quality.import_fields import AUDITS
from alongside.desk.quality.import_forms import (
    ImportedTableForm,
    UploadAuditsForm,
    WhichAuditsForm,
)
from alongside.desk.quality.import_mapping import headings, mapping_of, shown_rows
from alongside.desk.quality.import_models import (
    AuditTable,
    AuditTableRow,
    AuditUpload,
)
from alongside.desk.quality.import_reading import tables_in
from alongside.desk.quality.quarters import quarter_of
from alongside.desk.workforce.models import Team
from alongside.reckon.audits import READINGS


@require_http_methods(["GET", "POST"])
@needs("audit_cases")
def upload_audits(request):
    form = UploadAuditsForm(request.POST or None, request.FILES or None)
    if made := carry_out(form, _upload, field="file", by=request.user):
        return redirect("quality:map-audits", made.pk)
    return render(request, "quality/upload_audits.html", {"form": form})


def _upload(*, by, file) -> AuditUpload:
    return import_actions.upload_audits(by=by, name=file.name, contents=file.read())


@require_http_methods(["GET", "POST"])
@needs("audit_cases", about="quality.AuditUpload")
def map_audits(request, pk):
    """Say which column is which, see five rows as they are read, and import them."""
    uploads = AuditUpload.objects.visible_to(request.user).waiting()
    upload = get_object_or_404(uploads, pk=pk)
    try:
        tables = tables_in(upload)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("quality:upload-audits")
    which, mapping = _which(request, tables)
    form, found = mapping.form(request.POST or None), None
    if form.is_valid() or not form.is_bound:
        if form.complete:
            found = mapping.read(mapping.draft(form))
            form.ask(found, mapping.grades, mapping.teams)
        if form.is_bound:
            form.full_clean()
    if form.is_bound and form.is_valid():
        layout = form.explained(mapping.draft(form))
        found = mapping.read(layout)
        if form.looked_at and (
            done := _imported(request, upload, mapping, layout, found, form)
        ):
            return done
    record_read(by=request.user, action="see upload of audits", subject=upload)
    context = {
        "upload": upload, "which": which, "mapping": mapping, "form": form, "read": found,
        "several": len(tables) > 1, "headings": headings(mapping.holds, mapping.grades),
        "rows": shown_rows(found, request.user, mapping.holds) if found else [],
        "left_out": found.left_out.most_common() if found else [],
    }  # fmt: skip
    return render(request, "quality/map_audits.html", context)


@require_POST
@needs("audit_cases", about="quality.AuditUpload")
def drop_upload(request, pk):
    """Import nothing of a file, and forget it."""
    uploads = AuditUpload.objects.visible_to(request.user).waiting()
    upload, form = get_object_or_404(uploads, pk=pk), Confirmation.of(request)
    if carry_out(form, import_actions.drop_upload, by=request.user, upload=upload):
        messages.success(request, "The file was dropped. Nothing of it is kept.")
    return redirect("quality:audits")


def _which(request, tables):
    """The table asked for, the longest where none is, and what a row of it is."""
    longest = max(range(len(tables)), key=lambda n: tables[n].rows)
    said = request.GET.get("place", "")
    place = int(said) if said.isdecimal() and int(said) < len(tables) else longest
    teams = list(Team.objects.visible_to(request.user))
    mapping = mapping_of(
        tables[place],
        request.GET.get("holds", ""),
        scale(),
        teams,
        timezone.localdate(),
    )
    asked = {"place": str(place), "holds": mapping.holds}
    return WhichAuditsForm(asked, tables=tables), mapping


def _imported(request, upload, mapping, layout, found, form):
    """Import what was read; return where to go, or None where it is refused."""
    given = {
        "by": request.user, "upload": upload, "rows": found.rows,
        "layout": layout.told(), "fingerprint": mapping.fingerprint,
    }  # fmt: skip
    try:
        if mapping.holds == AUDITS:
            new, here = import_actions.import_audits(**given)
            messages.success(request, _said(new, here, found))
            return redirect(_chart(found.rows))
        table = import_actions.import_audit_table(
            **given, holds=mapping.holds, grades=mapping.grades
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None
    messages.success(request, _said_of_rows(found))
    return redirect("quality:imported-table", table.pk)


def _said(new: int, here: int, found) -> str:
    out = sum(found.left_out.values())
    said = [f"{new:,} audit{' was' if new == 1 else 's were'} imported."]
    if here:
        said.append(f"{here:,} {'was' if here == 1 else 'were'} here already.")
    if out:
        said.append(f"{out:,} row{' was' if out == 1 else 's were'} left out.")
    return " ".join(said)


def _said_of_rows(found) -> str:
    many, out = len(found.rows), found.left_out.most_common()
    said = [f"{many} row{' was' if many == 1 else 's were'} imported."]
    said += [f"{n} left out: {why}." for why, n in out]
    return " ".join([*said, *found.noted])


def _chart(rows) -> str:
    """The picture of the last two quarters of which the spreadsheet holds an audit."""
    held = sorted({quarter_of(row["audited_on"]) for row in rows})
    before, after = held[-2:] if len(held) > 1 else [held[-1].before, held[-1]]
    return f"{reverse('quality:audit-table')}?before={before.code}&after={after.code}"


@require_GET
@needs("see_quality", about="quality.AuditTable")
def imported_table(request, pk):
    """A table of counts or percentages as it was given, two of its periods compared."""
    table = get_object_or_404(AuditTable.objects.visible_to(request.user), pk=pk)
    rows = list(AuditTableRow.objects.visible_to(request.user).filter(table=table))
    periods = list(dict.fromkeys(row.period for row in rows))
    usual = {"before": periods[-2:][0], "after": periods[-1]}
    form = ImportedTableForm(usual | request.GET.dict(), periods=periods)
    before, after, reading = form.asked(usual)
    held = {(row.team_name, row.period): row.reckoned(table.holds) for row in rows}
    teams = dict.fromkeys(row.team_name for row in rows)
    pairs = [
        (held[team, before], held[team, after])
        for team in teams
        if (team, before) in held and (team, after) in held
    ]
    grades = [grade for grade in scale() if grade.name in table.grades]
    compared = side_by_side(pairs, grades, READINGS[reading])
    record_read(by=request.user, action="see table of audits", subject=table)
    context = {
        "imported": table, "form": form, "table": compared, "picture": picture(compared),
        "alone": [team for team in teams if team not in {line.team for line in compared.lines}],
    }  # fmt: skip
    return render(request, "quality/imported_table.html", context)


@require_GET
@needs("see_quality")
def imported_tables(request):
    found = AuditTable.objects.visible_to(request.user).newest_first()
    return render(request, "quality/imported_tables.html", {"tables": found})
