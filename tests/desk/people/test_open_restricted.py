"""A restricted record opened for a reason by somebody not on its list, and reviewed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from alongside.desk.access.models import AuditEntry
from alongside.desk.messages.models import Message
from alongside.desk.people.models import Child, Opening, ends_after
from alongside.desk.people.opening_actions import MOST, open_restricted, review_opening

PAGE, LIST = "/restricted/open/", "/restricted/opened/"
WHY = {"why": "at_risk", "words": "A neighbour rang: shouting, and he is in there"}
KNOWN = {"hidden": "900125", "in reach": "900123", "another team's": "900124", "nobody's": "1"}  # fmt: skip


def text(answer) -> str:
    return unescape(answer.content.decode())


def seen(user) -> set[str]:
    return set(Child.objects.visible_to(user).values_list("case_id", flat=True))


@pytest.fixture
def wes(client, town):
    client.force_login(town.wes)
    return client


@pytest.fixture
def opened(wes, town) -> Opening:
    answer = wes.post(PAGE, WHY | {"case_id": " 900125 "})
    assert answer.headers["Location"] == f"/children/{town.hidden.pk}/"
    return Opening.objects.get()


def test_it_opens_the_record_to_who_asked_and_to_nobody_else(wes, town, opened):
    page = text(wes.get(f"/children/{town.hidden.pk}/"))
    assert "Jo Farrow" in page and "for the reason you gave" in page
    assert "900125" in seen(town.wes)
    assert "900125" not in seen(town.mo) | seen(town.asha)
    line = AuditEntry.objects.get(action="open restricted record")
    assert (line.by, line.subject_id) == (town.wes, str(town.hidden.pk))
    assert line.detail == {"why": "at_risk", "told_to": [town.mo.pk, town.sam.pk]}


def test_it_closes_by_itself(wes, town, opened):
    Opening.objects.update(until=datetime.now(UTC))
    assert "900125" not in seen(town.wes)
    assert wes.get(f"/children/{town.hidden.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("at", "until", "why"),
    [
        ((2026, 3, 2, 9), (2026, 3, 3, 0), "in winter London's midnight is Greenwich's"),
        ((2026, 7, 1, 9), (2026, 7, 1, 23), "in summer it is an hour before"),
        ((2026, 3, 2, 23), (2026, 3, 3, 3), "a night's work has four hours"),
        ((2026, 3, 2, 20), (2026, 3, 3, 0), "four hours to midnight are enough"),
    ],
)  # fmt: skip
def test_when_it_ends(at, until, why):
    assert ends_after(datetime(*at, tzinfo=UTC)) == datetime(*until, tzinfo=UTC), why


def test_without_a_reason_every_id_is_answered_in_the_same_words(wes, town):
    """Nor does anything tell that some record is restricted: not even the form's page."""
    answers = set()
    for case_id in KNOWN.values():
        page = text(wes.post(PAGE, {"case_id": case_id, "words": ""}))
        assert "Choose why you need to see it now" in page
        page = page.replace(f'value="{case_id}"', "")
        answers.add(re.sub(r'value="[^"]{30,}"', "", page))
    assert len(answers) == 1
    assert not Opening.objects.exists()


def test_what_another_team_holds_answers_as_what_nobody_holds(wes, town):
    pages = []
    for name in ("another team's", "nobody's"):
        page = text(wes.post(PAGE, WHY | {"case_id": KNOWN[name]}))
        assert "Nothing was opened" in page
        page = page.replace(f'value="{KNOWN[name]}"', "")
        pages.append(re.sub(r'value="[^"]{30,}"', "", page))
    assert pages[0] == pages[1]
    asked = AuditEntry.objects.filter(action="ask to open restricted record")
    assert [(line.by, line.subject_id) for line in asked] == [(town.wes, "")] * 2


