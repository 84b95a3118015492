"""The worklist: whose clocks it shows, in which order, how many, and how it is taken away."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from html import unescape
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from alongside.desk.access.models import AuditEntry
from alongside.desk.casework.actions import mark_dues
from alongside.desk.casework.models import Mark
from alongside.desk.people.models import Child, ChildTeam
from alongside.desk.workforce.models import Membership
from tests.slowly import slowly

pytestmark = pytest.mark.usefixtures("today", "home")

LIST = "/timescales/"
EXPORT = "/timescales/export/"


def text(answer) -> str:
    return unescape(answer.content.decode())


def listed(answer) -> list[int]:
    """The clocks on a page of the list, in order."""
    return [due.pk for due in answer.context["dues"]]


def tabs(answer) -> dict[str, int]:
    return {group.code: group.count for group in answer.context["groups"]}


def rows(answer) -> list[tuple]:
    """The rows of the sheet, below what it says and its headings."""
    sheet = load_workbook(BytesIO(answer.content)).active
    return list(sheet.iter_rows(min_row=6, values_only=True))


def said(answer) -> list[str]:
    """What the sheet says of itself, above its headings."""
    sheet = load_workbook(BytesIO(answer.content)).active
    return [row[0].value for row in sheet["A1:A4"]]


def test_the_clocks_of_ones_own_teams_soonest_first(client, town, clock_of):
    later, late, now = (clock_of(town.robin, days) for days in (30, -3, 0))
    clock_of(town.skye)
    client.force_login(town.asha)
    page = client.get(LIST)
    assert listed(page) == [late.pk, now.pk, later.pk]
    assert "3 open timescales" in text(page)
    assert "Skye" not in text(page)


def test_neither_closed_nor_vanished_nor_undated_clocks_are_listed(
    client, town, clock_of, extract
):
    clock_of(town.robin, status="met", completed_on=date(2026, 3, 1))
    clock_of(town.robin, gone_in=extract)
    clock_of(town.robin, due_on=None, status="cannot_compute")
    client.force_login(town.asha)
    page = client.get(LIST)
    assert "Nothing open fits." in text(page)
    assert tabs(page)[""] == 0


@pytest.mark.parametrize("where", [LIST, LIST + "?print=1", "/"])
def test_a_restricted_record_is_as_if_it_were_not_there(
    client, town, clock_of, worker, where
):
    clock_of(town.hidden, worker=worker("Quill"))
    client.force_login(town.asha)
    page = client.get(where)
    assert "Jo Farrow" not in text(page)
    assert "900125" not in text(page)
    assert "Quill" not in text(page)
    assert set(tabs(page).values()) == {0}


def test_whoever_is_on_its_list_sees_the_restricted_record(client, town, clock_of):
    clock_of(town.hidden)
    client.force_login(town.sam)
    assert "Jo Farrow" in text(client.get(LIST))


def test_the_day_shows_a_managers_workers_without_restricted_clocks(
    client, town, clock_of, worker
):
    quill = worker("Quill")
    clock_of(town.hidden, -5, worker=quill)
    clock_of(town.robin, -5, worker=quill)
    client.force_login(town.mo)
    (line,) = client.get("/").context["by_worker"]
    assert (line["worker__name"], line["open"], line["overdue"]) == ("Quill", 1, 1)


def test_the_filters_offer_only_what_some_clock_in_sight_has(
    client, town, clock_of, worker
):
    mine, theirs, hidden = worker("Mine"), worker("Theirs"), worker("Hidden")
    clock_of(town.robin, worker=mine)
    clock_of(town.skye, worker=theirs)
    clock_of(town.hidden, worker=hidden)
    client.force_login(town.asha)
    filters = client.get(LIST).context["filters"].fields
    assert list(filters["worker"].queryset) == [mine]
    assert list(filters["team"].queryset) == [town.north]


def test_a_worker_or_team_counted_today_can_be_chosen_in_the_list(
    client, town, clock_of, worker
):
    """Robin is the North's; the clock is held in the South by a worker there."""
    elsewhere = clock_of(
        town.robin, -1, team=town.south, worker=worker("Quill", town.south)
    )
    clock_of(town.robin, -1, worker=worker("Nib"))
    client.force_login(town.mo)
    for chosen in re.findall(r"\?((?:team|worker)=\d+)", text(client.get("/"))):
        assert len(listed(client.get(f"{LIST}?{chosen}"))) == 1, chosen
    assert listed(client.get(f"{LIST}?team={town.south.pk}")) == [elsewhere.pk]


