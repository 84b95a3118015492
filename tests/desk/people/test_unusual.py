"""Which looks are unusual, who is told, who answers; each rule with what it must not find."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from alongside.desk.access.audit import record_read
from alongside.desk.access.models import AuditEntry, User
from alongside.desk.casework.models import Due, Extract
from alongside.desk.messages.models import Message
from alongside.desk.people.models import (
    Adult,
    AdultOfChild,
    Child,
    ChildTeam,
    LookRule,
    UnusualLook,
)
from alongside.desk.people.unusual import RULES, find, rules
from alongside.desk.people.unusual_actions import find_unusual_looks
from alongside.desk.workforce.models import Absence, Cover

DAY = date(2026, 7, 8)  # a Wednesday, in British summer time


@pytest.fixture
def busy(town):
    """Of each child of the town a timescale runs: there is cause to look."""
    extract = Extract.objects.create(
        file_name="x", sha256="0" * 64, stored_as="x", as_at=DAY, uploaded_by=town.sef,
        state="applied", applied_at=timezone.now(),
    )  # fmt: skip

    def run(child: Child) -> Child:
        Due.objects.create(
            child=child, rule="S47_ICPC", started_on=DAY, due_on=DAY, status="open",
            first_in=extract,
        )  # fmt: skip
        return child

    for child in (town.robin, town.skye, town.hidden):
        run(child)
    town.run = run
    return town


def at(hour: int, minute: int = 0, days: int = 0) -> datetime:
    """A moment by London's clock, of DAY or of so many days before."""
    return datetime(DAY.year, DAY.month, DAY.day, hour, minute, tzinfo=UTC) - timedelta(days=days, hours=1)  # fmt: skip


def look(who: User, child: Child, moment: datetime, action: str = "see child") -> None:
    with pytest.MonkeyPatch.context() as clock:
        clock.setattr(timezone, "now", lambda: moment)
        record_read(by=who, action=action, subject=child)


def found(first: date = DAY) -> list[tuple]:
    """The rule, who, the child and how many looks of each, by rule."""
    return sorted(
        (each.rule, each.user.full_name.split()[0], each.child and each.child.case_id, each.looks)
        for each in find(first, DAY)
    )  # fmt: skip


def more(town, count: int, team) -> list[Child]:
    """So many other children of a team, of each of whom a timescale runs."""
    made = [
        Child.objects.create(case_id=f"{team.name}{n}", surname=f"Other{n}")
        for n in range(count)
    ]
    for child in made:
        ChildTeam.objects.create(child=child, team=team)
        town.run(child)
    return made


def test_a_days_work_is_not_unusual(busy):
    for minute, child in enumerate(more(busy, 15, busy.north)):
        look(busy.asha, child, at(10, minute))
    assert found() == []


def test_a_child_of_their_own_surname(busy):
    busy.asha.full_name = "Asha hale"
    busy.asha.save()
    look(busy.asha, busy.robin, at(10))
    look(busy.asha, busy.robin, at(11))
    look(busy.mo, busy.robin, at(11))
    assert found() == [("own_surname", "Asha", "900123", 2)]


def test_a_child_of_their_own_surname_is_told_of_once_in_four_weeks(busy):
    busy.asha.full_name = "Asha Hale"
    busy.asha.save()
    for days in (28, 0):
        look(busy.asha, busy.robin, at(10, days=days))
    assert found() == []
    assert found(DAY - timedelta(days=28)) == [("own_surname", "Asha", "900123", 1)]


def test_a_colleagues_family_is_looked_at_from_outside_its_teams(busy):
    mother = Adult.objects.create(name="wes okafor", kind="family", added_by=busy.sam)
    AdultOfChild.objects.create(adult=mother, child=busy.robin, relationship="mother")
    for who in (busy.mo, busy.ben, busy.wes):
        look(who, busy.robin, at(10))
    look(busy.ben, busy.skye, at(10))
    assert found() == [
        ("staff_family", "Ben", "900123", 1), ("staff_family", "Wes", "900123", 1),
    ]  # fmt: skip


