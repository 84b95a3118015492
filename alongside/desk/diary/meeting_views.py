"""Meetings: the list, and a page for each with who takes part and what they answered."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Max
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.diary.invitation_actions import place_of
from alongside.desk.diary.meeting_forms import MeetingsForm
from alongside.desk.diary.models import (
    AgreedAction,
    Answer,
    Attendance,
    Invitation,
    Meeting,
)
from alongside.desk.diary.reaching_people import address_for

PAGE = 50
ABOUT = "diary.Meeting"


@require_GET
@needs("see_diary")
def meetings(request):
    """Meetings of a state, soonest first, of the teams and kinds chosen."""
    form = MeetingsForm(request.GET, user=request.user)
    seen, now = Meeting.objects.visible_to(request.user), timezone.now()
    chosen = form.chosen_of(seen, now).with_all_said()
    actions = AgreedAction.objects.visible_to(request.user)
    context = {
        "page": Paginator(chosen, PAGE).get_page(request.GET.get("page")),
        "form": form,
        "waiting": Answer.objects.visible_to(request.user).to_decide().count(),
        "overdue": actions.overdue(timezone.localdate(now)).count(),
        "refused": request.user.may("arrange_meetings") and seen.refused(now).count(),
    }
    return render(request, "diary/meetings.html", context)


@require_GET
@needs("see_diary", about=ABOUT)
def meeting(request, pk):
    found = one_meeting(request, pk)
    record_read(by=request.user, action="see meeting", subject=found)
    attending = Attendance.objects.visible_to(request.user).filter(meeting=found)
    sent = Invitation.objects.visible_to(request.user).filter(attendance__meeting=found)
    over = bool(found.ends_at and found.ends_at <= timezone.now())
    may_arrange = request.user.may("arrange_meetings")
    open_still = found.state in (Meeting.State.ASKED, Meeting.State.BOOKED)
    people = [
        (each, address_for(each.resource)) for each in attending.standing().in_order()
    ]
    context = {
        "meeting": found,
        "people": people,
        "interpreted": any(each.role == "interpreter" for each, _ in people),
        "invitations": sent.in_order(),
        "changes": found.changes.select_related("by"),
        "may_arrange": may_arrange,
        "polled": may_arrange and found.polls.exists(),
        "kept_until": found.occupancies.live().aggregate(last=Max("until"))["last"],
        "now": timezone.now(),
        "may_change": may_arrange and open_still and not over,
        "place": place_of(found),
        "over": over,
        **held_of(request.user, found),
    }  # fmt: skip
    return render(request, "diary/meeting.html", context)


def held_of(user, found: Meeting) -> dict:
    """What became of a meeting, for its page."""
    return {
        "minutes": getattr(found, "minutes", None),
        "has_quorum": found.quorum is not None,
        "actions": [
            (each, each.may_be_finished_by(user)) for each in found.actions.in_order()
        ],
        "today": timezone.localdate(),
    }


def one_meeting(request, pk) -> Meeting:
    seen = Meeting.objects.visible_to(request.user).with_all_said()
    return get_object_or_404(seen, pk=pk)


@require_GET
@needs("arrange_meetings")
def answers(request):
    """Other times that were asked for, and answers that nobody could be found for."""
    seen = Answer.objects.visible_to(request.user).to_decide().in_order()
    page = Paginator(seen, PAGE).get_page(request.GET.get("page"))
    return render(request, "diary/answers.html", {"page": page})