@pytest.fixture
def many(town, clock_of, worker):
    """Clocks of two children, three rules, two workers, some marked, on every side of today."""
    nib, quill = worker("Nib"), worker("Quill", town.south)
    days = [-40, -1, 0, 0, 1, 13, 14, 15, 90]
    for n, day in enumerate(days):
        rule = ("S47_ICPC", "CP_VISIT_10WD", "RCPC_1")[n % 3]
        due = clock_of(town.robin, day, rule, worker=(nib, quill, None)[n % 2])
        if n % 4 == 1:
            kind = ("asked", "awaiting")[n % 3 == 1]
            mark_dues(by=town.mo, dues=[due], kind=kind)
    clock_of(town.skye, 2, worker=quill)
    clock_of(town.hidden, 2, worker=nib)
    return nib, quill


@pytest.mark.parametrize("person", slowly("asha", "ben", "sam", "ana"))
def test_each_tabs_count_is_the_length_of_its_list(client, town, many, person):
    client.force_login(getattr(town, person))
    for chosen in (
        "", "rule=RCPC_1", "state=to_ask", "state=asked", "state=awaiting",
        f"worker={many[0].pk}", f"team={town.north.pk}", f"team={town.south.pk}&state=to_ask",
    ):  # fmt: skip
        counts = tabs(client.get(f"{LIST}?{chosen}"))
        for code, count in counts.items():
            asked = f"{chosen}&when={code}"
            assert len(listed(client.get(f"{LIST}?{asked}"))) == count, asked
            assert len(rows(client.get(f"{EXPORT}?{asked}"))) == count, asked
        assert list(counts) == ["", "overdue", "today", "soon", "later"]
        assert sum(counts.values()) == 2 * counts[""], chosen


def test_the_tabs_divide_the_days(client, town, many):
    client.force_login(town.asha)
    assert tabs(client.get(LIST)) == {
        "": 9, "overdue": 2, "today": 2, "soon": 3, "later": 2,
    }  # fmt: skip


def test_the_days_numbers_are_those_of_the_lists_they_lead_to(client, town, many):
    client.force_login(town.mo)
    page = client.get("/")
    cards = re.findall(r'timescales/\?(\S+)">[^<]+</a></h2><p class="big">(\d+)', text(page))  # fmt: skip
    assert len(cards) == 4 + 3, "by day, and in three states"
    for asked, count in cards:
        assert len(listed(client.get(f"{LIST}?{asked}"))) == int(count), asked


def test_what_is_chosen_stays_in_every_link(client, town, clock_of):
    for _ in range(60):
        clock_of(town.robin, 1)
    client.force_login(town.asha)
    page = text(client.get(f"{LIST}?rule=S47_ICPC&state=to_ask&when=soon&page=2"))
    links = re.findall(r'(?:href|action)="(\S*\?[^"]*)"', page)
    assert len(links) >= 8
    for link in map(unquote, links):
        if link == f"{LIST}?view=":  # shows all
            continue
        assert "rule=S47_ICPC" in link and "state=" in link, link
    assert "26 to 50" in page


def test_a_choice_that_makes_no_sense_lists_nothing(client, town, clock_of):
    clock_of(town.robin)
    client.force_login(town.asha)
    for asked in ("worker=999999", "rule=NONE", "team=x", f"team={10**30}", "state=cleared", "owner=x", "hold=x"):  # fmt: skip
        assert listed(client.get(f"{LIST}?{asked}")) == [], asked
    for asked in ("when=ever", "page=0", "page=x", "page=99", "print"):
        assert len(listed(client.get(f"{LIST}?{asked}"))) == 1, asked


def test_the_print_variant_has_all_of_it_and_nothing_to_fill_in(client, town, clock_of):
    for _ in range(60):
        clock_of(town.robin, 1)
    client.force_login(town.asha)
    page = client.get(f"{LIST}?print=1")
    assert len(listed(page)) == 60
    assert "Mark the ones you tick" not in text(page)
    assert "data-print" in text(page)


