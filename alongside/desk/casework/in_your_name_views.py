"""What others did in a person's name while they were away, handed back as a list."""

from __future__ import annotations

from datetime import timedelta

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.casework.own_part import KEPT_FOR, done_in_name_of

PAGE = 100


@require_GET
@needs("see_timescales")
def in_your_name(request):
    first = timezone.localdate() - timedelta(days=KEPT_FOR)
    done = done_in_name_of(request.user, first)
    record_read(by=request.user, action="see what was done in their name", rows=len(done))  # fmt: skip
    page = Paginator(done, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "first": first}
    return render(request, "casework/in_your_name.html", context)
