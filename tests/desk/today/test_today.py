"""Today: what each role starts the day with."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.desk.casework.actions import mark_dues
from alongside.desk.casework.models import Due, Extract
from alongside.desk.people.models import Child, ChildTeam
from alongside.desk.workforce.models import Membership, Team, Worker

TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)


@pytest.fixture
def extract(town):
    return Extract.objects.create(
        file_name="export.zip", sha256="0" * 64, stored_as="x", as_at=TODAY,
        uploaded_by=town.ana, state="applied", applied_at=timezone.now(), applied_by=town.ana,
    )  # fmt: skip


@pytest.fixture
def clock_of(town, extract):
    def made(child, days, **values):
        return Due.objects.create(
            **{
                "child": child, "rule": "S47_ICPC", "started_on": date(2026, 1, 5),
                "nth": Due.objects.count() + 1, "due_on": TODAY + timedelta(days),
                "status": "open", "team": child.teams.first(), "first_in": extract,
            }
            | values
        )  # fmt: skip

    return made


def text(answer) -> str:
    return unescape(answer.content.decode())


def section(page: str, title: str) -> str:
    """What stands under a heading, up to the next section."""
    return page[page.index(f"<h2>{title}</h2>") :].split("</section>")[0]


def test_each_clock_stands_in_its_own_section(client, town, clock_of):
    for days, rule in ((-2, "S47_ICPC"), (0, "CP_VISIT_10WD"), (3, "RCPC_1")):
        clock_of(town.robin, days, rule=rule)
    marked = clock_of(town.robin, -9, rule="CORE_GROUP_1")
    mark_dues(by=town.asha, dues=[marked], kind="awaiting")
    client.force_login(town.asha)
    page = text(client.get("/"))
    for title, word in (
        ("Due today", "Child protection visit"),
        ("Overdue, and nobody has marked it", "Initial child protection conference"),
        ("Next to fall due", "First review child protection conference"),
        ("Done, awaiting recording", "First core group"),
    ):
        part = section(page, title)
        assert word in part
        assert part.count('scope="row"') == 1


def test_other_teams_and_restricted_records_are_not_there(client, town, clock_of):
    for child in (town.skye, town.hidden):
        for days in (-1, 0, 1):
            clock_of(child, days)
    for person in ("asha", "wes", "mo", "sef"):
        client.force_login(getattr(town, person))
        answer = client.get("/")
        assert {group.count for group in answer.context["groups"]} == {0}, person
        assert "Nothing is due today." in text(answer), "they have teams: it is so"
        assert not list(answer.context["by_team"])
        assert "Skye" not in text(answer) and "Farrow" not in text(answer)


@pytest.mark.parametrize(
    ("person", "sees", "not_"),
    [
        ("asha", ["Nothing is due today."], ["Import an export", "By worker"]),
        ("sef", ["Import an export"], ["People and teams"]),
        ("wes", ["Nothing is due today."], ["Import an export", "People and teams"]),
        ("mo", ["Nothing falls due in the next ten working days."], ["Import an export"]),
        ("sam", ["Everything overdue has been asked about"], ["Import an export"]),
        ("ana", ["Import an export"], ["People and teams"]),
        ("adi", ["People and teams", "can sign in"], ["Due today", "timescales/"]),
    ],
)  # fmt: skip
def test_each_role_has_its_own_day_empty_or_not(
    client, town, extract, person, sees, not_
):
    client.force_login(getattr(town, person))
    page = text(client.get("/"))
    for words in sees:
        assert words in page
    for words in not_:
        assert words not in page


def test_it_says_how_old_the_case_systems_word_is(client, town, extract):
    client.force_login(town.asha)
    assert "The case system as at Tuesday 10 March 2026, this morning." in text(client.get("/"))  # fmt: skip
    Extract.objects.update(as_at=date(2026, 3, 9))
    assert "Anything recorded there since is not shown here yet." in text(client.get("/"))  # fmt: skip


def test_the_next_ten_working_days_are_counted_alike_in_tile_team_and_worker(
    client, town, clock_of
):
    """Ten working days from Tuesday 10 March 2026 end on Tuesday 24 March."""
    nib = Worker.objects.create(source_id="W", name="Nib", team=town.north)
    for days in (-1, 0, 0, 1, 14, 15):
        clock_of(town.robin, days, worker=nib)
    clock_of(town.robin, 2, team=town.south, worker=nib)
    client.force_login(town.mo)
    answer = client.get("/")
    tiles = {group.code: group.count for group in answer.context["groups"]}
    assert (tiles["overdue"], tiles["today"], tiles["soon"]) == (1, 2, 3)
    for lines in (answer.context["by_team"], answer.context["by_worker"]):
        for name in ("overdue", "today", "soon"):
            assert sum(line[name] for line in lines) == tiles[name], name
    assert "The next ten working days begin after today" in text(answer)
    assert "Wed 11 Mar 2026" in text(answer)


def test_an_administrator_is_told_who_is_in_no_team(client, town, extract):
    client.force_login(town.adi)
    page = text(client.get("/"))
    assert "in no team yet" not in page, "nobody here needs one"
    Membership.objects.filter(user=town.wes).update(until=TODAY)
    page = text(client.get("/"))
    assert "1 person is in no team yet, and shown no child" in page
    assert f'<a href="/people/{town.wes.pk}/">Wes Okafor</a>' in page


def test_without_teams_nobody_is_said_to_support_them_all(client, town):
    client.force_login(town.adi)
    assert "1 team has no support officer" not in text(client.get("/"))
    assert "Every team has a support officer." in text(client.get("/"))
    Team.objects.update(active=False)
    page = text(client.get("/"))
    assert "There are no teams yet" in page and "Every team" not in page


def test_whoever_imports_is_told_what_waits(client, town, extract):
    Extract.objects.create(
        file_name="x", sha256="0", stored_as="y", as_at=TODAY, uploaded_by=town.ana,
        state="ready",
    )  # fmt: skip
    for person, waits in (("sef", True), ("ana", True), ("asha", False), ("sam", False)):  # fmt: skip
        client.force_login(getattr(town, person))
        assert ("Exports to see to" in text(client.get("/"))) is waits, person


@pytest.mark.parametrize("person", ["asha", "mo", "sam", "ana", "adi"])
def test_the_same_number_of_questions_however_long_the_day(
    client, town, clock_of, person, django_assert_num_queries
):
    def more(n):
        child = Child.objects.create(case_id=f"N{n}", forename=f"Child {n}")
        ChildTeam.objects.create(child=child, team=town.north)
        nib = Worker.objects.create(source_id=f"W{n}", name=f"W {n}", team=town.north)
        for days in (-1, 0, 1):
            due = clock_of(child, days, worker=nib)
            if n % 2:
                mark_dues(by=town.mo, dues=[due], kind="awaiting")

    client.force_login(getattr(town, person))
    more(0), more(1)
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    for n in range(2, 22):
        more(n)
    with django_assert_num_queries(len(few)):
        client.get("/")


def counted(page: str, label: str) -> int:
    """The number in the tile of this name."""
    tile = page[page.index(f">{label}</a></h2>") :].split("</li>")[0]
    return int(tile.split('class="big">')[1].split("<")[0])


def test_a_worker_begins_with_their_own_children(client, town, clock_of):
    own = Worker.objects.create(source_id="W1", name="Wes Okafor", user=town.wes)
    other = Worker.objects.create(source_id="W2", name="Rae Dunn", team=town.north)
    clock_of(town.robin, -2, worker=own)
    for days in (-1, -3):
        clock_of(town.robin, days, worker=other)
    client.force_login(town.wes)
    page = text(client.get("/"))
    assert counted(page, "Overdue") == 1 and "All 3 of your teams" in page
    assert "Rae Dunn" not in section(page, "Overdue, and nobody has marked it")
    opened = client.get("/timescales/?owner=mine&when=overdue")
    assert "?owner=mine&when=overdue" in page
    assert text(opened).count('data-label="What"') == 1


def test_who_is_no_worker_begins_with_the_teams(client, town, clock_of):
    other = Worker.objects.create(source_id="W2", name="Rae Dunn", team=town.north)
    clock_of(town.robin, -1, worker=other)
    client.force_login(town.mo)
    page = text(client.get("/"))
    assert counted(page, "Overdue") == 1 and "of your teams</a>" not in page


def test_the_table_of_workers_adds_up_to_the_tiles(client, town, clock_of):
    """Fifteen workers, each with one overdue: twelve by name, and three together."""
    for number in range(15):
        worker = Worker.objects.create(
            source_id=f"W{number}", name=f"W {number:02}", team=town.north
        )
        clock_of(town.robin, -1, worker=worker)
    client.force_login(town.mo)
    page = text(client.get("/"))
    table = page[page.index("<h2>By worker</h2>") :].split("</table>")[0]
    assert "12 of 15 workers, and the others together" in table
    last = table.split("<tr>")[-1]
    assert "3 others" in last and 'data-label="Overdue" class="number">3<' in last
    assert table.count("<tr>") == 1 + 12 + 1


def test_thirteen_workers_are_all_named(client, town, clock_of):
    for number in range(13):
        worker = Worker.objects.create(
            source_id=f"W{number}", name=f"W {number:02}", team=town.north
        )
        clock_of(town.robin, -1, worker=worker)
    client.force_login(town.mo)
    page = text(client.get("/"))
    assert "W 12" in page and "others" not in page