def test_a_rule_that_left_the_rulebook_is_shown_by_its_code(client, town, clock_of):
    due = clock_of(town.robin, rule="OLD_RULE")
    client.force_login(town.asha)
    assert text(client.get(LIST)).count("OLD_RULE") >= 2
    page = text(client.get(f"{LIST}{due.pk}/"))
    assert "This rule is no longer in the rulebook." in page


@pytest.mark.parametrize("where", [LIST, LIST + "?print=1", EXPORT, "/"])
@pytest.mark.parametrize("person", ["asha", "mo", "sam"])
def test_the_same_number_of_questions_however_long_the_list(
    client, town, clock_of, worker, where, person, django_assert_num_queries
):
    client.force_login(getattr(town, person))
    _marked_ones(town, clock_of, worker, range(1))
    client.get(where)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(where)
    _marked_ones(town, clock_of, worker, range(1, 7))
    with django_assert_num_queries(len(few)):
        client.get(where)


def _marked_ones(town, clock_of, worker, numbers) -> None:
    marked: dict[str | None, list] = {"asked": [], "awaiting": [], None: []}
    for n in numbers:
        child = Child.objects.create(case_id=f"N{n}", forename=f"Child {n}")
        ChildTeam.objects.create(child=child, team=town.north)
        nib = worker(f"Worker {n}")
        for days in (-1, 0, 1):
            for dues in marked.values():
                dues.append(clock_of(child, days, worker=nib, team=town.north))
    for kind in ("asked", "awaiting"):
        mark_dues(by=town.mo, dues=marked[kind], kind=kind)


def test_the_sheet_has_the_rows_of_the_list_in_its_order(
    client, town, clock_of, worker
):
    due = clock_of(town.robin, -1, worker=worker("Nib"))
    clock_of(town.robin, 40)
    clock_of(town.skye)
    mark_dues(by=town.asha, dues=[due], kind="wrong", note="It was held.")
    client.force_login(town.asha)
    answer = client.get(EXPORT)
    assert rows(answer)[0] == (
        "Robin Hale", "900123", "Initial child protection conference",
        _midnight(due.due_on), "Overdue by 1 working day", _midnight(due.started_on),
        "Social worker", "Nib", "North", "Queried", "It was held.", "Asha Patel", None,
    )  # fmt: skip
    assert len(rows(answer)) == 2
    assert "timescales-2026-03-10.xlsx" in answer["Content-Disposition"]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


@pytest.mark.parametrize("start", "=+-@\t")
def test_no_cell_of_the_sheet_can_be_a_formula(client, town, clock_of, worker, start):
    trap = f"{start}HYPERLINK(1)"
    due = clock_of(town.robin, worker=worker(trap))
    mark_dues(by=town.asha, dues=[due], kind="note", note="x")
    Mark.objects.update(note=trap)
    Child.objects.filter(pk=town.robin.pk).update(forename=trap, surname="")
    town.north.name = trap
    town.north.save()
    client.force_login(town.asha)
    sheet = load_workbook(BytesIO(client.get(EXPORT).content)).active
    for cell in (sheet["A6"], sheet["H6"], sheet["I6"], sheet["K6"]):
        assert (cell.data_type, cell.value.strip()) == ("s", trap.strip())


def test_what_no_sheet_can_hold_is_left_out_of_it(client, town, clock_of):
    due = clock_of(town.robin)
    mark_dues(by=town.asha, dues=[due], kind="note", note="Rang\x0btwice\x07")
    client.force_login(town.asha)
    assert rows(client.get(EXPORT))[0][10] == "Rangtwice"


def test_taking_the_list_away_is_on_record_by_its_length_alone(client, town, clock_of):
    clock_of(town.robin)
    clock_of(town.hidden)
    client.force_login(town.asha)
    client.get(EXPORT)
    entry = AuditEntry.objects.get()
    assert (entry.by, entry.action, entry.detail) == (
        town.asha, "export timescales", {"rows": 1},
    )  # fmt: skip


