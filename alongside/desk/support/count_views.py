"""How much of what was asked was not a support officer's work."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.needs import needs
from alongside.desk.support import counting
from alongside.desk.support.count_forms import CountsForm
from alongside.desk.support.models import SupportRequest


@require_GET
@login_required
def counts(request):
    """Of all, to those who see the measures of the role; to who only asks, of their own."""
    code = "see_support" if request.user.may("see_support") else "ask_support"
    return needs(code)(_counts)(request)


def _counts(request):
    user, today = request.user, timezone.localdate()
    form = CountsForm(request.GET, by=user)
    found = form.chosen_of(SupportRequest.objects.visible_to(user))
    own = not user.may("see_support")
    asked = counting.of_the_year(found.asked_by(user) if own else found, today)
    context = {
        "form": form,
        "own": own,
        "since": counting.first_month(today),
        "altogether": counting.altogether(asked),
        "months": counting.by_month(asked),
        "teams": [] if own else counting.by_team(asked),
    }
    return render(request, "support/counts.html", context)
