"""What was written to me, whether it left by e-mail or is kept here."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from alongside.desk.messages.models import Message

PAGE = 50


@require_GET
@login_required
def messages(request):
    mine = Message.objects.visible_to(request.user).latest_first()
    page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    return render(request, "messages/messages.html", {"page": page})


@require_GET
@login_required
def message(request, pk):
    found = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    return render(request, "messages/message.html", {"found": found})
