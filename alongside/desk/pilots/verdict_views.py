"""What a pilot came to: worked out, drawn, checked, and taken away."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.forms import carry_out
from alongside.desk.pilots import verdict_actions as actions
from alongside.desk.pilots.finding import found_pilot, found_team_by_team
from alongside.desk.pilots.pack import appendix, pack
from alongside.desk.pilots.panel_published import to_publish
from alongside.desk.pilots.told import Told, latest
from alongside.desk.pilots.value import value_of
from alongside.desk.pilots.verdict_forms import WorkOutForm
from alongside.reckon.documents import Document
from alongside.reckon.documents.forms import FORMS
from alongside.reckon.pilots.arms_picture import picture

CSV = "text/csv; charset=utf-8"


@require_http_methods(["GET", "POST"])
@needs("keep_pilots", about="pilots.Pilot")
def work_out(request, pk):
    pilot = found_pilot(request.user, pk)
    form = WorkOutForm(request.POST or None, request.FILES or None, pilot=pilot)
    if request.method == "POST" and not form.is_bound:
        form = WorkOutForm({}, pilot=pilot)  # a form that asks nothing sends nothing
    if carry_out(form, actions.work_out, by=request.user, pilot=pilot):
        messages.success(request, "It is worked out, and kept with its data.")
        return redirect("pilots:pilot", pk)
    return render(request, "pilots/work_out.html", {"form": form, "pilot": pilot})


@require_GET
@needs("see_pilots", about="pilots.Pilot")
def draw_arms(request, pk):
    """The picture of a pilot, as SVG: the means of its arms."""
    told = _told(request.user, found_pilot(request.user, pk))
    return HttpResponse(picture(told), content_type="image/svg+xml")


@require_GET
@needs("see_pilots", about="pilots.Pilot")
def check_pilot(request, pk):
    """The appendix: every choice, every other answer. It tells of teams one by one."""
    pilot = found_team_by_team(request.user, pk)
    told = _told(request.user, pilot)
    document = Document(pilot.name, author(), told.day, [*appendix(pilot, told)])
    context = {"pilot": pilot, "told": told, "blocks": document.numbered()}
    return render(request, "pilots/check_pilot.html", context)


@require_GET
@needs("see_pilots", about="pilots.Pilot")
def take_panel(request, pk):
    """The data as CSV: figures of each team, for those who see each.

    Small numbers of children's audits go only to those who see audits.
    """
    pilot = found_team_by_team(request.user, pk)
    text = _told(request.user, pilot).kept.panel
    if not request.user.may("see_quality"):
        text = to_publish(text)
    record_read(by=request.user, action="take panel of pilot", subject=pilot)
    return _file(text.encode(), CSV, pilot, "csv")


@require_GET
@needs("see_pilots", about="pilots.Pilot")
def take_public_panel(request, pk):
    """The data as CSV, fit to publish: small numbers are hidden."""
    pilot = found_team_by_team(request.user, pk)
    text = to_publish(_told(request.user, pilot).kept.panel)
    record_read(by=request.user, action="take public panel of pilot", subject=pilot)
    return _file(text.encode(), CSV, pilot, "public.csv")


@require_GET
@needs("see_pilots", about="pilots.Pilot")
def take_pack(request, pk, form):
    """The page and the appendix as one file, for Word or as PDF."""
    pilot = found_team_by_team(request.user, pk)
    if form not in FORMS:
        raise Http404
    told = _told(request.user, pilot)
    value = value_of(request.user, pilot, told)
    write, media_type = FORMS[form]
    made = write(pack(pilot, told, value, author()))
    record_read(by=request.user, action="take pack of pilot", subject=pilot, form=form)
    return _file(made, media_type, pilot, form)


def author() -> str:
    """Whose document it is: the council's, where it is named."""
    return settings.COUNCIL or "Alongside"


def _told(user, pilot) -> Told:
    if (told := latest(user, pilot)) is None:
        raise Http404
    return told


def _file(contents: bytes, kind: str, pilot, ending: str) -> HttpResponse:
    answer = HttpResponse(contents, content_type=kind)
    name = f"{slugify(pilot.name) or 'pilot'}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
