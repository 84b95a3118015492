"""The first year of each newly qualified social worker: all of them, and one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.forms import Form, carry_out
from alongside.desk.learning import first_year_actions as actions
from alongside.desk.learning import first_year_forms as forms
from alongside.desk.learning.asking import ask
from alongside.desk.learning.first_year_models import FirstYear, FundingClaim
from alongside.desk.learning.progress import progress


class Recording(NamedTuple):
    """Something to be recorded of a year: asked on its own page, one after another."""

    title: str
    form: type[Form]
    action: Callable
    done: str
    about_year: bool = False  # whether the form needs to know which year


RECORDINGS = {
    "supervision": Recording(
        "Record supervision", forms.SupervisionForm, actions.record_supervision,
        "The supervision was recorded.",
    ),
    "development": Recording(
        "Record time for development", forms.DevelopmentForm,
        actions.record_development, "The hours were recorded.",
    ),
    "evidence": Recording(
        "Record evidence", forms.EvidenceForm, actions.record_evidence,
        "The evidence was recorded.", about_year=True,
    ),
    "pause": Recording(
        "Pause the year", forms.PauseForm, actions.pause_first_year,
        "The year is paused, and its later days have moved.",
    ),
    "claim": Recording(
        "Record a claim", forms.ClaimForm, actions.claim_funding,
        "The claim was recorded.", about_year=True,
    ),
    "end": Recording(
        "End the year", forms.EndFirstYearForm, actions.end_first_year,
        "The year was ended.",
    ),
}  # fmt: skip
OWN = {"development"}  # what somebody records of their own year


@require_GET
@login_required
def first_years(request):
    """All that this person may see, the running ones first."""
    day = timezone.localdate()
    found = FirstYear.objects.visible_to(request.user).with_what_was_kept()
    told = [progress(year, day) for year in found]
    record_read(by=request.user, action="read first years", rows=len(told))
    return render(
        request,
        "learning/first_years.html",
        {
            "running": [each for each in told if not each.year.ended_on],
            "ended": [each for each in told if each.year.ended_on],
            "today": day,
        },
    )


@require_GET
@login_required
def first_year(request, pk):
    found = _visible(request.user, pk)
    record_read(by=request.user, action="read first year", subject=found)
    context = {
        "told": progress(found, timezone.localdate()),
        "records": found.kept_by(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "learning/first_year.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_first_years")
def begin_first_year(request):
    form = forms.BeginFirstYearForm(request.POST or None, today=timezone.localdate())
    if made := carry_out(form, actions.begin_first_year, by=request.user):
        messages.success(request, f"The year of {made.staff} has begun.")
        return redirect("learning:first-year", made.pk)
    back = reverse("learning:first-years"), "Newly qualified social workers"
    return ask(request, form, "Begin a first year", back=back)


@require_http_methods(["GET", "POST"])
@login_required
def record_of_first_year(request, pk, what):
    """Record one thing of a year: supervision, hours, evidence, a pause, a claim, the end."""
    if what not in RECORDINGS:
        raise Http404
    year, asked = _visible(request.user, pk), RECORDINGS[what]
    if not (year.kept_by(request.user) or what in OWN):
        raise PermissionDenied("Your supervisor records this of your year.")
    about = {"year": year} if asked.about_year else {}
    form = asked.form(request.POST or None, **about)
    if carry_out(form, asked.action, by=request.user, year=year):
        messages.success(request, asked.done)
        return redirect("learning:first-year", pk)
    return ask(request, form, asked.title, back=_back(year), over=str(year))


@require_http_methods(["GET", "POST"])
@needs("keep_first_years")
def receive_funding(request, pk):
    claims = FundingClaim.objects.visible_to(request.user).select_related(
        "first_year__staff"
    )
    claim = get_object_or_404(claims, pk=pk)
    form = forms.ReceiveForm(request.POST or None)
    if carry_out(form, actions.receive_funding, by=request.user, claim=claim):
        messages.success(request, "The money was recorded.")
        return redirect("learning:first-year", claim.first_year_id)
    year = claim.first_year
    return ask(request, form, "Record money received", back=_back(year), over=str(year))


def _back(year: FirstYear) -> tuple[str, str]:
    return reverse("learning:first-year", args=[year.pk]), str(year)


def _visible(user, pk) -> FirstYear:
    years = FirstYear.objects.visible_to(user).with_what_was_kept()
    return get_object_or_404(years, pk=pk)
