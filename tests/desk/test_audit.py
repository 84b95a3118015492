"""The audit trail: only added to, tampering shows, and who may read it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from openpyxl import load_workbook

from alongside.desk.access.actions import change_role, deactivate_person
from alongside.desk.access.append_only import OFF, ON
from alongside.desk.access.audit import faults, record, record_read
from alongside.desk.access.models import AppendOnly, AuditEntry
from alongside.desk.access.trail import Line
from alongside.desk.casework.actions import mark_dues
from alongside.desk.casework.models import Due, Extract
from alongside.desk.people.actions import add_to_need_to_know, restrict_record
from alongside.desk.workforce.actions import assign_team

TABLE = "access_auditentry"


@pytest.fixture
def trail(town):
    """Five lines: Asha's, about Robin."""
    for number in range(1, 6):
        record_read(by=town.asha, action="see child", subject=town.robin, part=number)
    return AuditEntry.objects.order_by("sequence")


@pytest.fixture
def clock_of(town):
    """A clock of a child, as an extract brought it."""
    extract = Extract.objects.create(
        file_name="x", sha256="0" * 64, stored_as="x", as_at=date(2026, 1, 5),
        uploaded_by=town.sef, state="applied", applied_at=timezone.now(),
    )  # fmt: skip
    return lambda child: Due.objects.create(
        child=child, rule="S47_ICPC", started_on=date(2026, 1, 5), status="open",
        due_on=date(2026, 1, 26), first_in=extract,
    )  # fmt: skip


def by_hand(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def tamper(statement: str, *values) -> None:
    """Somebody with the database's own password takes the triggers off first."""
    for trigger in OFF[connection.vendor]:
        by_hand(trigger)
    by_hand(statement, *values)
    for trigger in ON[connection.vendor]:
        by_hand(trigger)


def test_a_whole_trail_has_no_faults(trail, capsys):
    assert list(faults()) == []
    call_command("verify_audit")
    assert f"5 lines. It ends with {trail.last().hash}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        (f"update {TABLE} set action = 'see nothing' where sequence = 3", "Line 3 was changed or put in after it was written."),
        (f"update {TABLE} set at = '2020-01-01 00:00:00' where sequence = 2", "Line 2 was changed or put in after it was written."),
        (f"""update {TABLE} set detail = '{{"part": 9}}' where sequence = 4""", "Line 4 was changed or put in after it was written."),
        (f"update {TABLE} set by_id = null where sequence = 5", "Line 5 was changed or put in after it was written."),
        (f"delete from {TABLE} where sequence = 3", "Line 3 is missing."),
        (f"delete from {TABLE} where sequence in (1, 2)", "Lines 1 to 2 are missing."),
    ],
)  # fmt: skip
def test_tampering_shows(trail, statement, fault):
    tamper(statement)
    assert next(faults()) == fault
    with pytest.raises(CommandError, match="The audit trail is broken"):
        call_command("verify_audit")


def test_lines_removed_from_the_end_show_by_a_hash_noted_before(trail):
    held = trail.last().hash
    tamper(f"delete from {TABLE} where sequence = 5")
    call_command("verify_audit")
    with pytest.raises(CommandError):
        call_command("verify_audit", held=held)


def test_a_hash_copied_wrongly_is_no_broken_trail(trail):
    wrong = trail.last().hash[:-1]
    with pytest.raises(
        CommandError, match="is no hash of the trail.*Nothing was checked"
    ):
        call_command("verify_audit", held=wrong)


@pytest.mark.parametrize(
    "statement",
    [
        f"update {TABLE} set action = 'see nothing'",
        f"delete from {TABLE} where sequence = 5",
        f"delete from {TABLE}",
    ],
)
def test_the_database_itself_refuses(trail, statement):
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        by_hand(statement)
    assert list(faults()) == []


def test_the_database_refuses_a_line_put_over_another(trail):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has `insert or replace`")
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        by_hand(f"insert or replace into {TABLE} select * from {TABLE}")


def test_the_model_refuses_as_well(trail):
    line = trail.first()
    for refused in (
        line.save,
        line.delete,
        trail.delete,
        lambda: trail.update(action="x"),
    ):
        with pytest.raises(AppendOnly):
            refused()


def test_a_line_is_written_in_its_actions_transaction(town, transactional_db):
    with pytest.raises(RuntimeError, match="inside its transaction"):
        record(by=town.asha, action="forget the transaction")


def test_an_action_undone_leaves_no_line(town):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(by=town.asha, action="divide by nothing")
        _ = 1 / 0
    assert not AuditEntry.objects.exists()


def test_no_name_and_no_date_of_birth_goes_in(town):
    with pytest.raises(ValueError, match="Not for the audit trail: born_on, surname"):
        record_read(by=town.asha, action="see child", surname="Hale", born_on="x")


