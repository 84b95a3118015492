"""Surveys: made, handed out, answered, and told of where nobody can be picked out."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from alongside.desk.access.models import Role, User
from alongside.desk.quality import survey_actions
from alongside.desk.quality.survey_forms import MakeSurveyForm
from alongside.desk.quality.survey_models import SpentToken, Survey, Tally
from alongside.desk.quality.tokens import new_token
from alongside.desk.workforce.absence_teams import people_by_team
from alongside.desk.workforce.models import (
    AgencyEngagement,
    Membership,
    StaffMember,
    Worker,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)
PULSE = ("workload_1", "workload_2", "wellbeing_1", "supervision_1", "stay_1")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def make(town):
    def made(first=TODAY, days=14, kind="pulse", north=10, south=12):
        return survey_actions.make_survey(
            by=town.hal, title=f"Pulse of {first}", kind=kind, opens_on=first,
            closes_on=first + timedelta(days), invited={town.north: north, town.south: south},
        )  # fmt: skip

    return made


def answer(survey, team, score, **others):
    """Answer as somebody of a team, the same score to all but what is said otherwise."""
    token = new_token(survey.teams.get(team=team))
    scores = {question["code"]: score for question in survey.questions} | others
    survey_actions.answer(survey=survey, token=token, on=survey.opens_on, **scores)


def over(survey):
    survey.opens_on, survey.closes_on = TODAY - timedelta(20), TODAY - timedelta(3)
    survey.save()
    return survey


def test_an_adviser_makes_a_survey_and_a_worker_answers_it(client, town):
    client.force_login(town.hal)
    day, last = TODAY, TODAY + timedelta(9)
    sent = {
        "title": "Pulse", "kind": "pulse",
        "opens_on": f"{day.day} {day.month} {day.year}",
        "closes_on": f"{last.day} {last.month} {last.year}",
        f"team{town.north.pk}": "7", f"team{town.south.pk}": "",
    }  # fmt: skip
    client.post("/quality/surveys/add/", sent)
    survey = Survey.objects.get()
    assert [each.team for each in survey.teams.all()] == [town.north]
    assert (
        Tally.objects.count() == 5 * 6 and not Tally.objects.exclude(count=0).exists()
    )
    client.force_login(town.wes)
    assert "1 for you to answer" in client.get("/quality/").content.decode()
    given = client.post(
        f"/quality/surveys/{survey.pk}/token/", {"invited": survey.teams.get().pk}
    )
    token = re.search(r"<code>([A-Z2-7-]{19})</code>", given.content.decode())[1]
    address = f"/quality/surveys/{survey.pk}/answer/"
    begun = client.post(address, {"begin": "yes", "token": token}).content.decode()
    assert f'value="{token}"' in begun and "There is a problem" not in begun
    missing = client.post(address, {"token": token}).content.decode()
    assert "Choose an answer to statement 1" in missing
    scores = dict.fromkeys(PULSE, "4") | {"stay_1": "0"}
    assert client.post(address, scores | {"token": token.lower()}).status_code == 302
    assert Tally.objects.get(question="workload_1", score=4).count == 1
    assert Tally.objects.get(question="stay_1", score=0).count == 1
    again = client.post(address, scores | {"token": token}).content.decode()
    assert "used already" in again and SpentToken.objects.count() == 1


def test_a_person_has_one_token_and_only_of_their_own_team(client, town, make):
    survey = make()
    address = f"/quality/surveys/{survey.pk}/token/"
    north, south = survey.teams.order_by("team__name")
    client.force_login(town.wes)
    page = client.post(address, {"invited": south.pk}).content.decode()
    assert "There is a problem" in page and "<code>" not in page
    assert "<code>" in client.post(address, {"invited": north.pk}).content.decode()
    second = client.post(address, {"invited": north.pk}).content.decode()
    assert "given your token already" in second and "<code>" not in second
    client.force_login(town.adi)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "token", ["", "nonsense", "AAAA-AAAA-AAAA-AAAA", "A" * 30, "ÄÖÜß"]
)
def test_a_token_that_was_not_given_answers_nothing(client, town, make, token):
    survey = make()
    client.force_login(town.wes)
    scores = dict.fromkeys(PULSE, "4") | {"token": token}
    page = client.post(f"/quality/surveys/{survey.pk}/answer/", scores).content.decode()
    assert "There is a problem" in page
    assert (
        not Tally.objects.exclude(count=0).exists() and not SpentToken.objects.exists()
    )


def test_a_token_of_another_survey_answers_nothing(make, town):
    first, second = make(), make()
    token = new_token(first.teams.get(team=town.north))
    with pytest.raises(survey_actions.ValidationError, match="does not belong"):
        survey_actions.answer(
            survey=second, token=token, on=TODAY, **dict.fromkeys(PULSE, 4)
        )


def test_nothing_is_told_before_the_survey_is_over(client, town, make):
    survey = make()
    for score in (5, 5, 4, 2, 1, 1):
        answer(survey, town.north, score)
    client.force_login(town.hal)
    page = client.get(f"/quality/surveys/{survey.pk}/").content.decode()
    assert "6 of 22 people invited have answered" in page and "95% interval" not in page
    assert client.get(f"/quality/surveys/{survey.pk}/export/").status_code == 404


def test_results_by_hand(client, town, make):
    """North: 4 of 6 agree (Wilson 30 to 90). South: 2 of 5. All: 6 of 11."""
    survey = make()
    for score in (5, 5, 4, 4, 2, 1):
        answer(survey, town.north, score)
    for score in (5, 4, 3, 3, 1):
        answer(survey, town.south, score)
    over(survey)
    client.force_login(town.hal)
    page = " ".join(
        client.get(f"/quality/surveys/{survey.pk}/").content.decode().split()
    )
    for said in (
        "4 of 6: 67%",
        "30 to 90%",
        "2 of 5: 40%",
        "6 of 11: 55%",
        "6 of 10: 60%",
        "5 of 12: 42%",
        "11 of 22: 50% answered",
    ):
        assert said in page, said
    book = client.get(f"/quality/surveys/{survey.pk}/export/").content
    assert "4 of 6: 67%" in {
        row[3] for row in load_workbook(BytesIO(book)).active.values
    }


def test_a_small_group_is_not_shown_nor_what_it_could_be_worked_out_from(
    client, town, make
):
    survey = make()
    for score in (5, 5, 4, 4, 2, 1):
        answer(survey, town.north, score)
    for score in (5, 1, 1):
        answer(survey, town.south, score)
    over(survey)
    client.force_login(town.hal)
    page = " ".join(
        client.get(f"/quality/surveys/{survey.pk}/").content.decode().split()
    )
    assert "5 of 9: 56%" in page, "the total"
    assert "4 of 6" not in page and "1 of 3" not in page, "North would give South away"
    assert "Not shown; 12 invited" in page


def test_a_group_that_all_said_the_same_is_not_shown(client, town, make):
    survey = make()
    for _ in range(6):
        answer(survey, town.north, 1)
    for score in (5, 5, 5, 1, 1, 1):
        answer(survey, town.south, score)
    over(survey)
    client.force_login(town.hal)
    page = client.get(f"/quality/surveys/{survey.pk}/").content.decode()
    assert "0 of 6" not in page and "3 of 6" not in page and "3 of 12: 25%" in page


def test_what_moved_since_the_last_survey_of_its_kind(client, town, make):
    """3 of 10 then 9 of 10: +60 points; Newcombe (1998) prints 0.1705 to 0.8090."""
    last = make(first=TODAY - timedelta(200))
    for n in range(10):
        answer(last, town.north, 5 if n < 3 else 1)
    survey = make(first=TODAY - timedelta(30))
    for n in range(10):
        answer(survey, town.north, 5 if n < 9 else 1)
    client.force_login(town.hal)
    page = client.get(f"/quality/surveys/{survey.pk}/").content.decode()
    assert "+60 points (+17 to +81)" in page and f"since {last.title}" in page


def test_a_manager_reads_of_their_own_team_and_of_all(client, town, make):
    survey = make()
    for score in (5, 5, 4, 4, 2, 1):
        answer(survey, town.north, score)
    for score in (5, 4, 3, 3, 1):
        answer(survey, town.south, score)
    over(survey)
    client.force_login(town.mo)
    page = client.get(f"/quality/surveys/{survey.pk}/").content.decode()
    assert "4 of 6" in page and "6 of 11" in page and "2 of 5" not in page
    client.force_login(town.wes)
    assert client.get(f"/quality/surveys/{survey.pk}/").status_code == 403


def test_somebody_in_two_invited_teams_says_for_which(client, town, make):
    survey = make()
    both = User.objects.create(
        username="both@town.example", full_name="Bo Lund", role=Role.objects.get(code="social_worker")
    )  # fmt: skip
    for team in (town.north, town.south):
        Membership.objects.create(user=both, team=team, how="works_in", since=TODAY)
    client.force_login(both)
    page = client.get(f"/quality/surveys/{survey.pk}/token/").content.decode()
    assert "Team you answer for" in page and 'type="radio"' in page


def test_a_survey_needs_a_team_and_two_days_in_order(client, town):
    client.force_login(town.hal)
    sent = {
        "title": "Pulse", "kind": "pulse", "opens_on": "5 3 2026", "closes_on": "4 3 2026",
        f"team{town.north.pk}": "7",
    }  # fmt: skip
    page = client.post("/quality/surveys/add/", sent).content.decode()
    assert "cannot be before the first" in page
    page = client.post(
        "/quality/surveys/add/",
        sent | {"closes_on": "9 3 2026", f"team{town.north.pk}": ""},
    ).content.decode()
    assert "Invite at least one team" in page and not Survey.objects.exists()


def test_those_here_now_are_invited_and_not_all_who_ever_were(town):
    """North: one here, one who left; an agency worker whose engagement is over."""
    for name, team, left in (
        ("A", town.north, None),
        ("B", town.north, date(2020, 1, 1)),
    ):
        worker = Worker.objects.create(source_id=name, name=name, team=team)
        StaffMember.objects.create(name=name, worker=worker, left_on=left)
    agent = StaffMember.objects.create(name="C", engaged="agency")
    engaged = AgencyEngagement.objects.create(
        staff=agent, agency="An agency", team=town.north, reason="demand",
        role="social_worker", region="East Midlands", hours_a_week=37,
        starts_on=date(2020, 1, 6), ended_on=date(2020, 2, 7),
    )  # fmt: skip
    field = f"team{town.north.pk}"
    assert MakeSurveyForm().fields[field].initial == 1
    engaged.ended_on = None
    engaged.save()
    assert MakeSurveyForm().fields[field].initial == 2
    assert people_by_team(TODAY)["North"] == 2
