"""What stands in the addresses of data protection: a kind of record, and whose they are."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.utils import timezone

from alongside.desk.keeping.extract_actions import ask_for_extract, decide_extract
from alongside.desk.keeping.models import DataRequest, LegalHold
from alongside.desk.people.models import Restriction

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


def a_kind(town, where):
    return {"code": "messages"}


def a_child(town, where):
    child = (town.robin, town.skye, town.hidden)[where]
    return {"kind": "child", "pk": child.pk}


def a_hold(town, where):
    child = (town.robin, town.skye, town.hidden)[where]
    hold = LegalHold.objects.create(child=child, by=town.sam, ground="court", why="One")
    return {"pk": hold.pk}


def a_request(town, where):
    child = (town.robin, town.skye, town.hidden)[where]
    asked = DataRequest.objects.create(
        child=child, kind="access", asked_by="A parent", by=town.sam,
        received_on=date(2026, 1, 5), outcome="granted", decided_by=town.sam,
        decided_on=date(2026, 1, 6),
    )  # fmt: skip
    return {"pk": asked.pk}


def words_kept(town, where):
    """Why a record is restricted, of a child whose data is asked for."""
    asked = a_request(town, where)
    child = (town.robin, town.skye, town.hidden)[where]
    row = Restriction.objects.create(
        child=child, reason="One", by=town.sam, lifted_at=AT, lifted_by=town.sam
    )
    return asked | {"model": "people.restriction", "key": row.pk, "column": "reason"}


def an_extract(town, where):
    """One that the analyst was granted."""
    asked = ask_for_extract(
        by=town.ana, holds="timescales", purpose="A question", first_on=date(2026, 1, 1),
        last_on=date(2026, 3, 31),
    )  # fmt: skip
    until = timezone.localdate()
    decide_extract(
        by=town.pru, extract=asked, outcome="granted", ground="", expires_on=until
    )
    return {"pk": asked.pk}


SUBJECTS = {
    "analytical_extract": an_extract,
    "kind_kept": a_kind,
    "form_csv": lambda town, where: {"form": "csv"},
    "child_kept": a_child,
    "legal_hold": a_hold,
    "data_request": a_request,
    "words_kept": words_kept,
    "pack": lambda town, where: a_request(town, where) | {"form": "json"},
}
