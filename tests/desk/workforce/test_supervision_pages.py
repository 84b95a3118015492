"""Supervision of officers: held and due, what was agreed, and who sees none of it.

Sef manages Asha, who supports the North, and Tess, who holds a post that Sef manages; Sam
manages Sef. Today is Tuesday 10 March 2026.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.desk.access.models import AuditEntry, User
from alongside.desk.workforce import supervision
from alongside.desk.workforce import supervision_actions as actions
from alongside.desk.workforce.away_actions import arrange_cover, note_absence
from alongside.desk.workforce.models import (
    Holding,
    Membership,
    StaffMember,
    SupervisionAction,
    SupervisionHeld,
    SupervisionRhythm,
)

TODAY = date(2026, 3, 10)
SECRET = "Ask the clinic about the course"


def text(page) -> str:
    return " ".join(page.content.decode().split())


@pytest.fixture
def staff(town):
    sam = StaffMember.objects.create(name="Sam Whitlock", user=town.sam)
    sef = StaffMember.objects.create(
        name="Sefton Price", user=town.sef, line_manager=sam
    )
    asha = StaffMember.objects.create(
        name="Asha Patel", user=town.asha, line_manager=sef
    )
    return SimpleNamespace(sam=sam, sef=sef, asha=asha)


@pytest.fixture
def held(town, staff):
    return actions.record_supervision(
        by=town.sef, staff=staff.asha, held_on=date(2026, 2, 9), minutes=60
    )


@pytest.fixture
def agreed(town, held):
    return actions.agree_action(
        by=town.sef, held=held, what=SECRET, owner="supervised",
        due_on=date(2026, 3, 12),
    )  # fmt: skip


def test_a_senior_records_one_and_what_was_agreed(client, town, staff):
    client.force_login(town.sef)
    address = f"/workforce/supervision/{staff.asha.pk}/"
    client.post(address + "add/", {"held_on": "9 3 2026", "minutes": "75"})
    held = SupervisionHeld.objects.get()
    assert (held.supervisor, held.minutes) == (staff.sef, 75)
    client.post(
        f"/workforce/supervision/held/{held.pk}/actions/add/",
        {"what": SECRET, "owner": "supervisor", "due_on": "20 3 2026"},
    )
    page = text(client.get(address))
    assert SECRET in page and "Due by 6 April 2026" in page
    assert "What was said in supervision is not kept here" in page
    assert not [line for line in AuditEntry.objects.all() if SECRET in str(line.detail)]


def test_the_officer_reads_it_and_says_it_is_done(client, town, staff, agreed):
    client.force_login(town.asha)
    assert "Record one held" not in text(
        client.get(f"/workforce/supervision/{staff.asha.pk}/")
    )
    client.post(f"/workforce/supervision/actions/{agreed.pk}/done/")
    agreed.refresh_from_db()
    assert agreed.done_on == TODAY
    again = client.post(f"/workforce/supervision/actions/{agreed.pk}/done/")
    assert "This was done on 10 March 2026." in text(again)


def test_the_officer_records_none_of_her_own(client, town, staff, held):
    client.force_login(town.asha)
    for address in (f"{staff.asha.pk}/add/", f"{staff.asha.pk}/rhythm/",
                    f"held/{held.pk}/remove/"):  # fmt: skip
        page = client.post(f"/workforce/supervision/{address}", {})
        assert page.status_code == 404, address


OTHERS = ("mo", "wes", "ben", "sam", "ana", "hal", "adi", "other_senior")


@pytest.fixture
def other_senior(town):
    """Another senior, who supports the North as well."""
    user = User.objects.create(
        username="tess@town.example", full_name="Tess Lane", role=town.sef.role
    )
    Membership.objects.create(
        user=user, team=town.north, how="supports", since=date(2025, 9, 1)
    )
    return user


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_sees_or_changes_it(
    client, town, staff, agreed, other_senior, name
):
    """Not her teams' manager or social worker, not above, beside, HR or administrators."""
    town.other_senior = other_senior
    client.force_login(getattr(town, name))
    pk, held = staff.asha.pk, agreed.held_id
    for address in (f"{pk}/", f"{pk}/add/", f"{pk}/rhythm/", f"held/{held}/remove/",
                    f"held/{held}/actions/add/", f"actions/{agreed.pk}/done/"):  # fmt: skip
        for ask in (client.get, client.post):
            page = ask(f"/workforce/supervision/{address}")
            assert page.status_code in (404, 405), address
    for page in ("/workforce/supervision/", "/workforce/officers/", "/", reverse("access:audit"),
                 f"/workforce/staff/{pk}/", f"/teams/{town.north.pk}/"):  # fmt: skip
        assert SECRET not in text(client.get(page)), page
    agreed.refresh_from_db()
    assert agreed.done_on is None


