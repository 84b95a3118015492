"""Audits on the desk: who sees which, which grade counts, what stands on the trail."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from alongside.desk.access.models import AuditEntry
from alongside.desk.people.models import Child, NeedToKnow, Restriction
from alongside.desk.quality import audit_actions
from alongside.desk.quality.agreement import agreement
from alongside.desk.quality.audit_models import Audit, Grade, scale
from alongside.desk.quality.audit_table import points, rows_by_team
from alongside.desk.quality.quarters import quarter_of, up_to

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 10)  # in Q4 2025/26


@pytest.fixture
def grade():
    return {each.name: each for each in scale()}


@pytest.fixture
def add(town, grade):
    def added(case_id="900123", team=None, day=DAY, given="Good", **more):
        return audit_actions.add_audit(
            by=town.sam, case_id=case_id, team=team or town.north, audited_on=day,
            auditor="Una Reed", grade=grade[given], **more,
        )  # fmt: skip

    return added


def test_a_manager_adds_an_audit_of_their_own_team(client, town, grade):
    client.force_login(town.mo)
    page = client.get("/quality/audits/add/").content.decode()
    assert "North" in page and ">South<" not in page
    sent = {
        "case_id": "900123", "team": town.north.pk, "audited_on": "10 2 2026",
        "auditor": "Mo Hassan", "grade": grade["Inadequate"].pk,
        "cause": "Visits late", "chosen": "random", "blind": "yes",
    }  # fmt: skip
    client.post("/quality/audits/add/", sent, follow=True)
    made = Audit.objects.get()
    assert (made.final_grade.name, made.chosen, made.added_by) == (
        "Inadequate",
        "random",
        town.mo,
    )
    assert AuditEntry.objects.filter(action="add audit", subject_id=made.pk).exists()
    answer = client.post("/quality/audits/add/", sent | {"team": town.south.pk})
    assert "There is a problem" in answer.content.decode()
    assert Audit.objects.count() == 1


def test_reading_an_audit_is_on_the_trail_and_the_child_is_linked(client, town, add):
    made = add()
    client.force_login(town.mo)
    page = client.get(f"/quality/audits/{made.pk}/").content.decode()
    assert ">900123</a>" in page
    assert AuditEntry.objects.filter(action="see audit", by=town.mo).count() == 1


def test_a_child_restricted_later_takes_its_audits_out_of_sight(client, town, add):
    """The audit was there before the child was known here, and is hidden all the same."""
    made = add(case_id="777")
    client.force_login(town.mo)
    assert client.get(f"/quality/audits/{made.pk}/").status_code == 200
    child = Child.objects.create(case_id="777")
    kept = Restriction.objects.create(child=child, reason="Private", by=town.sam)
    NeedToKnow.objects.create(restriction=kept, user=town.sam)
    assert client.get(f"/quality/audits/{made.pk}/").status_code == 404
    assert "777" not in client.get("/quality/audits/").content.decode()
    client.force_login(town.sam)
    assert "777" in client.get("/quality/audits/").content.decode()


def test_the_moderated_grade_counts_and_the_given_ones_stay(client, town, add, grade):
    made = add(given="Good")
    client.force_login(town.sam)
    again = f"/quality/audits/{made.pk}/grade/"
    assert "Good, by" not in client.get(again).content.decode()
    client.post(
        again, {"second_auditor": "Una Reed", "second_grade": grade["Inadequate"].pk}
    )
    made.refresh_from_db()
    assert made.second_grade is None, "nobody grades twice"
    client.post(
        again, {"second_auditor": "Vic Lane", "second_grade": grade["Inadequate"].pk}
    )
    assert Audit.objects.not_moderated().count() == 1
    client.post(
        f"/quality/audits/{made.pk}/moderate/",
        {"moderated_grade": grade["Requires improvement"].pk},
    )
    made.refresh_from_db()
    assert made.final_grade.name == "Requires improvement"
    assert (made.grade.name, made.second_grade.name) == ("Good", "Inadequate")
    assert not Audit.objects.not_moderated().exists()
    quarter = quarter_of(DAY)
    ((before, after),) = rows_by_team(
        Audit.objects.visible_to(town.sam), quarter.before, quarter, scale()
    )
    assert (before.counts, after.counts) == ((0, 0, 0, 0), (0, 0, 1, 0))


def test_the_table_counts_the_teams_that_a_person_sees(client, town, add):
    """By hand: the North has 2 Good of 3 and then 3 of 4; the South is not Mo's."""
    for given in ("Good", "Good", "Inadequate"):
        add(given=given, day=date(2025, 11, 3))
    for given in ("Good", "Good", "Good", "Inadequate"):
        add(given=given)
    add(case_id="900124", team=town.south)
    address = "/quality/audits/table/?before=2025-10&after=2026-01"
    client.force_login(town.mo)
    page = " ".join(client.get(address).content.decode().split())
    assert "3 audits, then 4" in page and "South" not in page
    assert "+8.3 points" in page, "75% after 66.7%"
    assert "If nothing had changed" in page
    client.force_login(town.sam)
    assert "South" in client.get(address).content.decode()
    book = client.get("/quality/audits/table/export/?before=2025-10&after=2026-01")
    rows = list(load_workbook(BytesIO(book.content)).active.values)
    good = next(row for row in rows if row[:2] == ("North", "Good or better"))
    assert good[2:7] == ("2 of 3", "67%", "21 to 94", "3 of 4", "75%")
    assert good[8] == "+8.3"