def test_a_record_that_was_restricted_is_looked_at_from_outside(busy):
    busy.restriction.lifted_at, busy.restriction.lifted_by = timezone.now(), busy.sam
    busy.restriction.save()
    look(busy.ben, busy.hidden, at(10))
    look(busy.asha, busy.hidden, at(10))
    assert found() == [("staff_family", "Ben", "900125", 1)]


@pytest.mark.parametrize(
    ("usual", "told"), [(0, True), (6, True), (7, False)], ids=["none", "6", "7"]
)
def test_many_children_in_an_hour_against_their_own_usual(busy, usual, told):
    """Twenty within 57 minutes: three times six is 18, and three times seven is 21."""
    children = more(busy, 20, busy.north)
    for second in range(50):  # at one child: many looks, and not many children
        look(busy.asha, children[0], at(8) + timedelta(seconds=second))
    for days in (1, 2, 5):
        for minute, child in enumerate(children[:usual]):
            look(busy.asha, child, at(9, minute, days))
    for n, child in enumerate(children):
        look(busy.asha, child, at(14, n * 3))
        look(busy.asha, child, at(14, n * 3))
    assert found() == ([("many_children", "Asha", None, 40)] if told else [])


def test_twenty_children_in_more_than_an_hour_are_not_many(busy):
    for n, child in enumerate(more(busy, 20, busy.north)):
        look(busy.asha, child, at(14) + timedelta(minutes=3 * n, seconds=10 * n))
    assert found() == []


def test_children_of_other_teams_but_not_of_those_covered_for(busy):
    children = more(busy, 3, busy.south)
    for child in children:
        look(busy.asha, child, at(10))
        look(busy.ben, child, at(10))
        look(busy.sam, child, at(10))  # sees the whole service, and belongs to no team
    assert found() == [("outside_teams", "Asha", None, 3)]
    away = Absence.objects.create(user=busy.ben, kind="leave", first_on=DAY, last_on=DAY, noted_by=busy.mo)  # fmt: skip
    Cover.objects.create(absence=away, by=busy.asha, since=DAY, arranged_by=busy.mo)
    assert found() == []


def test_at_night_by_londons_clock(busy):
    for hour, minute in ((21, 59), (22, 0), (5, 59), (6, 0)):
        look(busy.asha, busy.robin, at(hour, minute))
    assert found() == []
    look(busy.asha, busy.robin, at(23, 59))
    assert found() == [("at_night", "Asha", None, 3)]


def test_nothing_to_do_there_unless_something_was_done(busy):
    Due.objects.all().delete()
    others = [
        Child.objects.create(case_id=f"c{n}", surname=f"Other{n}") for n in range(3)
    ]
    for child in others:
        ChildTeam.objects.create(child=child, team=busy.north)
    for child in (busy.robin, *others):
        look(busy.asha, child, at(10))
    assert found() == [("no_reason", "Asha", None, 4)]
    look(busy.asha, busy.robin, at(10, days=28), "mark note")
    assert found() == []


def test_a_closed_child_again_and_again_is_told_once(busy):
    Due.objects.filter(child=busy.robin).delete()
    for days in (28, 20, 0):
        look(busy.asha, busy.robin, at(10, days=days))
    assert found() == [("closed_again", "Asha", "900123", 1)]
    look(busy.asha, busy.robin, at(9, days=3))
    assert found() == [], "it was told three days before"
    look(busy.asha, busy.robin, at(9, days=25), "mark note")
    assert found(DAY - timedelta(days=4)) == []


def test_a_timescale_looked_at_is_a_look_at_its_child(busy):
    busy.asha.full_name = "Asha Hale"
    busy.asha.save()
    due = Due.objects.get(child=busy.robin)
    look(busy.asha, due, at(10), "see timescale")
    assert found() == [("own_surname", "Asha", "900123", 1)]


