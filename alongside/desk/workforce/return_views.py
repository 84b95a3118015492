"""The yearly workforce return: what it would hold, what is wanting, and the file."""

from __future__ import annotations

from datetime import UTC, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.forms import Form, carry_out
from alongside.desk.workforce import return_rows
from alongside.desk.workforce.absence_teams import sickness_held_since
from alongside.reckon.clock import Clock
from alongside.reckon.workforce_return import (
    NOT_HELD,
    first_day,
    reference_day,
    wanting,
    write,
)

YEARS_BACK = 3


class ReturnForm(Form):
    """Of which year, and under what code."""

    year = forms.TypedChoiceField(label="Year to 30 September", coerce=int)
    code = forms.CharField(
        label="Authority’s code",
        max_length=3,
        help_text="The three figures that the Department knows the council by.",
    )

    def prepare(self):
        last = _latest(timezone.localdate())
        years = range(last, last - YEARS_BACK, -1)
        self.fields["year"].choices = [(year, str(year)) for year in years]


@require_http_methods(["GET", "POST"])
@needs("keep_absence")
def workforce_return(request):
    """The latest year that is over, as it would be returned; posted, the file of a year."""
    form = ReturnForm(request.POST or None)
    if file := carry_out(form, _file, field="code", by=request.user):
        return file
    year = _latest(timezone.localdate())
    workers = return_rows.workers(year, Clock.england())
    context = {
        "form": form,
        "year": year,
        "first": first_day(year),
        "day": reference_day(year),
        "authority": return_rows.authority(year),
        "employed": [w for w in workers if not w.agency and not w.role_end],
        "left": [w for w in workers if w.role_end],
        "agency": [w for w in workers if w.agency],
        "wanting": sorted(wanting(workers).items()),
        "not_held": NOT_HELD.items(),
        "left_out": return_rows.left_out(year),
        "sickness_since": sickness_held_since(),
    }
    return render(request, "workforce/workforce_return.html", context)


def _file(*, by, year: int, code: str) -> HttpResponse:
    workers = return_rows.workers(year, Clock.england())
    try:
        told = write(
            year, code, return_rows.authority(year), workers, datetime.now(UTC)
        )
    except ValueError as problem:
        raise ValidationError(str(problem)) from None
    record_read(by=by, action="take workforce return", year=year, rows=len(workers))
    answer = HttpResponse(told, content_type="application/xml")
    answer["Content-Disposition"] = (
        f'attachment; filename="workforce-return-{year}.xml"'
    )
    return answer


def _latest(today) -> int:
    """Return the last year whose 30 September has been."""
    return today.year if today >= reference_day(today.year) else today.year - 1
