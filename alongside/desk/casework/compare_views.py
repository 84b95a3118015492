"""Two exports side by side: what the second shows that the first did not."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.casework import snapshot_compare
from alongside.desk.casework.compare_forms import CompareForm
from alongside.desk.casework.import_views import TELLING, groups
from alongside.desk.casework.models import Due, Extract
from alongside.desk.casework.rulebook import rulebook
from alongside.desk.said import day_said
from alongside.desk.spreadsheet import download, made_by, spreadsheet

COLUMNS = (
    ("What", 24), ("Team", 24), ("Child", 28), ("Timescale", 40), ("Began", 12),
    ("Was due", 12), ("Is due", 12), ("Now", 24), ("Done or ended", 14),
)  # fmt: skip


@require_GET
@needs("import_extract")
def choose_extracts(request):
    """The two exports chosen, as an address that can be passed on."""
    form = CompareForm(request.GET or None, extracts=_kept(request.user))
    if form.is_valid():
        chosen = form.cleaned_data
        return redirect("casework:compare-extracts", chosen["first"].pk, chosen["second"].pk)  # fmt: skip
    return render(request, "casework/compare_extracts.html", {"form": form})


@require_GET
@needs("import_extract")
def compare_extracts(request, pk, other):
    first, second = _extract(request.user, pk), _extract(request.user, other)
    form = CompareForm(
        initial={"first": first, "second": second}, extracts=_kept(request.user)
    )
    told, why_not = _compared(request.user, first, second)
    record_read(by=request.user, action="compare exports", subject=first, second=second.pk)  # fmt: skip
    context = {
        "form": form,
        "first": first,
        "second": second,
        "told": told,
        "why_not": why_not,
        "rules_differ": first.edition != second.edition,
    }
    return render(request, "casework/compare_extracts.html", context)


@require_GET
@needs("import_extract")
def export_comparison(request, pk, other):
    first, second = _extract(request.user, pk), _extract(request.user, other)
    told, why_not = _compared(request.user, first, second, most=None)
    if why_not:
        return redirect("casework:compare-extracts", pk, other)
    lines = [line for group in told for line in _lines(group)]
    record_read(
        by=request.user, action="export comparison", subject=first,
        second=second.pk, rows=len(lines),
    )  # fmt: skip
    words = [
        f"What the export of {day_said(second.as_at)} shows that the export of "
        f"{day_said(first.as_at)} did not.",
        made_by(request.user),
    ]
    sheet = spreadsheet("Compared", words, COLUMNS, lines)
    return download(sheet, f"compared-{pk}-{other}-{timezone.localdate()}.xlsx")


def _compared(user, first, second, **most):
    """Return what differs, a group a kind, or why that cannot be told."""
    if first.removed_at or second.removed_at:
        return [], "One of these exports is not kept any more. Choose another."
    if not {first.state, second.state} <= set(TELLING):
        return [], "One of these exports was not read to its end. Choose another."
    try:
        told = snapshot_compare.between(first, second).told
    except ValidationError as damage:
        return [], " ".join(damage.messages)
    return groups(user, told, **most), ""


def _lines(group):
    book = rulebook()
    status = dict(Due.Status.choices)
    for row in group["rows"]:
        rule = book.get(row["rule"])
        vanished = group["kind"] == "vanished"
        yield (
            group["label"], row["team"] or "", str(row["shown"]),
            rule.title if rule else row["rule"], _day(row["started_on"]),
            _day(row["was_due_on"]), "" if vanished else _day(row["due_on"]),
            "Vanished" if vanished else status[row["status"]], _day(row["completed_on"]),
        )  # fmt: skip


def _day(text):
    return date.fromisoformat(text) if text else ""


def _kept(user):
    kept = Extract.objects.visible_to(user).filter(removed_at=None, state__in=TELLING)
    return kept.order_by("-as_at", "-pk")


def _extract(user, pk):
    return get_object_or_404(Extract.objects.visible_to(user), pk=pk)