def test_the_table_opens_on_the_last_two_whole_quarters(client, town, add):
    running = quarter_of(timezone.localdate())
    client.force_login(town.sam)
    page = client.get("/quality/audits/table/").content.decode()
    for quarter, field in (
        (running.before, "after"),
        (running.before.before, "before"),
    ):
        part = page.split(f'name="{field}"')[1].split("</select>")[0]
        assert f'value="{quarter.code}" selected' in part


def test_an_action_is_late_until_somebody_says_it_is_done(client, town, add):
    made = add()
    action = audit_actions.add_audit_action(
        by=town.mo, audit=made, what="See the child alone", owner=town.wes,
        due_on=DAY + timedelta(14),
    )  # fmt: skip
    client.force_login(town.mo)
    assert "Late" in client.get("/quality/audits/actions/").content.decode()
    client.post(f"/quality/actions/{action.pk}/done/")
    assert (
        "Nothing is to be done"
        in client.get("/quality/audits/actions/").content.decode()
    )
    answer = client.post(f"/quality/actions/{action.pk}/done/", follow=True)
    assert "This was done on" in answer.content.decode()


def test_an_audit_again_cannot_come_before_the_first(client, town, add, grade):
    first = add()
    client.force_login(town.mo)
    sent = {
        "case_id": "900123", "team": town.north.pk, "audited_on": "9 2 2026",
        "auditor": "Mo Hassan", "grade": grade["Good"].pk, "chosen": "random", "blind": "no",
    }  # fmt: skip
    address = f"/quality/audits/{first.pk}/again/"
    assert "10 February 2026" in client.post(address, sent).content.decode()
    client.post(address, sent | {"audited_on": "9 3 2026"})
    assert first.again.get().audited_on == date(2026, 3, 9)


def test_agreement_is_of_the_audits_a_person_sees(town, add, grade):
    for given, second in (
        ("Good", "Good"),
        ("Good", "Inadequate"),
        ("Inadequate", "Inadequate"),
    ):
        made = add(given=given)
        audit_actions.grade_again(
            by=town.sam,
            audit=made,
            second_auditor="Vic Lane",
            second_grade=grade[second],
        )
    found = agreement(Audit.objects.visible_to(town.mo), scale())
    assert (found.same, found.cases) == (2, 3)
    good, inadequate = found.table[1][1], found.table[3][1]
    assert (good, inadequate) == ([0, 1, 0, 1], [0, 0, 0, 1]), "first by row"
    assert found.kappas[0][1].value == pytest.approx(0.4)  # (2/3 - 4/9) / (1 - 4/9)
    none = agreement(Audit.objects.none(), scale())
    assert none.kappas[0][1].value is None


def test_the_list_is_chosen_and_taken_away(client, town, add):
    add()
    add(given="Inadequate", chosen="concern")
    client.force_login(town.ana)
    bad = Grade.objects.get(name="Inadequate").pk
    assert "1 audit," in client.get(f"/quality/audits/?grade={bad}").content.decode()
    book = client.get("/quality/audits/export/?chosen=concern")
    rows = list(load_workbook(BytesIO(book.content)).active.values)
    assert [row[4] for row in rows[4:]] == ["Inadequate"]


def test_quarters_are_of_the_financial_year():
    assert str(quarter_of(date(2015, 3, 31))) == "Q4 2014/15"
    assert str(quarter_of(date(2015, 4, 1))) == "Q1 2015/16"
    assert quarter_of(date(2024, 2, 29)).last == date(2024, 3, 31)
    assert [q.code for q in up_to(quarter_of(date(2026, 2, 1)), 3)] == [
        "2025-07",
        "2025-10",
        "2026-01",
    ]


def test_points_are_rounded_half_up():
    from fractions import Fraction

    assert points(Fraction(-1, 20)) == "−0.1"
    assert points(Fraction(-1, 100)) == "0.0"
    assert points(Fraction(185, 10)) == "+18.5"
    assert points(None) == ""


def test_the_trail_says_whose_audit_and_nothing_of_a_restricted_one(client, town, add):
    shown, hidden = add(), add(case_id="900125")
    from alongside.desk.quality.trail import audits

    told = audits(town.adi, {str(shown.pk), str(hidden.pk)})
    assert told[str(shown.pk)] == "Audit of child 900123 on 10 February 2026"
    assert "900125" not in told[str(hidden.pk)]