def shown(client, **chosen) -> list[Line]:
    return list(client.get("/audit/", chosen).context["lines"])


def words(client, **chosen) -> list[tuple[str, str, str, str]]:
    """Who, what, about and detail of each line, newest first."""
    return [
        (line.who, line.entry.action, line.about, line.detail)
        for line in shown(client, **chosen)
    ]


def test_the_page_shows_ids_and_never_a_childs_name(client, town, trail):
    client.force_login(town.sam)
    page = client.get("/audit/").content.decode()
    assert "Child 900123" in page
    assert "Hale" not in page


def test_people_roles_and_teams_are_named(client, town):
    change_role(by=town.adi, user=town.wes, role=town.mo.role)
    assign_team(by=town.adi, user=town.wes, team=town.south, how="works_in", since=date(2026, 3, 1))  # fmt: skip
    add_to_need_to_know(by=town.sam, restriction=town.restriction, user=town.mo)
    restrict_record(by=town.sam, child=town.robin, reason="x", people=[town.mo])
    client.force_login(town.sam)
    assert words(client) == [
        ("Sam Whitlock", "restrict record", "Child 900123", "listed: Mo Hassan, Sam Whitlock"),
        ("Sam Whitlock", "add to need to know", "Child 900125", "person: Mo Hassan"),
        ("Adi Morgan", "assign team", "Wes Okafor", "team: South; how: works in"),
        ("Adi Morgan", "change role", "Wes Okafor", "was: Social worker; now: Team manager"),
    ]  # fmt: skip


def test_the_page_is_filtered_by_person_kind_and_days(client, town, trail, monkeypatch):
    record_read(by=town.ben, action="see worklist")
    client.force_login(town.adi)

    def lines(**chosen) -> int:
        return client.get("/audit/", chosen).context["page"].paginator.count

    today = timezone.localdate()
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    assert lines() == 6
    assert lines(person=town.ben.pk) == 1
    assert lines(action="see child") == 5
    for first, last, count in (
        (today, today, 6), (yesterday, today, 6), (today, None, 6), (None, today, 6),
        (yesterday, yesterday, 0), (tomorrow, None, 0), (None, yesterday, 0),
    ):  # fmt: skip
        days = {"first": first, "last": last}
        asked = {name: f"{day:%d %m %Y}" for name, day in days.items() if day}
        assert lines(**asked) == count, days
    assert lines(first=f"{today:%d %m %Y}", last=f"{yesterday:%d %m %Y}") == 0
    assert lines(person="x") == 0, "what makes no sense fits nothing"


def test_a_days_lines_are_those_of_the_councils_day(client, town):
    """A quarter to midnight and a quarter past, in British summer time."""
    for hour in (22, 23):
        with pytest.MonkeyPatch.context() as clock:
            moment = datetime(2026, 6, 30, hour, 45, tzinfo=UTC)
            clock.setattr(timezone, "now", lambda moment=moment: moment)
            record_read(by=town.ben, action="see worklist")
    client.force_login(town.adi)
    for day, times in (("30 6 2026", ["11:45pm"]), ("1 7 2026", ["12:45am"])):
        page = client.get("/audit/", {"first": day, "last": day}).content.decode()
        assert re.findall(r"\d+:\d\d[ap]m(?=<)", page) == times


def test_a_childs_lines_are_found_by_id_and_to_look_is_on_record(client, town, clock_of):  # fmt: skip
    due, other = clock_of(town.robin), clock_of(town.skye)
    for each in (due, other):
        mark_dues(by=town.mo, dues=[each], kind="asked")
    mark_dues(by=town.mo, dues=[due, other], kind="note", note="Rang.")
    client.force_login(town.asha)
    client.get(f"/children/{town.robin.pk}/")
    client.force_login(town.adi)
    found = words(client, child="900123")
    title = "Initial child protection conference, child 900123"
    assert found == [
        ("Adi Morgan", "read trail of child", "Child 900123", ""),
        ("Asha Patel", "see child", "Child 900123", ""),
        ("Mo Hassan", "mark note", title, ""),
        ("Mo Hassan", "mark asked", title, ""),
    ]
    assert len(words(client, child="900124")) == 3
    page = client.get("/audit/?child=999").content.decode()
    assert "No child that you can be told of has the id 999." in page
    assert not shown(client, child="999")


