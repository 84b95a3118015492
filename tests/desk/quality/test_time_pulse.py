"""The monthly pulse on time: asked of social workers alone, told as every survey is."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.utils import timezone

from alongside.desk.quality import survey_actions
from alongside.desk.quality.survey_models import Survey, Tally
from alongside.desk.quality.survey_results import results
from alongside.desk.quality.survey_scales import SCALES
from alongside.desk.quality.tokens import new_token
from alongside.desk.support.models import Task
from alongside.desk.support.time_actions import note_time
from alongside.desk.workforce.models import StaffMember

TODAY = date(2026, 3, 10)
PAGE = "/quality/time/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def pulse(town):
    return survey_actions.make_survey(
        by=town.hal, title="Pulse of February", kind="time_pulse",
        opens_on=date(2026, 2, 9), closes_on=date(2026, 2, 20),
        invited={town.north: 8, town.south: 10},
    )  # fmt: skip


def answered(survey, team, admin: list[int]) -> None:
    """Answer as so many people, each with another share of administration."""
    for score in admin:
        token = new_token(survey.teams.get(team=team))
        scores = {
            "time_admin": score, "time_direct": 3, "time_reports": 4, "evenings": 2,
            "recommend": 4,
        }  # fmt: skip
        survey_actions.answer(survey=survey, token=token, on=survey.opens_on, **scores)


def text(answer) -> str:
    return unescape(answer.content.decode())


def test_there_is_a_number_for_each_answer_of_each_scale(pulse):
    """Of two teams, seven bands and none three times, five and none, and five and none."""
    assert Tally.objects.count() == 2 * (3 * 8 + 6 + 6)


def test_it_is_asked_of_social_workers_and_not_of_who_supports_them(town, pulse):
    asked = {
        name
        for name in ("asha", "mo", "sef", "wes")
        if Survey.objects.asking(getattr(town, name)).exists()
    }
    assert asked == {"wes"}
    survey_actions.make_survey(
        by=town.hal, title="Pulse", kind="pulse", opens_on=TODAY, closes_on=TODAY,
        invited={town.north: 8},
    )  # fmt: skip
    assert Survey.objects.asking(town.asha).get().kind == "pulse", (
        "others ask everybody"
    )


def test_the_page_asks_in_bands(client, town):
    asked = survey_actions.make_survey(
        by=town.hal, title="Pulse of March", kind="time_pulse", opens_on=TODAY,
        closes_on=TODAY, invited={town.north: 8},
    )  # fmt: skip
    client.force_login(town.wes)
    page = text(client.get(f"/quality/surveys/{asked.pk}/answer/"))
    assert "30 to 39%" in page
    assert "4 or more" in page
    assert "Strongly agree" in page
    token = new_token(asked.teams.get())
    sent = {"token": token, "time_admin": "7", "time_direct": "1", "time_reports": "0",
            "evenings": "5", "recommend": "2"}  # fmt: skip
    assert client.post(f"/quality/surveys/{asked.pk}/answer/", sent).status_code == 302
    assert Tally.objects.get(question="time_admin", score=7).count == 1
    sent |= {"token": new_token(asked.teams.get()), "evenings": "6"}
    page = text(client.post(f"/quality/surveys/{asked.pk}/answer/", sent))
    assert "There is a problem" in page, "six is no answer of that scale"


def test_the_mean_takes_the_middle_of_each_band():
    """Twice 5, once 35 and once 90: 135 over 4. Who cannot say is not in it."""
    assert SCALES["time"].mean({1: 2, 4: 1, 7: 1}) == 33.75
    assert SCALES["time"].mean({}) is None
    assert SCALES["agree"].mean({5: 3}) is None


def test_told_by_hand(town, pulse):
    """North: 5, 15, 25, 35, 50, so 26 on average, and two of five at 30% or more."""
    answered(pulse, town.north, [1, 2, 3, 4, 5])
    answered(pulse, town.south, [4, 4, 4, 1, 1, 0])
    found = results(pulse, {"North", "South"}, None)
    admin = found.statements[0]
    north, south = admin.teams
    assert (north.said, north.mean) == ("2 of 5: 40%", "26.0%")
    assert (south.said, south.mean) == ("3 of 5: 60%", "23.0%")
    assert (admin.all.said, admin.all.mean) == ("5 of 10: 50%", "24.5%")


def test_where_all_say_the_same_or_few_do_there_is_no_mean(town, pulse):
    answered(pulse, town.north, [4, 4, 4, 4, 5])
    answered(pulse, town.south, [1, 4])
    admin = results(pulse, {"North", "South"}, None).statements[0]
    assert [told.said for told in admin.teams] == ["Not shown", "Not shown"]
    assert [told.mean for told in admin.teams] == ["", ""]


@pytest.fixture
def both(town, pulse):
    """A pulse of February that is over, and an hour and ten minutes noted then."""
    answered(pulse, town.north, [1, 2, 3, 4, 5])
    answered(pulse, town.south, [4, 4, 4, 1, 1])
    note_time(
        by=town.asha, on=date(2026, 2, 4), team=town.north, times=2,
        task=Task.objects.get(code="arrange-meeting"),
    )  # fmt: skip
    return town


def test_the_months_stand_side_by_side(client, both):
    """To Sam, who is the officer's line manager; to others one officer's time is not told."""
    sam = StaffMember.objects.create(name="Sam", user=both.sam)
    StaffMember.objects.create(name="Asha", user=both.asha, line_manager=sam)
    client.force_login(both.sam)
    page = text(client.get(PAGE))
    february = page.partition("February 2026</th>")[2].partition("</tr>")[0]
    assert "10 of 18: 56%" in february
    assert "<strong>24.5%</strong> on average" in february
    assert "5 of 10: 50%" in february
    assert '<td class="number">1</td>' in february.replace("\n", "")
    assert "does not prove" in page


def test_a_team_manager_reads_no_one_officers_time_and_the_pulse_of_all(client, both):
    client.force_login(both.mo)
    february = text(client.get(PAGE)).partition("February 2026</th>")[2].partition("</tr>")[0]  # fmt: skip
    assert '<td colspan="2">Not shown</td>' in february
    assert "10 of 18: 56%" in february


def test_nobody_chooses_a_team_that_is_not_theirs(client, both):
    client.force_login(both.mo)
    page = text(client.get(f"{PAGE}?team={both.south.pk}"))
    assert "South" not in page
    assert "3 of 5: 60%" not in page
    page = text(client.get(f"{PAGE}?team={both.north.pk}"))
    assert "2 of 5: 40%" in page


def test_what_is_not_over_is_not_told(client, town):
    asked = survey_actions.make_survey(
        by=town.hal, title="Pulse of March", kind="time_pulse", opens_on=TODAY,
        closes_on=TODAY, invited={town.north: 8, town.south: 9},
    )  # fmt: skip
    for team in (town.north, town.south):
        answered(asked, team, [1, 2, 3, 4, 5])
    client.force_login(town.sam)
    page = text(client.get(PAGE))
    assert "of 17" not in page
    assert "No monthly pulse on time was asked and is over" in page
