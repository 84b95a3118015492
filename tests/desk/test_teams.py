"""Teams, and who works in, supports and manages each."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError

from alongside.desk.access import actions as access
from alongside.desk.access.models import AuditEntry
from alongside.desk.workforce.models import Membership, Team, Worker


def text(page) -> str:
    return page.content.decode()


def seen(user) -> set[str]:
    return set(Team.objects.visible_to(user).values_list("name", flat=True))


def test_whose_children_each_person_may_be_shown(town):
    assert seen(town.asha) == {"North"}
    assert seen(town.ben) == {"South"}
    assert seen(town.sam) == seen(town.ana) == {"North", "South"}
    assert seen(town.adi) == set()


def test_anybody_sees_who_supports_whom(client, town):
    client.force_login(town.ben)
    page = text(client.get("/teams/"))
    assert "Asha Patel" in page and "Ben Carter" in page
    assert "Asha Patel" in text(client.get(f"/teams/{town.north.pk}/"))


def test_adding_a_person_to_a_team(client, town):
    client.force_login(town.adi)
    client.post(
        f"/teams/{town.north.pk}/add/", {"user": town.ben.pk, "how": "supports"}
    )
    assert seen(town.ben) == {"North", "South"}
    entry = AuditEntry.objects.get()
    assert (entry.by, entry.action, entry.subject_id) == (
        town.adi,
        "assign team",
        str(town.ben.pk),
    )
    assert entry.detail == {"team": town.north.pk, "how": "supports"}


def test_putting_a_person_into_several_teams_at_once(client, town):
    east = Team.objects.create(name="East")
    client.force_login(town.adi)
    page = client.get(f"/teams/people/{town.ben.pk}/")
    assert list(page.context["form"].fields["teams"].queryset) == [east, town.north]
    page = client.post(
        f"/teams/people/{town.ben.pk}/",
        {"teams": [town.north.pk, east.pk], "how": "supports"},
        follow=True,
    )
    assert "Ben Carter was put in East and North." in text(page)
    assert seen(town.ben) == {"North", "South", "East"}
    lines = AuditEntry.objects.filter(action="assign team", by=town.adi)
    assert {line.detail["team"] for line in lines} == {town.north.pk, east.pk}
    assert {line.subject_id for line in lines} == {str(town.ben.pk)}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"how": "supports"}, "Choose at least one team"),
        ({"teams": "own"}, "Choose what they do for them"),
        ({"teams": "theirs", "how": "supports"}, "not one of the available choices"),
    ],
)
def test_what_makes_no_sense_puts_nobody_in_a_team(client, town, said, sentence):
    named = {"own": town.north.pk, "theirs": town.south.pk}
    said = said | {"teams": [named[each] for each in [said.get("teams")] if each]}
    client.force_login(town.adi)
    page = client.post(f"/teams/people/{town.ben.pk}/", said)
    assert sentence in text(page)
    assert seen(town.ben) == {"South"}
    assert not AuditEntry.objects.exists()


def test_a_person_who_cannot_sign_in_is_put_in_no_team(client, town):
    access.deactivate_person(by=town.adi, user=town.ben)
    client.force_login(town.adi)
    assert client.get(f"/teams/people/{town.ben.pk}/").status_code == 404


def test_a_person_belongs_to_a_team_once(client, town):
    client.force_login(town.adi)
    page = client.post(
        f"/teams/{town.north.pk}/add/", {"user": town.asha.pk, "how": "works_in"}
    )
    assert "This person belongs to this team already." in text(page)
    assert not AuditEntry.objects.exists()


def test_taking_a_person_off_ends_what_they_see(client, town):
    membership = Membership.objects.get(user=town.asha)
    client.force_login(town.adi)
    client.post(f"/teams/memberships/{membership.pk}/end/")
    assert seen(town.asha) == set()
    assert AuditEntry.objects.get().action == "end membership"


def test_taking_off_twice_is_refused(client, town):
    membership = Membership.objects.get(user=town.asha)
    Membership.objects.filter(pk=membership.pk).update(until=date(2026, 1, 5))
    client.force_login(town.adi)
    page = client.post(f"/teams/memberships/{membership.pk}/end/")
    assert "This ended already on 5 January 2026." in text(page)


def test_a_person_deactivated_is_in_no_team(town):
    access.deactivate_person(by=town.adi, user=town.asha)
    town.asha.refresh_from_db()
    assert seen(town.asha) == set()


def test_others_may_not_change_teams(client, town):
    client.force_login(town.mo)
    assert client.get(f"/teams/{town.north.pk}/add/").status_code == 403
    membership = Membership.objects.get(user=town.asha)
    assert client.post(f"/teams/memberships/{membership.pk}/end/").status_code == 403


def test_the_database_itself_refuses(town):
    with pytest.raises(IntegrityError):
        Membership.objects.update(until=date(2001, 1, 1))


def test_workers_are_seen_with_their_team(town):
    worker = Worker.objects.create(source_id="W1", team=town.south)
    assert str(worker) == "Worker W1"
    assert not Worker.objects.visible_to(town.asha).exists()
    assert Worker.objects.visible_to(town.ben).get() == worker


def test_teams_take_the_same_queries_however_many(
    client, town, django_assert_max_num_queries
):
    for number in range(20):
        Team.objects.create(name=f"Team {number}")
    client.force_login(town.asha)
    with django_assert_max_num_queries(11):
        client.get("/teams/")