@pytest.mark.parametrize("where", [LIST, "/"])
@pytest.mark.parametrize("person", ["asha", "sef", "wes", "mo", "sam", "ana"])
def test_before_the_first_export_no_page_says_that_nothing_is_due(
    client, town, person, where
):
    user = getattr(town, person)
    client.force_login(user)
    page = text(client.get(where))
    assert "Nothing has been imported yet" in page
    assert "Nothing is due" not in page and "Overdue" not in page
    assert ("Import an export" in page) is user.may("import_extract")
    asked = "Ana Kowalska, performance analyst" in page
    assert asked is not user.may("import_extract")


@pytest.mark.parametrize("where", [LIST, "/"])
def test_a_person_in_no_team_is_told_so_and_whom_to_ask(client, town, clock_of, where):
    clock_of(town.robin)
    Membership.objects.filter(user=town.wes).delete()
    client.force_login(town.wes)
    page = text(client.get(where))
    assert "You are in no team yet" in page
    assert "Ask an administrator to put you in your teams" in page
    assert "Adi Morgan" in page
    assert "Nothing is due" not in page and "Overdue" not in page


def test_the_sheet_and_the_print_say_what_they_are(client, town, many):
    client.force_login(town.asha)
    chosen = f"when=overdue&rule=S47_ICPC&team={town.north.pk}&who=Social+worker"
    sentences = said(client.get(f"{EXPORT}?{chosen}&state=to_ask"))
    assert sentences[:3] == [
        "1 open timescale of the children of the teams of Asha Patel, soonest first.",
        "Chosen: Overdue; Team: North; Timescale: Initial child protection conference; "
        "Must act: Social worker; State: To ask.",
        "The case system as at Tuesday 10 March 2026.",
    ]
    made = r"Made by Asha Patel on Tuesday 10 March 2026, \d{1,2}:\d\d[ap]m\."
    assert re.fullmatch(made, sentences[3])
    printed = text(client.get(f"{LIST}?{chosen}&state=to_ask&print=1"))
    for sentence in sentences[:3]:
        assert f"<li>{sentence}</li>" in printed
    assert said(client.get(EXPORT))[1] == "All are listed."
    nonsense = said(client.get(f"{EXPORT}?worker=999999"))
    assert nonsense[0].startswith("0 open timescales")
    assert nonsense[1] == "Chosen: a choice that fits nothing."


def test_who_must_act_is_said_and_chosen(client, town, clock_of, worker):
    """A review is its chair's to hold, whoever the child's worker is."""
    conference = clock_of(town.robin, 1, "RCPC_1", worker=worker("Nib"))
    visit = clock_of(town.robin, 2, "CP_VISIT_10WD", worker=worker("Quill"))
    client.force_login(town.asha)
    page = text(client.get(LIST))
    for actor in ("Conference chair", "Social worker"):
        assert f'<td data-label="Must act">{actor}</td>' in page
    assert listed(client.get(f"{LIST}?who=Conference+chair")) == [conference.pk]
    assert listed(client.get(f"{LIST}?who=Social+worker")) == [visit.pk]
    assert listed(client.get(f"{LIST}?who=Nobody")) == []
    assert rows(client.get(f"{EXPORT}?who=Social+worker"))[0][6] == "Social worker"


def test_a_rule_of_two_who_must_act_is_chosen_by_either(client, town, clock_of):
    """CLA_DENTAL names the carer and the social worker."""
    due = clock_of(town.robin, 1, "CLA_DENTAL")
    client.force_login(town.asha)
    for actor in ("Carer", "Social worker"):
        assert listed(client.get(LIST, {"who": actor})) == [due.pk], actor


def test_dates_far_off_do_not_stop_the_list(client, town, clock_of):
    """The bank-holiday list has an end; what is due after it is listed all the same."""
    clock_of(town.robin, due_on=date(2099, 1, 4))
    clock_of(town.robin, due_on=date(1999, 1, 4), started_on=date(1998, 12, 1))
    client.force_login(town.asha)
    assert len(listed(client.get(LIST))) == 2
    assert len(rows(client.get(EXPORT))) == 2


def test_the_working_days_in_the_words_are_right(client, town, clock_of):
    """Good Friday and Easter Monday 2026 are 3 and 6 April."""
    clock_of(town.robin, due_on=date(2026, 4, 8))
    clock_of(town.robin, due_on=date(2026, 3, 7))  # a Saturday
    client.force_login(town.asha)
    page = text(client.get(LIST))
    assert "in 19 working days" in page
    assert "by 2 working days" in page
