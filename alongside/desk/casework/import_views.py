"""Imports: a file is uploaded, read, shown with what it changes, and then applied."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
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
TELLING = (
    Extract.State.READY,
    Extract.State.APPLYING,
    Extract.State.APPLIED,
    Extract.State.UNDONE,
)


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
    context = {"form": form, "kept": settings.EXPORTS_KEPT}
    return render(request, "casework/upload_extract.html", context)


@require_GET
@needs("import_extract")
def extract(request, pk):
    """One import: its progress while it is worked on, else what it holds and changes."""
    found = _extract(request, pk)
    if found.working and not found.stopped:
        return render(request, "casework/extract_working.html", {"extract": found})
    told = _told(request, found, SHOWN)
    if told:
        record_read(by=request.user, action="see export", subject=found)
    context = {
        "extract": found,
        "told": told,
        "findings": _with_children(request.user, found.findings.all()[:SHOWN]),
        "finding_count": found.findings.count(),
        "read": found.rows_read,
        "left_out": sum(part["left_out"] for part in found.lists),
        "undoings": found.undoings.visible_to(request.user).select_related("by"),
        "before": in_force_before(request.user, found),
        "overtaken": actions.overtaken(found)
        if found.state == Extract.State.READY
        else "",
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
    page.object_list = _with_children(request.user, page.object_list)
    return render(request, "casework/findings.html", {"extract": found, "page": page})


@require_GET
@needs("import_extract")
def extract_changes(request, pk, kind):
    """All that an export changes of one kind, page by page."""
    found = _extract(request, pk)
    if kind not in KINDS:
        raise Http404
    told = {group["kind"]: group for group in _told(request, found, None)}
    group = told.get(kind) or _group(kind, [], {}, None)
    record_read(by=request.user, action="see export", subject=found)
    page = Paginator(group["rows"], SHOWN).get_page(request.GET.get("page"))
    context = {"extract": found, "group": group, "page": page}
    return render(request, "casework/extract_changes.html", context)


@require_POST
@needs("import_extract")
def apply_extract(request, pk):
    checked = partial(actions.apply_extract, checked="checked" in request.POST)
    return _done(request, pk, checked)


@require_POST
@needs("import_extract")
def read_again(request, pk):
    return _done(request, pk, actions.read_again)


@require_POST
@needs("import_extract")
def set_aside_extract(request, pk):
    return _done(request, pk, actions.set_aside_extract, "The export was set aside.")


def in_force_before(user, found):
    """The export applied before another, if it is kept: to compare it with."""
    if found.base_id is None or found.removed_at or found.state not in TELLING:
        return None
    kept = Extract.objects.visible_to(user).filter(removed_at=None)
    return kept.filter(pk=found.base_id).first()


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


def _told(request, found, most):
    """What an export would change or changed, as long as that is kept and is whole."""
    if found.state not in TELLING or found.removed_at:
        return []
    try:
        return told_to(request.user, found.stored_as, most)
    except store.Damaged as damage:
        messages.error(request, damage.message)
        return []


def told_to(user, stored_as, most=SHOWN):
    """What would change, a group a kind: only of children this person may know of."""
    return groups(user, store.kept_json(stored_as, "told"), most)


def groups(user, told, most=SHOWN):
    """What is told of, a group a kind: only of children this person may know of."""
    may_know, seen = known_to(user)
    return [
        _group(kind, [row for row in told.get(kind, ()) if may_know(row)], seen, most)
        for kind in KINDS
    ]


def _group(kind, rows, seen, most):
    return {
        "kind": kind,
        "label": KINDS[kind].label,
        "means": KINDS[kind].means,
        "count": len(rows),
        "rows": _with_names(rows[:most], seen),
    }


def _with_children(user, found):
    """Findings, with the child's id only where this person may know of the child."""
    found = list(found)
    named = named_to(user) if any(each.child for each in found) else bool
    for each in found:
        each.shown_child = each.child if named(each.child) else ""
    return found


def named_to(user):
    """Return whether a child of a file, by id, may be named to this person.

    Where any child is hidden from them, a child whom the desk does not know is not named
    either: the one row without a name would tell who is restricted.
    """
    may_know, seen = known_to(user)
    hidden = bool(Child.objects.known_ids() - seen.keys())

    def named(child: str) -> bool:
        known = bool(child) and may_know({"child": child, "team": None})
        return known and (child in seen or not hidden)

    return named


def known_to(user):
    """Return whether a row may be shown, and the children this person sees, by id.

    A child the desk does not hold yet is known to whoever sees the row's team; one who
    is restricted under the id before (`known_as`), to whoever sees that record.
    """
    held = Child.objects.known_ids()
    seen = {child.case_id: child for child in Child.objects.visible_to(user)}
    teams = {team.name for team in Team.objects.visible_to(user)}

    def may_know(row) -> bool:
        child = row.get("known_as") or row["child"]
        if child in held:
            return child in seen
        return user.sees_whole_service or row["team"] in teams

    return may_know, seen


def _with_names(rows, seen):
    for row in rows:
        row["shown"] = seen.get(row["child"]) or f"Child {row['child']}"
    return rows