def test_those_above_and_hr_see_counts_and_others_none(
    client, town, staff, agreed, other_senior
):
    counted = {}
    for name in ("asha", "sef", "sam", "hal", "mo", "wes", "ana", "adi"):
        client.force_login(getattr(town, name))
        counted[name] = [
            (total.manager, total.people, total.held, total.due)
            for total in client.get("/workforce/supervision/").context["totals"]
        ]
    sefs = ("Sefton Price", 1, 0, 1)  # due by 9 March, and today is the 10th
    sams = ("Sam Whitlock", 1, 0, 0)
    assert counted["hal"] == counted["sam"] == [sams, sefs]
    assert [who for who in counted if counted[who]] == ["sam", "hal"]


def test_a_manager_further_up_sees_counts_of_those_below_alone(client, town, staff):
    """Ana, of no such role, manages Sam: of Sef's officers she sees counts."""
    ana = StaffMember.objects.create(name="Ana Kowalska", user=town.mo)
    StaffMember.objects.filter(pk=staff.sam.pk).update(line_manager=ana)
    found = {each.name for each in supervision.overseen(town.mo)}
    assert found == {"Sefton Price", "Asha Patel"}
    assert supervision.overseen(town.sef) == []


def test_the_named_manager_goes_before_that_of_the_post(client, town, ledger):
    sef = ledger.staff("Sefton Price", user=town.sef)
    post = ledger.post("SO-1", line_manager=sef)
    tess = ledger.staff("Tess Lane")
    Holding.objects.create(
        staff=tess, post=post, basis="substantive", fte=1, since=date(2025, 3, 3)
    )
    theirs = StaffMember.objects.supervised_by(town.sef)
    assert list(theirs) == [tess]
    client.force_login(town.sef)
    page = client.post(
        f"/workforce/supervision/{tess.pk}/add/", {"held_on": "9 3 2026", "minutes": 60}
    )
    assert page.status_code == 302
    tess.line_manager = ledger.staff("Mo Hassan", user=town.mo)
    tess.save()
    assert not theirs.all()
    assert client.get(f"/workforce/supervision/{tess.pk}/").status_code == 404


def test_who_left_is_supervised_no_more(town, staff, held):
    StaffMember.objects.filter(pk=staff.asha.pk).update(left_on=TODAY)
    assert StaffMember.objects.supervised_by(town.sef).exists()
    StaffMember.objects.filter(pk=staff.asha.pk).update(left_on=date(2026, 3, 9))
    assert not StaffMember.objects.supervised_by(town.sef).exists()


def test_a_first_year_is_kept_by_learning_alone(client, town, staff):
    from alongside.desk.learning.models import FirstYear

    year = FirstYear.objects.create(
        staff=staff.asha, supervisor=staff.sef, programme="ASYE",
        started_on=date(2025, 9, 1), weekly_hours=37,
    )  # fmt: skip
    assert not StaffMember.objects.supervised_by(town.sef).exists()
    FirstYear.objects.filter(pk=year.pk).update(
        ended_on=date(2026, 3, 2), outcome="passed"
    )
    assert list(StaffMember.objects.supervised_by(town.sef)) == [staff.asha]


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"held_on": "11 3 2026"}, "held_on", "still to come"),
        ({"held_on": "31 8 2025"}, "held_on", "joined on 1 September 2025"),
        ({"held_on": "9 2 2026"}, "__all__", "recorded already"),
        ({"minutes": "4"}, "minutes", "at least 5 minutes"),
        ({"minutes": "an hour"}, "minutes", "as a whole number"),
    ],
)
def test_what_is_wrong_is_said(client, town, staff, held, given, field, said):
    StaffMember.objects.filter(pk=staff.asha.pk).update(joined_on=date(2025, 9, 1))
    client.force_login(town.sef)
    page = client.post(
        f"/workforce/supervision/{staff.asha.pk}/add/",
        {"held_on": "9 3 2026", "minutes": "60"} | given,
    )
    assert said in str(page.context["form"].errors[field])
    assert SupervisionHeld.objects.count() == 1


