"""A restricted child is marked as such on every list, for those who may see them."""

from __future__ import annotations

import pytest
from django.urls import reverse

TAG = "Restricted record</strong>"


@pytest.fixture
def listed(client, town, clock_of):
    """Two clocks of the North, one of a child only sam may know of."""
    hidden = clock_of(town.hidden)
    clock_of(town.robin)
    return hidden


def page(client, person, name, **kwargs) -> str:
    client.force_login(person)
    return client.get(reverse(name, kwargs=kwargs)).content.decode()


@pytest.mark.parametrize("name", ["casework:timescales", "today:today"])
def test_the_restricted_child_alone_is_marked(client, town, listed, name):
    told = page(client, town.sam, name)
    before, _, after = told.partition("Farrow")
    assert "Robin Hale" in told and told.count(TAG) == 1
    assert TAG in after.partition("</th>")[0]


def test_a_clock_says_so_in_its_heading(client, town, listed):
    told = page(client, town.sam, "casework:due", pk=listed.pk)
    assert TAG in told.partition("</h1>")[0]


def test_a_child_found_by_name_is_marked(client, town, listed):
    client.force_login(town.sam)
    told = client.post(reverse("people:find-child"), {"said": "Farrow"}).content
    assert TAG in told.decode()


def test_a_lifted_restriction_marks_nobody(client, town, listed):
    from alongside.desk.people.actions import lift_restriction

    lift_restriction(by=town.sam, restriction=town.restriction)
    told = page(client, town.sam, "casework:timescales")
    assert "Farrow" in told and TAG not in told


@pytest.mark.parametrize("name", ["casework:timescales", "today:today"])
def test_others_see_neither_child_nor_mark(client, town, listed, name):
    told = page(client, town.mo, name)
    assert "Robin Hale" in told and "Farrow" not in told and TAG not in told
