"""What was written to me, and what went to people outside: sent, or kept here."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from alongside.desk.access.needs import needs
from alongside.desk.messages.forms import SentForm
from alongside.desk.messages.models import Message

PAGE = 50


@require_GET
@login_required
def messages(request):
    seen = Message.objects.visible_to(request.user)
    mine = seen.filter(to=request.user).latest_first()
    page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    return render(request, "messages/messages.html", {"page": page})


@require_GET
@needs("log_contact")
def sent(request):
    """What went to people outside, as far as this person may see it."""
    form = SentForm(request.GET)
    seen = Message.objects.visible_to(request.user).outside()
    page = Paginator(form.chosen_of(seen).latest_first(), PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "messages/sent.html", {"page": page, "form": form})


@require_GET
@login_required
def message(request, pk):
    found = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    return render(request, "messages/message.html", {"found": found})
