"""Carers' payment queries: joined when asked again, reckoned by the ledger, seen within reach."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.contacts import payment_actions as actions
from alongside.desk.contacts.actions import log_contact
from alongside.desk.contacts.models import PaymentCause, PaymentQuery, Topic
from alongside.desk.contacts.payment_text import text_for_finance
from alongside.desk.people.merge_actions import merge_records
from alongside.desk.people.models import Adult, Child, ChildTeam
from alongside.desk.said import day_said

WEEK = {
    "first_on": date(2026, 3, 2),
    "last_on": date(2026, 3, 8),
    "source": "Rates 2025/26",
}


@pytest.fixture
def carer(town):
    return Adult.objects.create(
        name="Orla Quill", kind="foster_carer", added_by=town.asha
    )


def asked(by, carer=None, kind="allowance", **told) -> PaymentQuery:
    """Somebody rings about a payment: the query that the call opened, or joined."""
    contact = log_contact(
        by=by, send_key=uuid4(), began_at=timezone.now(), caller_kind="foster_carer",
        adult=carer, topic=Topic.objects.get(is_payment=True), said="Not paid.",
        outcome="answered", checked=True, checked_how="voice",
        follows={"payment_kind": kind}, **told,
    )  # fmt: skip
    return contact.payment.query


def due(query, by, pounds="212.40", **told):
    return actions.add_entry(
        by=by, query=query, side="due", pounds=Decimal(pounds), **WEEK | told
    )


def paid(query, by, pounds, on=date(2026, 3, 13), **told):
    return actions.add_entry(
        by=by,
        query=query,
        side="paid",
        pounds=Decimal(pounds),
        paid_on=on,
        **WEEK | told,
    )


def sums(query) -> tuple[Decimal, Decimal, int]:
    found = PaymentQuery.objects.with_sums().get(pk=query.pk)
    return found.due, found.paid, found.times


def test_a_carer_who_rings_again_about_the_same_has_asked_again(town, carer):
    first = asked(town.asha, carer, child=town.robin)
    assert asked(town.asha, carer, child=town.robin) == first
    assert asked(town.ben, carer, child=town.robin) == first
    assert sums(first)[2] == 3


@pytest.mark.parametrize("other", [{"kind": "mileage"}, {"child": None}])
def test_another_payment_or_another_child_is_another_query(town, carer, other):
    first = asked(town.asha, carer, child=town.robin)
    assert asked(town.asha, carer, **{"child": town.robin} | other) != first


def test_callers_nobody_knows_are_not_taken_for_one(town):
    assert asked(town.asha, caller_said="Pat") != asked(town.asha, caller_said="Pat")


def test_once_answered_the_next_call_opens_another(town, carer):
    first = asked(town.asha, carer)
    actions.answer_query(
        by=town.asha, query=first, answer="withdrawn", answered_on=timezone.localdate()
    )
    assert asked(town.asha, carer) != first


def test_the_ledger_by_hand(town, carer):
    """Due 212.40 + 212.40, paid 150.00 + 62.40 - and one line of 999 struck out: 212.40 missing."""
    query = asked(town.asha, carer)
    due(query, town.asha)
    due(query, town.asha, first_on=date(2026, 3, 9), last_on=date(2026, 3, 15))
    paid(query, town.asha, "150.00")
    paid(query, town.asha, "62.40")
    wrong = paid(query, town.asha, "999.00")
    actions.strike_entry(by=town.asha, entry=wrong, why="Another carer's.")
    asked(town.asha, carer)  # a second call multiplies no sum
    assert sums(query) == (Decimal("424.80"), Decimal("212.40"), 2)
    with pytest.raises(ValidationError, match="£212.40 is missing"):
        actions.say_cause(
            by=town.asha, query=query, fault="council", why="run_missed", cause=None
        )
        actions.answer_query(
            by=town.asha, query=query, answer="paid", answered_on=timezone.localdate()
        )


def test_it_is_answered_only_once_somebody_said_whose_fault_it_was(town, carer):
    query, today = asked(town.asha, carer), timezone.localdate()
    with pytest.raises(ValidationError, match="whose fault"):
        actions.answer_query(
            by=town.asha, query=query, answer="paid", answered_on=today
        )
    actions.say_cause(by=town.asha, query=query, fault="nobody", why="none", cause=None)
    paid(query, town.asha, "212.40")
    done = actions.answer_query(
        by=town.asha, query=query, answer="paid", answered_on=today
    )
    assert done.days_open(today) == 0
    with pytest.raises(ValidationError, match="Open the query again"):
        due(query, town.asha)
    again = actions.open_again(by=town.asha, query=query, said="It did not arrive.")
    assert (again.answered_on, again.turn) == (None, "support")


@pytest.mark.parametrize("was_due", [True, False])
def test_nothing_is_paid_in_full_by_an_empty_ledger(town, carer, was_due):
    query = asked(town.asha, carer)
    if was_due:
        due(query, town.asha)
    actions.say_cause(by=town.asha, query=query, fault="nobody", why="none", cause=None)
    with pytest.raises(ValidationError, match="Nothing is written down as paid"):
        actions.answer_query(
            by=town.asha, query=query, answer="paid", answered_on=timezone.localdate()
        )


def test_days_open_are_counted_over_a_leap_day(town, carer):
    query = asked(town.asha, carer)
    query.opened_on, query.answered_on = date(2024, 2, 28), date(2024, 3, 1)
    assert query.days_open(date(2026, 1, 1)) == 2


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"pounds": "0.00"}, "more than £0"),
        ({"last_on": date(2026, 3, 1)}, "before the first"),
        ({"side": "paid"}, "on which day it was paid"),
        ({"paid_on": date(2026, 3, 9)}, "leave that day empty"),
        ({"side": "paid", "paid_on": date(2099, 1, 1)}, "still to come"),
    ],
)  # fmt: skip
def test_lines_that_cannot_be(town, carer, told, says):
    entry = {"side": "due", "pounds": "10.00"} | WEEK | told
    with pytest.raises(ValidationError, match=says):
        actions.add_entry(
            by=town.asha,
            query=asked(town.asha, carer),
            **entry | {"pounds": Decimal(entry["pounds"])},
        )


def test_a_step_names_whose_turn_it_is_and_cannot_be_due_in_the_past(town, carer):
    query, today = asked(town.asha, carer), timezone.localdate()
    told = {
        "said": "Rang the payments team.",
        "turn": "finance",
        "next_step": "Pay the week.",
    }
    with pytest.raises(ValidationError, match="has passed"):
        actions.pass_on_query(
            by=town.asha, query=query, next_by=today - timedelta(days=1), **told
        )
    actions.pass_on_query(by=town.asha, query=query, next_by=today, **told)
    query.refresh_from_db()
    assert (query.turn, query.next_step, query.next_by) == (
        "finance",
        "Pay the week.",
        today,
    )


def test_queries_with_one_cause_are_counted_together_within_reach(client, town, carer):
    cause = actions.add_cause(
        by=town.asha, what="The pay run of 13 March", found_on=date(2026, 3, 14)
    )
    for by, kind, child in (
        (town.asha, "allowance", town.robin),
        (town.ben, "fee", town.skye),
    ):
        query = asked(by, carer, kind=kind, child=child)
        actions.say_cause(
            by=by, query=query, fault="council", why="run_missed", cause=cause
        )
    for user, count in ((town.asha, 1), (town.sam, 2)):
        client.force_login(user)
        row = client.get("/contacts/payments/causes/").context["page"].object_list[0]
        assert (row.asked, row.still_open) == (count, count), user
        page = client.get(f"/contacts/payments/causes/{cause.pk}/")
        assert len(page.context["page"].object_list) == count


def test_the_text_to_paste_names_the_carer_and_no_child(town, carer):
    query = asked(town.asha, carer, child=town.robin)
    due(query, town.asha)
    paid(query, town.asha, "200.00")
    text = text_for_finance(PaymentQuery.objects.with_sums().get(pk=query.pk))
    assert "Due £212.40, paid £200.00, missing £12.40" in text
    assert "Orla Quill" in text and town.robin.forename not in text
    assert "Due £212.40 for 2 March 2026 to 8 March 2026 (Rates 2025/26)" in text


def test_nobody_out_of_reach_is_listed_counted_or_taken_away(client, town, carer):
    mine = asked(town.asha, carer, child=town.robin)
    kept = asked(town.sam, carer, child=town.hidden)
    for user, shown in ((town.asha, [mine]), (town.ben, []), (town.sam, [kept, mine])):
        client.force_login(user)
        page = client.get("/contacts/payments/").context["page"]
        assert sorted(map(str, page.object_list)) == sorted(map(str, shown)), user
        assert page.paginator.count == len(shown)
        book = (
            openpyxl.load_workbook(
                io.BytesIO(client.get("/contacts/payments/export/").content)
            )
            if user.may("export")
            else None
        )
        if book:
            told = {cell.value for row in book.active for cell in row}
            assert {q.reference for q in (mine, kept)} & told == {
                q.reference for q in shown
            }
    client.force_login(town.asha)
    assert client.get(f"/contacts/payments/{kept.pk}/").status_code == 404
    assert client.post(f"/contacts/payments/{kept.pk}/answer/").status_code == 404


def test_a_reason_that_nobody_chose_is_not_kept(client, town, carer):
    client.force_login(town.asha)
    query = asked(town.asha, carer, child=town.robin)
    cause = actions.add_cause(
        by=town.asha, what="A run was missed", found_on=date(2026, 3, 2)
    )
    page = f"/contacts/payments/{query.pk}/cause/"
    client.post(page, {"fault": "unknown", "why": "", "cause": cause.pk})
    query.refresh_from_db()
    assert (query.fault, query.why, query.cause) == ("unknown", "", cause)
    refused = client.post(page, {"fault": "council", "why": ""}).content.decode()
    assert "Choose why, or say that whose fault it was is not known yet" in refused
    client.post(page, {"fault": "council", "why": "run_missed"})
    query.refresh_from_db()
    assert (query.fault, query.why) == ("council", "run_missed")
    shown = client.get(page).content.decode()
    assert '<option value="run_missed" selected>' in shown


def test_the_pages_of_a_query(client, town, carer):
    client.force_login(town.asha)
    query = asked(town.asha, carer, child=town.robin)
    answer = client.post(f"/contacts/payments/{query.pk}/entry/", {
        "side": "due", "pounds": "212.40", "first_on": "2 3 2026", "last_on": "8 3 2026", "source": "Rates",
    })  # fmt: skip
    assert answer.status_code == 302
    refused = client.post(
        f"/contacts/payments/{query.pk}/entry/", {"side": "due", "pounds": "a lot"}
    )
    assert "Enter a sum in pounds" in refused.content.decode()
    entry = query.entries.get()
    assert (
        "£212.40 is missing"
        in client.get(f"/contacts/payments/{query.pk}/").content.decode()
    )
    client.post(
        f"/contacts/payments/entries/{entry.pk}/strike/", {"why": "Typed twice."}
    )
    assert sums(query)[0] == 0
    page = client.get(f"/contacts/payments/{query.pk}/").content.decode()
    assert "Typed twice." in page and "Nothing is missing" in page


def test_two_records_of_a_child_merged_leave_one_query_with_both_ledgers(town, carer):
    twice = Child.objects.create(case_id="R2", forename="Robin", surname="Twice")
    ChildTeam.objects.create(child=twice, team=town.north)
    kept, gone = (
        asked(town.asha, carer, child=town.robin),
        asked(town.asha, carer, child=twice),
    )
    due(kept, town.asha)
    due(gone, town.asha, "10.00")
    other = asked(town.asha, carer, kind="fee", child=twice)
    merge_records(by=town.sam, kept=town.robin, gone=twice)
    assert sums(kept) == (Decimal("222.40"), 0, 2)
    other.refresh_from_db()
    assert other.child == town.robin
    assert not PaymentQuery.objects.filter(child=twice).exists()


def test_a_carers_open_queries_are_shown_while_they_ring_once_it_is_known_who_rings(
    client, town, carer
):
    query, kept = asked(town.asha, carer), asked(town.sam, carer, child=town.hidden)
    client.force_login(town.asha)
    for identity, shown in (("voice", True), ("not_checked", False)):
        typed = {"part": "meanwhile", "adult": carer.pk, "identity": identity}
        page = client.post("/contacts/new/meanwhile/", typed).content.decode()
        assert (query.reference in page) == shown
        assert kept.reference not in page


def test_what_was_noted_is_said_with_what_it_was(client, town, carer):
    query = asked(town.asha, carer)
    cause = actions.add_cause(
        by=town.asha, what="Pay run of 6 March missed", found_on=date(2026, 3, 9)
    )
    client.force_login(town.asha)
    page = f"/contacts/payments/{query.pk}"
    told = {"fault": "council", "why": "run_missed", "cause": cause.pk}
    said = client.post(f"{page}/cause/", told, follow=True).content.decode()
    assert "Fault: the council. Cause: pay run missed. " in said
    assert "It is joined to: Pay run of 6 March missed." in said
    day = timezone.localdate() + timedelta(days=2)
    step = {
        "said": "Wrote to payments", "turn": "finance", "next_step": "Pay it.",
        "next_by": f"{day:%d %m %Y}",
    }  # fmt: skip
    said = client.post(f"{page}/pass-on/", step, follow=True).content.decode()
    assert f"What was done is noted. Next: Payments team, by {day_said(day)}." in said


@pytest.mark.parametrize(("days", "kept"), [(-1, False), (0, True), (3, True)])
def test_a_day_that_has_passed_is_not_offered_as_the_next(client, town, carer, days, kept):  # fmt: skip
    query = asked(town.asha, carer)
    by = timezone.localdate() + timedelta(days=days)
    PaymentQuery.objects.update(next_by=by)
    client.force_login(town.asha)
    form = client.get(f"/contacts/payments/{query.pk}/pass-on/").context["form"]
    assert form["next_by"].value() == (by if kept else None)


def test_a_cause_is_neither_found_nor_put_right_on_a_day_to_come(client, town):
    client.force_login(town.asha)
    causes, ahead = "/contacts/payments/causes/", "1 1 2099"
    told = {"what": "A pay run was missed", "found_on": ahead}
    page = client.post(f"{causes}add/", told).content.decode()
    assert "Choose the day it was found." in page
    client.post(f"{causes}add/", told | {"found_on": "9 3 2026"})
    cause = PaymentCause.objects.get()
    told = {"mended_on": ahead, "how": "Paid by hand."}
    page = client.post(f"{causes}{cause.pk}/", told).content.decode()
    assert "Choose the day it was put right." in page
    cause.refresh_from_db()
    assert cause.mended_on is None
    client.post(f"{causes}{cause.pk}/", told | {"mended_on": "10 3 2026"})
    cause.refresh_from_db()
    assert cause.mended_on == date(2026, 3, 10)