def test_a_record_in_reach_is_shown_and_nobody_is_told(wes, town):
    page = text(wes.post(PAGE, WHY | {"case_id": "900123"}, follow=True))
    assert "Robin Hale" in page and "You are shown this record anyway" in page
    assert not Opening.objects.exists() and not Message.objects.exists()


def test_ids_cannot_be_tried_out(wes, town):
    for number in range(MOST):
        wes.post(PAGE, WHY | {"case_id": f"{number}"})
    page = text(wes.post(PAGE, WHY | {"case_id": "900125"}))
    assert f"You asked for {MOST} records today that were not opened." in page
    assert "900125" not in seen(town.wes)


def test_the_manager_and_who_restricted_it_are_told_at_once(client, town, opened):
    assert {m.to for m in Message.objects.all()} == {town.mo, town.sam}
    for message in Message.objects.all():
        said = message.subject + message.body
        assert "Wes Okafor opened a restricted record" in message.body
        assert "A child may be at risk now" in message.body
        for secret in ("Jo", "Farrow", "900125", "neighbour"):
            assert secret not in said
    for person in (town.mo, town.sam):
        client.force_login(person)
        assert "Restricted records opened, not reviewed yet" in text(client.get("/"))


def test_a_manager_who_is_not_on_the_list_learns_that_and_not_whose(
    client, town, opened
):
    client.force_login(town.mo)
    page = text(client.get(LIST))
    assert "Wes Okafor" in page and "A child may be at risk now" in page
    for secret in ("Farrow", "900125", "neighbour"):
        assert secret not in page
    assert client.get(f"{LIST}{opened.pk}/").status_code == 404


def test_who_knows_of_the_record_reviews_it(client, town, opened):
    client.force_login(town.sam)
    assert "Jo Farrow" in text(client.get(LIST))
    page = text(client.get(f"{LIST}{opened.pk}/"))
    assert "A neighbour rang" in page
    page = text(client.post(f"{LIST}{opened.pk}/", {"judged": "right"}))
    assert "Enter why you think so" in page
    said = {"judged": "right", "words": "He was on duty, and went there"}
    page = text(client.post(f"{LIST}{opened.pk}/", said, follow=True))
    assert "It was right to open it" in page and "He was on duty" in page
    assert "900125" in seen(town.wes), "it stays open until the day ends"
    assert "not reviewed yet" not in text(client.get("/"))
    line = AuditEntry.objects.get(action="review opening")
    assert line.detail == {"person": town.wes.pk, "judged": "right"}
    page = text(client.post(f"{LIST}{opened.pk}/", said))
    assert "This was reviewed already." in page


def test_what_was_not_right_is_closed_at_once(town, opened):
    review_opening(by=town.sam, opening=opened, judged="not_right", words="Curious")
    assert "900125" not in seen(town.wes)


def test_nobody_reviews_their_own(client, town):
    town.restriction.need_to_know.all().delete()
    made = open_restricted(by=town.sam, case_id="900125", **WHY).opening
    assert list(made.told.all()) == [], "nobody else is there to be told"
    client.force_login(town.sam)
    assert client.get(f"{LIST}{made.pk}/").status_code == 404
    with pytest.raises(ValidationError, match="does not review it"):
        review_opening(by=town.sam, opening=made, judged="right", words="Me")


def test_the_database_itself_refuses_a_review_without_words(opened):
    with pytest.raises(IntegrityError):
        Opening.objects.update(judged="right")


def test_support_officers_open_nothing(client, town):
    client.force_login(town.asha)
    assert client.post(PAGE, WHY | {"case_id": "900125"}).status_code == 403
    assert "Open a record you are not shown" not in text(client.get("/children/"))


def test_an_opening_of_one_record_opens_no_other(town, opened):
    """Nor one that ended, beside one that another person has open."""
    opened.until -= timedelta(days=2)
    opened.save()
    open_restricted(by=town.mo, case_id="900125", **WHY)
    assert "900125" in seen(town.mo)
    assert "900125" not in seen(town.wes)
