"""Who can sign in, in which role: done, refused, recorded, and ended at once."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from alongside.desk.access import actions
from alongside.desk.access.models import AuditEntry, Role, User


def text(page) -> str:
    return page.content.decode()


def role(code: str) -> Role:
    return Role.objects.get(code=code)


@pytest.fixture
def adi(client, town):
    client.force_login(town.adi)
    return client


def test_adding_a_person_shows_their_password_once(adi, town):
    page = adi.post(
        "/people/add/",
        {
            "full_name": "Nia Grant",
            "username": " Nia.Grant@town.example",
            "role": role("support_officer").pk,
        },
    )
    nia = User.objects.get(username="nia.grant@town.example")
    password = re.search(r"<code>(.+?)</code>", text(page))[1]
    assert nia.check_password(password)
    assert nia.password_is_temporary
    entry = AuditEntry.objects.get(action="add person")
    assert (entry.by, entry.subject_id) == (town.adi, str(nia.pk))
    assert entry.detail == {"role": "support_officer"}


def test_a_sign_in_name_is_taken_once(adi, town):
    page = adi.post(
        "/people/add/",
        {"full_name": "X", "username": "ASHA@town.example", "role": town.asha.role_id},
    )
    assert "Somebody already signs in with this name." in text(page)


@pytest.mark.parametrize("name", ["nia grant", "nia\u00a0grant", "nia\tgrant"])
def test_a_sign_in_name_with_a_space_is_refused(adi, town, name):
    said = {"full_name": "Nia Grant", "username": name, "role": town.asha.role_id}
    page = text(adi.post("/people/add/", said))
    assert "A sign-in name has no spaces in it." in page
    assert not User.objects.filter(full_name="Nia Grant").exists()
    with pytest.raises(ValidationError, match="has no spaces"):
        actions.add_person(
            by=town.adi, username=name, full_name="Nia", role=town.asha.role
        )


def test_the_administrator_is_told_that_a_new_person_still_needs_a_team(adi, town):
    def added(name: str, code: str) -> str:
        said = {"full_name": name.title(), "username": name, "role": role(code).pk}
        return text(adi.post("/people/add/", said))

    page = added("nia", "support_officer")
    nia = User.objects.get(username="nia")
    assert "Nia still needs a team." in page
    assert f"/teams/people/{nia.pk}/" in page
    page = text(adi.get(f"/people/{nia.pk}/"))
    assert "Until Nia is in a team, they are shown no child" in page
    for code in ("service_manager", "administrator"):
        assert "needs a team" not in added(code, code)
        page = text(adi.get(f"/people/{User.objects.get(username=code).pk}/"))
        assert "Until" not in page


def test_a_persons_page_shows_their_teams_and_leads_to_taking_them_off(adi, town):
    page = text(adi.get(f"/people/{town.asha.pk}/"))
    membership = town.asha.memberships.get()
    assert "North" in page and "supports" in page
    assert f"/teams/memberships/{membership.pk}/end/" in page


def test_an_empty_form_says_what_to_do(adi):
    page = text(adi.post("/people/add/", {"full_name": ""}))
    assert "<title>There is a problem: Add a person" in page
    assert '<a href="#id_full_name">Enter full name</a>' in page
    assert '<a href="#id_role_0">Choose role</a>' in page


def test_changing_a_role_is_recorded(adi, town):
    new = role("senior_support_officer")
    adi.post(f"/people/{town.asha.pk}/role/", {"role": new.pk})
    town.asha.refresh_from_db()
    assert town.asha.role == new
    detail = AuditEntry.objects.get(action="change role").detail
    assert detail == {"before": "support_officer", "after": "senior_support_officer"}


def test_changing_to_the_same_role_is_refused(adi, town):
    page = adi.post(f"/people/{town.asha.pk}/role/", {"role": town.asha.role_id})
    assert "Asha Patel is already social work support officer." in text(page)
    assert not AuditEntry.objects.filter(action="change role").exists()


def test_the_only_administrator_keeps_the_role(adi, town):
    page = adi.post(f"/people/{town.adi.pk}/role/", {"role": town.asha.role_id})
    assert "This is the only administrator." in text(page)


def test_a_person_deactivated_is_signed_out_at_once(adi, another, town):
    asha = another
    asha.force_login(town.asha)
    assert asha.get("/account/").status_code == 200
    adi.post(f"/people/{town.asha.pk}/deactivate/")
    assert asha.get("/account/").status_code == 302
    assert AuditEntry.objects.get(action="deactivate person").by == town.adi


def test_an_old_session_does_not_come_back_with_the_person(adi, another, town):
    asha = another
    asha.force_login(town.asha)
    adi.post(f"/people/{town.asha.pk}/deactivate/")
    adi.post(f"/people/{town.asha.pk}/let-back-in/")
    assert asha.get("/account/").status_code == 302


def test_ending_your_own_sign_in_is_refused(adi, town):
    page = adi.post(f"/people/{town.adi.pk}/deactivate/")
    assert "You cannot end your own sign-in." in text(page)
    assert User.objects.get(pk=town.adi.pk).is_active


def test_deactivating_twice_is_refused(adi, town):
    actions.deactivate_person(by=town.adi, user=town.asha)
    page = adi.post(f"/people/{town.asha.pk}/deactivate/")
    assert "Asha Patel cannot sign in already." in text(page)


def test_a_lent_password_is_changed_before_anything_else(client, town):
    ben, password = actions.let_back_in(by=town.adi, user=town.ben)
    client.post("/sign-in/", {"login": ben.username, "password": password})
    assert client.get("/teams/").url == "/account/password/"
    page = client.post(
        "/account/password/",
        {"oldpassword": password, "password1": "a-hedge-of-hawthorn", "password2": "a-hedge-of-hawthorn"},
    )  # fmt: skip
    assert page.url == "/account/"
    assert client.get("/teams/").status_code == 200
    assert AuditEntry.objects.filter(action="change password", by=ben).exists()


def test_a_short_password_is_refused(client, town):
    client.force_login(town.ben)
    page = client.post(
        "/account/password/",
        {"oldpassword": town.password, "password1": "short", "password2": "short"},
    )
    assert "at least 12 characters" in text(page)


def test_who_may_not_is_told_whom_to_ask(client, town):
    client.force_login(town.asha)
    page = client.get("/people/")
    assert page.status_code == 403
    assert "Adi Morgan" in text(page)
    assert "Say who can sign in" in text(page)


def test_the_database_itself_refuses_a_name_in_capitals(town):
    with pytest.raises(IntegrityError):
        User.objects.filter(pk=town.asha.pk).update(username="ASHA")


def test_the_account_page_says_what_the_role_includes(client, town):
    client.force_login(town.wes)
    page = text(client.get("/account/"))
    assert "See what is due, when and why." in page
    assert "Import extracts" not in page
