"""What stands in the addresses of data protection: a kind of record, and whose they are."""

from __future__ import annotations

from alongside.desk.keeping.models import LegalHold


def a_kind(town, where):
    return {"code": "messages"}


def a_child(town, where):
    child = (town.robin, town.skye, town.hidden)[where]
    return {"kind": "child", "pk": child.pk}


def a_hold(town, where):
    child = (town.robin, town.skye, town.hidden)[where]
    hold = LegalHold.objects.create(child=child, by=town.sam, ground="court", why="One")
    return {"pk": hold.pk}


SUBJECTS = {"kind_kept": a_kind, "child_kept": a_child, "legal_hold": a_hold}
