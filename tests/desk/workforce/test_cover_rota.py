"""The cover rota: who supports each team day by day, gaps in words, and a gap filled.

Asha supports the North and Ben the South; Sef, who belongs to both, manages Asha. The
day is Tuesday 10 March 2026.
"""

from __future__ import annotations

from datetime import date

import pytest

from alongside.desk.workforce.away_actions import arrange_cover, note_absence
from alongside.desk.workforce.cover_rota import free_officers
from alongside.desk.workforce.models import (
    Absence,
    Cover,
    Holding,
    Membership,
    Post,
    PostChange,
    PostRole,
    StaffMember,
)

MONDAY, WEDNESDAY, FRIDAY = date(2026, 3, 9), date(2026, 3, 11), date(2026, 3, 13)


def text(page) -> str:
    return " ".join(page.content.decode().split())


@pytest.fixture
def lines(town):
    """Sef manages Asha and sees both teams."""
    sef = StaffMember.objects.create(name="Sefton Price", user=town.sef)
    StaffMember.objects.create(name="Asha Patel", user=town.asha, line_manager=sef)
    Membership.objects.create(
        user=town.sef, team=town.south, how="supports", since=date(2025, 9, 1)
    )


def away(town, user, first=WEDNESDAY, last=FRIDAY):
    return note_absence(by=user, user=user, kind="leave", first_on=first, last_on=last)


def week(client, user, query="") -> dict:
    """The first week as this person sees it: team and day to who stands there."""
    client.force_login(user)
    page = client.get(f"/workforce/cover-rota/{query}")
    return {
        (team.name, day.day): (
            "gap" if day.gap else "",
            [(stand.by or stand.officer).full_name for stand in day.stands],
        )
        for team, days in page.context["weeks"][0].teams
        for day in days
    }


def test_each_team_has_its_officer_and_seniors_do_not_count(client, town, lines):
    seen = week(client, town.sef)
    assert seen["North", MONDAY] == ("", ["Asha Patel"])
    assert seen["South", FRIDAY] == ("", ["Ben Carter"])
    assert len(seen) == 10


def test_a_day_on_which_nobody_covers_is_a_gap_in_words(client, town, lines):
    away(town, town.asha)
    seen = week(client, town.sef)
    assert seen["North", date(2026, 3, 10)] == ("", ["Asha Patel"])
    assert [seen["North", day][0] for day in (WEDNESDAY, FRIDAY)] == ["gap", "gap"]
    page = text(client.get("/workforce/cover-rota/"))
    assert "3 days of a team on which nobody supports it" in page
    assert "Asha Patel is away, nobody covers" in page
    assert not Cover.objects.exists(), "nothing is arranged by itself"


def test_cover_closes_the_gap_on_its_days_alone(client, town, lines):
    gone = away(town, town.asha)
    arrange_cover(
        by=town.sef, absence=gone, covering=town.ben, since=WEDNESDAY,
        until=date(2026, 3, 12),
    )  # fmt: skip
    seen = week(client, town.sef)
    assert seen["North", WEDNESDAY] == ("", ["Ben Carter"])
    assert seen["North", FRIDAY] == ("gap", ["Asha Patel"])


def test_who_covers_and_is_away_leaves_a_gap_unless_somebody_covers_for_them(
    client, town, lines
):
    gone = away(town, town.asha)
    arrange_cover(
        by=town.sef, absence=gone, covering=town.ben, since=WEDNESDAY, until=None
    )
    bens = away(town, town.ben, FRIDAY, FRIDAY)
    assert week(client, town.sef)["North", FRIDAY][0] == "gap"
    arrange_cover(
        by=town.sef, absence=bens, covering=town.sef, since=FRIDAY, until=None
    )
    seen = week(client, town.sef)
    assert seen["North", FRIDAY] == seen["South", FRIDAY] == ("", ["Sefton Price"])


