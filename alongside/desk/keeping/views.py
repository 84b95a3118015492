"""The schedule: how long each kind is kept, what is due, and setting it."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.forms import carry_out
from alongside.desk.keeping import actions
from alongside.desk.keeping.falling_due import due, next_due
from alongside.desk.keeping.forms import PeriodForm
from alongside.desk.keeping.last_erased import last_erased
from alongside.desk.keeping.models import Period
from alongside.desk.keeping.schedule import Kind, kinds, lengths, months_said


class Line(NamedTuple):
    """A line of the schedule, as it stands today."""

    kind: Kind
    length: str
    count: int
    due: int | None
    next: object


@require_GET
@needs("keep_schedule")
def schedule(request):
    """Every kind, with its rule, how many there are, how many are due, and the next."""
    day = timezone.localdate()
    months = lengths(day)
    lines = [_line(kind, months.get(code, 0), day) for code, kind in kinds().items()]
    context = {
        "lines": sorted(lines, key=lambda line: (not line.due, line.kind.title)),
        "due": sum(line.due or 0 for line in lines),
        "own": sum(line.kind.own for line in lines),
        "unread": sum(line.kind.unread for line in lines),
        "last": last_erased(),
    }
    return render(request, "keeping/schedule.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_schedule")
def set_period(request, code):
    """How long one kind is kept: the rule, what was set before, and setting it anew."""
    kind = kinds().get(code)
    if kind is None:
        raise Http404
    now = lengths(timezone.localdate()).get(code, 0)
    form = PeriodForm(request.POST or None, initial={"months": now})
    if kind.goes and carry_out(form, actions.set_period, by=request.user, kind=kind):
        messages.success(request, f"{kind.title}: how long they are kept is set.")
        return redirect("keeping:schedule")
    context = {
        "kind": kind,
        "form": form,
        "length": months_said(now),
        "floor": months_said(kind.least),
        "delivered": months_said(kind.months),
        "periods": [
            (period, months_said(period.months))
            for period in Period.objects.visible_to(request.user)
            .filter(kind=code)
            .select_related("by")
            .order_by("-pk")
        ],
    }
    return render(request, "keeping/set_period.html", context)


def _line(kind: Kind, months: int, day) -> Line:
    count = kind.root._base_manager.count()
    if not kind.goes:
        return Line(kind, "", count, None, None)
    falling = due(kind, months, day).count()
    return Line(kind, months_said(months), count, falling, next_due(kind, months, day))
