"""Options appraisals: listed, begun, weighed, and taken as a document."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.access.seen_before import as_seen
from alongside.desk.access.sent_once import tell
from alongside.desk.forms import carry_out
from alongside.desk.learning.asking import ask
from alongside.desk.money import option_actions as actions
from alongside.desk.money import option_forms as forms
from alongside.desk.money.option_models import OptionsAppraisal
from alongside.desk.money.option_told import told
from alongside.reckon.documents import Document
from alongside.reckon.documents.forms import FORMS
from alongside.reckon.money.options import NotAnAppraisal


@require_GET
@needs("see_money")
def options(request):
    """Every appraisal, with what is preferred."""
    found = OptionsAppraisal.objects.visible_to(request.user).select_related(
        "preferred", "begun_by"
    )
    return render(request, "money/options.html", {"appraisals": found})


@require_http_methods(["GET", "POST"])
@needs("see_money")
def begin_appraisal(request):
    first = {"first_year": timezone.localdate().year, "years": 5}
    form = forms.BeginAppraisalForm(request.POST or None, initial=first)
    if made := carry_out(form, actions.begin_appraisal, by=request.user):
        tell(request, made, "It is begun, with doing nothing. Add the other options.")
        return redirect("money:appraisal", made.pk)
    back = reverse("money:options"), "Options"
    return ask(request, form, "Begin an appraisal", back=back)


@require_GET
@needs("see_money", about="money.OptionsAppraisal")
def appraisal(request, pk):
    """One appraisal: its options, what they come to, and what would change the answer."""
    found = found_appraisal(request, pk)
    context = {
        "appraisal": found,
        "options": found.options.prefetch_related("benefits", "risks"),
    }
    try:
        document = _document(found)
        context["blocks"] = list(document.numbered())
    except NotAnAppraisal as lacking:
        context["lacking"] = str(lacking)
    return render(request, "money/appraisal.html", context)


@require_http_methods(["GET", "POST"])
@needs("see_money", about="money.OptionsAppraisal")
def change_appraisal(request, pk):
    found = found_appraisal(request, pk)
    names = forms.AppraisalForm.base_fields
    given = {name: getattr(found, name) for name in names}
    given |= {"seen": as_seen(found, names), "nominal": str(found.nominal)}
    form = forms.ChangeAppraisalForm(request.POST or None, initial=given)
    if carry_out(form, actions.change_appraisal, by=request.user, appraisal=found):
        messages.success(request, "Saved.")
        return redirect("money:appraisal", pk)
    return ask_of(request, form, "Change what is weighed, and how", found)


@require_http_methods(["GET", "POST"])
@needs("see_money", about="money.OptionsAppraisal")
def prefer(request, pk):
    """Name the preferred option, and say why."""
    found = found_appraisal(request, pk)
    given = {"preferred": found.preferred, "why": found.why}
    given["seen"] = as_seen(found, given)
    form = forms.PreferForm(
        request.POST or None, initial=given, options=found.options.all()
    )
    if carry_out(form, actions.change_appraisal, by=request.user, appraisal=found):
        messages.success(request, "It is kept which is preferred, and why.")
        return redirect("money:appraisal", pk)
    return ask_of(request, form, "Say which option is preferred", found)


@require_GET
@needs("see_money", about="money.OptionsAppraisal")
def take_appraisal(request, pk, form):
    """The whole appraisal as one file: for Word, as PDF, or as a page."""
    found = found_appraisal(request, pk)
    if form not in FORMS:
        raise Http404
    write, media_type = FORMS[form]
    try:
        made = write(_document(found))
    except NotAnAppraisal as lacking:
        messages.error(request, f"It cannot be taken yet. {lacking}")
        return redirect("money:appraisal", pk)
    record_read(by=request.user, action="take appraisal", subject=found, form=form)
    answer = HttpResponse(made, content_type=media_type)
    name = f"{slugify(found.name) or 'options'}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def found_appraisal(request, pk) -> OptionsAppraisal:
    seen = OptionsAppraisal.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("preferred", "begun_by"), pk=pk)


def ask_of(request, form, title: str, found: OptionsAppraisal):
    back = reverse("money:appraisal", args=[found.pk]), found.name
    return ask(request, form, title, back=back, over=found.name)


def _document(found: OptionsAppraisal) -> Document:
    author = settings.COUNCIL or "Alongside"
    return Document(found.name, author, timezone.localdate(), told(found))
