"""Finding a child: by name or id, only among those a person may be shown."""

from __future__ import annotations

from html import unescape

import pytest

from alongside.desk.access.models import AuditEntry
from alongside.desk.people.models import Child

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


NAMES = {
    ("Sean", "O'Neill"): ["O’Neill", "O'Neill", "oneill", "ONEILL", "o neill", "neill", "sean o neill", "O‘Neill sean"],
    ("Siân", "Rhys-Jones"): ["sian", "SIÂN", "Sia\u0302n", "rhysjones", "rhys jones", "jones", "Rhys‑Jones Sian"],
    ("Łukasz", "Żółć"): ["zolc", "żółć", "łukasz", "Lukasz Zolc", "ŁUKASZ"],
    ("Bjørn", "Æsgård Groß"): ["bjorn", "BJØRN", "aesgard", "gross", "groß", "aesgardgross"],
    ("Mary Ann", "ONeill"): ["maryann", "mary-ann", "ann", "mary o'neill"],
    ("Đorđe", ""): ["dorde", "Đorđe"],
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=" ".join)
def test_a_name_is_found_however_its_letters_are_marked_or_joined(client, town, name):
    Child.objects.update(forename="Zed", surname="Zed")
    town.robin.forename, town.robin.surname = name
    town.robin.save()
    missed = [each for each in NAMES[name] if not found(client, town.asha, each)]
    assert missed == []
    wrong = ("eill", "lukas zed", "''", "sianx", "asz", "olc", "rn", "––")
    assert [each for each in wrong if found(client, town.asha, each)] == []


def test_those_found_are_counted_and_the_first_by_name_are_shown(client, town):
    for number in range(60):
        child = Child.objects.create(
            case_id=f"7{number}", forename=f"Ida {number:02}", surname="Zed"
        )
        child.teams.add(town.north)
    client.force_login(town.asha)
    context = client.post(FIND, {"said": "zed"}).context
    assert context["count"] == 60
    shown = [child.forename for child in context["children"]]
    assert shown == [f"Ida {number:02}" for number in range(50)]


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
