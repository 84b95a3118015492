"""The forward plan, scrutiny, call-ins, minutes, and what is to be done: worked by hand."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from alongside.desk.decisions import actions, after_actions, tasks
from alongside.desk.decisions.models import Body, Decision, Undertaking
from alongside.desk.decisions.notice import publish_by
from alongside.desk.workforce.models import PostRole
from alongside.desk.workforce.post_actions import create_post

TODAY = date(2026, 3, 10)  # a Tuesday


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def executive(db):
    return Body.objects.create(name="Executive", kind="committee", call_in_days=5)


@pytest.fixture
def awaited(town, executive):
    return actions.record_decision(
        by=town.dot, body=executive, reference="Report 7, recommendation 1",
        what="Two posts.", conditions="", state="awaited", decided_on=None,
    )  # fmt: skip


@pytest.fixture
def decided(town, awaited):
    """Decided and published on Monday 9 March: five working days end on Monday 16 March."""
    return decide(town, awaited)


def decide(town, decision, on=date(2026, 3, 9), **told):
    return actions.make_decision(
        by=town.dot, decision=decision, state="decided", decided_on=on, conditions="",
        **told,
    )  # fmt: skip


def text(answer) -> str:
    return unescape(answer.content.decode())


def plan(meets_on="31 3 2026", **chosen):
    return {"meets_on": meets_on, "key": "on", "short_notice": ""} | chosen


def test_clear_days_count_neither_the_day_of_notice_nor_of_the_meeting():
    """3 to 30 March are 28 days: notice on 2 March is in time for the 31st."""
    assert publish_by(date(2026, 3, 31)) == date(2026, 3, 2)


def test_the_plan_says_whose_notice_is_late(client, town, awaited):
    client.force_login(town.dot)
    address = f"/decisions/{awaited.pk}/plan/"
    assert client.post(address, plan(notice_on="3 3 2026")).status_code == 302
    assert "Too late" in text(client.get("/decisions/plan/"))
    page = text(client.get(f"/decisions/{awaited.pk}/"))
    assert "28 clear days end before 1 April 2026" in page
    client.post(address, plan(notice_on="2 3 2026"))
    assert "In time" in text(client.get("/decisions/plan/"))


def test_a_key_decision_without_notice_is_not_made(town, awaited):
    awaited.key = True
    awaited.save()
    with pytest.raises(ValidationError, match="no notice of it was published"):
        decide(town, awaited)
    awaited.notice_on = date(2026, 2, 9)  # 28 clear days end on 9 March
    awaited.save()
    with pytest.raises(ValidationError, match="before 10 March 2026"):
        decide(town, awaited)
    assert decide(town, awaited, date(2026, 3, 10)).decided_on == date(2026, 3, 10)


def test_short_notice_needs_its_reason(client, town, awaited):
    client.force_login(town.dot)
    address = f"/decisions/{awaited.pk}/plan/"
    page = text(client.post(address, plan(short_notice="special_urgency")))
    assert "Say why full notice could not be given" in page
    told = {"short_notice": "special_urgency", "short_notice_why": "The chair agreed."}
    client.post(address, plan(**told))
    assert decide(town, awaited).state == "call_in"


def test_it_has_no_effect_while_it_can_be_called_in(town, decided):
    assert (decided.state, decided.call_in_until) == ("call_in", date(2026, 3, 16))
    assert decided.takes_effect_on is None
    assert after_actions.end_call_ins(date(2026, 3, 16)) == []
    after_actions.end_call_ins(date(2026, 3, 17))
    decided.refresh_from_db()
    assert (decided.state, decided.takes_effect_on) == ("decided", date(2026, 3, 17))


def test_days_run_from_publication_and_not_at_all_where_it_is_too_urgent(town, awaited):
    with pytest.raises(ValidationError, match="cannot be published before"):
        decide(town, awaited, published_on=date(2026, 3, 6))
    urgent = decide(town, awaited, no_call_in="The placement ends tomorrow.")
    assert (urgent.state, urgent.takes_effect_on) == ("decided", date(2026, 3, 9))


def test_what_was_decided_long_ago_is_past_its_call_in(town, executive):
    made = actions.record_decision(
        by=town.dot, body=executive, reference="Of old", what="Posts.", conditions="",
        state="decided", decided_on=date(2026, 3, 2),
    )  # fmt: skip
    assert made.state == "decided"


def a_post(town, decision):
    role = PostRole.objects.create(name="Officer", registered=False, grades="4")
    post = create_post(
        by=town.hal, number="S-1", title="Officer", role=role, funding="Budget",
        planned_on=date(2026, 3, 1), decision=decision, why="", needed=(),
        fte=Decimal(1), team=town.north, grade="4", line_manager=None, last_on=None,
    )  # fmt: skip
    return post.changes.get()


def test_a_post_waits_until_a_call_in_is_settled(client, town, awaited):
    change = a_post(town, awaited)
    decide(town, awaited)
    change.refresh_from_db()
    assert change.effective_on is None
    client.force_login(town.dot)
    address = f"/decisions/{awaited.pk}/call-in/"
    asked = {"asked_on": "10 3 2026", "who": "Five members", "why": "No costs."}
    client.post(address, asked)
    after_actions.end_call_ins(date(2026, 4, 1))  # the days are over; it is called in
    change.refresh_from_db()
    assert change.effective_on is None
    settled = {
        "outcome": "stands",
        "settled_on": "10 3 2026",
        "said": "Costs were read.",
    }
    client.post(f"{address}outcome/", settled)
    change.refresh_from_db()
    assert change.effective_on == date(2026, 3, 10)


def test_what_is_referred_back_is_decided_once_more(town, decided):
    told = {"by": town.dot, "decision": decided}
    after_actions.call_in(asked_on=TODAY, who="Five members", why="No costs.", **told)
    back = after_actions.settle_call_in(
        outcome="referred", settled_on=TODAY, said="Ask again.", **told
    )
    assert (back.state, back.decided_on) == ("awaited", None)
    again = decide(town, back, TODAY)
    assert (again.state, again.takes_effect_on) == ("decided", TODAY)
    assert again.call_ins.get().decided_on == date(2026, 3, 9)


def test_nothing_is_called_in_after_its_days(town, decided):
    with pytest.raises(ValidationError, match="from 9 March 2026 to 16 March 2026"):
        after_actions.call_in(
            by=town.dot, decision=decided, asked_on=date(2026, 3, 17), who="A", why="B"
        )
    after_actions.end_call_ins(date(2026, 3, 17))
    with pytest.raises(ValidationError, match="it cannot be called in"):
        after_actions.call_in(
            by=town.dot, decision=decided, asked_on=TODAY, who="A", why="B"
        )


def test_scrutiny_speaks_before_the_decision(client, town, awaited):
    other = Body.objects.create(name="Scrutiny panel", kind="committee")
    client.force_login(town.dot)
    address = f"/decisions/{awaited.pk}/scrutiny/"
    said = {"body": other.pk, "on": "9 3 2026", "said": "Say what it costs."}
    client.post(address, said)
    assert "Say what it costs." in text(client.get(f"/decisions/{awaited.pk}/"))
    with pytest.raises(ValidationError, match="does not scrutinise it as well"):
        after_actions.note_scrutiny(
            by=town.dot,
            decision=awaited,
            body=awaited.body,
            on=TODAY,
            said="x",
            answer="",
        )
    decide(town, awaited)
    assert "was decided, can be called in already" in text(client.post(address, said))


def test_who_must_do_what_by_when_is_asked_on_today(client, town, decided):
    client.force_login(town.dot)
    owed = {
        "what": "Report after six months",
        "owner": town.wes.pk,
        "due_on": "9 3 2026",
    }
    client.post(f"/decisions/{decided.pk}/to-do/", owed)
    made = Undertaking.objects.get()
    client.force_login(town.wes)  # sees no decisions, and does see what he owes
    page = text(client.get("/"))
    assert "To do, as it was decided" in page and "1 past its day" in page
    assert "Past its day" in text(client.get("/decisions/to-do/"))
    done = {"done_on": "10 3 2026", "done_how": "Report 12"}
    client.post(f"/decisions/to-do/{made.pk}/", done)
    assert "To do, as it was decided" not in text(client.get("/"))
    again = text(client.post(f"/decisions/to-do/{made.pk}/", done))
    assert "This was done already, on 10 March 2026" in again


def test_nobody_else_says_that_it_was_done(client, town, decided):
    made = after_actions.add_undertaking(
        by=town.dot, decision=decided, what="Report", condition=True, owner=town.wes,
        due_on=TODAY,
    )  # fmt: skip
    for somebody, status in ((town.mo, 403), (town.asha, 403), (town.dot, 200)):
        client.force_login(somebody)
        assert client.get(f"/decisions/to-do/{made.pk}/").status_code == status


def test_a_minute_needs_a_decision(client, town, awaited):
    client.force_login(town.dot)
    address = f"/decisions/{awaited.pk}/minute/"
    said = {"minute": "Resolved: two posts.", "minuted_on": ""}
    assert "Nothing was decided yet" in text(client.post(address, said))
    decide(town, awaited)
    client.post(address, said)
    assert "Not agreed yet" in text(client.get(f"/decisions/{awaited.pk}/"))


def test_the_desk_looks_each_day_for_what_can_be_called_in_no_longer(decided):
    tasks.expect_call_ins()
    tasks.expect_call_ins()
    asked = DBTaskResult.objects.filter(task_path=tasks.daily_call_ins.module_path)
    assert asked.count() == 1
    tasks.daily_call_ins.call()
    tomorrow = timezone.make_aware(datetime(2026, 3, 11, 0, 20))
    assert asked.filter(run_after=tomorrow).count() == 1
    assert Decision.objects.get(pk=decided.pk).waits
