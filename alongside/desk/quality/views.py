"""The first page of quality: what there is, as far as this person may see it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.quality.audit_models import Audit, AuditAction
from alongside.desk.quality.comment_models import Comment
from alongside.desk.quality.quarters import quarter_of
from alongside.desk.quality.survey_models import Survey


@require_GET
@login_required
def quality(request):
    user, today = request.user, timezone.localdate()
    asking = Survey.objects.visible_to(user).asking(user).open_on(today)
    context = {"quarter": quarter_of(today), "to_answer": asking.count()}
    if user.may("see_quality"):
        audits = Audit.objects.visible_to(user)
        actions = AuditAction.objects.visible_to(user).open()
        context |= {
            "this_quarter": audits.filter(
                audited_on__gte=context["quarter"].first
            ).count(),
            "differ": audits.not_moderated().count(),
            "late": actions.filter(due_on__lt=today).count(),
            "open": actions.count(),
        }
    if user.may("keep_comments") or user.may("see_quality"):
        comments = Comment.objects.visible_to(user)
        context["comments"] = comments.count()
        context["waiting"] = comments.filter(consent=Comment.Consent.WAITING).count()
    return render(request, "quality/quality.html", context)
