"""Extracts for analysis: the list, asking for one, deciding it, and taking it."""

from __future__ import annotations

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.access.sent_once import tell
from alongside.desk.forms import carry_out
from alongside.desk.keeping import extract_actions as actions
from alongside.desk.keeping import extract_forms as forms
from alongside.desk.keeping.extract_models import AnalyticalExtract
from alongside.desk.keeping.extract_rows import TABLES, what_was_done
from alongside.desk.learning.asking import ask
from alongside.desk.spreadsheet import download, made_by, spreadsheet

ABOUT = "keeping.AnalyticalExtract"
WIDTH = 22


def asks_or_decides(view):
    """For who asks for extracts, and for who decides them; others are told what it is."""
    decides = needs("answer_for_data", about=ABOUT)(view)
    asks = needs("ask_for_extract", about=ABOUT)(view)

    @wraps(view)
    def checked(request, *args, **kwargs):
        officer = request.user.is_authenticated and request.user.may("answer_for_data")
        return (decides if officer else asks)(request, *args, **kwargs)

    return checked


@require_GET
@asks_or_decides
def extracts(request):
    """Those this person asked for, or all of them to whoever decides."""
    today = timezone.localdate()
    found = AnalyticalExtract.objects.visible_to(request.user).latest_first()
    lines = [(each, each.standing(today)) for each in found]
    return render(request, "keeping/extracts.html", {"lines": lines})


@require_http_methods(["GET", "POST"])
@needs("ask_for_extract")
def ask_for_extract(request):
    form = forms.AskForExtractForm(request.POST or None)
    if made := carry_out(form, actions.ask_for_extract, by=request.user):
        tell(request, made, "The data protection officer is told that you ask.")
        return redirect("keeping:extract", made.pk)
    back = reverse("keeping:extracts"), "Extracts for analysis"
    return ask(request, form, "Ask for an extract", back=back)


@require_GET
@asks_or_decides
def extract(request, pk):
    """One extract: what for, what was decided, until when it can be taken."""
    found, today = _found(request, pk), timezone.localdate()
    context = {
        "extract": found,
        "standing": found.standing(today),
        "takes": found.asked_by == request.user and found.may_be_taken(today),
        "columns": TABLES[found.holds].columns,
        "taken": actions.taken(found),
    }
    return render(request, "keeping/extract.html", context)


@require_http_methods(["GET", "POST"])
@needs("answer_for_data", about=ABOUT)
def decide_extract(request, pk):
    found = _found(request, pk)
    form = forms.DecideExtractForm(request.POST or None)
    if carry_out(form, actions.decide_extract, by=request.user, extract=found):
        messages.success(
            request, "What was decided is kept, and whoever asked is told."
        )
        return redirect("keeping:extract", pk)
    back = reverse("keeping:extract", args=[pk]), "The extract"
    return ask(request, form, "Decide the extract", back=back, over=found.purpose)


@require_GET
@needs("ask_for_extract", about=ABOUT)
def take_extract(request, pk):
    found = _found(request, pk)
    try:
        rows = actions.take_extract(by=request.user, extract=found)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("keeping:extract", pk)
    columns = TABLES[found.holds].columns
    said = [*what_was_done(found, rows), made_by(request.user)]
    lines = ([row[name] for name in columns] for row in rows)
    made = spreadsheet("Extract", said, [(name, WIDTH) for name in columns], lines)
    return download(made, f"extract-{pk}.xlsx")


def _found(request, pk) -> AnalyticalExtract:
    seen = AnalyticalExtract.objects.visible_to(request.user).latest_first()
    return get_object_or_404(seen, pk=pk)
