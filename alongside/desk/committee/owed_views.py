"""The page that asks somebody for what a report lacks."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.committee.finding import found_report
from alongside.desk.committee.owed import owed
from alongside.desk.committee.owed_actions import ask_for
from alongside.desk.committee.section_forms import AskForm
from alongside.desk.committee.standing import Standing
from alongside.desk.forms import carry_out


@require_http_methods(["GET", "POST"])
@needs("write_report", about="committee.Report")
def ask_for_it(request, pk):
    """Ask a person for a section or a sign-off; they get an e-mail with the way to it."""
    report = found_report(request.user, pk)
    form = AskForm(request.POST or None, owed=owed(Standing(report)))
    if made := carry_out(form, ask_for, by=request.user, report=report):
        messages.success(request, f"{made.to.full_name} is asked for it.")
        return redirect("committee:report", pk)
    return render(request, "committee/ask_for.html", {"report": report, "form": form})
