"""Who looked at a child, and what the people of a manager looked at."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.desk.access import trail
from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.people import looked
from alongside.desk.people.look_models import UnusualLook
from alongside.desk.people.looked_forms import LookedForm
from alongside.desk.spreadsheet import download, spreadsheet

SHOWN = 50
PERIOD = timedelta(days=7)  # shown where no days are asked for
LEAVERS = timedelta(
    days=92
)  # what who left did not so long ago is answered for as well


@require_GET
@needs("see_who_looked", about="people.Child")
def who_looked(request, pk):
    child, form, entries = _about(request, pk)
    record_read(by=request.user, action="read who looked", subject=child)
    page = Paginator(entries, SHOWN).get_page(request.GET.get("page"))
    lines = looked.in_full(request.user, child, list(page))
    context = {"child": child, "form": form, "page": page, "lines": lines}
    return render(request, "people/who_looked.html", context)


@require_GET
@needs("see_who_looked", about="people.Child")
@needs("export")
def export_who_looked(request, pk):
    child, form, entries = _about(request, pk)
    count = entries.count()
    record_read(
        by=request.user, action="export who looked", subject=child,
        rows=min(count, trail.MOST),
    )  # fmt: skip
    said = [f"Who looked at child {child.case_id}.", *trail.said_of(form, count, request.user)]  # fmt: skip
    rows = looked.rows(request.user, child, entries[: trail.MOST])
    sheet = spreadsheet("Who looked", said, looked.COLUMNS, rows)
    return download(sheet, f"who-looked-{timezone.localdate()}.xlsx")


def _about(request, pk):
    """Return the child, the filters and the lines that they choose, latest first."""
    child = get_object_or_404(looked.children_for(request.user), pk=pk)
    lines = looked.lines_about(child)
    form = LookedForm(request.GET, people=looked.who_wrote(lines))
    return child, form, form.chosen(lines).select_related("by__role")


@require_GET
@needs("see_who_looked")
def team_looked(request):
    """What their people looked at in a period; of one of them, each line."""
    form, people, entries = _of_people(request)
    chosen = form.cleaned_data.get("person") if form.is_valid() else None
    record_read(by=request.user, action="read what people looked at", people=len(people))  # fmt: skip
    waiting = UnusualLook.objects.visible_to(request.user).waiting()
    unusual = Counter(waiting.values_list("user", flat=True))
    page = Paginator(entries, SHOWN).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "unusual": unusual.total(),
        "people": looked.counted([chosen] if chosen else people, entries, unusual),
        "chosen": chosen,
        "page": page,
        "lines": list(trail.in_words(request.user, list(page))) if chosen else [],
    }
    return render(request, "people/team_looked.html", context)


@require_GET
@needs("see_who_looked")
@needs("export")
def export_team_looked(request):
    form, _, entries = _of_people(request)
    count = entries.count()
    record_read(
        by=request.user, action="export what people looked at", rows=min(count, trail.MOST)
    )  # fmt: skip
    sheet = spreadsheet(
        "Looked at", trail.said_of(form, count, request.user), trail.COLUMNS,
        trail.rows(request.user, entries[: trail.MOST]),
    )  # fmt: skip
    return download(sheet, f"looked-at-{timezone.localdate()}.xlsx")


def _of_people(request):
    """Return the filters, the people answered for, and the lines of theirs that are chosen."""
    today = timezone.localdate()
    asked = request.GET.dict()
    if not any(name.startswith(("first", "last")) for name in asked):
        asked["first"] = f"{today - PERIOD:%d %m %Y}"
    people = looked.people_for(request.user, today - LEAVERS)
    form = LookedForm(asked, people=people)
    return form, people, form.chosen(looked.lines_by(people))
