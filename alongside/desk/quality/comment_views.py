"""Comments: those that wait for something, and those that may be quoted."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.access.sent_once import tell
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.quality import comment_actions
from alongside.desk.quality.comment_forms import (
    AddCommentForm,
    CommentsForm,
    ConsentForm,
    EditCommentForm,
)
from alongside.desk.quality.comment_models import Comment
from alongside.desk.spreadsheet import download, made_by, spreadsheet

SHOWN = 50
COLUMNS = (
    ("Said on", 12), ("By", 28), ("Team", 28), ("What was said", 80), ("Theme", 24),
    ("Figure", 30), ("Consent", 30),
)  # fmt: skip


@require_GET
@login_required
def comments(request):
    """All, to those who keep them; to those who read quality, what may be quoted."""
    code = "keep_comments" if request.user.may("keep_comments") else "see_quality"
    return needs(code)(_comments)(request)


def _comments(request):
    form = CommentsForm(request.GET)
    found = form.chosen_of(Comment.objects.visible_to(request.user)).newest_first()
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    return render(request, "quality/comments.html", {"form": form, "page": page})


@require_GET
@needs("keep_comments")
def export_comments(request):
    """What may be quoted, and nothing else."""
    found = Comment.objects.visible_to(request.user).quotable().newest_first()
    record_read(by=request.user, action="export comments", found=len(found))
    said = [f"{len(found)} comments that may be quoted.", made_by(request.user)]
    rows = [
        (
            each.received_on, each.get_source_display(), str(each.team or ""), each.words,
            each.theme, each.stands_beside, each.get_consent_display(),
        )
        for each in found
    ]  # fmt: skip
    return download(spreadsheet("Comments", said, COLUMNS, rows), "comments.xlsx")


@require_http_methods(["GET", "POST"])
@needs("keep_comments")
def add_comment(request):
    form = AddCommentForm(request.POST or None, user=request.user)
    if made := carry_out(form, comment_actions.add_comment, by=request.user):
        tell(request, made, "The comment was added.")
        return redirect("quality:comment", made.pk)
    return render(request, "quality/add_comment.html", {"form": form})


@require_GET
@needs("keep_comments", about="quality.Comment")
def comment(request, pk):
    found = _comment(request, pk)
    record_read(by=request.user, action="see comment", subject=found)
    return render(request, "quality/comment.html", {"comment": found})


@require_http_methods(["GET", "POST"])
@needs("keep_comments", about="quality.Comment")
def set_consent(request, pk):
    found = _comment(request, pk)
    first = {"consent": found.consent, "consent_on": found.consent_on}
    form = ConsentForm(request.POST or None, initial=first)
    if carry_out(form, comment_actions.set_consent, by=request.user, comment=found):
        messages.success(request, "What they consented to was noted.")
        return redirect("quality:comment", pk)
    return render(request, "quality/set_consent.html", {"comment": found, "form": form})


@require_http_methods(["GET", "POST"])
@needs("keep_comments", about="quality.Comment")
def edit_comment(request, pk):
    found = _comment(request, pk)
    first = {
        "text": found.words, "names_removed": found.names_removed,
        "theme": found.theme, "figure": found.figure,
    }  # fmt: skip
    form = EditCommentForm(request.POST or None, initial=first)
    if carry_out(form, comment_actions.edit_comment, by=request.user, comment=found):
        messages.success(request, "The comment was changed.")
        return redirect("quality:comment", pk)
    return render(
        request, "quality/edit_comment.html", {"comment": found, "form": form}
    )


@require_POST
@needs("keep_comments", about="quality.Comment")
def clear_comment(request, pk):
    found, form = _comment(request, pk), Confirmation.of(request)
    done = carry_out(
        form, comment_actions.clear_comment,
        by=request.user, comment=found, on=timezone.localdate(),
    )  # fmt: skip
    if done:
        messages.success(request, "The comment may be quoted.")
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("quality:comment", pk)


def _comment(request, pk) -> Comment:
    seen = Comment.objects.visible_to(request.user)
    return get_object_or_404(
        seen.select_related("team", "added_by", "tagged_by", "cleared_by"), pk=pk
    )
