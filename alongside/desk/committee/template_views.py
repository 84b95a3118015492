"""The templates of reports: those that come with the desk, and the council's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.committee.models import OwnTemplate
from alongside.desk.committee.template_actions import add_template as keep_template
from alongside.desk.committee.template_forms import AddTemplateForm
from alongside.desk.forms import carry_out
from alongside.reckon.reports.template import OURS, ours, shipped


@require_GET
@needs("see_reports")
def templates(request):
    own = OwnTemplate.objects.visible_to(request.user).select_related("by")
    context = {"own": own, "ours": [(name, shipped(name)) for name in ours()]}
    return render(request, "committee/templates.html", context)


@require_http_methods(["GET", "POST"])
@needs("write_report")
def add_template(request):
    form = AddTemplateForm(request.POST or None, request.FILES or None)
    if made := carry_out(form, keep_template, by=request.user):
        messages.success(request, f"{made} is kept. New reports can be laid out by it.")
        return redirect("committee:templates")
    return render(request, "committee/add_template.html", {"form": form})


@require_GET
@needs("see_reports")
def take_template(request, key):
    """A template as its file."""
    if key in ours():
        text = (OURS / f"{key}.toml").read_text("utf-8")
    else:
        own = OwnTemplate.objects.visible_to(request.user).filter(key=key).first()
        if own is None:
            raise Http404
        text = own.text
    answer = HttpResponse(text, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{key}.toml"'
    return answer
