"""What the audit trail says of timescales and exports."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import keys_of_child, tells
from alongside.desk.casework.models import Due, Extract, Fault
from alongside.desk.casework.templatetags.timescales import rule_title
from alongside.desk.people.models import Child
from alongside.desk.people.trail import HIDDEN, hidden_from


@tells("casework.Due")
def timescales(reader: User, keys: set[str]) -> dict[str, str]:
    kept_out = hidden_from(reader)
    found = Due.objects.filter(pk__in=keys).values_list(
        "pk", "rule", "child", "child__case_id"
    )
    return {
        str(pk): HIDDEN if child in kept_out else f"{rule_title(rule)}, child {case_id}"
        for pk, rule, child, case_id in found
    }


@keys_of_child("casework.Due")
def timescales_of(child: Child) -> list[int]:
    return list(Due.objects.filter(child=child).values_list("pk", flat=True))


@tells("casework.Fault")
def faults(reader: User, keys: set[str]) -> dict[str, str]:
    kept_out = hidden_from(reader)
    found = Fault.objects.filter(pk__in=keys).values_list("pk", "child", "case_id")
    return {
        str(pk): HIDDEN
        if child in kept_out
        else f"Line {pk} of what is wrong{f', child {case_id}' if case_id else ''}"
        for pk, child, case_id in found
    }


@keys_of_child("casework.Fault")
def faults_of(child: Child) -> list[int]:
    return list(Fault.objects.filter(child=child).values_list("pk", flat=True))


@tells("casework.Handback")
def handbacks(reader: User, keys: set[str]) -> dict[str, str]:
    return {key: f"Corrections {key}" for key in keys}


@tells("casework.Extract")
def exports(reader: User, keys: set[str]) -> dict[str, str]:
    return {str(each.pk): str(each) for each in Extract.objects.filter(pk__in=keys)}
