"""Finding a child: by name or id, among those this person may be shown."""

from __future__ import annotations

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.people.forms import FindChildForm
from alongside.desk.people.models import Child

MOST = 50  # more than anybody reads: a longer word finds fewer


@require_http_methods(["GET", "POST"])
@needs("see_child")
def find_child(request):
    form = FindChildForm(request.POST or None)
    context = {"form": form, "most": MOST}
    if form.is_valid():
        seen = Child.objects.visible_to(request.user)
        found = seen.like(form.cleaned_data["said"])
        shown = seen.filter(pk__in=found[:MOST])
        context["count"] = len(found)
        context["children"] = shown.by_name().prefetch_related("teams")
        record_read(by=request.user, action="look for child", found=context["count"])
    return render(request, "people/find_child.html", context)
