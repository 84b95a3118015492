"""Several people at once, each on a connection of their own: on PostgreSQL only."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from functools import partial
from threading import Barrier
from time import sleep
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from alongside.desk.access.audit import faults
from alongside.desk.access.models import AuditEntry
from alongside.desk.casework import actions, applying, tasks
from alongside.desk.casework.models import Due, Extract, Mark
from alongside.desk.workforce.models import StaffMember
from alongside.desk.workforce.staff_actions import add_staff_member
from tests.desk.casework.exports import Told, imported, prepared

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("today", "home"),
]


@pytest.fixture
def at_once(settings, home):
    """Do things at the same moment, and return what each came to."""
    dummy = "django_tasks.backends.dummy.DummyBackend"
    settings.TASKS = {"default": {"BACKEND": dummy}}  # nothing until it is asked for

    def done(*things):
        start = Barrier(len(things))

        def one(thing):
            start.wait()
            try:
                return thing()
            except ValidationError as refusal:
                return refusal
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(things)) as people:
            return list(people.map(one, things))

    return done


def test_two_marks_at_once_both_stand_and_the_last_one_shows(town, clock_of, at_once):
    due = clock_of(town.robin)
    for _ in range(5):
        at_once(
            lambda: actions.mark_dues(by=town.asha, dues=[due], kind="asked"),
            lambda: actions.mark_dues(by=town.mo, dues=[due], kind="awaiting"),
        )
    assert Mark.objects.count() == AuditEntry.objects.count() == 10
    due.refresh_from_db()
    assert due.mark == Mark.objects.order_by("pk").last()
    assert not list(faults())


def test_one_mark_is_taken_off_once(town, clock_of, at_once):
    due = clock_of(town.robin)
    actions.mark_dues(by=town.asha, dues=[due], kind="asked")

    def off():
        return actions.mark_dues(by=town.mo, dues=[due], kind="cleared")

    answers = at_once(off, off, off)
    assert len([a for a in answers if isinstance(a, ValidationError)]) == 2


def test_one_export_is_confirmed_once_and_applied_once(town, at_once):
    extract = prepared(town.ana, Told().s47_of("1", "2026-03-02"), date(2026, 3, 9))

    def confirm():
        return actions.apply_extract(by=town.ana, extract=extract)

    answers = at_once(confirm, confirm, confirm)
    assert len([a for a in answers if isinstance(a, ValidationError)]) == 2
    at_once(*[lambda: tasks.apply_extract.call(extract.pk)] * 3)
    assert AuditEntry.objects.filter(action="apply export").count() == 1
    assert Due.objects.filter(rule="S47_ICPC").count() == 1


def test_of_two_exports_applied_at_once_one_is_refused(town, at_once, monkeypatch):
    imported(town.ana, Told().s47_of("1", "2026-03-02"), date(2026, 3, 9))
    both = [
        prepared(town.ana, Told().s47_of(child, "2026-03-03"), date(2026, 3, 9))
        for child in ("2", "3")
    ]
    for extract in both:
        actions.apply_extract(by=town.ana, extract=extract)
    write = applying.write

    def slowly(*arguments):
        sleep(0.5)
        return write(*arguments)

    monkeypatch.setattr(applying, "write", slowly)
    at_once(
        lambda: tasks.apply_extract.call(both[0].pk),
        lambda: tasks.apply_extract.call(both[1].pk),
    )
    states = sorted(Extract.objects.values_list("state", flat=True))
    assert states == ["applied", "applied", "applying"]
    assert Due.objects.open().filter(rule="S47_ICPC").count() == 1


def test_a_mark_made_while_an_import_closes_the_clock_is_kept_or_refused(town, at_once):
    enquiry = Told().s47_of("1", "2026-03-02", s47_enquiry_id="E")
    imported(town.ana, enquiry, date(2026, 3, 9))
    due = Due.objects.get(rule="S47_ICPC")
    enquiry.conference_of("1", "E", "2026-03-06")
    extract = prepared(town.ana, enquiry, date(2026, 3, 9))
    actions.apply_extract(by=town.ana, extract=extract)
    _, marked = at_once(
        lambda: tasks.apply_extract.call(extract.pk),
        lambda: actions.mark_dues(by=town.sam, dues=[due], kind="asked"),
    )
    due.refresh_from_db()
    assert due.status == "met"
    assert (due.mark is None) == isinstance(marked, ValidationError)


def test_a_form_sent_twice_at_once_adds_one(town, at_once):
    for each in range(5):
        name = f"Nia Grant {each}"
        add = partial(add_staff_member, by=town.hal, send_key=uuid4(), name=name)
        made = at_once(add, add)
        assert made[0] == made[1] == StaffMember.objects.get(name=name)
        assert sum(hasattr(one, "sent_before") for one in made) == 1


def test_of_a_form_refused_twice_at_once_the_key_is_not_used_up(town, at_once):
    add = partial(add_staff_member, by=town.hal, send_key=uuid4(), name="Nia Grant")
    wrong = partial(add, contracted_hours=Decimal(-1))
    assert all(isinstance(each, ValidationError) for each in at_once(wrong, wrong))
    assert not StaffMember.objects.exists()
    assert not hasattr(add(), "sent_before")
