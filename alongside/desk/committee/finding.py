"""Finding what an address of a report names, of what a person sees; else it is not there."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from alongside.desk.access.models import User
from alongside.desk.committee.models import Report, Section


def found_report(user: User, pk: int) -> Report:
    seen = Report.objects.visible_to(user)
    return get_object_or_404(
        seen.select_related("body", "decision", "begun_by", "forward_by"), pk=pk
    )


def found_section(user: User, pk: int) -> Section:
    seen = Section.objects.visible_to(user)
    return get_object_or_404(seen.select_related("report__body"), pk=pk)