def test_a_team_of_no_officer_is_a_gap(client, town, lines):
    town.ben.memberships.update(until=MONDAY)
    seen = week(client, town.sef)
    assert seen["South", MONDAY] == ("", ["Ben Carter"])
    assert seen["South", WEDNESDAY] == ("gap", [])
    assert "No officer supports it" in text(client.get("/workforce/cover-rota/"))


@pytest.fixture
def unsigned(town, lines):
    """Kim Reed, managed by Sef, holds a post in the South and does not sign in here."""
    sef = StaffMember.objects.get(user=town.sef)
    kim = StaffMember.objects.create(name="Kim Reed", line_manager=sef)
    role = PostRole.objects.create(name="Support officer")
    post = Post.objects.create(number="SO-9", role=role)
    PostChange.objects.create(
        post=post, kind="create", fte=1, team=town.south, planned_on=date(2025, 1, 6),
        effective_on=date(2025, 1, 6),
        recorded_by=town.hal,
    )  # fmt: skip
    Holding.objects.create(
        staff=kim, post=post, basis="substantive", fte=1, since=date(2025, 9, 1)
    )
    return kim


def test_who_does_not_sign_in_supports_the_team_of_their_post(client, town, unsigned):
    """And is away where HR tells their manager so."""
    town.ben.memberships.update(until=MONDAY)
    Absence.objects.create(
        staff=unsigned, came="hr", kind="leave", first_on=FRIDAY, last_on=FRIDAY,
        noted_by=town.hal,
    )  # fmt: skip
    seen = week(client, town.sef)
    assert seen["South", MONDAY] == ("", ["Ben Carter", "Kim Reed"])
    assert seen["South", WEDNESDAY] == ("", ["Kim Reed"])
    assert seen["South", FRIDAY] == ("gap", ["Kim Reed"])
    assert "Note it<" not in text(client.get("/workforce/cover-rota/"))
    assert week(client, town.sam)["South", FRIDAY] == ("", ["Kim Reed"])


def test_the_rota_and_the_list_of_officers_name_the_same(client, town, unsigned):
    """Of every team: those on HR's list, and those who only sign in."""
    client.force_login(town.sam)
    page = client.get("/workforce/officers/").context
    listed = {(each.staff.name, team) for each, _ in page["officers"] for team in each.teams}  # fmt: skip
    listed |= {(user.full_name, team) for user, teams in page["unknown_to_hr"] for team in teams}  # fmt: skip
    stand = {
        (name, team)
        for (team, day), (_, names) in week(client, town.sam).items()
        for name in names
        if day == date(2026, 3, 10)
    }
    assert listed == stand
    assert ("Kim Reed", "South") in stand and ("Asha Patel", "North") in stand


def test_bank_holidays_are_left_out_and_one_team_is_chosen(client, town, lines):
    seen = week(client, town.sef, f"?from=2026-04-08&team={town.north.pk}")
    assert {day for _, day in seen} == {date(2026, 4, day) for day in (7, 8, 9, 10)}
    assert {team for team, _ in seen} == {"North"}


@pytest.mark.parametrize("asked", ["9999-12-31", "0001-01-01", "soon", "2028-12-31"])
def test_a_day_past_the_calendar_is_no_fault(client, town, lines, asked):
    client.force_login(town.sef)
    assert client.get(f"/workforce/cover-rota/?from={asked}").status_code == 200
    page = client.get(f"/workforce/duty/{town.north.pk}/?from={asked}")
    assert page.status_code == 200


def test_a_manager_of_the_team_sees_the_gap_and_fills_none(client, town, lines):
    gone = away(town, town.asha)
    assert week(client, town.mo)["North", WEDNESDAY][0] == "gap"
    assert "Fill<" not in text(client.get("/workforce/cover-rota/"))
    page = client.post(
        f"/workforce/cover-rota/{gone.pk}/fill/",
        {"covering": town.ben.pk, "since": "11 3 2026"},
    )
    assert page.status_code == 404 and not Cover.objects.exists()


