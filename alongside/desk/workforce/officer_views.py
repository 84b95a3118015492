"""Support officers: those a senior manages, and to who answers for the service, all."""

from __future__ import annotations

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.needs import needs
from alongside.desk.workforce import lines, supervision
from alongside.desk.workforce.models import StaffMember


@require_GET
@needs("arrange_cover")
def officers(request):
    """Each officer's teams, hours, who is away, who covers; their supervision, to the
    one who gives it."""
    user, day = request.user, timezone.localdate()
    mine = StaffMember.objects.visible_to(user).supervised_by(user).officers()
    standing = {each.staff.pk: each for each in supervision.standings(mine, day)}
    context = {
        "today": day,
        "officers": [
            (each, standing.get(each.staff.pk)) for each in lines.officers_of(user, day)
        ],
        "unknown_to_hr": lines.without_hr_record() if user.sees_whole_service else [],
    }
    return render(request, "workforce/officers.html", context)
