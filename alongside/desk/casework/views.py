"""One clock explained, with what was said of it, and a child's timeline.

The worklist stands in `worklist_views.py`, imports in `import_views.py`.
"""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import NotAllowed, needs
from alongside.desk.casework import timeline as timelines
from alongside.desk.casework.changed_meanwhile import last_line
from alongside.desk.casework.choosing import Sight
from alongside.desk.casework.doing import do, done_words
from alongside.desk.casework.gone_views import with_what_was_said
from alongside.desk.casework.history import told
from alongside.desk.casework.leads import leads_of
from alongside.desk.casework.models import Due, Extract, Happening
from alongside.desk.casework.rule_words import why_that_day
from alongside.desk.casework.rulebook import rulebook
from alongside.desk.casework.worklist_forms import DoForm
from alongside.desk.casework.worklist_views import seen_by
from alongside.desk.forms import carry_out
from alongside.desk.navigation import way_back
from alongside.desk.people.models import Child, Opening, Restriction


@require_http_methods(["GET", "POST"])
@needs("see_timescales", about="casework.Due")
def due(request, pk):
    found = get_object_or_404(
        Due.objects.visible_to(request.user).with_all_said(), pk=pk
    )
    if request.method == "POST":
        return _mark_one(request, found)
    record_read(by=request.user, action="see timescale", subject=found)
    return _explained(request, found, DoForm())


@require_GET
@needs("see_child", about="people.Child")
def timeline(request, pk):
    child = get_object_or_404(Child.objects.visible_to(request.user), pk=pk)
    record_read(by=request.user, action="see child", subject=child)
    events = Happening.objects.visible_to(request.user).filter(child=child)
    known = Due.objects.visible_to(request.user).filter(child=child)
    dues = known.filter(gone_in=None)
    restrictions = Restriction.objects.visible_to(request.user).open()
    context = timelines.page(
        child,
        list(events),
        list(dues.due_first()),
        rulebook(),
        request.GET.get("span", ""),
        timezone.localdate(),
    )
    context["back"] = way_back(request, "casework:timescales")
    spoken_of = with_what_was_said(known.order_by("due_on", "pk"))
    context["gone"] = spoken_of.exclude(gone_in=None)
    context["ended"] = spoken_of.ended().filter(marks__isnull=False).distinct()
    context["restriction"] = restrictions.filter(child=child).first()
    opened = Opening.objects.visible_to(request.user).running_for(request.user)
    context["opening"] = opened.filter(restriction__child=child).first()
    context["extract"] = Extract.objects.in_force()
    return render(request, "casework/timeline.html", context)


def _mark_one(request, found):
    if not request.user.may("mark_timescales"):
        raise NotAllowed("mark_timescales")
    form, seen = DoForm(request.POST), seen_by(request)
    if done := carry_out(form, do, by=request.user, dues=[found], seen=seen):
        messages.success(request, done_words(form.cleaned_data, done))
        return redirect(request.get_full_path())
    fresh = Due.objects.visible_to(request.user).with_all_said().get(pk=found.pk)
    return _explained(request, fresh, form)


def _explained(request, found, form):
    rule, extract = rulebook().get(found.rule), Extract.objects.in_force()
    context = {
        "seen": last_line(),
        "sight": Sight(request.user, timezone.localdate(), extract),
        "back": way_back(request, "casework:timescales"),
        "due": found,
        "rule": rule,
        "form": form,
        "told": told(found),
        "today": timezone.localdate(),
        "arithmetic": why_that_day(rule, found.started_on),
        "leads": leads_of(request.user, found),
        "extract": extract,
    }
    return render(request, "casework/due.html", context)
