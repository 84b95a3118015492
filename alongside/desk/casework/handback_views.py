"""Hand-back: corrections for the data team, and text to paste into the case system."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.casework import finding_actions, handback_file, handback_notes
from alongside.desk.casework.finding_listing import in_words
from alongside.desk.casework.finding_views import asked_for
from alongside.desk.casework.handback_forms import DayForm
from alongside.desk.casework.handback_models import Handback, HandbackItem
from alongside.desk.casework.models import Due, Extract, Mark
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.spreadsheet import download

SHOWN = 50


@require_GET
@needs("mend_records")
def handbacks(request):
    seen = HandbackItem.objects.visible_to(request.user)
    found = Handback.objects.visible_to(request.user).newest()
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    keys = [each.pk for each in page.object_list]
    counts = (
        seen.filter(handback__in=keys).values_list("handback").annotate(Count("pk"))
    )
    counted = dict(counts.order_by())
    for each in page.object_list:
        each.seen = counted[each.pk]
    return render(request, "casework/handbacks.html", {"page": page})


@require_http_methods(["GET", "POST"])
@needs("mend_records")
def make_handback(request):
    """Make corrections of all that the list's filter chooses, once that is confirmed."""
    filters, chosen, _ = asked_for(request)
    chosen = chosen.heaviest_first()
    count, show = chosen.count(), request.GET.get("show", "")
    said, form = in_words(filters, show, count, request.user), Confirmation.of(request)
    made = carry_out(
        form,
        finding_actions.make_handback,
        by=request.user,
        faults=chosen,
        chosen=said[1:2],
        extract=Extract.objects.in_force(),
    )
    if made:
        messages.success(request, "The corrections were made. Take the file below.")
        return redirect("casework:handback", made.pk)
    context = {
        "form": form,
        "said": said[:2],
        "count": count,
        "faults": chosen[:SHOWN],
        "back": f"{reverse('casework:faults')}?{request.GET.urlencode()}",
    }
    return render(request, "casework/make_handback.html", context)


@require_GET
@needs("mend_records")
def handback(request, pk):
    found, items = _handback(request, pk)
    record_read(by=request.user, action="see corrections", subject=found)
    page = Paginator(items, SHOWN).get_page(request.GET.get("page"))
    return render(request, "casework/handback.html", {"handback": found, "page": page})


@require_GET
@needs("mend_records")
def handback_download(request, pk, kind):
    """The corrections as a file: `xlsx` or `csv`."""
    found, items = _handback(request, pk)
    name = f"corrections-{found.pk}-{found.at:%Y-%m-%d}.{kind}"
    record_read(
        by=request.user, action="export corrections", subject=found, rows=items.count()
    )
    if kind == "xlsx":
        return download(handback_file.as_workbook(found, items), name)
    if kind != "csv":
        raise Http404
    text = "\ufeff" + handback_file.as_csv(items)
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_GET
@needs("see_timescales", about="casework.Due")
def case_note(request, pk):
    """The text of one clock, to paste; that it was taken is on record."""
    dues = Due.objects.visible_to(request.user).due_first()
    found = get_object_or_404(dues, pk=pk)
    marks = Mark.objects.visible_to(request.user).filter(due=found)
    wording, problem = handback_notes.wording()
    note = handback_notes.Note.of([found], marks, wording, request.user)
    record_read(by=request.user, action="take case note", subject=found)
    context = {"due": found, "notes": [note], "problem": problem}
    return render(request, "casework/case_note.html", context)


@require_GET
@needs("see_timescales")
def case_notes(request):
    """The texts of all that was marked on a day of one worker's clocks: one a child."""
    form = DayForm(
        request.GET or None, user=request.user, initial={"on": timezone.localdate()}
    )
    wording, problem = handback_notes.wording()
    notes = []
    if form.is_valid():
        notes = handback_notes.of_day(
            request.user, **form.cleaned_data, wording=wording
        )
    for note in notes:
        for due in note.dues:
            record_read(by=request.user, action="take case note", subject=due)
    context = {"form": form, "notes": notes, "problem": problem}
    return render(request, "casework/case_notes.html", context)


def _handback(request, pk):
    found = get_object_or_404(Handback.objects.visible_to(request.user), pk=pk)
    items = HandbackItem.objects.visible_to(request.user).filter(handback=found)
    return found, items.in_order()