def test_a_restricted_record_is_not_told_of_in_the_trail_either(client, town, clock_of):
    due = clock_of(town.hidden)
    record_read(by=town.sam, action="see child", subject=town.hidden)
    record_read(by=town.sam, action="see timescale", subject=due)
    client.force_login(town.adi)
    assert {about for _, _, about, _ in words(client)} == {"A restricted record"}
    page = client.get("/audit/?child=900125").content.decode()
    assert "No child that you can be told of has the id 900125." in page
    assert not AuditEntry.objects.filter(action="read trail of child").exists()
    client.force_login(town.sam)
    assert len(words(client, child="900125")) == 3


def refused(**chosen) -> list[tuple]:
    lines = AuditEntry.objects.filter(action__startswith="refuse", **chosen)
    return [
        (line.by, line.action, line.subject_type, line.subject_id, line.detail)
        for line in lines.order_by("sequence")
    ]


def test_a_refused_address_is_on_record_by_kind_and_key(client, town, clock_of):
    theirs = clock_of(town.skye)
    client.force_login(town.asha)
    for address in (f"/children/{town.skye.pk}/", f"/timescales/{theirs.pk}/", "/children/987654/", f"/children/{town.hidden.pk}/"):  # fmt: skip
        assert client.get(address).status_code == 404
    client.force_login(town.ana)
    assert client.get(f"/children/{town.robin.pk}/").status_code == 403
    assert client.get("/audit/").status_code == 403
    page, why = "casework:timeline", "not to be shown"

    def child(who, key, subject=True, why=why):
        about = ("people.Child", str(key)) if subject else ("", "")
        return (who, "refuse page", *about, {"page": page, "why": why, "key": key})

    assert refused() == [
        child(town.asha, town.skye.pk),
        (town.asha, "refuse page", "casework.Due", str(theirs.pk), {"page": "casework:due", "why": why, "key": theirs.pk}),
        child(town.asha, 987654, subject=False),
        child(town.asha, town.hidden.pk),
        child(town.ana, town.robin.pk, why="not in the role"),
        (town.ana, "refuse page", "", "", {"page": "access:audit", "why": "not in the role"}),
    ]  # fmt: skip


def test_a_refused_sign_in_is_on_record_without_what_was_typed(client, town):
    def tries(name: str, password: str) -> None:
        client.post("/sign-in/", {"login": name, "password": password})

    tries("robin hale born 2 5 2014", "x")
    tries(town.asha.username.upper(), "wrong-password")
    deactivate_person(by=town.adi, user=town.ben)
    tries(town.ben.username, town.password)
    for _ in range(6):
        tries(town.asha.username, "wrong-password")
    asha, ben = str(town.asha.pk), str(town.ben.pk)
    found = [(subject, detail["why"]) for _, _, _, subject, detail in refused(by=None)]
    assert found[:3] == [
        ("", "no such sign-in name"), (asha, "wrong password"), (ben, "sign-in ended"),
    ]  # fmt: skip
    assert found[-1] == (asha, "closed after wrong passwords")
    kept = str(list(AuditEntry.objects.values("action", "subject_id", "detail")))
    assert "robin" not in kept and "wrong-password" not in kept
    client.force_login(town.adi)
    assert words(client, action="refuse sign-in")[-1] == (
        "Not signed in", "refuse sign-in", "", "why: no such sign-in name",
    )  # fmt: skip


def test_the_trail_is_taken_away_by_who_may_with_what_was_chosen(client, town, trail):
    client.force_login(town.adi)
    assert client.get("/audit/export/").status_code == 403, "exports nothing"
    assert len(refused()) == 1, "one refusal, one line"
    client.force_login(town.sam)
    answer = client.get("/audit/export/", {"child": "900123", "action": "see child"})
    sheet = load_workbook(BytesIO(answer.content)).active
    said = [row[0].value for row in sheet["A1:A3"]]
    assert said[:2] == [
        "5 lines of the audit trail, latest first.",
        "Chosen: Child’s id in the case system: 900123; Kind of action: See child.",
    ]
    assert said[2].startswith("Made by Sam Whitlock on ")
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    assert [row[0] for row in rows] == [5, 4, 3, 2, 1]
    assert rows[0][3:] == ("Asha Patel", "See child", "Child 900123", "part: 5")
    entry = AuditEntry.objects.get(action="export audit trail")
    assert (entry.by, entry.detail) == (town.sam, {"rows": 5})


def test_a_long_trail_is_paged(client, town, django_assert_max_num_queries):
    for _ in range(60):
        record_read(by=town.asha, action="see worklist")
    client.force_login(town.adi)
    with django_assert_max_num_queries(13):
        page = client.get("/audit/")
    assert "Page 1 of 2" in page.content.decode()
    assert len(client.get("/audit/?page=2").context["page"].object_list) == 10


def test_a_support_officer_may_not_read_it(client, town, trail):
    client.force_login(town.asha)
    assert client.get("/audit/").status_code == 403
