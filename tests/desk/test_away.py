"""Who is away, who covers for them, and what that lets the coverer see."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.people.models import Child
from alongside.desk.workforce import away_actions as actions
from alongside.desk.workforce.models import Absence, Cover, StaffMember, Team

MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)


@pytest.fixture
def on(monkeypatch):
    """Make it a day."""

    def of(day: date):
        monkeypatch.setattr(timezone, "localdate", lambda *_: day)

    of(MONDAY)
    return of


@pytest.fixture
def bens_leave(town, on):
    return actions.note_absence(
        by=town.ben, user=town.ben, kind="leave", first_on=MONDAY, last_on=FRIDAY
    )


@pytest.fixture
def cover(town, bens_leave):
    return actions.arrange_cover(
        by=town.sam, absence=bens_leave, covering=town.asha, since=MONDAY, until=None
    )


def text(page) -> str:
    return page.content.decode()


def teams(user) -> set[str]:
    return set(Team.objects.visible_to(user).values_list("name", flat=True))


def said(form) -> str:
    return " ".join(str(problem) for problem in form.errors.values())


def days(name: str, day: date | None) -> dict:
    return {name: f"{day:%d %m %Y}" if day else ""}


def test_noting_my_own_leave(client, town, on):
    client.force_login(town.asha)
    page = client.post(
        "/teams/away/add/",
        {"user": town.asha.pk, "kind": "leave"}
        | days("first_on", MONDAY)
        | days("last_on", FRIDAY),
        follow=True,
    )
    assert "Asha Patel is noted as away." in text(page)
    absence = Absence.objects.get()
    assert (absence.first_on, absence.last_on) == (MONDAY, FRIDAY)
    entry = AuditEntry.objects.get()
    assert entry.action == "note absence"
    assert "leave" not in str(entry.detail), (
        "Why somebody is away is not for the trail."
    )


def test_an_officer_notes_nobody_elses(client, town, on):
    client.force_login(town.asha)
    page = client.post(
        "/teams/away/add/",
        {"user": town.mo.pk, "kind": "sickness"} | days("first_on", MONDAY),
    )
    assert "user" in page.context["form"].errors
    assert not Absence.objects.exists()


def test_a_manager_notes_that_of_their_people_and_of_no_others(client, town, on):
    client.force_login(town.mo)
    form = client.get("/teams/away/add/").context["form"]
    assert set(form.fields["user"].queryset) == {town.asha, town.mo, town.wes, town.sef}


@pytest.mark.parametrize(("person", "begins_with"), [("asha", "asha"), ("mo", None)])
def test_who_is_away_is_chosen_by_those_who_may_note_others(client, town, on, person, begins_with):  # fmt: skip
    client.force_login(getattr(town, person))
    form = client.get("/teams/away/add/").context["form"]
    begins = begins_with and getattr(town, begins_with).pk
    assert form["user"].value() == begins


def test_why_somebody_is_away_is_seen_by_them_and_whoever_noted_it(client, town, on):
    actions.note_absence(
        by=town.mo, user=town.wes, kind="sickness", first_on=MONDAY, last_on=None
    )
    for person, sees in (("wes", True), ("mo", True), ("sam", True),
                         ("asha", False), ("ben", False), ("adi", False)):  # fmt: skip
        client.force_login(getattr(town, person))
        page = text(client.get("/teams/away/"))
        assert ("Wes Okafor" in page) is sees, person
        assert ("Sickness" in page) is (person in ("wes", "mo")), person


def test_the_same_days_twice_are_refused(town, bens_leave):
    with pytest.raises(Exception, match="from 2 March 2026 to 6 March 2026 already"):
        actions.note_absence(
            by=town.ben, user=town.ben, kind="other", first_on=FRIDAY, last_on=None
        )


def test_the_day_after_is_not_the_same_days(town, bens_leave):
    after = date(2026, 3, 7)
    actions.note_absence(
        by=town.ben, user=town.ben, kind="other", first_on=after, last_on=None
    )
    assert Absence.objects.count() == 2


def test_whoever_covers_sees_the_teams_of_the_person_away(client, town, cover, on):
    assert teams(town.asha) == {"North", "South"}
    client.force_login(town.asha)
    assert client.get(f"/children/{town.skye.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("day", "seen"),
    [
        (date(2026, 3, 1), {"North"}),
        (MONDAY, {"North", "South"}),
        (FRIDAY, {"North", "South"}),
        (date(2026, 3, 7), {"North"}),
    ],
)
def test_cover_runs_from_its_first_day_to_the_last_day_away(town, cover, on, day, seen):
    on(day)
    assert teams(town.asha) == seen


def test_cover_gives_no_restricted_record(town, on):
    leave = actions.note_absence(
        by=town.sam, user=town.sam, kind="leave", first_on=MONDAY, last_on=FRIDAY
    )
    actions.arrange_cover(
        by=town.sam, absence=leave, covering=town.mo, since=MONDAY, until=None
    )
    assert town.hidden not in Child.objects.visible_to(town.mo)


def test_cover_of_cover_goes_on(town, cover, on):
    sick = actions.note_absence(
        by=town.asha, user=town.asha, kind="sickness", first_on=MONDAY, last_on=None
    )
    assert teams(town.sef) == {"North"}
    actions.arrange_cover(
        by=town.sam, absence=sick, covering=town.sef, since=MONDAY, until=None
    )
    assert teams(town.sef) == {"North", "South"}


def test_coming_back_early_ends_the_cover(client, town, cover, on):
    wednesday = date(2026, 3, 4)
    client.force_login(town.ben)
    client.post(f"/teams/away/{cover.absence.pk}/back/", days("last_on", wednesday))
    on(wednesday)
    assert teams(town.asha) == {"North", "South"}
    on(date(2026, 3, 5))
    assert teams(town.asha) == {"North"}


def test_handing_back_ends_it_at_once(client, town, cover, on):
    on(date(2026, 3, 4))
    client.force_login(town.asha)
    page = client.post(f"/teams/cover/{cover.pk}/end/", follow=True)
    assert "Ben Carter has their work back." in text(page)
    assert teams(town.asha) == {"North"}
    cover.refresh_from_db()
    assert cover.until == date(2026, 3, 3)
    page = client.post(f"/teams/cover/{cover.pk}/end/")
    assert "This cover ended already on 3 March 2026." in text(page)


def test_handing_back_on_the_first_day_leaves_no_cover(town, cover):
    actions.hand_back(by=town.asha, cover=cover, on=MONDAY)
    assert not Cover.objects.exists()
    assert AuditEntry.objects.filter(action="cancel cover").exists()


@pytest.mark.parametrize(
    ("who", "since", "why"),
    [
        ("ben", MONDAY, "Nobody covers for themselves."),
        ("wes", MONDAY, "cannot take on this work"),
        ("asha", date(2026, 3, 1), "Cover starts while Ben Carter is away"),
        ("asha", date(2026, 3, 7), "Cover starts while Ben Carter is away"),
    ],
)
def test_cover_that_cannot_be_is_refused(town, bens_leave, who, since, why):
    with pytest.raises(Exception, match=why):
        actions.arrange_cover(
            by=town.sam,
            absence=bens_leave,
            covering=getattr(town, who),
            since=since,
            until=None,
        )


def test_two_people_do_not_cover_the_same_days(town, cover):
    with pytest.raises(Exception, match="Asha Patel covers from 2 March 2026"):
        actions.arrange_cover(
            by=town.sam,
            absence=cover.absence,
            covering=town.sef,
            since=FRIDAY,
            until=None,
        )


def test_one_can_cover_after_the_other(town, bens_leave):
    wednesday, thursday = date(2026, 3, 4), date(2026, 3, 5)
    for who, since, until in (
        (town.asha, MONDAY, wednesday),
        (town.sef, thursday, None),
    ):
        actions.arrange_cover(
            by=town.sam, absence=bens_leave, covering=who, since=since, until=until
        )
    assert Cover.objects.count() == 2


@pytest.fixture
def ashas_leave(town, on):
    return actions.note_absence(
        by=town.mo, user=town.asha, kind="sickness", first_on=MONDAY, last_on=None
    )


def covered_by_ben(client, town, absence):
    chosen = {"covering": town.ben.pk} | days("since", MONDAY) | days("until", None)
    return client.post(f"/teams/away/{absence.pk}/cover/", chosen, follow=True)


def test_a_senior_arranges_cover_on_the_page(client, town, ashas_leave):
    client.force_login(town.sef)
    page = covered_by_ben(client, town, ashas_leave)
    assert "Ben Carter covers for Asha Patel." in text(page)
    assert teams(town.ben) == {"North", "South"}


def test_a_team_arranges_and_ends_no_support_officers_cover(client, town, ashas_leave):
    sef = StaffMember.objects.create(name="Sefton Price", user=town.sef)
    StaffMember.objects.create(name="Asha Patel", user=town.asha, line_manager=sef)
    client.force_login(town.mo)
    page = covered_by_ben(client, town, ashas_leave)
    assert "Ask Sefton Price to arrange it." in text(page)
    assert not Cover.objects.exists()
    address = f"/teams/away/{ashas_leave.pk}/cover/"
    assert address not in text(client.get("/teams/away/"))
    assert "Ask Sefton Price" in text(client.get(address, follow=True))
    with pytest.raises(ValidationError, match="not by a team"):
        actions.arrange_cover(
            by=town.mo, absence=ashas_leave, covering=town.ben, since=MONDAY, until=None
        )
    covered = actions.arrange_cover(
        by=town.sef, absence=ashas_leave, covering=town.ben, since=MONDAY, until=None
    )
    assert "not by a team" in text(client.post(f"/teams/cover/{covered.pk}/end/"))
    assert Cover.objects.get() == covered
    actions.hand_back(by=town.ben, cover=covered, on=MONDAY)


def test_the_database_itself_refuses_days_that_run_backwards(town, bens_leave):
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.update(last_on=date(2026, 3, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Cover.objects.create(
            absence=bens_leave, by=town.asha, since=FRIDAY, until=MONDAY, arranged_by=town.sam
        )  # fmt: skip