def test_an_action_is_not_due_before_it_was_agreed(client, town, held):
    client.force_login(town.sef)
    page = client.post(
        f"/workforce/supervision/held/{held.pk}/actions/add/",
        {"what": "A course", "owner": "supervised", "due_on": "8 2 2026"},
    )
    assert "It was agreed on 9 February 2026." in text(page)


def test_one_recorded_by_mistake_is_taken_out_with_its_actions(
    client, town, staff, agreed
):
    client.force_login(town.sef)
    client.post(f"/workforce/supervision/held/{agreed.held_id}/remove/")
    assert not SupervisionHeld.objects.exists()
    assert not SupervisionAction.objects.exists()
    line = AuditEntry.objects.get(action="remove supervision")
    assert line.detail == {"held": "2026-02-09", "actions": 1}


def test_the_rhythm_is_the_persons_else_the_roles_else_usual(client, town, ledger):
    sef = ledger.staff("Sefton Price", user=town.sef)
    post = ledger.post("SO-1")
    tess = ledger.staff("Tess Lane", line_manager=sef)
    Holding.objects.create(
        staff=tess, post=post, basis="substantive", fte=1, since=date(2025, 3, 3)
    )

    def weeks() -> int:
        return supervision.rhythms([tess], TODAY)[tess.pk]

    assert weeks() == 4
    client.force_login(town.hal)
    client.post("/workforce/supervision/roles/", {"role": ledger.role.pk, "weeks": "6"})
    assert weeks() == 6
    client.force_login(town.sef)
    client.post(f"/workforce/supervision/{tess.pk}/rhythm/", {"weeks": "2"})
    assert weeks() == 2
    client.post(f"/workforce/supervision/{tess.pk}/rhythm/", {"weeks": ""})
    assert weeks() == 6
    refused = client.post(f"/workforce/supervision/{tess.pk}/rhythm/", {"weeks": "27"})
    assert "Enter 26 weeks or fewer" in text(refused)