def test_another_teams_absence_is_not_seen(client, town, lines):
    gone = away(town, town.ben)
    seen = week(client, town.mo)
    assert {team for team, _ in seen} == {"North"}
    assert "Ben Carter" not in text(client.get("/workforce/cover-rota/"))
    assert client.get(f"/workforce/cover-rota/{gone.pk}/fill/").status_code == 404


def test_what_hr_told_is_a_gap_for_the_line_manager_alone(client, town, lines):
    Absence.objects.create(
        staff=town.asha.staff_member, came="hr", kind="sickness", first_on=WEDNESDAY,
        noted_by=town.hal,
    )  # fmt: skip
    assert week(client, town.sef)["North", WEDNESDAY][0] == "gap"
    assert "Note it<" in text(client.get("/workforce/cover-rota/"))
    assert week(client, town.mo)["North", WEDNESDAY][0] == ""


def test_a_senior_fills_a_gap_from_those_who_are_free(client, town, lines):
    gone = away(town, town.asha)
    client.force_login(town.sef)
    address = f"/workforce/cover-rota/{gone.pk}/fill/?from=2026-03-11"
    offered = client.get(address).context["form"].fields["covering"].queryset
    assert list(offered) == [town.ben, town.sef]
    client.post(address, {"covering": town.ben.pk, "since": "11 3 2026"})
    assert Cover.objects.get().by == town.ben
    assert week(client, town.sef)["North", FRIDAY] == ("", ["Ben Carter"])


def test_who_is_away_or_covers_already_is_not_offered(client, town, lines):
    gone = away(town, town.asha)
    bens = away(town, town.ben, WEDNESDAY, WEDNESDAY)
    arrange_cover(
        by=town.sam, absence=bens, covering=town.sef, since=WEDNESDAY, until=None
    )
    client.force_login(town.sam)
    address = f"/workforce/cover-rota/{gone.pk}/fill/?from="
    first = client.get(address + "2026-03-11").context["form"]
    assert not first.fields["covering"].queryset
    later = client.get(address + "2026-03-12").context["form"]
    assert list(later.fields["covering"].queryset) == [town.ben, town.sef]


def test_days_on_which_they_are_not_free_are_refused(client, town, lines):
    gone = away(town, town.asha)
    away(town, town.ben, FRIDAY, FRIDAY)
    client.force_login(town.sef)
    address = f"/workforce/cover-rota/{gone.pk}/fill/?from=2026-03-11"
    page = client.post(address, {"covering": town.ben.pk, "since": "11 3 2026"})
    assert "away or covers for somebody else" in text(page)
    until = {"until": "12 3 2026"}
    client.post(address, {"covering": town.ben.pk, "since": "11 3 2026"} | until)
    assert Cover.objects.get().until == date(2026, 3, 12)


def test_as_many_queries_however_many_days_and_officers(
    client, town, lines, django_assert_max_num_queries
):
    away(town, town.asha)
    away(town, town.ben)
    client.force_login(town.sef)
    with django_assert_max_num_queries(24):
        client.get("/workforce/cover-rota/")


def test_who_covered_before_is_free_again_and_whom_hr_tells_of_is_not(
    client, town, lines
):
    gone = away(town, town.asha)
    bens = away(town, town.ben, MONDAY, date(2026, 3, 20))
    arrange_cover(
        by=town.sam, absence=bens, covering=town.sef, since=MONDAY,
        until=date(2026, 3, 10),
    )  # fmt: skip
    assert free_officers(gone, WEDNESDAY, FRIDAY) == [town.sef]
    assert free_officers(gone, date(2026, 3, 10), FRIDAY) == []
    Absence.objects.create(
        staff=town.sef.staff_member, came="hr", kind="sickness", first_on=FRIDAY,
        noted_by=town.hal,
    )  # fmt: skip
    assert free_officers(gone, WEDNESDAY, FRIDAY) == []
    assert free_officers(gone, WEDNESDAY, date(2026, 3, 12)) == [town.sef]
