"""Finding a child: by name or id, only among those a person may be shown."""

from __future__ import annotations

from html import unescape

import pytest

from alongside.desk.access.models import AuditEntry

FIND = "/children/"


def text(page) -> str:
    return " ".join(unescape(page.content.decode()).split())


def found(client, user, said: str) -> set[str]:
    client.force_login(user)
    page = client.post(FIND, {"said": said})
    return {child.case_id for child in page.context.get("children") or ()}


@pytest.mark.parametrize("said", ["Robin", "robin hale", "Hale Rob", "ha", " 900123 "])
def test_a_child_is_found_by_id_or_by_the_first_letters_of_names(client, town, said):
    assert found(client, town.asha, said) == {"900123"}


@pytest.mark.parametrize("said", ["obin", "Robin Marsh", "90012", "900124", "Skye"])
def test_nothing_else_is_found_nor_another_teams_child(client, town, said):
    assert found(client, town.asha, said) == set()


@pytest.mark.parametrize("said", ["Jo", "Farrow", "900125"])
def test_a_restricted_child_is_found_by_those_on_the_list_alone(client, town, said):
    assert found(client, town.sam, said) == {"900125"}
    for other in (town.asha, town.mo, town.wes):
        assert found(client, other, said) == set()
    assert "No child of your teams has that name or id." in text(
        client.post(FIND, {"said": said})
    )


def test_what_was_typed_is_in_no_address_and_not_on_the_audit_trail(client, town):
    found(client, town.asha, "Robin Hale")
    entry = AuditEntry.objects.latest("sequence")
    assert (entry.by, entry.action, entry.detail) == (
        town.asha,
        "look for child",
        {"found": 1},
    )
    assert "Robin" not in client.get(FIND, {"said": "Robin"}).content.decode()


def test_one_letter_is_too_little(client, town):
    client.force_login(town.asha)
    page = client.post(FIND, {"said": "R"})
    assert "Enter at least two letters" in text(page)
    assert "children" not in page.context


def test_whoever_opens_no_child_finds_none(client, town):
    for other in (town.ana, town.adi):
        client.force_login(other)
        assert client.get(FIND).status_code == 403