@pytest.fixture
def nosy(busy):
    """Asha, whose surname became Hale, opened Robin Hale yesterday."""
    busy.asha.full_name = "Asha Hale"
    busy.asha.save()
    look(busy.asha, busy.robin, timezone.now() - timedelta(days=1))
    call_command("find_unusual_looks", verbosity=0)
    return busy


def test_what_is_found_is_told_once_to_the_manager_and_names_nobody(nosy, capsys):
    call_command("find_unusual_looks")
    assert "Found anew: 0." in capsys.readouterr().out
    message = Message.objects.get(kind="unusual looks")
    assert message.to == nosy.mo
    assert "Asha" not in message.body + message.subject
    assert "1 look at records to ask about" in message.subject


def test_the_manager_answers_and_the_share_explained_is_told(client, nosy):
    kept = UnusualLook.objects.get()
    client.force_login(nosy.mo)
    assert client.get("/looked/").context["unusual"] == 1
    page = client.get(f"/looked/unusual/{kept.pk}/").content.decode()
    assert "Child 900123" in page and "Robin" not in page
    address = f"/looked/unusual/{kept.pk}/"
    page = client.post(address, {"answer": "explained", "words": " "})
    assert page.context["form"].errors == {"words": ["Enter what was found, in words"]}
    client.post(address, {"answer": "explained", "words": "Covers the child’s visits."})
    assert "Of 1 that were answered, 1 was explained and 0 taken further." in client.get("/looked/unusual/").content.decode()  # fmt: skip
    again = client.post(address, {"answer": "further", "words": "x"})
    assert "answered already" in again.content.decode()
    line = AuditEntry.objects.get(action="answer unusual look")
    assert line.detail == {"person": nosy.asha.pk, "rule": "own_surname", "answer": "explained"}  # fmt: skip


def test_nobody_answers_for_themselves_and_no_other_teams_manager_does(client, nosy):
    kept = UnusualLook.objects.get()
    UnusualLook.objects.create(
        rule="own_surname", user=nosy.mo, child=nosy.robin, day=DAY, looks=1, children=1,
        lines=[], numbers={"looks": 1},
    )  # fmt: skip
    client.force_login(nosy.mo)
    looks = client.get("/looked/unusual/").context["page"].object_list
    assert [each.pk for each in looks] == [kept.pk]
    nosy.asha.memberships.update(team=nosy.south)
    assert client.get(f"/looked/unusual/{kept.pk}/").status_code == 404


def test_a_restricted_child_is_not_told_of(client, nosy):
    UnusualLook.objects.update(child=nosy.hidden)
    client.force_login(nosy.mo)
    page = client.get("/looked/unusual/").content.decode()
    assert "A restricted record" in page and "900125" not in page


def test_a_rules_numbers_are_set_from_a_day_on(client, busy):
    busy.asha.full_name = "Asha Hale"
    busy.asha.save()
    look(busy.asha, busy.robin, at(10))
    client.force_login(busy.sam)
    today = timezone.localdate()
    asked = {"looks": 2, "from_on": f"{today:%d %m %Y}", "why": "One look is a slip."}
    client.post("/looked/rules/own_surname/", asked)
    made = LookRule.objects.get()
    assert (made.numbers, made.from_on, made.by) == ({"looks": 2}, today, busy.sam)
    made.from_on = DAY + timedelta(days=1)
    made.save()
    assert len(found()) == 1, "not yet in force on the day of the look"
    made.from_on = DAY
    made.save()
    assert found() == []
    before = {"looks": 0, "from_on": "1 1 2020", "why": ""}
    errors = client.post("/looked/rules/own_surname/", before).context["form"].errors
    assert set(errors) == {"looks", "from_on", "why"}


def test_every_rule_has_a_name_and_numbers():
    assert set(rules()) == set(RULES)


def test_finding_twice_keeps_one(busy):
    look(busy.asha, busy.robin, at(2))
    look(busy.asha, busy.robin, at(3))
    look(busy.asha, busy.robin, at(4))
    assert len(find_unusual_looks(first=DAY, last=DAY)) == 1
    assert find_unusual_looks(first=DAY - timedelta(days=3), last=DAY) == []
