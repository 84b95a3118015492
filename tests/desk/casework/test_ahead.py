"""The weeks ahead: what falls due in each, and what was never done in a week before."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest

from alongside.desk.access.models import User
from alongside.desk.casework.ahead import PAST, look_ahead
from alongside.desk.casework.models import Due
from alongside.desk.workforce.away_actions import note_absence
from alongside.desk.workforce.models import Worker

pytestmark = pytest.mark.usefixtures("today", "home")

TODAY, THIS_MONDAY = date(2026, 3, 10), date(2026, 3, 9)
PAGE = "/timescales/ahead/"


@pytest.fixture
def wes(town) -> Worker:
    return Worker.objects.create(
        source_id="W1", name="Wes Okafor", team=town.north, user=town.wes
    )


@pytest.fixture
def done(clock_of, town, wes):
    """Put into each of the past weeks so many things done, the last week first."""

    def made(*counts: int) -> None:
        for weeks, count in enumerate(counts, 1):
            day = THIS_MONDAY - timedelta(weeks=weeks) + timedelta(days=2)
            for _ in range(count):
                clock_of(
                    town.robin, worker=wes, status=Due.Status.MET, completed_on=day
                )

    return made


def ahead_of(user, by="worker"):
    workers = Worker.objects.visible_to(user)
    return look_ahead(Due.objects.visible_to(user), by, workers, TODAY)


def text(answer) -> str:
    return unescape(answer.content.decode())


def test_each_clock_stands_in_the_week_it_falls_due(town, clock_of):
    days = {-1: 1, 0: 1, 5: 1, 6: 2, 82: 1, 83: 1}  # 6: Monday 16; 82: Sunday 31 May
    for day, count in days.items():
        for _ in range(count):
            clock_of(town.robin, day)
    found = ahead_of(town.asha)
    assert found.overdue == 1
    assert [week.due for week in found.weeks] == [2, 2, *[0] * 9, 1]
    assert found.weeks[0].first == THIS_MONDAY
    assert found.weeks[-1].last == date(2026, 5, 31)


def test_bank_holidays_shorten_their_weeks(town, clock_of):
    """Good Friday 3 April, Easter Monday 6 April, 4 May and 25 May 2026."""
    weeks = {week.first: week.working_days for week in ahead_of(town.asha).weeks}
    short = [day for day, days in weeks.items() if days == 4]
    assert short == [
        date(2026, 3, 30), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25),
    ]  # fmt: skip
    assert set(weeks.values()) == {4, 5}


def test_more_than_ever_done_is_said_to_be(town, clock_of, done):
    done(3, 5, 2, 2, 2, 2, 2, 2)
    for _ in range(6):
        clock_of(town.robin, 6)
    for _ in range(5):
        clock_of(town.robin, 13)
    this, week, next_week = ahead_of(town.asha).weeks[:3]
    assert (week.possible, week.verdict) == (5, "too_much")
    assert next_week.verdict == "busy", "The most ever done has been done."
    assert this.verdict == ""


def test_a_short_week_holds_less(town, clock_of, done):
    done(5, 5, 5, 5, 5, 5, 5, 5)
    for _ in range(5):
        clock_of(town.robin, 20)  # Monday 30 March, the week of Good Friday
    week = ahead_of(town.asha).weeks[3]
    assert (week.possible, week.verdict) == (4, "too_much")


def test_the_usual_week_is_the_middle_one_of_all_26_empty_ones_too(town, done):
    done(*[4] * 14)
    assert ahead_of(town.asha).weeks[0].usual == 4
    Due.objects.filter(completed_on__lt=THIS_MONDAY - timedelta(weeks=12)).delete()
    assert ahead_of(town.asha).weeks[0].usual == 0
    assert PAST == 26


def test_a_thin_record_says_nothing(town, clock_of, done):
    done(1, 1, 1, 1, 1, 1, 1)
    for _ in range(40):
        clock_of(town.robin, 6)
    week = ahead_of(town.asha).weeks[1]
    assert (week.possible, week.verdict) == (None, "")


def test_people_who_are_away_can_do_less(town, clock_of, done, wes):
    Worker.objects.create(source_id="W2", name="Someone else", team=town.north)
    done(10, 2, 2, 2, 2, 2, 2, 2)
    note_absence(
        by=town.wes, user=town.wes, kind="leave",
        first_on=date(2026, 3, 18), last_on=date(2026, 3, 24),
    )  # fmt: skip
    _, second, third, fourth = ahead_of(town.asha, by="team").weeks[:4]
    assert second.present == pytest.approx(1 - 3 / 10)
    assert third.present == pytest.approx(1 - 2 / 10)
    assert second.possible == pytest.approx(7)
    assert fourth.present == 1


def test_nobody_there_all_week_is_said_of_a_worker(client, town, clock_of, wes):
    clock_of(town.robin, 6, worker=wes)
    note_absence(
        by=town.mo, user=town.wes, kind="sickness",
        first_on=date(2026, 3, 16), last_on=date(2026, 3, 20),
    )  # fmt: skip
    client.force_login(town.mo)
    page = text(client.get(PAGE, {"team": town.north.pk}))
    assert "Nobody there" in page and "Wes Okafor" in page
    assert "Sickness" not in page, "Why is for the person and their managers."


def test_a_person_sees_the_weeks_of_their_own_children(client, town, clock_of):
    clock_of(town.robin, 6)
    clock_of(town.skye, 6)
    for person, total in (("asha", 1), ("ben", 1), ("sam", 2)):
        client.force_login(getattr(town, person))
        assert client.get(PAGE).context["total"] == total, person
    client.force_login(town.ben)
    page = client.get(PAGE, {"team": town.north.pk})
    assert page.context["team"] is None, "Another's team cannot be chosen."
    assert "North" not in text(page).split("</header>")[-1]


def test_a_restricted_childs_clock_is_in_no_count(client, town, clock_of):
    clock_of(town.hidden, 6)
    client.force_login(town.asha)
    assert client.get(PAGE).context["total"] == 0
    client.force_login(town.sam)
    assert client.get(PAGE).context["total"] == 1


def test_the_picture_says_in_words_what_it_draws(client, town, clock_of, done):
    done(2, 2, 2, 2, 2, 2, 2, 2)
    for _ in range(3):
        clock_of(town.robin, 6)
    client.force_login(town.asha)
    page = text(client.get(PAGE))
    assert (
        "Week of 16 March: 3 due, at most 2 done in such a week so far; "
        "more than ever done." in page
    )


def test_as_many_questions_however_many_clocks(
    client, town, clock_of, django_assert_max_num_queries
):
    for n in range(30):
        worker = Worker.objects.create(source_id=f"N{n}", team=town.north)
        clock_of(town.robin, n, worker=worker)
    client.force_login(town.asha)
    with django_assert_max_num_queries(20):
        client.get(PAGE, {"team": town.north.pk})


def test_somebody_in_no_team_is_told_so(client, town, extract):
    user = User.objects.create(
        username="new@town.example", full_name="New Person", role=town.asha.role
    )
    client.force_login(user)
    assert "You are in no team yet" in text(client.get(PAGE))
