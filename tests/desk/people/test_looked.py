"""Who looked at a child and why they could; what a manager's people looked at."""

from __future__ import annotations

import ast
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from alongside.desk.access import kinds_of_lines
from alongside.desk.access.audit import record_read
from alongside.desk.access.kinds_of_lines import KINDS, kind_of, lines_of
from alongside.desk.access.models import AuditEntry
from alongside.desk.people.models import ChildTeam, Opening
from alongside.desk.workforce.models import Absence, Cover
from tests.town import PEOPLE

DESK = Path(kinds_of_lines.__file__).parents[1]
NOT_LOOKS = {
    "sign in",
    "restore back-up",
    "take back-up",
    "seal anew",
    "check report of others",
}


@pytest.fixture
def looks(town):
    """Asha opens Robin twice, Ben (of the other team) once, Sam once; Mo notes his absence."""
    for who in (town.asha, town.asha, town.ben, town.sam):
        record_read(by=who, action="see child", subject=town.robin)
    record_read(by=town.asha, action="see child", subject=town.skye)
    record_read(by=town.mo, action="mark note", subject=town.robin)


def shown(client, child, **chosen) -> list[tuple[str, str, str]]:
    context = client.get(f"/children/{child.pk}/looked/", chosen).context
    return [
        (each.line.who, each.line.entry.action, each.why) for each in context["lines"]
    ]


def test_a_manager_reads_who_looked_at_a_child_of_theirs_and_why_they_could(client, town, looks):  # fmt: skip
    client.force_login(town.mo)
    assert shown(client, town.robin) == [
        ("Mo Hassan", "read who looked", "Manages North"),
        ("Mo Hassan", "mark note", "Manages North"),
        ("Sam Whitlock", "see child", "Sees the whole service"),
        ("Ben Carter", "see child", "Not of a team that holds the child now"),
        ("Asha Patel", "see child", "Supports North"),
        ("Asha Patel", "see child", "Supports North"),
    ]
    assert client.get(f"/children/{town.skye.pk}/looked/").status_code == 404
    page = client.get(f"/children/{town.robin.pk}/looked/").content.decode()
    assert "Child 900123" in page and "Hale" not in page


def test_why_is_told_by_what_a_person_was_on_that_day(client, town):
    """Ben covers for Asha from 6 to 10 July 2026; she left the North at the end of it."""
    away = Absence.objects.create(user=town.asha, kind="leave", first_on=date(2026, 7, 6), last_on=date(2026, 7, 10), noted_by=town.mo)  # fmt: skip
    Cover.objects.create(absence=away, by=town.ben, since=away.first_on, arranged_by=town.mo)  # fmt: skip
    town.asha.memberships.update(until=date(2026, 7, 10))
    for who, day in ((town.asha, 10), (town.asha, 13), (town.ben, 3), (town.ben, 6), (town.ben, 13)):  # fmt: skip
        with pytest.MonkeyPatch.context() as clock:
            moment = datetime(2026, 7, day, 9, tzinfo=UTC)
            clock.setattr(timezone, "now", lambda moment=moment: moment)
            record_read(by=who, action="see child", subject=town.robin)
    client.force_login(town.mo)
    none = "Not of a team that holds the child now"
    assert [why for _, action, why in shown(client, town.robin) if action == "see child"] == [
        none, "Covers for Asha Patel: Supports North", none, none, "Supports North",
    ]  # fmt: skip


def test_a_restricted_record_that_was_opened_is_told_with_the_reason(client, town):
    opened = Opening(
        restriction=town.restriction, by=town.asha, why="at_risk", words="Rang"
    )
    opened.at = timezone.now() - timedelta(hours=1)
    opened.until = opened.at + timedelta(hours=3)
    opened.save()
    record_read(by=town.asha, action="see child", subject=town.hidden)
    record_read(by=town.mo, action="see child", subject=town.hidden)
    client.force_login(town.sam)
    assert [why for *_, why in shown(client, town.hidden)][1:] == [
        "Manages North", "Opened it for a reason: A child may be at risk now",
    ]  # fmt: skip


def test_who_looked_is_filtered_by_person_kind_and_day(client, town, looks):
    client.force_login(town.sam)
    today = timezone.localdate()
    before = f"{today - timedelta(days=1):%d %m %Y}"
    now = f"{today:%d %m %Y}"
    for chosen, count in (
        ({"person": town.asha.pk}, 2), ({"kind": "change"}, 1), ({"last": before}, 0),
        ({"first": now, "last": now, "person": town.ben.pk}, 1), ({"person": "x"}, 0),
        ({"person": town.adi.pk}, 0),
    ):  # fmt: skip
        assert len(shown(client, town.robin, **chosen)) == count, chosen


def test_who_looked_is_taken_away_as_it_was_chosen(client, town, looks):
    client.force_login(town.sam)
    answer = client.get(f"/children/{town.robin.pk}/looked/export/", {"person": town.ben.pk})  # fmt: skip
    sheet = load_workbook(BytesIO(answer.content)).active
    *_, row = sheet.iter_rows(values_only=True)
    assert row[3:8] == (
        "Ben Carter", "Social work support officer", "See child", "Child 900123",
        "Not of a team that holds the child now",
    )  # fmt: skip
    line = AuditEntry.objects.get(action="export who looked")
    assert (line.subject_id, line.detail) == (str(town.robin.pk), {"rows": 1})


