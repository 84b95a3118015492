"""A report written by several people: versions, two windows, drafts, comments."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.seen_before import as_seen
from alongside.desk.committee import report_actions, section_actions
from alongside.desk.committee.models import SectionDraft
from tests.house.committee_subjects import a_report


@pytest.fixture
def report(town):
    return a_report(town)


@pytest.fixture
def section(report):
    return report.sections.get(name="purpose")


def text(answer) -> str:
    return unescape(answer.content.decode())


def test_every_version_is_kept_and_compared(client, town, section):
    client.force_login(town.sam)
    address = f"/committee/sections/{section.pk}/"
    client.post(address, {"text": "Two posts are asked for.\n\nThe cost is known."})
    client.force_login(town.ana)
    client.post(address, {"text": "Three posts are asked for.\n\nThe cost is known."})
    page = text(client.get(f"{address}history/"))
    lines = [line for line in page.split("<tr>") if "Taken out" in line]
    assert len(lines) == 1 and "Two posts" in lines[0]
    assert "Version 1: Sam Whitlock" in page and "Version 2: Ana Kowalska" in page
    first = text(client.get(f"{address}history/?old=0&new=1"))
    assert "Two posts" in first and "Three posts" not in first


def test_whoever_saves_second_is_told_and_loses_nothing(client, another, town, section):
    address = f"/committee/sections/{section.pk}/"
    client.force_login(town.sam)
    another.force_login(town.ana)
    seen = as_seen(section, ["text"])
    client.post(address, {"text": "Sam’s words.", "seen": seen})
    page = text(another.post(address, {"text": "Ana’s words.", "seen": seen}))
    assert "changed by Sam Whitlock" in page and "Sam’s words." in page
    assert "Ana’s words.</textarea>" in page
    section.refresh_from_db()
    assert section.text == "Sam’s words."
    anew = page.split('name="seen" value="')[1].split('"')[0]
    another.post(address, {"text": "Both’s words.", "seen": anew})
    section.refresh_from_db()
    assert (section.text, section.number) == ("Both’s words.", 2)


def test_what_is_typed_is_kept_for_its_writer_alone(client, another, town, section):
    address = f"/committee/sections/{section.pk}/"
    client.force_login(town.sam)
    another.force_login(town.ana)
    assert "Kept at" in text(client.post(f"{address}draft/", {"text": "Half a sent"}))
    assert b"Half" not in bytes(SectionDraft.objects.get().sealed)
    assert "Half a sent</textarea>" in text(client.get(address))
    assert "Half a sent" not in text(another.get(address))
    client.post(address, {"text": "Half a sentence more."})
    assert not SectionDraft.objects.exists()


def test_a_draft_is_thrown_away_when_its_writer_says_so(client, town, section):
    address = f"/committee/sections/{section.pk}/draft/"
    client.force_login(town.sam)
    client.post(address, {"text": "Half a sent"})
    client.post(f"{address}discard/")
    assert not SectionDraft.objects.exists()


def test_what_was_sent_when_the_sign_in_ran_out_is_not_lost(client, town, section):
    address = f"/committee/sections/{section.pk}/"
    client.force_login(town.sam)
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    client.post(address, {"text": "A page of words."})
    sent = {"login": town.sam.username, "password": town.password}
    answer = client.post("/sign-in/?next=/unsent/", sent, follow=True)
    assert "This was not sent yet" in text(answer)
    assert "A page of words." in text(answer)


def test_comments_are_seen_to(client, town, section):
    client.force_login(town.mo)  # reads reports, and writes none
    client.post(f"/committee/sections/{section.pk}/comment/", {"text": "Which two?"})
    address = f"/committee/{section.report_id}/"
    assert "Which two?" in text(client.get(address))
    made = section.comments.get()
    assert client.post(f"/committee/comments/{made.pk}/resolve/").status_code == 403
    client.force_login(town.sam)
    client.post(f"/committee/comments/{made.pk}/resolve/")
    assert "Which two?" not in text(client.get(address))
    with pytest.raises(ValidationError, match="seen to already"):
        section_actions.resolve_comment(by=town.sam, comment=made)


def test_what_went_forward_stands_as_it_is(town, report, section):
    report.forward_by, report.forward_on = town.sam, report.begun_on
    report.save()
    with pytest.raises(ValidationError, match="went forward on"):
        section_actions.write_section(by=town.sam, section=section, text="More.")
    report_actions.take_back(by=town.sam, report=report)
    section_actions.write_section(by=town.sam, section=section, text="More.")


def test_an_exempt_report_is_not_there_for_those_who_only_read(client, town):
    hidden = a_report(town, exempt=True, title="Exempt posts")
    for somebody, status in ((town.mo, 404), (town.mina, 200), (town.dot, 200)):
        client.force_login(somebody)
        assert client.get(f"/committee/{hidden.pk}/").status_code == status
    client.force_login(town.mo)
    assert "Exempt posts" not in text(client.get("/committee/"))
