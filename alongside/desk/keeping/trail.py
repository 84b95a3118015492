"""What the audit trail says of data protection: kinds and numbers, and no names."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import tells
from alongside.desk.keeping.models import (
    AnalyticalExtract,
    DataRequest,
    LegalHold,
    Period,
)
from alongside.desk.keeping.schedule import kinds, months_said
from alongside.desk.people.trail import unless_hidden


@tells("keeping.Period")
def periods(reader: User, keys: set[str]) -> dict[str, str]:
    return {
        str(each.pk): f"{kinds()[each.kind].title}: {months_said(each.months)}"
        for each in Period.objects.filter(pk__in=keys)
        if each.kind in kinds()
    }


@tells("keeping.LegalHold")
def holds(reader: User, keys: set[str]) -> dict[str, str]:
    return unless_hidden(reader, LegalHold.objects.filter(pk__in=keys), "A hold")


@tells("keeping.DataRequest")
def requests(reader: User, keys: set[str]) -> dict[str, str]:
    found = DataRequest.objects.filter(pk__in=keys)
    return unless_hidden(reader, found, "Request about data {}", "pk")


@tells("keeping.AnalyticalExtract")
def extracts(reader: User, keys: set[str]) -> dict[str, str]:
    found = AnalyticalExtract.objects.filter(pk__in=keys)
    return {str(each.pk): str(each) for each in found}
