"""Imports: a file is uploaded, read, shown with what it changes, and then applied."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.casework import actions, store
from alongside.desk.casework.comparison import KINDS
from alongside.desk.casework.forms import UploadForm
from alongside.desk.casework.models import Extract
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.people.models import Child
from alongside.desk.workforce.models import Team

SHOWN = 50


@require_GET
@needs("import_extract")
def imports(request):
    extracts = (
        Extract.objects.visible_to(request.user).newest().select_related("uploaded_by")
    )
    page = Paginator(extracts, 20).get_page(request.GET.get("page"))
    return render(request, "casework/imports.html", {"page": page})


@require_http_methods(["GET", "POST"])
@needs("import_extract")
def upload_extract(request):
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        initial={"as_at": timezone.localdate()},
    )
    if extract := carry_out(form, _upload, field="file", by=request.user):
        return redirect("casework:extract", extract.pk)
    return render(request, "casework/upload_extract.html", {"form": form})


@require_GET
@needs("import_extract")
def extract(request, pk):
    """One import: its progress while it is worked on, else what it holds and changes."""
    found = _extract(request, pk)
    if found.working and not found.stopped:
        return render(request, "casework/extract_working.html", {"extract": found})
    told = _told(request.user, found)
    if told:
        record_read(by=request.user, action="see extract", subject=found)
    context = {
        "extract": found,
        "told": told,
        "findings": found.findings.all()[:SHOWN],
        "finding_count": found.findings.count(),
        "read": found.rows_read,
        "left_out": sum(part["left_out"] for part in found.lists),
    }
    answer = render(request, "casework/extract.html", context)
    if request.htmx:
        answer["HX-Refresh"] = "true"
    return answer


@require_GET
@needs("import_extract")
def findings(request, pk):
    found = _extract(request, pk)
    page = Paginator(found.findings.all(), 100).get_page(request.GET.get("page"))
    return render(request, "casework/findings.html", {"extract": found, "page": page})


@require_POST
@needs("import_extract")
def apply_extract(request, pk):
    return _done(request, pk, actions.apply_extract)


@require_POST
@needs("import_extract")
def read_again(request, pk):
    return _done(request, pk, actions.read_again)


@require_POST
@needs("import_extract")
def set_aside_extract(request, pk):
    return _done(request, pk, actions.set_aside_extract, "The export was set aside.")


def _upload(*, by, file, as_at):
    return actions.upload_extract(
        by=by, name=file.name, contents=file.read(), as_at=as_at
    )


def _done(request, pk, action, said=""):
    found, form = _extract(request, pk), Confirmation.of(request)
    if not carry_out(form, action, by=request.user, extract=found):
        messages.error(request, " ".join(form.non_field_errors()))
    elif said:
        messages.success(request, said)
    return redirect("casework:extract", pk)


def _extract(request, pk):
    extracts = Extract.objects.visible_to(request.user)
    return get_object_or_404(
        extracts.select_related("uploaded_by", "applied_by"), pk=pk
    )


def _told(user, found):
    """What would change, a group a kind: only of children this person may know of."""
    shown = (Extract.State.READY, Extract.State.APPLYING, Extract.State.APPLIED)
    if found.state not in shown:
        return []
    told = store.kept_json(found.stored_as, "told")
    may_know, seen = _known_to(user)
    return [
        {"label": label, "count": len(rows), "rows": _with_names(rows[:SHOWN], seen)}
        for kind, label in KINDS.items()
        for rows in [[row for row in told.get(kind, ()) if may_know(row)]]
    ]


def _known_to(user):
    """Return whether a row may be shown, and the children this person sees, by id.

    A child the desk does not hold yet is known to whoever sees the row's team.
    """
    held = Child.objects.known_ids()
    seen = {child.case_id: child for child in Child.objects.visible_to(user)}
    teams = {team.name for team in Team.objects.visible_to(user)}

    def may_know(row) -> bool:
        if row["child"] in held:
            return row["child"] in seen
        return user.sees_whole_service or row["team"] in teams

    return may_know, seen


def _with_names(rows, seen):
    for row in rows:
        row["shown"] = seen.get(row["child"]) or f"Child {row['child']}"
    return rows