def test_whoever_reads_the_whole_trail_reads_of_any_child_but_a_restricted_one(client, town, looks):  # fmt: skip
    client.force_login(town.adi)
    assert len(shown(client, town.skye)) == 2
    assert client.get(f"/children/{town.hidden.pk}/looked/").status_code == 404
    ChildTeam.objects.filter(child=town.skye).delete()
    assert len(shown(client, town.skye)) == 3, "a closed child is told of as well"


def people(client, **chosen) -> dict[str, tuple]:
    found = client.get("/looked/", chosen).context["people"]
    return {one.user.full_name: tuple(one[1:6]) for one in found}


def test_a_manager_reads_what_their_own_people_looked_at(client, town, looks):
    record_read(by=town.asha, action="export timescales", rows=3)
    client.force_login(town.mo)
    assert people(client) == {
        "Asha Patel": (2, 3, 1, 0, 0), "Sefton Price": (0,) * 5, "Wes Okafor": (0,) * 5,
    }  # fmt: skip
    lines = client.get("/looked/", {"person": town.asha.pk}).context["lines"]
    assert [line.about for line in lines] == ["", "Child 900124", "Child 900123", "Child 900123"]  # fmt: skip
    assert people(client, person=town.ben.pk) == people(client, person="x")
    assert not client.get("/looked/", {"person": town.ben.pk}).context["lines"]


@pytest.mark.parametrize(
    ("who", "said"),
    [("mo", "What your people looked at"), ("pru", "What everybody looked at"), ("adi", "What everybody looked at")],
)  # fmt: skip
def test_the_heading_says_whose_looks_they_are_to_who_reads(client, town, who, said):
    client.force_login(getattr(town, who))
    for address in ("/looked/", "/looked/unusual/"):
        assert said in client.get(address).content.decode()
    page = client.get("/looked/").content.decode()
    assert f"<h1>{said}</h1>" in page and f"<title>{said}" in page


def test_of_who_left_a_manager_reads_for_three_months(client, town, looks):
    today = timezone.localdate()
    client.force_login(town.mo)
    for days, there in ((90, True), (100, False)):
        town.asha.memberships.update(until=today - timedelta(days))
        assert ("Asha Patel" in people(client)) is there


def test_whoever_reads_the_whole_trail_reads_of_everybody_but_themselves(client, town, looks):  # fmt: skip
    client.force_login(town.sam)
    found = people(client)
    assert len(found) == len(PEOPLE) - 1 and "Sam Whitlock" not in found
    assert found["Ben Carter"] == (1, 1, 0, 0, 0)


def test_it_is_a_week_unless_asked_for_more(client, town):
    with pytest.MonkeyPatch.context() as clock:
        moment = timezone.now() - timedelta(days=9)
        clock.setattr(timezone, "now", lambda: moment)
        record_read(by=town.asha, action="see child", subject=town.robin)
    client.force_login(town.mo)
    assert people(client)["Asha Patel"][0] == 0
    day = timezone.localdate() - timedelta(days=10)
    assert people(client, first=f"{day:%d %m %Y}")["Asha Patel"][0] == 1


def test_what_people_looked_at_is_taken_away(client, town, looks):
    client.force_login(town.mo)
    answer = client.get("/looked/export/", {"person": town.asha.pk})
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))  # fmt: skip
    assert [row[5] for row in rows[-3:]] == ["Child 900124", "Child 900123", "Child 900123"]  # fmt: skip


def test_every_kind_of_line_is_told_in_words_and_in_sql_alike(town, looks):
    for action in ("see to fault", "take on request", "take mail", "export audits", "refuse page", "log contact", "list audits"):  # fmt: skip
        record_read(by=town.asha, action=action)
    for kind in KINDS:
        found = set(AuditEntry.objects.filter(lines_of(kind)).values_list("action", flat=True))  # fmt: skip
        assert found == {a for a in AuditEntry.objects.actions() if kind_of(a) == kind}


def actions_written() -> dict[str, set[str]]:
    """Return the actions that the desk's code writes, as spelt, by the function it uses."""
    found = {"record": set(), "keep": set(), "record_read": set()}
    for file in DESK.rglob("*.py"):
        text = file.read_text()
        if "action=" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call):
                by = ast.unparse(node.func).rpartition(".")[2]
                words = {each.arg: each.value for each in node.keywords}
                if by in found and isinstance(words.get("action"), ast.Constant):
                    found[by].add(words["action"].value)
    return found


@pytest.mark.slow
def test_what_is_only_read_is_no_change_and_what_is_changed_no_look():
    found = actions_written()
    assert {a for a in found["record_read"] if kind_of(a) == "change"} == NOT_LOOKS
    assert not {a for a in found["record"] | found["keep"] if kind_of(a) == "look"}
