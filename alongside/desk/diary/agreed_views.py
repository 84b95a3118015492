"""What was agreed at meetings, of all that a person is shown: who does what until when."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.needs import needs
from alongside.desk.diary.meeting_forms import AgreedForm
from alongside.desk.diary.models import AgreedAction

PAGE = 50


@require_GET
@needs("see_diary")
def agreed(request):
    """Actions that are open, the soonest first: a person's own, or all they are shown."""
    form = AgreedForm(request.GET)
    seen = AgreedAction.objects.visible_to(request.user).open()
    found = form.chosen_of(seen, request.user).in_order().with_meetings()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(each, each.may_be_finished_by(request.user)) for each in page],
        "form": form,
        "today": timezone.localdate(),
    }
    return render(request, "diary/agreed.html", context)
