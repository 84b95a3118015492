"""That no answer can be linked to a person: not by a column, an order, a trail, a log."""

from __future__ import annotations

import logging
from datetime import date

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from alongside.desk.access import unsent
from alongside.desk.access.models import AuditEntry
from alongside.desk.quality import survey_actions
from alongside.desk.quality.survey_models import SpentToken, Survey, Tally, TokenTaken
from alongside.desk.quality.tokens import new_token

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def survey(town):
    return survey_actions.make_survey(
        by=town.hal, title="Pulse", kind="pulse", opens_on=TODAY, closes_on=TODAY,
        invited={town.north: 8, town.south: 8},
    )  # fmt: skip


def scores(survey, score):
    return {question["code"]: score for question in survey.questions}


def columns(model) -> set[str]:
    return {field.column for field in model._meta.get_fields() if field.concrete}


def test_the_tables_of_answers_have_no_column_for_a_person_a_moment_or_a_token():
    """Held to the letter: a column more must be thought about, and written down here."""
    assert columns(Tally) == {"id", "survey_team_id", "question", "score", "count"}
    assert columns(SpentToken) == {"digest", "survey_id"}
    assert columns(TokenTaken) == {"id", "survey_id", "user_id"}


def test_nothing_points_at_an_answer():
    """No table has a key to a number or a token that was used: not one of another app."""
    pointing = [
        (model.__name__, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and field.concrete
        and field.related_model in (Tally, SpentToken)
    ]
    assert pointing == []


def rows(table: str, *order: str) -> list[tuple]:
    """All of a table in the order in which the database itself keeps it."""
    hidden = "rowid, " if connection.vendor == "sqlite" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"select {hidden}* from {table} {' '.join(order)}")
        return cursor.fetchall()


def test_answering_adds_no_row_but_the_spent_token(survey, town):
    """The order of rows tells when they were made: those of numbers were all made before."""
    names = [name for name in connection.introspection.table_names()]
    before = {name: len(rows(f'"{name}"')) for name in names}
    order = [
        row[:2]
        for row in rows(
            "quality_tally", "order by rowid" if connection.vendor == "sqlite" else ""
        )
    ]
    token = new_token(survey.teams.get(team=town.north))
    survey_actions.answer(survey=survey, token=token, on=TODAY, **scores(survey, 4))
    grown = {name for name in names if len(rows(f'"{name}"')) != before[name]}
    assert grown == {"quality_spenttoken"}
    after = [
        row[:2]
        for row in rows(
            "quality_tally", "order by rowid" if connection.vendor == "sqlite" else ""
        )
    ]
    assert after == order


def test_two_people_who_answer_in_either_order_leave_the_same(survey, town):
    """What is kept of 'first she said 5, then he said 1' is what is kept of the reverse."""
    north = survey.teams.get(team=town.north)

    def kept(said) -> list[tuple]:
        Tally.objects.update(count=0)
        for score in said:
            survey_actions.answer(
                survey=survey, token=new_token(north), on=TODAY, **scores(survey, score)
            )
        return sorted(Tally.objects.values_list("question", "score", "count"))

    assert kept([5, 1]) == kept([1, 5])


def test_every_number_of_the_team_is_written_each_time(
    survey, town, django_assert_num_queries, monkeypatch
):
    """A database that keeps what was written last cannot tell which numbers grew."""
    from django.db import connection as here
    from django.test.utils import CaptureQueriesContext

    token = new_token(survey.teams.get(team=town.north))
    with CaptureQueriesContext(here) as asked:
        survey_actions.answer(survey=survey, token=token, on=TODAY, **scores(survey, 4))
    writes = [
        q
        for q in asked.captured_queries
        if q["sql"].startswith('UPDATE "quality_tally"')
    ]
    assert len(writes) == len(survey.questions) * 6


def test_what_was_given_cannot_be_found_again(client, survey, town):
    """Of the token a person had, nothing is in the database: neither it nor its fingerprint."""
    client.force_login(town.wes)
    north = survey.teams.get(team=town.north)
    page = client.post(f"/quality/surveys/{survey.pk}/token/", {"invited": north.pk})
    token = page.content.decode().split("<code>")[1].split("</code>")[0]
    from alongside.desk.quality.tokens import digest_of

    held = [
        str(cell)
        for name in connection.introspection.table_names()
        for row in rows(f'"{name}"')
        for cell in row
    ]
    for secret in (token, token.replace("-", ""), digest_of(token)):
        assert not [cell for cell in held if secret in cell]
    assert TokenTaken.objects.get().user == town.wes


def test_the_trail_the_session_and_the_log_say_nothing_of_answering(
    client, survey, town, caplog
):
    client.force_login(town.wes)
    client.get(f"/quality/surveys/{survey.pk}/answer/")
    lines = AuditEntry.objects.count()
    token = new_token(survey.teams.get(team=town.north))
    with caplog.at_level(logging.DEBUG):
        answer = client.post(
            f"/quality/surveys/{survey.pk}/answer/",
            scores(survey, "5") | {"token": token},
        )
    assert answer.status_code == 302 and token not in answer.url
    assert AuditEntry.objects.count() == lines
    assert token not in caplog.text and "answer" not in caplog.text
    for session in Session.objects.all():
        told = str(session.get_decoded())
        assert token not in told and "workload" not in told


def test_answers_sent_after_the_session_ended_are_not_kept(survey, town):
    """Any other form is kept, with whose it was, until they are back. This is not."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(town.wes)
    token = new_token(survey.teams.get(team=town.north))
    sent = scores(survey, "5") | {"token": token}
    own = {"HTTP_ORIGIN": "http://testserver"}
    other = strict.post("/quality/surveys/add/", {"title": "Pulse"}, **own)
    assert other.status_code == 302, "which is kept, to be sent again"
    strict.session.pop(unsent.KEPT, None)
    kept = strict.session
    kept.pop(unsent.KEPT, None)
    kept.save()
    answer = strict.post(f"/quality/surveys/{survey.pk}/answer/", sent, **own)
    assert answer.status_code == 403
    assert unsent.KEPT not in strict.session


@pytest.mark.parametrize(
    "name", ["asha", "mo", "sam", "ana", "hal", "adi", "sef", "wes"]
)
def test_no_page_of_any_role_shows_one_persons_answers(client, survey, town, name):
    """One person answers, alone in the team: no page of anybody says what."""
    token = new_token(survey.teams.get(team=town.north))
    survey_actions.answer(survey=survey, token=token, on=TODAY, **scores(survey, 1))
    Survey.objects.update(opens_on="2026-01-01", closes_on="2026-01-09")
    client.force_login(getattr(town, name))
    for address in (
        "",
        "surveys/",
        f"surveys/{survey.pk}/",
        f"surveys/{survey.pk}/export/",
    ):
        page = client.get(f"/quality/{address}").content.decode(errors="replace")
        assert "0 of 1" not in page and "1 of 1:" not in page
