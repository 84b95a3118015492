"""When the family of a child can meet, as they said."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.access.sent_once import tell
from alongside.desk.diary import family_actions
from alongside.desk.diary.calendar_forms import AddConstraintForm
from alongside.desk.diary.models import FamilyConstraint
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.people.models import Child


@require_http_methods(["GET", "POST"])
@needs("arrange_meetings", about="people.Child")
def family(request, pk):
    """What the family said, and a form for more of it."""
    child = get_object_or_404(Child.objects.visible_to(request.user), pk=pk)
    form = AddConstraintForm(request.POST or None)
    action = family_actions.add_constraint
    if made := carry_out(form, action, by=request.user, child=child):
        tell(request, made, "What the family said was noted.")
        return redirect("diary:family", pk)
    record_read(by=request.user, action="see when a family can meet", subject=child)
    said = FamilyConstraint.objects.visible_to(request.user).filter(child=child)
    today = timezone.localdate()
    running = [
        each for each in said.in_order() if not each.until or each.until >= today
    ]
    context = {"child": child, "form": form, "said": running}
    return render(request, "diary/family.html", context)


@require_POST
@needs("arrange_meetings", about="diary.FamilyConstraint")
def end_constraint(request, pk):
    seen = FamilyConstraint.objects.visible_to(request.user)
    constraint, form = get_object_or_404(seen, pk=pk), Confirmation.of(request)
    action = family_actions.end_constraint
    if carry_out(form, action, by=request.user, constraint=constraint):
        messages.success(request, "It holds no more.")
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("diary:family", constraint.child_id)
