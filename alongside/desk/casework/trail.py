"""What the audit trail says of timescales, exports, rules, layouts and views."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import keys_of_child, tells
from alongside.desk.casework.feed_models import Feed
from alongside.desk.casework.layout_models import Layout, LayoutVersion
from alongside.desk.casework.models import (
    Due,
    Extract,
    Fault,
    HandbackItem,
    RuleChange,
    WorkerChoice,
)
from alongside.desk.casework.saved_view_models import SavedView
from alongside.desk.casework.templatetags.timescales import rule_title
from alongside.desk.people.looks import holds_open
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


@keys_of_child("casework.Handback")
def handbacks_of(child: Child) -> list[int]:
    found = HandbackItem.objects.filter(fault__child=child)
    return list(found.values_list("handback", flat=True).distinct())


@tells("casework.Handback")
def handbacks(reader: User, keys: set[str]) -> dict[str, str]:
    return {key: f"Corrections {key}" for key in keys}


@tells("casework.WorkerChoice")
def worker_choices(reader: User, keys: set[str]) -> dict[str, str]:
    kept_out = hidden_from(reader)
    found = WorkerChoice.objects.filter(pk__in=keys).select_related("child", "worker")
    return {
        str(each.pk): HIDDEN
        if each.child_id in kept_out
        else f"{each.worker} chosen for child {each.child.case_id}"
        for each in found
    }


@keys_of_child("casework.WorkerChoice")
def worker_choices_of(child: Child) -> list[int]:
    return list(child.worker_choices.values_list("pk", flat=True))


@tells("casework.Extract")
def exports(reader: User, keys: set[str]) -> dict[str, str]:
    return {str(each.pk): str(each) for each in Extract.objects.filter(pk__in=keys)}


@tells("casework.RuleChange")
def rule_changes(reader: User, keys: set[str]) -> dict[str, str]:
    found = RuleChange.objects.filter(pk__in=keys)
    return {str(each.pk): f"Change of {each}" for each in found}


@tells("casework.Layout")
def layouts(reader: User, keys: set[str]) -> dict[str, str]:
    found = Layout.objects.filter(pk__in=keys)
    return {str(each.pk): f"Layout {each}" for each in found}


@tells("casework.LayoutVersion")
def layout_versions(reader: User, keys: set[str]) -> dict[str, str]:
    found = LayoutVersion.objects.filter(pk__in=keys).select_related("layout")
    return {
        str(each.pk): f"Layout {each.layout}, version {each.number}" for each in found
    }


@tells("casework.SavedView")
def saved_views(reader: User, keys: set[str]) -> dict[str, str]:
    """Whose it is: its name is the owner's own words, and may be about a child."""
    found = SavedView.objects.filter(pk__in=keys).select_related("owner")
    said = {str(each.pk): f"Saved view of {each.owner.full_name}" for each in found}
    return dict.fromkeys(keys, "A saved view, since deleted") | said


@tells("casework.Feed")
def calendar_addresses(reader: User, keys: set[str]) -> dict[str, str]:
    found = Feed.objects.filter(pk__in=keys).select_related("user")
    return {
        str(each.pk): f"Calendar address of {each.user.full_name}" for each in found
    }


@holds_open
def with_timescales_open(children: set[int]) -> set[int]:
    """The children of whom a timescale runs: somebody has cause to look at them."""
    running = Due.objects.filter(child__in=children, status="open", gone_in=None)
    return set(running.values_list("child", flat=True))
