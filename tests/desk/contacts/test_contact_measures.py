"""A fortnight of contacts, counted by hand, and counted again by the desk."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import openpyxl
import pytest

from alongside.desk.contacts.measures import NO_TEAM, Fraction, Month, named
from alongside.desk.contacts.models import (
    Attempt,
    CallBack,
    Contact,
    PaymentQuery,
    RepeatWindow,
    Topic,
)
from alongside.desk.people.models import Adult
from alongside.reckon.intervals import wilson_interval

MARCH = date(2026, 3, 1)
NOW = datetime(2026, 4, 20, 12, tzinfo=UTC)


def at(day: int, hour: int = 10, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def rang(
    town, moment, who=None, topic="meeting", outcome="answered", **told
) -> Contact:
    return Contact.objects.create(
        send_key=uuid4(), adult=who, caller_kind="family", topic=Topic.objects.get(code=topic),
        said="Asked.", outcome=outcome, taken_by=town.asha, began_at=moment, logged_at=moment,
        **{"team": town.north} | told,
    )  # fmt: skip


@pytest.fixture
def people(town):
    RepeatWindow.objects.create(days=14, set_by=town.sam)
    return [
        Adult.objects.create(name=name, kind="family", added_by=town.asha)
        for name in ("Ada Finch", "Bo Marsh", "Cy Reed")
    ]


def north(town, user=None, now=NOW):
    return Month(user or town.sam, MARCH, now).lines()[town.north.pk]


def test_march_by_hand(town, people):
    """North's March, by the rule of 14 days:

    2  Ada, meeting, answered              repeated on the 10th: not resolved
    10 Ada, meeting, answered              a repeat
    24 Ada, meeting, answered              a repeat: 14 days to the minute
    3  Bo, meeting, answered               resolved
    3  Bo, document, answered              resolved: another topic
    5  Cy, message, passed on              not resolved
    20 Cy, document, answered              repeated on 2 April: not resolved
    6  nobody known, other, answered       resolved: nobody to repeat them
    9  a safeguarding concern, to duty     counted, and no more
    And of February: Bo, document, on the 16th, 15 days before: no repeat of the 3rd's.
    """
    ada, bo, cy = people
    for day in (2, 10, 24):
        rang(town, at(day), ada)
    rang(town, at(3), bo)
    rang(town, at(3, 11), bo, "document")
    rang(town, at(16, 10, month=2), bo, "document")
    rang(town, at(5), cy, "message", "message")
    rang(town, at(20), cy, "document")
    rang(town, at(2, month=4), cy, "document")
    rang(town, at(6), topic="other")
    rang(town, at(9), topic=Topic.objects.get(is_concern=True).code, outcome="duty")
    line = north(town)
    assert line.contacts == 9
    assert line.first == Fraction(3, 6, 0)
    assert line.repeats == Fraction(2, 9)


def test_a_school_that_rings_about_two_families_repeats_nothing(town):
    """Its three answered calls: Robin, Skye five days later, Robin again after ten."""
    RepeatWindow.objects.create(days=14, set_by=town.sam)
    school = Adult.objects.create(name="Olu Reid", kind="school", added_by=town.asha)
    for day, child in ((2, town.robin), (7, town.skye), (12, town.robin)):
        rang(town, at(day), school, child=child)
    line = north(town)
    assert line.repeats == Fraction(1, 3)
    assert line.first == Fraction(1, 2, 0)  # Skye's; Robin's was asked again


def test_what_is_too_early_to_tell_is_left_out(town, people):
    rang(town, at(30), people[0])
    early = north(town, now=at(13, 9, month=4))  # 13 days and 23 hours later
    assert early.first == Fraction(0, 0, 1)
    assert north(town, now=at(13, 10, month=4)).first == Fraction(1, 1, 0)


def test_what_has_failed_already_waits_as_long_as_what_may_still_succeed(town, people):
    """Else a month that is not over would show failures alone."""
    rang(town, at(30), people[0], outcome="message")
    rang(town, at(29), people[1])
    rang(town, at(31), people[1])
    early = north(town, now=at(5, month=4))
    assert early.first == Fraction(0, 0, 2)
    assert north(town, now=at(20, month=4)).first == Fraction(0, 2, 0)


def test_the_month_is_londons(town, people):
    """Half past eleven in the evening, UTC, on 31 March is half past midnight on 1 April."""
    rang(town, datetime(2026, 3, 31, 23, 30, tzinfo=UTC), people[0])
    rang(town, datetime(2026, 3, 31, 22, 30, tzinfo=UTC), people[1])
    assert north(town).contacts == 1


def test_call_backs_are_judged_by_the_time_that_was_promised(town, people):
    """Due in March: kept at the minute, kept late, missed, given up. Not yet due: none."""
    for kept, given_up in ((at(4, 15), 0), (at(4, 16), 0), (None, 0), (None, 1)):
        contact = rang(town, at(4), people[0], outcome="call_back")
        made = CallBack.objects.create(
            contact=contact, to=town.wes, by_when=at(4, 15), judged_by=at(4, 15), about="x",
            promised_by=town.asha, promised_at=at(4),
        )  # fmt: skip
        if kept:
            made.kept_with = Attempt.objects.create(call_back=made, outcome="through", by=town.wes, at=kept)  # fmt: skip
        if given_up:
            made.given_up_at, made.given_up_by, made.given_up_why = (
                at(5),
                town.wes,
                "Moved away",
            )
        made.save()
    assert north(town).kept == Fraction(1, 4)
    assert Month(town.sam, MARCH, at(4, 14)).lines()[town.north.pk].kept == Fraction(
        0, 0
    )


def test_days_to_answer_a_payment_query(town):
    """10, 3 and 30 days, over the end of February: the median is 10."""
    for opened, answered in ((date(2026, 2, 20), date(2026, 3, 2)), (date(2026, 3, 1), date(2026, 3, 4)), (date(2026, 2, 28), date(2026, 3, 30)), (date(2026, 3, 1), date(2026, 4, 1))):  # fmt: skip
        PaymentQuery.objects.create(
            kind="allowance", team=town.north, opened_by=town.asha, opened_on=opened,
            answered_on=answered, answer="paid", next_by=answered, reference=f"P{opened:%d}{answered:%d}",
        )  # fmt: skip
    line = north(town)
    assert sorted(line.days) == [3, 10, 30]
    assert line.days_said == "Median 10 days, longest 30, of 3 answered"


def test_the_interval_is_wilsons_and_nothing_has_none():
    low, high = wilson_interval(7, 20)
    assert (
        Fraction(7, 20).said
        == f"7 of 20: 35% ({low:.0%} to {high:.0%})"
        == "7 of 20: 35% (18% to 57%)"
    )
    assert Fraction(0, 0).said == "None to count"


def test_a_restricted_childs_contacts_are_in_nobodys_figures_but_theirs(
    client, town, now_is
):
    now_is(NOW)
    rang(town, at(4), child=town.hidden)
    rang(town, at(4), child=town.robin)
    rang(town, at(4), child=town.skye, team=town.south)
    for user, north_count, all_count in (
        (town.mo, 1, 1),
        (town.ana, 1, 2),
        (town.sam, 2, 3),
    ):
        lines = Month(user, MARCH, NOW).lines()
        assert lines[town.north.pk].contacts == north_count, user
        client.force_login(user)
        page = client.get("/contacts/measures/?month=2026-03-01").context
        assert page["whole"].contacts == page["all"] == all_count, user
        assert sum(int(bar.value.short) for bar in page["hours"].bars) == all_count


def test_what_is_of_no_team_stands_last_and_the_file_has_what_shares_are_made_of(
    client, town
):
    recent = datetime.now(UTC) - timedelta(days=1)
    rang(town, recent)
    rang(town, recent, team=None)
    assert [name for name, _ in named(Month(town.sam, recent.date().replace(day=1), NOW.replace(year=2099)).lines())] == ["North", "No team"]  # fmt: skip
    assert NO_TEAM not in Month(town.mo, recent.date().replace(day=1), NOW).lines()
    client.force_login(town.mo)
    book = openpyxl.load_workbook(
        io.BytesIO(client.get("/contacts/measures/export/").content)
    )
    row = [cell.value for cell in list(book.active)[-1]]
    assert row[1:6] == ["North", 1, 0, 0, 1]
