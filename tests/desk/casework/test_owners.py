"""Owners: whose a clock is, given from whom to whom, and covered for while away."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from alongside.desk.access.models import AuditEntry
from alongside.desk.casework.choosing import Sight
from alongside.desk.casework.models import Due, Given, Mark
from alongside.desk.casework.own_part import own_part
from alongside.desk.casework.owner_actions import give_dues, hold_dues, mark_dues
from alongside.desk.casework.owners import Owners
from alongside.desk.people.models import NeedToKnow, Restriction
from alongside.desk.workforce.away_actions import arrange_cover, come_back, note_absence
from alongside.desk.workforce.models import Membership

pytestmark = pytest.mark.usefixtures("today", "home")

LIST = "/timescales/"
MANY = "/timescales/mark/"


def text(answer) -> str:
    return unescape(answer.content.decode())


def listed(client, asked: str) -> set[int]:
    return {due.pk for due in client.get(f"{LIST}?{asked}").context["dues"]}


def the_day_agrees(today, *people):
    """What Today counts for these people is as long as the lists that it leads to."""
    for user in people:
        sight = Sight(user, today, None)
        said = own_part(sight)
        lists = {
            "mine": {"owner": "mine"},
            "my_overdue": {"owner": "mine", "when": "overdue"},
            "nobodys": {"owner": "none"},
        }
        for name, asked in lists.items():
            assert said[name] == sight.chosen(asked).count(), (user, name)
        for person, count in said["covering"]:
            assert count == sight.chosen({"owner": str(person.pk)}).count()


def supports(user, team, since=date(2025, 9, 1)):
    return Membership.objects.create(user=user, team=team, how="supports", since=since)


@pytest.fixture
def asha(client, town):
    client.force_login(town.asha)
    return client


@pytest.fixture
def away(town, today):
    """Asha is away from yesterday until Friday, and Sefton covers."""
    absence = note_absence(
        by=town.mo, user=town.asha, kind="leave",
        first_on=today - timedelta(1), last_on=today + timedelta(3),
    )  # fmt: skip
    arrange_cover(
        by=town.sam, absence=absence, covering=town.sef, since=today, until=None
    )
    return absence


def test_a_clock_is_the_officers_of_its_team_before_her_seniors(town, clock_of):
    mine, theirs = clock_of(town.robin), clock_of(town.skye)
    owners = Owners.today()
    assert (owners.of(mine), owners.of(theirs)) == (town.asha, town.ben)


def test_of_two_officers_it_is_whoever_has_supported_the_team_longest(town, clock_of):
    due = clock_of(town.robin)
    other = supports(town.ben, town.north, since=date(2024, 1, 1))
    assert Owners.today().of(due) == town.ben
    other.until = date(2026, 3, 1)
    other.save()
    assert Owners.today().of(due) == town.asha


@pytest.mark.parametrize("how", ["no officer", "no team"])
def test_where_nobody_supports_the_team_a_clock_is_nobodys(asha, town, clock_of, how):
    due = clock_of(town.robin)
    if how == "no team":
        Due.objects.update(team=None)
    else:
        Membership.objects.filter(how="supports").delete()
        Membership.objects.create(
            user=town.asha, team=town.north, how="works_in", since=date(2026, 1, 1)
        )
    assert Owners.today().of(Due.objects.get()) is None
    assert listed(asha, "owner=none") == {due.pk}
    assert listed(asha, f"owner={town.asha.pk}") == set()
    assert '<span class="quiet">Nobody</span>' in text(asha.get(LIST))


def test_giving_one_keeps_from_whom_to_whom_by_whom_when_and_why(asha, town, clock_of):
    due = clock_of(town.robin)
    said = {"kind": "give", "owner": town.sef.pk, "note": "Asha takes on the South."}
    page = text(asha.post(f"{LIST}{due.pk}/", said, follow=True))
    assert "1 timescale was given to Sefton Price." in page
    assert "<h3>Given to Sefton Price; was Asha Patel’s</h3>" in page
    assert "Asha takes on the South." in page
    given = Given.objects.get()
    assert (given.was, given.to, given.by) == (town.asha, town.sef, town.asha)
    entry = AuditEntry.objects.get(action="give timescale")
    assert (entry.by, entry.subject_id) == (town.asha, str(due.pk))
    assert entry.detail == {"person": town.sef.pk}
    assert listed(asha, f"owner={town.sef.pk}") == {due.pk}
    assert listed(asha, "owner=mine") == set()


def test_given_back_to_whoever_supports_the_team(asha, town, clock_of):
    due = clock_of(town.robin)
    give_dues(by=town.mo, dues=[due], to=town.sef, why="Leave")
    said = {"kind": "give", "owner": "usual", "note": "Back from leave."}
    page = text(asha.post(f"{LIST}{due.pk}/", said, follow=True))
    assert "1 timescale was given to whoever supports the team." in page
    assert "Given to whoever supports the team; was Sefton Price’s" in page
    assert listed(asha, "owner=mine") == {due.pk}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"owner": "", "note": "Leave"}, "Choose who has it from now on"),
        ({"owner": "usual", "note": ""}, "Say in the note why it changes hands"),
        ({"owner": "usual", "note": "Leave"}, "Nothing would change: they are theirs already."),
        ({"owner": "ben", "note": "Leave"}, "Ben Carter cannot be given it"),
        ({"owner": "wes", "note": "Leave"}, "is not one of the available choices"),
    ],
)  # fmt: skip
def test_what_cannot_be_given_is_refused_in_a_sentence(asha, town, clock_of, said, sentence):  # fmt: skip
    """Ben supports another team; Wes, a social worker, marks nothing."""
    due = clock_of(town.robin)
    said = said | {"kind": "give"}
    if said["owner"] in ("ben", "wes"):
        said["owner"] = getattr(town, said["owner"]).pk
    for where, more in ((f"{LIST}{due.pk}/", {}), (MANY, {"due": due.pk})):
        assert sentence in text(asha.post(where, said | more))
    assert not Given.objects.exists()


def test_nobody_is_given_a_record_they_are_not_shown(town, clock_of):
    hidden, shown = clock_of(town.hidden), clock_of(town.robin)
    with pytest.raises(ValidationError, match="cannot be given 1 of them"):
        give_dues(by=town.sam, dues=[hidden, shown], to=town.asha, why="Hers")
    assert not Given.objects.exists()


@pytest.mark.parametrize("leaves", ["the council", "the team", "the role"])
def test_what_was_given_to_somebody_who_left_is_the_teams_again(asha, town, clock_of, leaves):  # fmt: skip
    due = clock_of(town.robin)
    give_dues(by=town.mo, dues=[due], to=town.sef, why="Leave")
    if leaves == "the council":
        town.sef.is_active = False
    elif leaves == "the role":
        town.sef.role = town.wes.role
    else:
        town.sef.memberships.update(until=date(2026, 3, 1))
    town.sef.save()
    assert listed(asha, "owner=mine") == {due.pk}
    assert listed(asha, f"owner={town.sef.pk}") == set()
    assert Owners.today().of(Due.objects.with_all_said().get()) == town.asha


def test_a_record_restricted_meanwhile_is_nobodys_to_those_who_see_it(
    client, town, clock_of
):
    """Asha is not told of it any more: whoever is must know that nobody has it."""
    clock_of(town.robin)
    hidden = clock_of(town.hidden)
    client.force_login(town.sam)
    assert listed(client, "owner=none") == {hidden.pk}
    assert hidden.pk not in listed(client, f"owner={town.asha.pk}")
    NeedToKnow.objects.create(restriction=town.restriction, user=town.asha)
    assert listed(client, "owner=none") == set()
    assert hidden.pk in listed(client, f"owner={town.asha.pk}")


def test_the_column_and_the_filter_say_the_same_of_every_clock(town, clock_of, client, today):  # fmt: skip
    """Each way of owning, at once: the list of each owner is what the column says."""
    for n in range(3):
        clock_of(town.robin, n)
        clock_of(town.skye, n)
        clock_of(town.hidden, n)
    clock_of(town.robin, team=None)
    given, *_ = Due.objects.filter(child=town.robin)
    give_dues(by=town.sam, dues=[given], to=town.mo, why="A complaint")
    lost, *_ = Due.objects.filter(child=town.skye)
    supports(town.sef, town.south)
    give_dues(by=town.sam, dues=[lost], to=town.sef, why="Hers")
    town.sef.memberships.filter(team=town.south).update(until=date(2026, 3, 1))
    second = Restriction.objects.create(child=town.skye, reason="x", by=town.sam)
    for user in (town.sam, town.sef):
        NeedToKnow.objects.create(restriction=second, user=user)
    client.force_login(town.sam)
    owners = Owners.today()
    found: dict[str, set[int]] = {}
    for due in Due.objects.visible_to(town.sam).with_all_said():
        owner = owners.of(due)
        found.setdefault(str(owner.pk) if owner else "none", set()).add(due.pk)
    assert set(found) == {str(town.asha.pk), str(town.mo.pk), "none"}
    people = [town.asha, town.ben, town.sef, town.mo, town.sam]
    for code in ("none", *(str(user.pk) for user in people)):
        assert listed(client, f"owner={code}") == found.get(code, set()), code
    the_day_agrees(today, *people)


def test_a_social_workers_own_are_those_of_the_children_they_work_with(client, town, clock_of, worker, today):  # fmt: skip
    nib = worker("Nib")
    nib.user = town.wes
    nib.save()
    mine = clock_of(town.robin, worker=nib)
    clock_of(town.robin)
    client.force_login(town.wes)
    assert listed(client, "owner=mine") == {mine.pk}
    the_day_agrees(today, town.wes, town.asha)


def test_many_are_given_at_once_each_on_record(asha, town, clock_of):
    dues = [clock_of(town.robin, n) for n in range(3)]
    said = {"kind": "give", "owner": town.sef.pk, "note": "Leave", "due": [d.pk for d in dues]}  # fmt: skip
    assert "3 timescales were given to Sefton Price." in text(asha.post(MANY, said, follow=True))  # fmt: skip
    assert Given.objects.filter(to=town.sef).count() == 3
    assert AuditEntry.objects.filter(action="give timescale").count() == 3


def test_all_of_a_list_is_done_with_at_once_with_the_count_said(asha, town, clock_of):
    for n in range(60):
        clock_of(town.robin, n)
    clock_of(town.robin, 1, "RCPC_1")
    clock_of(town.skye, 1)
    page = text(asha.get(f"{LIST}?rule=S47_ICPC"))
    assert "All 60 that this list holds, on every page" in page
    asked = f"{MANY}?rule=S47_ICPC"
    answer = asha.post(asked, {"kind": "asked", "every": "60"}, follow=True)
    assert "60 timescales were marked." in text(answer)
    assert set(Mark.objects.values_list("due__rule", flat=True)) == {"S47_ICPC"}
    assert Mark.objects.count() == 60


def test_a_list_that_grew_meanwhile_is_not_done_with_as_a_whole(asha, town, clock_of):
    for n in range(60):
        clock_of(town.robin, n)
    page = text(asha.post(MANY, {"kind": "asked", "note": "Rang all", "every": "59"}))
    assert "The list held 59 timescales when you opened it, and holds 60 now." in page
    assert 'value="Rang all"' in page
    assert not Mark.objects.exists()


def test_too_many_at_once_are_refused(asha, town, clock_of, monkeypatch):
    monkeypatch.setattr("alongside.desk.casework.doing.MOST", 2)
    for n in range(3):
        clock_of(town.robin, n)
    page = text(asha.post(MANY, {"kind": "asked", "every": "3"}))
    assert "The list holds 3 timescales; at most 2 can be done with at once." in page
    assert not Mark.objects.exists()


def test_whoever_covers_sees_them_as_theirs_and_for_whom(client, town, clock_of, away):
    due = clock_of(town.robin)
    client.force_login(town.sef)
    assert listed(client, "owner=mine") == {due.pk}
    row = re.search(r'data-label="Owner">(.*?)</td>', text(client.get(LIST)))[1]
    assert row == 'You<br><span class="hint">for Asha Patel</span>'
    assert "You cover for <strong>Asha Patel</strong>" in text(client.get("/"))
    assert re.search(rf'owner={town.asha.pk}">1 of their timescales', text(client.get("/")))  # fmt: skip
    client.force_login(town.mo)
    row = re.search(r'data-label="Owner">(.*?)</td>', text(client.get(LIST)))[1]
    assert row == 'Asha Patel<br><span class="hint">away; Sefton Price covers</span>'


def test_on_return_one_reads_what_was_done_in_ones_name(client, town, clock_of, away, today):  # fmt: skip
    due, other = clock_of(town.robin), clock_of(town.robin, 3)
    mark_dues(by=town.sef, dues=[due], kind="asked", note="Rang Nia.")
    hold_dues(by=town.sef, dues=[due], until=today + timedelta(9), why="School trip")
    give_dues(by=town.sef, dues=[other], to=town.mo, why="A complaint")
    mark_dues(by=town.mo, dues=[due], kind="note", note="My own doing.")
    come_back(by=town.asha, absence=away, last_on=today - timedelta(1))
    client.force_login(town.asha)
    page = text(client.get("/"))
    assert "While you were away, 3 things were done in your name." in page
    page = text(client.get("/timescales/in-your-name/"))
    assert "3 things done, latest first" in page
    for said in ("Asked the worker", "Rang Nia.", "On hold until 19 March 2026", "School trip",
                 "Given to Mo Hassan; was Asha Patel’s", "A complaint"):  # fmt: skip
        assert said in page, said
    assert "My own doing." not in page
    assert listed(client, "owner=mine") == {due.pk}
    history = text(client.get(f"{LIST}{due.pk}/"))
    assert "Sefton Price, for Asha Patel" in history


def test_what_is_done_when_nobody_is_away_is_in_nobodys_name(client, town, clock_of):
    due = clock_of(town.robin)
    mark_dues(by=town.sef, dues=[due], kind="asked")
    assert Mark.objects.get().in_name_of is None
    client.force_login(town.asha)
    assert "in your name" not in text(client.get("/"))
    assert "Nobody has done anything in your name." in text(client.get("/timescales/in-your-name/"))  # fmt: skip


def test_what_was_done_to_a_record_restricted_since_is_not_told(client, town, clock_of, away):  # fmt: skip
    due = clock_of(town.robin)
    mark_dues(by=town.sef, dues=[due], kind="asked", note="Rang Nia.")
    Restriction.objects.create(child=town.robin, reason="x", by=town.sam)
    client.force_login(town.asha)
    assert "Rang Nia." not in text(client.get("/timescales/in-your-name/"))
    assert "in your name" not in text(client.get("/"))


def test_cover_of_cover_goes_on(client, town, clock_of, away, today):
    """Sefton, who covers for Asha, is away too, and Ben covers for him."""
    due = clock_of(town.robin)
    second = note_absence(
        by=town.mo, user=town.sef, kind="sickness", first_on=today, last_on=None
    )
    arrange_cover(by=town.sam, absence=second, covering=town.ben, since=today, until=None)  # fmt: skip
    client.force_login(town.ben)
    assert due.pk in listed(client, "owner=mine")
    the_day_agrees(today, town.asha, town.sef, town.ben, town.mo)
    mark_dues(by=town.ben, dues=[due], kind="asked")
    assert Mark.objects.get().in_name_of == town.asha


def test_the_sheet_names_the_owner(asha, town, clock_of):
    clock_of(town.robin)
    sheet = load_workbook(BytesIO(asha.get("/timescales/export/").content)).active
    assert [cell.value for cell in sheet[5]][9:] == ["State", "Note", "Owner", "Held until"]  # fmt: skip
    assert sheet["L6"].value == "Asha Patel"


def test_an_export_that_drops_a_clock_keeps_what_was_given(town, clock_of):
    """A clock that somebody gave away is not removed, though nobody marked it."""
    from alongside.desk.casework.applying import held_dues

    due = clock_of(town.robin, status="met", completed_on=date(2026, 3, 1))
    Given.objects.create(due=due, to=town.sef, by=town.mo, why="Leave")
    assert next(iter(held_dues().values())).spoken_of


def test_the_database_itself_refuses_a_giving_without_a_reason(town, clock_of):
    due = clock_of(town.robin)
    with pytest.raises(IntegrityError), transaction.atomic():
        Given.objects.create(due=due, to=town.sef, by=town.mo, why="")


def test_the_day_says_how_many_are_ones_own_and_how_many_are_nobodys(client, town, clock_of):  # fmt: skip
    clock_of(town.robin, -1)
    clock_of(town.robin, 5)
    clock_of(town.robin, 5, team=None)
    client.force_login(town.asha)
    page = client.get("/")
    links = re.findall(r'href="/timescales/\?(owner=[^"]+)">(\d+) ', text(page))
    assert links == [
        ("owner=mine", "2"), ("owner=mine&when=overdue", "1"), ("owner=none", "1"),
    ]  # fmt: skip
    for asked, count in links:
        assert len(listed(client, asked)) == int(count), asked
    client.force_login(town.wes)
    assert "are yours" not in text(client.get("/"))