def test_the_database_refuses_what_no_form_lets_pass(town, staff, held):
    for wrong in (
        {"staff": staff.sef, "supervisor": staff.sef, "held_on": TODAY},
        {"staff": staff.asha, "supervisor": staff.sef, "held_on": held.held_on},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            SupervisionHeld.objects.create(minutes=60, recorded_by=town.sef, **wrong)
    for wrong in ({"weeks": 4}, {"weeks": 0, "staff": staff.asha}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SupervisionRhythm.objects.create(**wrong)


@pytest.mark.parametrize(
    ("held_on", "code"),
    [
        (date(2026, 2, 9), "overdue"),  # due on Monday, the day before
        (date(2026, 2, 10), "soon"),  # due today
        (date(2026, 2, 17), "soon"),  # due in a week
        (date(2026, 2, 18), "later"),
    ],
)
def test_when_it_is_said_to_be_due(town, staff, held_on, code):
    actions.record_supervision(
        by=town.sef, staff=staff.asha, held_on=held_on, minutes=60
    )
    assert supervision.standings([staff.asha], TODAY)[0].code == code


def test_counts_are_of_12_months_and_from_the_first_recorded(town, staff):
    """A stretch of eight weeks holds one of the two that fell due."""
    assert supervision.standings([staff.asha], TODAY)[0].code == "none"
    for held_on in (date(2025, 12, 16), date(2026, 1, 13), date(2026, 3, 10)):
        actions.record_supervision(
            by=town.sef, staff=staff.asha, held_on=held_on, minutes=60
        )
    now = supervision.standings([staff.asha], TODAY)[0]
    assert (now.held, now.due) == (1, 2), "by 13 January held, by 10 February not"
    later = supervision.standings([staff.asha], date(2026, 3, 11))[0]
    assert (later.held, later.due) == (2, 3), "that of 10 March was in time"


def test_today_reminds_both_of_them(client, another, town, staff, agreed):
    client.force_login(town.asha)
    page = text(client.get("/"))
    assert "managed by <strong>Sefton Price</strong>" in page
    assert "support <strong>North</strong>" in page
    assert "Yours: Overdue since 9 March 2026" in page
    assert "1 action that you agreed to is due within a week" in page
    another.force_login(town.sef)
    page = text(another.get("/"))
    assert "1 of those you supervise is overdue." in page
    assert "action that you agreed" not in page, "it is Asha's to do"


def test_officers_of_a_senior_and_of_the_service(client, town, staff, held):
    ben = StaffMember.objects.create(name="Ben Carter", user=town.ben)
    client.force_login(town.sef)
    page = client.get("/workforce/officers/")
    assert [each.staff for each, _ in page.context["officers"]] == [staff.asha]
    assert "Overdue since 9 March 2026" in text(page) and "North" in text(page)
    client.force_login(town.sam)
    page = client.get("/workforce/officers/")
    assert [each.staff for each, _ in page.context["officers"]] == [staff.asha, ben]
    assert "Overdue" not in text(page)
    client.force_login(town.mo)
    assert client.get("/workforce/officers/").context["officers"] == []


def test_who_manages_is_on_the_teams_page_and_the_persons(client, town, staff):
    client.force_login(town.wes)
    assert "Line manager: Sefton Price" in text(client.get(f"/teams/{town.north.pk}/"))
    client.force_login(town.hal)
    page = text(client.get(f"/workforce/staff/{staff.asha.pk}/"))
    assert "<dt>Line manager</dt><dd>Sefton Price" in page
    assert "<dt>Supports</dt><dd>North" in page


def test_as_many_queries_however_many_officers(
    client, town, staff, django_assert_max_num_queries
):
    client.force_login(town.sef)
    for number in range(30):
        each = StaffMember.objects.create(name=f"O {number}", line_manager=staff.sef)
        SupervisionHeld.objects.create(
            staff=each, supervisor=staff.sef, minutes=60, recorded_by=town.sef,
            held_on=TODAY - timedelta(days=number),
        )  # fmt: skip
    with django_assert_max_num_queries(30):
        page = client.get("/workforce/officers/")
    assert len(page.context["officers"]) == 31
    with django_assert_max_num_queries(30):
        client.get("/workforce/supervision/")


def test_an_officer_who_does_not_sign_in_supports_the_team_of_their_post(
    client, town, ledger
):
    sef = ledger.staff("Sefton Price", user=town.sef)
    post = ledger.post("SO-1", team=town.south, line_manager=sef)
    tess = ledger.staff("Tess Lane", contracted_hours=Decimal("18.5"))
    Holding.objects.create(
        staff=tess, post=post, basis="substantive", fte=1, since=date(2025, 3, 3)
    )
    client.force_login(town.sef)
    [(officer, standing)] = client.get("/workforce/officers/").context["officers"]
    assert (officer.staff, officer.manager, officer.teams) == (tess, sef, ["South"])
    assert standing.code == "none"


def test_who_is_away_and_who_covers_is_on_the_seniors_page(client, town, staff):
    gone = note_absence(
        by=town.asha, user=town.asha, kind="leave", first_on=TODAY, last_on=TODAY
    )
    client.force_login(town.sef)
    assert "Nobody covers" in text(client.get("/workforce/officers/"))
    arrange_cover(by=town.sef, absence=gone, covering=town.ben, since=TODAY, until=None)
    assert "Covered by Ben Carter" in text(client.get("/workforce/officers/"))
