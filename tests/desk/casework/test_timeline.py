"""A child's timeline: who sees it, and what it says.

Asha supports the North team, which holds Robin; Ben supports the South.
"""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.casework.models import Due, Extract, Happening, Mark
from alongside.desk.people.actions import lift_restriction
from alongside.desk.people.models import Child, ChildTeam
from alongside.desk.workforce.models import Worker
from tests.desk.casework.drawings import (
    day,
)


@pytest.fixture
def robin(town):
    """Robin on a plan: a visit done late, one running, an old referral."""
    extract = Extract.objects.create(
        file_name="a.xlsx", stored_as="a", as_at=day("2026-01-01"), uploaded_by=town.sam
    )
    worker = Worker.objects.create(source_id="w1", name="Kit Amos", team=town.north)
    today = timezone.localdate()
    ago = SimpleNamespace(**{f"d{n}": today - timedelta(n) for n in (3, 10, 30, 900)})
    happened = [("became_subject_of_plan", ago.d30), ("cp_visit", ago.d3)]
    for kind, on in [*happened, ("referral_received", ago.d900)]:
        Happening.objects.create(child=town.robin, kind=kind, on=on)
    common = {
        "child": town.robin,
        "first_in": extract,
        "worker": worker,
        "team": town.north,
    }
    Due.objects.create(
        rule="CP_VISIT_10WD", started_on=ago.d30, due_on=ago.d10, completed_on=ago.d3, status="late", **common
    )  # fmt: skip
    town.running = Due.objects.create(
        rule="CP_VISIT_10WD", started_on=ago.d3, due_on=today, status="open", **common
    )
    town.extract = extract
    return town.robin


def shown(client, user, child, query="") -> str:
    client.force_login(user)
    answer = client.get(f"/children/{child.pk}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_her_own_team_sees_the_child(client, town, robin):
    text = shown(client, town.asha, robin)
    for said in ("Robin Hale", "900123", "North", "Kit Amos", "Due today", "Done late"):
        assert said in text
    assert f'href="/timescales/{town.running.pk}/?back=' in text
    assert "0 of 1" in text, "how many were done in time, of how many"
    assert "2014" not in text, "the age, not the day of birth"


def test_the_picture_has_a_name_and_a_story(client, town, robin):
    text = shown(client, town.asha, robin)
    assert 'role="img" aria-labelledby="picture-title picture-desc"' in text
    assert '<title id="picture-title">Timeline of Robin Hale' in text
    assert "Timescales completed: 1, 0 in time and 1 late." in text


def test_what_is_long_past_is_shown_when_asked(client, town, robin):
    assert "Referral received" not in shown(client, town.asha, robin)
    assert "Referral received" in shown(client, town.asha, robin, "?span=all")


def test_a_mark_stands_beside_its_clock(client, town, robin):
    mark = Mark.objects.create(
        due=town.running, kind="asked", note="Rang Kit", by=town.asha
    )
    town.running.mark = mark
    town.running.save()
    text = shown(client, town.asha, robin)
    assert "Asked the worker" in text and "Rang Kit" in text


def test_a_clock_that_vanished_from_the_case_system_is_not_shown(client, town, robin):
    Due.objects.filter(child=robin).update(gone_in=town.extract)
    text = shown(client, town.asha, robin)
    assert "Nothing is due" in text and "Kit Amos" not in text


def test_looking_is_recorded(client, town, robin):
    shown(client, town.asha, robin)
    entry = AuditEntry.objects.get(action="see child")
    assert (entry.by, entry.subject_id) == (town.asha, str(robin.pk))
    assert entry.detail == {}


@pytest.mark.parametrize(
    ("who", "whom"),
    [("ben", "robin"), ("asha", "skye"), ("asha", "hidden"), ("mo", "hidden")],
)
def test_a_child_who_is_not_theirs_is_not_there(client, town, who, whom):
    client.force_login(getattr(town, who))
    assert client.get(f"/children/{getattr(town, whom).pk}/").status_code == 404
    assert not AuditEntry.objects.filter(action="see child").exists()


@pytest.mark.parametrize("who", ["ana", "adi"])
def test_some_roles_open_no_childs_page(client, town, who):
    client.force_login(getattr(town, who))
    assert client.get(f"/children/{town.robin.pk}/").status_code == 403


def test_a_restricted_record_says_who_may_see_it(client, town):
    text = shown(client, town.sam, town.hidden)
    assert "Restricted record<" in text and "Shown only to Sam Whitlock" in text
    assert "Related to a member of staff" not in text
    assert "Restricted record<" not in shown(client, town.sam, town.robin)


def test_a_restriction_that_was_lifted_is_not_spoken_of(client, town):
    lift_restriction(by=town.sam, restriction=town.restriction)
    assert "Restricted record<" not in shown(client, town.sam, town.hidden)


def test_an_empty_page_says_what_will_come(client, town):
    text = shown(client, town.asha, town.robin)
    assert "Nothing is due." in text and 'class="plot"' not in text
    assert "Not recorded" in text


def test_a_child_not_yet_born_and_one_without_a_name(client, town):
    child = Child.objects.create(case_id="900777", expected_on=day("2030-02-03"))
    ChildTeam.objects.create(child=child, team=town.north)
    text = shown(client, town.asha, child)
    assert "Child 900777" in text and "Expected 3 February 2030" in text


def test_the_same_questions_however_long_the_history(
    client, town, robin, django_assert_max_num_queries
):
    client.force_login(town.asha)
    address = f"/children/{robin.pk}/?span=all"
    with django_assert_max_num_queries(30) as few:
        client.get(address)
    kinds = ("cp_visit", "cin_visit", "core_group_held", "looked_after_visit")
    start = timezone.localdate() - timedelta(800)
    Happening.objects.bulk_create(
        Happening(child=robin, kind=kind, on=start + timedelta(7 * n))
        for kind in kinds
        for n in range(100)
    )
    with django_assert_max_num_queries(len(few)):
        text = client.get(address).content.decode()
    assert text.count('href="#shape-circle"') > 300
