"""What is due goes at night; what is held, or leant on, stays; how long is set with a reason."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from alongside.desk.access.models import AuditEntry, SentForm
from alongside.desk.keeping import erasing_actions
from alongside.desk.keeping.actions import lift_hold, place_hold, set_period
from alongside.desk.keeping.erasing_actions import erase_due
from alongside.desk.keeping.falling_due import due, next_due
from alongside.desk.keeping.models import Period
from alongside.desk.keeping.schedule import kinds, lengths, months_said
from alongside.desk.people.models import Adult, AdultOfChild, Child, ContactPoint, Merge
from alongside.desk.support.models import SupportRequest, Task
from alongside.desk.workforce.models import Absence

DAY = date(2026, 3, 2)


def a_request(town, child, closed: date | None) -> SupportRequest:
    at = timezone.make_aware(datetime.combine(closed, datetime.min.time())) if closed else None  # fmt: skip
    return SupportRequest.objects.create(
        team=town.north,
        task=Task.objects.first(),
        child=child,
        asked_by=town.wes,
        asked_at=datetime(2020, 1, 6, tzinfo=UTC),
        outcome="done" if closed else "",
        closed_at=at,
        closed_by=town.asha if closed else None,
        taken_by=town.asha,
    )


def left(day=DAY) -> set[int]:
    erase_due(day=day)
    return set(SupportRequest.objects.values_list("pk", flat=True))


def test_three_years_after_it_was_closed_a_request_goes_and_not_a_day_before(town):
    gone = a_request(town, town.robin, date(2023, 3, 2))
    stays = a_request(town, town.robin, date(2023, 3, 3))
    is_open = a_request(town, town.robin, None)
    kind = kinds()["support_requests"]
    assert set(due(kind, 36, DAY)) == {gone}
    assert next_due(kind, 36, DAY) == date(2026, 3, 3)
    assert left() == {stays.pk, is_open.pk}
    assert left() == {stays.pk, is_open.pk}, "run twice, no more goes"
    (line,) = AuditEntry.objects.filter(action="erase what is due")
    assert line.detail == {"kind": "support_requests", "count": 1}
    assert (line.by, line.subject_id) == (None, "")


def test_of_whom_a_hold_stands_on_nothing_goes_until_it_is_lifted(town):
    held = a_request(town, town.robin, date(2020, 3, 2))
    a_request(town, town.skye, date(2020, 3, 2))
    hold = place_hold(
        by=town.pru, whose="child", person=town.robin, ground="court", why="Case 7"
    )
    assert left() == {held.pk}
    lift_hold(by=town.pru, hold=hold, why="The case is closed.")
    assert left() == set()


def test_a_hold_on_a_child_is_one_on_the_record_merged_into_it(town):
    held = a_request(town, town.robin, date(2020, 3, 2))
    Merge.objects.create(child=town.skye, gone=town.robin, by=town.sef)
    place_hold(by=town.pru, whose="child", person=town.skye, ground="court", why="7")
    assert left() == {held.pk}


def test_one_held_among_many_does_not_keep_the_others(town, monkeypatch):
    monkeypatch.setattr("alongside.desk.keeping.erasing_actions.TOGETHER", 3)
    children = [town.skye, town.robin, town.skye, town.skye, town.skye]
    rows = [a_request(town, child, date(2020, 3, 2)) for child in children]
    place_hold(by=town.pru, whose="child", person=town.robin, ground="court", why="7")
    assert left() == {rows[1].pk}
    lines = AuditEntry.objects.filter(action="erase what is due")
    assert [line.detail["count"] for line in lines.order_by("sequence")] == [2, 2]


def test_a_hold_on_somebody_who_signs_in_keeps_their_absence(town):
    kept, gone = (
        Absence.objects.create(
            user=user, kind="leave", first_on=date(2020, 1, 6),
            last_on=date(2020, 1, 8), noted_by=user,
        )
        for user in (town.wes, town.asha)
    )  # fmt: skip
    place_hold(by=town.pru, whose="user", person=town.wes, ground="complaint", why="9")
    erase_due(day=DAY)
    assert list(Absence.objects.all()) == [kept]


def test_an_adult_goes_six_years_after_the_last_link_with_every_number(town):
    def an_adult(*untils: date | None) -> Adult:
        adult = Adult.objects.create(name="Dee", kind="family", added_by=town.asha)
        ContactPoint.objects.create(adult=adult, value="01632 960001")
        for child, until in zip((town.robin, town.skye), untils, strict=False):
            AdultOfChild.objects.create(
                adult=adult, child=child, relationship="mother", until=until
            )
        return adult

    long_ago, lately = date(2019, 5, 1), date(2024, 5, 1)
    an_adult(long_ago, long_ago)
    stay = {an_adult(long_ago, lately), an_adult(long_ago, None), an_adult()}
    erase_due(day=DAY)
    assert set(Adult.objects.all()) == stay
    assert ContactPoint.objects.count() == 3


def test_a_grown_child_goes_once_nothing_else_is_kept_of_them(town):
    Child.objects.filter(pk=town.skye.pk).update(born_on=date(2000, 5, 2))
    is_open = a_request(town, town.skye, None)
    gone = {each.kind.code: each for each in erase_due(day=DAY)}
    assert (gone["children"].erased, gone["children"].leant_on) == (0, 1)
    is_open.delete()
    erase_due(day=DAY)
    assert not Child.objects.filter(pk=town.skye.pk).exists()
    assert Child.objects.filter(pk=town.robin.pk).exists()


def test_nothing_points_to_what_is_gone(town, django_assert_max_num_queries):
    """The database, asked for every row that points nowhere, finds none."""
    from django.db import connection

    Child.objects.filter(pk=town.skye.pk).update(born_on=date(2000, 5, 2))
    a_request(town, town.robin, date(2020, 3, 2))
    erase_due(day=DAY)
    connection.check_constraints()


def test_how_long_is_set_from_a_day_on_within_the_floor(client, town):
    client.force_login(town.pru)
    address = "/data-protection/schedule/support_requests/"
    today = timezone.localdate()
    told = {"months": "11", "from_on": f"{today:%d %m %Y}", "why": "Fewer are read."}
    page = client.post(address, told).content.decode()
    assert "11 months is not between 12 (1 year) and 1200" in page
    client.post(address, told | {"from_on": "1 1 2020", "months": "12"})
    assert not Period.objects.exists(), "a day that has passed"
    client.post(address, told | {"months": "12"})
    assert lengths(today)["support_requests"] == 12
    assert lengths(date(2020, 1, 1))["support_requests"] == 36
    assert "1 year from the day it was closed" in client.get("/data-protection/").content.decode()  # fmt: skip


def test_the_latest_word_for_a_day_holds(town):
    kind, today = kinds()["messages"], timezone.localdate()
    for months in (12, 18):
        set_period(by=town.adi, kind=kind, months=months, from_on=today, why="Advice")
    assert lengths(today)["messages"] == 18


def test_the_page_says_of_each_kind_what_is_due_and_when(
    client, town, django_assert_max_num_queries
):
    at = timezone.now()
    for number in range(2):
        SentForm.objects.create(key=f"{number:032}", by=town.asha, at=at, what="")
    SentForm.objects.filter(key=f"{0:032}").update(at=datetime(2020, 1, 6, tzinfo=UTC))
    client.force_login(town.pru)
    with django_assert_max_num_queries(150):
        page = client.get("/data-protection/").content.decode()
    assert "1 record is due." in page


def test_the_page_tells_what_is_the_councils_own_choice_and_what_nobody_read(
    client, town, monkeypatch
):
    client.force_login(town.pru)
    own = sum(kind.own for kind in kinds().values())
    page = client.get("/data-protection/").content.decode()
    assert f"{own} of these lengths are the council’s own choice" in page
    assert "not read for it" not in page and "Not read for it" not in page
    unread = replace(kinds()["messages"], own=False)
    monkeypatch.setitem(kinds(), "messages", unread)
    page = client.get("/data-protection/").content.decode()
    assert f"{own - 1} of these lengths" in page and "Not read for it" in page
    assert "1 rests on a text that was not read for it." in page


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.code)
def test_a_length_whose_law_was_not_read_is_the_councils_own_choice(kind):
    assert kind.own or kind.verified
    assert kind.own == ("own choice" in kind.source)


def test_the_nightly_command_says_what_went(town, capsys):
    a_request(town, town.robin, date(2020, 3, 2))
    call_command("erase_due")
    assert "Requests for support: 1 erased, 0 held" in capsys.readouterr().out
    call_command("erase_due")
    assert capsys.readouterr().out == "Nothing is due.\n"


@pytest.mark.django_db(transaction=True)
def test_the_night_s_run_needs_no_transaction_around_it(town, capsys):
    a_request(town, town.robin, date(2020, 3, 2))
    call_command("erase_due")
    assert "1 erased" in capsys.readouterr().out
    assert AuditEntry.objects.filter(action="go through what is due").exists()


def last_said(client) -> str:
    page = client.get("/data-protection/").content.decode()
    [said] = re.findall(r"<p[^>]*>((?:The desk last|No night’s)[^\n]*)</p>", page)
    return re.sub("<[^>]+>", "", said)


def test_the_page_says_when_it_last_erased_and_how_many_of_what(
    client, town, monkeypatch
):
    client.force_login(town.pru)
    assert last_said(client).startswith("No night’s run has come to its end here yet.")
    for _ in range(3):
        a_request(town, town.skye, date(2020, 3, 2))
    a_request(town, town.robin, date(2020, 3, 2))
    gone = Adult.objects.create(name="Dee", kind="family", added_by=town.asha)
    AdultOfChild.objects.create(adult=gone, child=town.skye, relationship="mother", until=date(2019, 5, 1))  # fmt: skip
    place_hold(by=town.pru, whose="child", person=town.robin, ground="court", why="7")
    night = datetime(2026, 3, 2, 2, 31, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: night)
    erase_due(day=DAY)
    assert last_said(client) == (
        "The desk last did so by itself on Monday 2 March 2026 at 2:31am: 4 records went "
        "(Requests for support: 3; Adults around children, and how to reach them: 1). 1 that was due stayed, since "
        "a hold stands on whom it is about."
    )
    erase_due(day=DAY)
    assert "at 2:31am: nothing went. 1 that was due stayed" in last_said(client)


def test_the_page_says_that_a_run_was_broken_off_and_that_none_came_since(
    client, town, monkeypatch
):
    client.force_login(town.pru)
    erase_due(day=DAY)
    a_request(town, town.skye, date(2020, 3, 2))
    erase_kind = erasing_actions._erase_kind

    def breaks(kind, months, day):
        done = erase_kind(kind, months, day)
        if done.erased:
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(erasing_actions, "_erase_kind", breaks)
    with pytest.raises(KeyboardInterrupt):
        erase_due(day=DAY)
    said = last_said(client)
    assert ": nothing went. A run after that was broken off when 1 had gone" in said
    assert "more than a night ago" not in said
    later = timezone.now() + timedelta(hours=37)
    monkeypatch.setattr(timezone, "now", lambda: later)
    client.force_login(town.pru)
    assert "That is more than a night ago: ask whoever runs the desk" in last_said(
        client
    )


@pytest.mark.parametrize(
    ("months", "said"),
    [(1, "1 month"), (12, "1 year"), (18, "1 year and 6 months"), (72, "6 years")],
)
def test_lengths_are_said_in_years_and_months(months, said):
    assert months_said(months) == said
