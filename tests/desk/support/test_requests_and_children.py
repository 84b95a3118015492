"""Requests and the child they are about: on its timeline, to another team, into another record."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from alongside.desk.people.merge_actions import merge_records
from alongside.desk.people.models import Child, ChildTeam
from alongside.desk.quality.audit_models import Audit, Grade
from alongside.desk.support import request_actions as actions
from alongside.desk.support.models import SupportRequest, Task, TimeNote

LIST = "/support/requests/?whose=&state="


def asked(town, child, code="type-chronology", **told) -> SupportRequest:
    usual = {"by": town.wes, "team": town.north, "own_words": "", "due_on": None, "instructions": ""}  # fmt: skip
    return actions.ask(child=child, task=Task.objects.get(code=code), **usual | told)


def text(answer) -> str:
    return unescape(answer.content.decode())


def test_the_timeline_lists_what_was_asked_about_the_child(client, town):
    asked(town, town.robin)
    done = asked(town, town.robin, "book-transport")
    actions.finish_request(by=town.asha, request=done, answer="")
    for user in (town.asha, town.wes, town.mo):
        client.force_login(user)
        page = text(client.get(reverse("casework:timeline", args=[town.robin.pk])))
        assert "Asked of support officers" in page
        assert page.index("Type up a chronology") < page.index("Book transport")
    client.force_login(town.ana)  # neither asks nor does
    answer = client.get(reverse("casework:timeline", args=[town.robin.pk]))
    assert "Type up a chronology" not in text(answer)


def moved(town) -> SupportRequest:
    """Wes of the North asked about Robin, whom the South holds since."""
    request = asked(town, town.robin)
    ChildTeam.objects.filter(child=town.robin).update(team=town.south)
    return SupportRequest.objects.get(pk=request.pk)


def test_a_request_goes_with_its_child_to_the_officers_of_the_new_team(client, town):
    request = moved(town)
    client.force_login(town.asha)
    assert "Type up a chronology" not in text(client.get(LIST))
    assert client.get(f"/support/requests/{request.pk}/").status_code == 404
    client.force_login(town.ben)
    for chosen in ("", f"&team={town.south.pk}"):
        assert "Type up a chronology" in text(client.get(LIST + chosen))
    page = text(client.get(f"/support/requests/{request.pk}/"))
    assert "South, which holds the child now. North was asked." in page
    client.post(f"/support/requests/{request.pk}/done/", {"answer": "Done."})
    assert TimeNote.objects.get().team == town.south


def test_what_came_with_the_child_is_not_asked_twice(town):
    request = moved(town)
    with pytest.raises(ValidationError, match=f"open as request {request.pk}"):
        asked(town, town.robin, by=town.ben, team=town.south)


@pytest.fixture
def gone(town) -> Child:
    child = Child.objects.create(case_id="900126", forename="Robyn", surname="Hale")
    ChildTeam.objects.create(child=child, team=town.north)
    return child


def test_merged_the_requests_of_both_stand_under_the_one_kept(town, gone):
    first = asked(town, gone, due_on=None)
    twin = asked(town, town.robin, due_on=timezone.localdate())
    other = asked(town, gone, "book-transport")
    merge_records(by=town.sam, kept=town.robin, gone=gone)
    assert not SupportRequest.objects.filter(child=gone).exists()
    first.refresh_from_db()
    twin.refresh_from_db()
    other.refresh_from_db()
    assert (first.outcome, first.due_on) == ("", timezone.localdate())
    assert twin.outcome == "withdrawn" and f"request {first.pk} goes on" in twin.answer
    assert (other.outcome, other.child) == ("", town.robin)


def test_merged_audits_stand_under_the_id_that_is_kept(town, gone):
    grade = Grade.objects.first()
    audit = Audit.objects.create(
        case_id=gone.case_id, team=town.north, audited_on=date(2026, 2, 2), grade=grade,
        added_by=town.sam,
    )  # fmt: skip
    merge_records(by=town.sam, kept=town.robin, gone=gone)
    audit.refresh_from_db()
    assert audit.case_id == town.robin.case_id
