"""Undoing an export: what it would change, what people said since, and why it is undone."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.casework import undo_actions
from alongside.desk.casework.comparison import Kind
from alongside.desk.casework.import_views import SHOWN, groups
from alongside.desk.casework.models import Extract, Given, Hold, Mark
from alongside.desk.casework.undo_forms import UndoForm
from alongside.desk.forms import carry_out
from alongside.desk.said import day_said

OF_AN_UNDOING = {
    "new": Kind(
        "Open again", "Done, ended or gone by this export. Without it they are open."
    )._asdict(),
    "moved": Kind("Moved back", "Open still, and due on the day before.")._asdict(),
    "vanished": Kind(
        "Gone with it",
        "They came with this export. What was said of them stays on the child’s page.",
    )._asdict(),
}


@require_http_methods(["GET", "POST"])
@needs("import_extract")
def undo_extract(request, pk):
    extracts = Extract.objects.visible_to(request.user).select_related("base")
    found = get_object_or_404(extracts, pk=pk)
    form = UndoForm(request.POST or None)
    action = undo_actions.undo_extract
    if carry_out(form, action, by=request.user, extract=found):
        messages.success(
            request, "The export was undone. The desk stands as it did before it."
        )
        return redirect("casework:extract", pk)
    context = {"extract": found, "form": form} | _would(request.user, found)
    record_read(by=request.user, action="see undoing", subject=found)
    return render(request, "casework/undo_extract.html", context)


def _would(user, extract):
    """What undoing would change and what was said since, or why it cannot be done."""
    try:
        undo_actions.refuse_undoing(extract)
        told = undo_actions.undone_would_change(extract).told
    except ValidationError as refusal:
        return {"refused": " ".join(refusal.messages)}
    said = _said_since(user, extract)
    return {
        "told": [
            group | OF_AN_UNDOING.get(group["kind"], {})
            for group in groups(user, told)
            if group["count"] or group["kind"] in OF_AN_UNDOING
        ],
        "said": said[:SHOWN],
        "said_count": len(said),
    }


def _said_since(user, extract):
    """Return all that was said of clocks since an export was applied, newest first."""
    said = [
        each
        for model in (Mark, Given, Hold)
        for each in model.objects.visible_to(user)
        .filter(at__gte=extract.applied_at)
        .select_related("by", "due__child")
    ]
    for each in said:
        each.words = _in_words(each)
    return sorted(said, key=lambda each: each.at, reverse=True)


def _in_words(each):
    if isinstance(each, Given):
        return f"Given to {each.to or 'whoever supports the team'}: {each.why}"
    if isinstance(each, Hold):
        return f"Put off until {day_said(each.until)}: {each.why}"
    kind = each.get_kind_display()
    return f"{kind}: {each.note}" if each.note else kind
