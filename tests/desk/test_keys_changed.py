"""Keys are changed as docs/how-to/change-the-keys.md says, and what it says of them is so."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from cryptography.fernet import Fernet
from django.core.signing import BadSignature

from alongside.desk.access.sealing import CannotOpen, seal, unseal
from alongside.desk.access.signed_links import behind_link, link_of
from alongside.desk.quality.tokens import new_token, team_of

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "change-the-keys.md"


def test_the_new_key_seals_and_both_open(settings):
    [program] = re.findall(r'python -c "(.+)"', GUIDE.read_text())
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    new, old = done.stdout.strip(), Fernet.generate_key().decode()
    settings.ENCRYPTION_KEYS = [old]
    before = seal(b"before")
    settings.ENCRYPTION_KEYS = f"{new},{old}".split(",")  # as the guide puts them
    after = seal(b"after")
    assert (unseal(before), unseal(after)) == (b"before", b"after")
    settings.ENCRYPTION_KEYS = [old]
    with pytest.raises(CannotOpen):
        unseal(after)


def section(title: str) -> str:
    return GUIDE.read_text().partition(f"## {title}\n")[2].partition("\n## ")[0]


def test_with_another_key_for_sessions_what_was_handed_out_is_taken(client, settings):
    """And the other way about: the key of links signs no session."""
    invited = SimpleNamespace(pk=2, survey_id=1)
    token, link = new_token(invited), link_of(7, "poll")
    settings.SECRET_KEY = "another"
    assert team_of(token, [invited]) is invited
    assert behind_link(link, "poll") == 7
    assert "secret.key" in section("The key that signs sessions")
    assert "survey" not in section("The key that signs sessions")


def test_signed_in_stays_signed_in_with_another_key_for_links(client, town, settings):
    client.force_login(town.asha)
    settings.LINK_KEYS = ["another"]
    assert client.get("/account/").status_code == 200
    settings.SECRET_KEY = "another"
    assert client.get("/account/").status_code == 302


def test_what_an_older_key_of_links_signed_is_taken_while_it_is_named(settings):
    invited, other = (
        SimpleNamespace(pk=2, survey_id=1),
        SimpleNamespace(pk=3, survey_id=1),
    )
    token, link = new_token(invited), link_of(7, "poll")
    settings.LINK_KEYS = ["newest", *settings.LINK_KEYS]
    assert team_of(token, [other, invited]) is invited
    assert behind_link(link, "poll") == 7
    token, link = new_token(invited), link_of(8, "poll")
    settings.LINK_KEYS = ["newest"]
    assert team_of(token, [other, invited]) is invited
    assert behind_link(link, "poll") == 8


def test_and_not_once_it_is_gone(settings):
    invited = SimpleNamespace(pk=2, survey_id=1)
    token, link = new_token(invited), link_of(7, "poll")
    settings.LINK_KEYS = ["another"]
    assert team_of(token, [invited]) is None
    with pytest.raises(BadSignature):
        behind_link(link, "poll")
    with pytest.raises(BadSignature):
        behind_link(link_of(7, "poll"), "another use")
