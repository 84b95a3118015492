"""Somebody else's report, checked as it is uploaded: nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterable

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.committee.check_forms import Checked, CheckForm
from alongside.desk.forms import carry_out
from alongside.reckon.reports.report import Finding

SURE = {
    "certain": "Certain: no reading makes it right",
    "likely": "Likely: a reader would say so too",
    "worth a look": "Worth a look: it depends on what was meant",
}


@require_http_methods(["GET", "POST"])
@needs("see_reports")
def check_file(request):
    """Read a report and say what is wrong in it, by how sure that is."""
    form = CheckForm(request.POST or None, request.FILES or None)
    context = {"form": form}
    if request.method == "POST" and (done := carry_out(form, Checked.of)):
        context |= {"checked": done, "groups": grouped(done.findings)}
        record_read(
            by=request.user, action="check report of others", found=len(done.findings)
        )
    return render(request, "committee/check_file.html", context)


def grouped(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """Return what was found by how sure it is, the surest first; no empty groups."""
    held = list(findings)
    groups = [
        (said, [each for each in held if each.confidence == sure])
        for sure, said in SURE.items()
    ]
    return [(said, found) for said, found in groups if found]
