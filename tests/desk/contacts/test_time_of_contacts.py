"""A call that was logged is counted among what the officer did, once."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from alongside.desk.contacts.actions import log_contact
from alongside.desk.contacts.models import Topic
from alongside.desk.support.models import TaskVersion, TimeNote


def rang(by, key=None, began=None, **told):
    return log_contact(
        by=by, send_key=key or uuid4(), began_at=began or timezone.now(), caller_kind="family",
        caller_said="A caller", topic=Topic.objects.get(code="meeting"), said="When?",
        outcome="answered", checked=True, checked_how="voice", **told,
    )  # fmt: skip


def test_ten_minutes_for_the_childs_team_and_a_form_sent_twice_counts_once(town):
    key, began = uuid4(), timezone.now()
    for _ in range(2):
        rang(town.asha, key, began, child=town.robin)
    note = TimeNote.objects.get()
    told = (note.officer, note.team, note.minutes, note.came, note.version.task.code)
    assert told == (town.asha, town.north, 10, "contact", "take-calls")


def test_nobody_elses_calls_are_support_and_none_of_no_team(town):
    rang(town.wes, child=town.robin)
    rang(town.asha)
    assert not TimeNote.objects.exists()


def test_where_the_catalogue_has_the_task_no_more_the_call_is_logged_all_the_same(town):
    ended = timezone.localdate() - timedelta(days=1)
    TaskVersion.objects.filter(task__code="take-calls").update(until_on=ended)
    assert rang(town.asha, child=town.robin).pk
    assert not TimeNote.objects.exists()
