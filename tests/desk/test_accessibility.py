"""The accessibility statement: for anybody, linked on every page, honest about what is not known."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone


@pytest.mark.parametrize("name", ["", "asha", "adi"])
def test_it_is_one_step_from_every_page(client, town, name):
    if name:
        client.force_login(getattr(town, name))
    page = client.get("/messages/", follow=True).content.decode()
    foot = page[page.index("<footer") :]
    assert '<a href="/accessibility/">' in foot
    told = " ".join(client.get("/accessibility/").content.decode().split())
    assert "partially compliant" in told
    assert "Nobody who uses a screen reader" in told
    assert "Accessibility Regulations 2018" in told


def test_it_names_whom_to_tell(client, town, settings):
    settings.DESK_NUMBER, settings.COUNCIL = "01632 960100", "Thistledown Vale"
    told = client.get("/accessibility/").content.decode()
    assert "Ring 01632 960100" in told and "Thistledown Vale" in told
    client.force_login(town.asha)
    assert "Tell your administrator" in client.get("/accessibility/").content.decode()


def test_only_who_is_signed_in_is_told_when_that_ends(
    client, town, settings, monkeypatch
):
    assert "data-idle" not in client.get("/accessibility/").content.decode()
    client.force_login(town.asha)
    page = client.get("/messages/").content.decode()
    idle = int(re.search(r'data-idle="(\d+)"', page)[1])
    assert idle == settings.SESSION_COOKIE_AGE
    later = timezone.now() + timedelta(minutes=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert client.get("/accessibility/").status_code == 200
    ends = Session.objects.get().expire_date
    assert ends >= later + timedelta(seconds=idle), "any answer puts the end off"
