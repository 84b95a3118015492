"""Timescales that no export shows any more, with what was said of them: nothing is lost."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.casework.models import Due

PAGE = 50


@require_GET
@needs("see_timescales")
def gone(request):
    dues = with_what_was_said(
        Due.objects.visible_to(request.user).exclude(gone_in=None)
    )
    last_first = dues.order_by("-gone_in", "child", "due_on", "pk")
    page = Paginator(last_first, PAGE).get_page(request.GET.get("page"))
    record_read(by=request.user, action="see timescales shown no longer")
    return render(request, "casework/gone.html", {"page": page})


def with_what_was_said(dues):
    """Clocks with their child, the export that lacked them, and all marks, oldest last."""
    return dues.select_related("child", "gone_in").prefetch_related("marks__by")
