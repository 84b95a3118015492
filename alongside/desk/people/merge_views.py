"""Two records of one child that the case system merged: named, looked at, merged here."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.people.merge_actions import merge_records
from alongside.desk.people.merge_forms import MergeForm
from alongside.desk.people.models import Child


@require_http_methods(["GET", "POST"])
@needs("restrict_record")
def choose_records(request):
    form = MergeForm(request.POST or None, by=request.user)
    if form.is_valid():
        chosen = form.cleaned_data
        return redirect("people:merge", chosen["kept"].pk, chosen["gone"].pk)
    return render(request, "people/choose_records.html", {"form": form})


@require_http_methods(["GET", "POST"])
@needs("restrict_record", about="people.Child")
def merge(request, pk, gone):
    seen = Child.objects.visible_to(request.user).prefetch_related("teams")
    kept, other = get_object_or_404(seen, pk=pk), get_object_or_404(seen, pk=gone)
    form = Confirmation.of(request)
    if carry_out(form, merge_records, by=request.user, kept=kept, gone=other):
        messages.success(
            request, f"Record {other.case_id} is merged with record {kept.case_id}."
        )
        return redirect("people:adults-of-child", kept.pk)
    record_read(
        by=request.user,
        action="see records to merge",
        subject=kept,
        known_before_as=other.pk,
    )
    context = {"records": (kept, other), "kept": kept, "gone": other, "form": form}
    return render(request, "people/merge.html", context)
