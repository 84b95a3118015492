"""Sections: written, compared with what they were, and commented on."""

from __future__ import annotations

import difflib

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.desk.access.needs import needs
from alongside.desk.access.seen_before import as_seen
from alongside.desk.access.sent_once import tell
from alongside.desk.access.unsent import never_kept
from alongside.desk.committee import section_actions as actions
from alongside.desk.committee.finding import found_section
from alongside.desk.committee.models import Comment, SectionDraft, Version
from alongside.desk.committee.section_forms import CommentForm, SectionForm
from alongside.desk.forms import Confirmation, carry_out

SEEN = ("text",)
LINES = {"+": "Put in", "-": "Taken out", " ": ""}


@require_http_methods(["GET", "POST"])
@needs("write_report", about="committee.Section")
def write_section(request, pk):
    section = found_section(request.user, pk)
    draft = (
        SectionDraft.objects.visible_to(request.user).filter(section=section).first()
    )
    initial = {"text": section.text, "seen": as_seen(section, SEEN)}
    if draft:  # with what its page showed: what was saved since is told of
        initial = {"text": draft.text, "seen": draft.seen}
    form = SectionForm(request.POST or None, initial=initial)
    if carry_out(form, actions.write_section, by=request.user, section=section):
        messages.success(request, f"{section.heading} is saved.")
        return redirect("committee:report", section.report_id)
    context = {
        "section": section,
        "form": form,
        "draft": draft,
        "figures": section.report.figures.all(),
        "tables": section.report.tables.all(),
        "comments": section.comments.select_related("by", "resolved_by"),
    }
    return render(request, "committee/write_section.html", context)


@never_kept
@require_POST
@needs("write_report", about="committee.Section")
def keep_draft(request, pk):
    """Keep what is typed so far; answers with when it was kept."""
    section = found_section(request.user, pk)
    kept = actions.keep_draft(
        by=request.user,
        section=section,
        text=request.POST.get("text", "").replace("\r\n", "\n"),
        seen=request.POST.get("seen", ""),
    )
    context = {"at": timezone.now() if kept else None}
    return render(request, "committee/draft_kept.html", context)


@require_POST
@needs("write_report", about="committee.Section")
def discard_draft(request, pk):
    section = found_section(request.user, pk)
    actions.discard_draft(by=request.user, section=section)
    messages.success(request, "What you had typed was thrown away.")
    return redirect("committee:write-section", pk)


@require_GET
@needs("see_reports", about="committee.Section")
def section_history(request, pk):
    """Every version, and what one changed of another: line by line."""
    section = found_section(request.user, pk)
    versions = list(
        Version.objects.visible_to(request.user)
        .filter(section=section)
        .select_related("by")
    )
    numbers = {str(each.number): each for each in versions}
    new = numbers.get(request.GET.get("new", ""), versions[0] if versions else None)
    before = str(new.number - 1) if new else ""
    old = numbers.get(request.GET.get("old", before))
    context = {
        "section": section,
        "versions": versions,
        "new": new,
        "old": old,
        "lines": _compared(old.text if old else "", new.text) if new else [],
    }
    return render(request, "committee/section_history.html", context)


def _compared(old: str, new: str) -> list[tuple[str, str]]:
    """Return each line with whether it was put in, taken out, or stayed."""
    return [
        (LINES[line[0]], line[2:])
        for line in difflib.ndiff(old.splitlines(), new.splitlines())
        if line[0] in LINES
    ]


@require_http_methods(["GET", "POST"])
@needs("see_reports", about="committee.Section")
def add_comment(request, pk):
    section = found_section(request.user, pk)
    form = CommentForm(request.POST or None)
    if made := carry_out(form, actions.add_comment, by=request.user, section=section):
        tell(request, made, "Your comment is kept.")
        return redirect("committee:report", section.report_id)
    context = {
        "section": section,
        "form": form,
        "comments": section.comments.select_related("by", "resolved_by"),
    }
    return render(request, "committee/add_comment.html", context)


@require_POST
@needs("write_report", about="committee.Comment")
def resolve_comment(request, pk):
    seen = Comment.objects.visible_to(request.user).select_related("section")
    found = get_object_or_404(seen, pk=pk)
    form = Confirmation.of(request)
    if carry_out(form, actions.resolve_comment, by=request.user, comment=found):
        messages.success(request, "The comment is seen to.")
    return redirect("committee:report", found.section.report_id)
