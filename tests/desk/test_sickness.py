"""Sickness and time off in lieu: who may read them, what teams lost, what is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from openpyxl import load_workbook

from alongside.desk.access.models import AuditEntry
from alongside.desk.workforce import absence_actions as actions
from alongside.desk.workforce.models import (
    Absence,
    Holding,
    HrUpload,
    Post,
    PostChange,
    PostRole,
    StaffMember,
    ToilEntry,
    Worker,
)
from alongside.desk.workforce.monitoring_counting import COUNTERS

TODAY = date(2026, 4, 30)
MONDAY, FRIDAY = date(2026, 4, 13), date(2026, 4, 17)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def staff(town):
    """Mo manages Wes; Bea Lunn signs in nowhere, and nobody manages her."""
    mo = StaffMember.objects.create(name="Mo Hassan", user=town.mo)
    wes = StaffMember.objects.create(
        name="Wes Okafor", user=town.wes, line_manager=mo, number="102"
    )
    return {"mo": mo, "wes": wes, "bea": StaffMember.objects.create(name="Bea Lunn")}


def ill(town, one, first=MONDAY, last=FRIDAY, lost=None, reason="Migraine"):
    return actions.keep_sickness(
        by=town.hal, staff=one, first_on=first, last_on=last, lost=lost, reason=reason
    )


def text(page) -> str:
    return " ".join(page.content.decode().split())


def read(client, who, address="/workforce/absence/"):
    client.force_login(who)
    return text(client.get(address))


@pytest.mark.parametrize(
    ("who", "sees", "why"),
    [("hal", True, True), ("wes", True, True), ("mo", True, False),
     ("sam", False, False), ("sef", False, False), ("ana", False, False),
     ("adi", False, False), ("asha", False, False)],
)  # fmt: skip
def test_a_spell_is_for_the_person_their_line_manager_and_hr(
    client, town, staff, who, sees, why
):
    ill(town, staff["wes"])
    page = read(client, getattr(town, who))
    assert ("13 April 2026 to 17 April 2026" in page) is sees
    assert ("Migraine" in page) is why
    hours(town, staff["wes"], 3, words="Late conference")
    assert (
        "Late conference" in read(client, getattr(town, who), "/workforce/toil/")
    ) is sees


def test_the_manager_of_the_post_one_holds_is_a_line_manager(client, town, staff):
    sam = StaffMember.objects.create(name="Sam Whitlock", user=town.sam)
    post = Post.objects.create(
        number="P1", title="Worker", role=PostRole.objects.create(name="SW")
    )
    PostChange.objects.create(
        post=post, kind="create", planned_on=date(2020, 1, 1), fte=1, team=town.north,
        effective_on=date(2020, 1, 1), line_manager=sam, recorded_by=town.hal,
    )  # fmt: skip
    Holding.objects.create(
        staff=staff["bea"], post=post, basis="substantive", fte=1,
        since=date(2020, 1, 1),
    )  # fmt: skip
    ill(town, staff["bea"])
    assert "Bea Lunn" in read(client, town.sam)
    Holding.objects.update(until=date(2026, 4, 29))
    assert "Bea Lunn" not in read(client, town.sam)


def test_who_arranges_cover_sees_days_noted_for_it_and_not_what_hr_told(
    client, town, staff
):
    staff["wes"].line_manager = None
    staff["wes"].save()
    ill(town, staff["wes"], first=date(2026, 4, 29), last=None)
    page = read(client, town.mo, "/teams/away/")
    assert "Wes Okafor" not in page
    assert Absence.objects.for_cover(town.wes).count() == 0


def test_reading_of_others_is_on_the_trail_and_why_they_were_away_is_not(
    client, town, staff
):
    ill(town, staff["wes"])
    read(client, town.mo)
    assert AuditEntry.objects.filter(action="read absence", by=town.mo).count() == 1
    read(client, town.wes)
    assert not AuditEntry.objects.filter(action="read absence", by=town.wes).exists()
    assert "Migraine" not in str(list(AuditEntry.objects.values_list("detail")))


def test_a_spell_is_kept_once_and_changed_and_taken_out(client, town, staff):
    spell = ill(town, staff["bea"])
    with pytest.raises(ValidationError, match="from that day is kept already"):
        ill(town, staff["bea"])
    client.force_login(town.hal)
    address = f"/workforce/absence/{spell.pk}/"
    client.post(address, {"first_on": "13 4 2026", "last_on": "12 4 2026"})
    spell.refresh_from_db()
    assert spell.last_on == FRIDAY
    client.post(
        address, {"first_on": "13 4 2026", "last_on": "20 4 2026", "lost": "5.5"}
    )
    spell.refresh_from_db()
    assert (spell.last_on, spell.lost) == (date(2026, 4, 20), Decimal("5.5"))
    client.post(f"{address}remove/")
    assert not Absence.objects.exists()


def test_no_more_days_are_lost_than_the_spell_has(client, town, staff):
    """Monday to Friday has five working days; Good Friday to Easter Monday has none of four."""
    with pytest.raises(
        ValidationError, match="5.5 days cannot be lost of a spell with 5"
    ):
        ill(town, staff["bea"], lost=Decimal("5.5"))
    ill(
        town,
        staff["bea"],
        first=date(2026, 4, 3),
        last=date(2026, 4, 6),
        lost=Decimal(4),
    )
    spell = ill(town, staff["bea"], lost=Decimal(5))
    client.force_login(town.hal)
    told = {"first_on": "13 4 2026", "last_on": "14 4 2026", "lost": "40"}
    page = text(client.post(f"/workforce/absence/{spell.pk}/", told))
    assert "40 days cannot be lost of a spell with 2 working days" in page
    with pytest.raises(ValidationError, match="cannot be lost"):
        ill(
            town,
            staff["wes"],
            first=date(1999, 1, 4),
            last=date(1999, 1, 5),
            lost=Decimal(9),
        )


def test_what_a_colleague_noted_is_not_changed_here(client, town, staff):
    noted = Absence.objects.create(
        user=town.wes, kind="sickness", first_on=MONDAY, noted_by=town.wes
    )
    client.force_login(town.hal)
    assert client.get(f"/workforce/absence/{noted.pk}/").status_code == 404
    assert "Noted by a colleague" in read(client, town.hal)


def test_the_database_keeps_each_absence_about_somebody(town, staff):
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(kind="leave", first_on=MONDAY, noted_by=town.hal)
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(
            came="hr", user=town.wes, kind="sickness", first_on=MONDAY,
            noted_by=town.hal,
        )  # fmt: skip


def held_from(town, day):
    HrUpload.objects.create(
        file_name="a.xlsx", sealed=b"", sickness_from=day, uploaded_by=town.hal
    )


def team_of(town, team, count, since=date(2024, 10, 1), **told):
    """So many members of staff whom the case system names in a team; sickness is held of
    all of the two years."""
    made = []
    held_from(town, since)
    for n in range(count):
        worker = Worker.objects.create(source_id=f"{team}{n}", name="W", team=team)
        made.append(StaffMember.objects.create(name=f"W{n}", worker=worker, **told))
    return made


def test_days_lost_of_days_available_by_team_and_month(client, town):
    north = team_of(town, town.north, 5)
    team_of(town, town.south, 6)
    ill(town, north[0], first=date(2026, 3, 30), last=date(2026, 4, 10))
    ill(town, north[1], lost=Decimal("0.5"), last=MONDAY)
    Absence.objects.create(  # noted here, of one who signs in, beside what HR told
        user=town.wes, kind="sickness", first_on=MONDAY, last_on=MONDAY,
        noted_by=town.wes,
    )  # fmt: skip
    north[2].user = town.wes
    north[2].save()
    page = read(client, town.mo, "/workforce/absence/?team=North")
    # March: 22 working days x 5. Lost: 30 and 31 March.
    assert (
        'March 2026</th><td data-label="Days lost of days available">2.0 of 110.0 days = 1.8%'
        in page
    )
    # April: 20 days x 5. Lost: 1, 2, 7, 8, 9 and 10 April, half of the 13th, and the 13th.
    assert "7.5 of 100.0 days = 7.5%" in page
    whole = read(client, town.mo, "/workforce/absence/")
    assert "7.5 of 220.0 days = 3.4%" in whole
    assert "0.0 of 120.0 days = 0.0%" in whole
    assert "2 of 2 teams shown" in whole


def test_a_team_of_fewer_than_five_is_not_shown_nor_by_the_difference(client, town):
    north = team_of(town, town.north, 4)
    team_of(town, town.south, 6)
    ill(town, north[0])
    for who in (town.mo, town.hal, town.sam):
        page = read(client, who)
        assert "0 of 2 teams shown" in page
        assert "5.0 of 80.0" not in page
        # South goes with North, or the two totals would tell of North.
        assert "of 120.0" not in page
        assert "5.0 of 200.0 days" in page


def test_agency_workers_and_who_had_left_are_not_counted(client, town):
    team_of(town, town.north, 5)
    team_of(town, town.south, 1, engaged="agency")
    StaffMember.objects.create(name="Gone", left_on=date(2026, 3, 31))
    page = read(client, town.mo)
    assert "0.0 of 100.0 days = 0.0%" in page  # April: five people


def test_the_departments_basis_stands_apart(client, town):
    people = team_of(town, town.north, 5)
    ill(town, people[0], first=date(2025, 9, 29), last=date(2025, 10, 3))
    page = read(client, town.hal)
    # Two days by 30 September; 5 x 253 = 1265
    assert "DfE basis, year to 30 September 2025: 2.0 of 1,265.0 days = 0.2%" in page


def test_of_time_before_sickness_is_held_there_is_no_figure(client, town):
    """The first spell held is of 30 March: of all April there are figures, and no others."""
    people = team_of(town, town.north, 5, since=None)
    assert "No sickness is held here yet" in read(client, town.mo)
    ill(town, people[0], first=date(2026, 3, 30), last=date(2026, 4, 10))
    page = read(client, town.mo)
    assert "Sickness is held here from 30 March 2026" in page
    assert (
        "6.0 of 100.0 days = 6.0%" in page
    )  # 20 days x 5; six from 1 to 10, Easter aside
    assert page.count("No figure: sickness is not held of all of this month") == 11
    assert "0.0 of" not in page
    assert "no figure, since sickness is not held of the whole year from 1 October 2024" in page  # fmt: skip
    assert not list(COUNTERS["sickness_local"](date(2026, 3, 1), date(2026, 3, 31)))
    assert list(COUNTERS["sickness_local"](date(2026, 4, 1), date(2026, 4, 30)))


def test_only_hr_takes_spells_away(client, town, staff):
    ill(town, staff["wes"])
    client.force_login(town.hal)
    answer = client.get("/workforce/absence/absence.xlsx")
    assert answer.content[:2] == b"PK"
    assert AuditEntry.objects.filter(action="export absence").exists()


def hours(town, one, number, kind="earned", on=MONDAY, words="", by=None):
    return actions.note_toil(
        by=by or town.hal,
        staff=one,
        on=on,
        kind=kind,
        hours=Decimal(number),
        words=words,
    )


def test_a_balance_below_nought_needs_words(town, staff):
    wes = staff["wes"]
    hours(town, wes, 3)
    with pytest.raises(ValidationError, match="a balance of -1 hours"):
        hours(town, wes, 4, kind="taken", on=FRIDAY)
    hours(town, wes, 3, kind="taken", on=FRIDAY)
    with pytest.raises(ValidationError, match="balance of -1 hours"):
        hours(town, wes, 1, kind="taken", on=date(2026, 4, 14))  # before the Friday
    hours(town, wes, 1, kind="taken", on=FRIDAY, words="Agreed, to be worked in May")
    assert sum(each.change for each in wes.toil_entries.all()) == -1


def test_no_day_has_more_than_24_hours_and_none_are_earned_ahead(town, staff):
    wes = staff["wes"]
    hours(town, wes, 20)
    with pytest.raises(ValidationError, match="24 hours, and 20 are noted already"):
        hours(town, wes, "4.5")
    hours(town, wes, 4)
    with pytest.raises(ValidationError, match="1 May 2026 has not come yet"):
        hours(town, wes, 1, on=date(2026, 5, 1))
    hours(town, wes, 7, kind="taken", on=date(2026, 5, 1))


def test_who_left_is_not_offered_for_hours(client, town, staff):
    StaffMember.objects.create(name="Gone Before", left_on=date(2026, 4, 29))
    page = read(client, town.hal, "/workforce/toil/add/")
    assert "Bea Lunn" in page and "Gone Before" not in page


def test_balances_are_taken_away_as_numbers(client, town, staff):
    hours(town, staff["wes"], "3.5")
    hours(town, staff["wes"], 1, kind="taken", on=FRIDAY)
    client.force_login(town.hal)
    book = load_workbook(BytesIO(client.get("/workforce/toil/toil.xlsx").content))
    assert list(book.active.values)[3][3:] == (0, 3.5, 1, 2.5)


def test_what_was_earned_is_not_taken_out_from_under_what_was_taken(town, staff):
    earned = hours(town, staff["wes"], 3)
    taken = hours(town, staff["wes"], 2, kind="taken", on=FRIDAY)
    with pytest.raises(ValidationError, match="Without them the balance is -2"):
        actions.remove_toil(by=town.hal, entry=earned)
    actions.remove_toil(by=town.hal, entry=taken)
    actions.remove_toil(by=town.hal, entry=earned)
    assert not ToilEntry.objects.exists()


def test_one_notes_ones_own_hours_and_those_of_whom_one_manages(client, town, staff):
    told = {"on": "13 4 2026", "kind": "earned", "hours": "2"}
    client.force_login(town.wes)
    client.post("/workforce/toil/add/", told | {"staff": staff["wes"].pk})
    client.post("/workforce/toil/add/", told | {"staff": staff["mo"].pk})
    assert [each.staff for each in ToilEntry.objects.all()] == [staff["wes"]]
    page = read(client, town.mo, "/workforce/toil/")
    assert "Wes Okafor" in page
    assert 'data-label="Balance" class="number">2.00' in page


def test_hours_of_a_small_team_are_not_shown(client, town):
    north = team_of(town, town.north, 5)
    south = team_of(town, town.south, 4)
    hours(town, north[0], 3)
    hours(town, south[0], 7)
    page = read(client, town.sam, "/workforce/toil/")
    assert "7.00" not in page
    assert "3.00" not in page  # with the total of all it would tell of South
    assert "Not shown" in page
    assert "10.00" in page
