"""Nothing about a child is told to somebody whom nobody checked; a message may be taken."""

from __future__ import annotations

import pytest

from alongside.desk.contacts.models import Contact
from tests.desk.contacts.test_log_contact import NEW, filled, text

REFUSED = "nothing about a child may be told to them"


@pytest.fixture
def asha(client, town):
    client.force_login(town.asha)
    return client


@pytest.mark.parametrize("identity", ["not_checked", "failed"])
def test_answered_about_a_child_is_refused_and_a_message_is_taken(asha, town, identity):
    told = filled(identity=identity, child=town.robin.pk, said="Is she at school?")
    assert REFUSED in text(asha.post(NEW, told))
    assert not Contact.objects.exists()
    asha.post(NEW, told | {"outcome": "message", "passed_to": town.asha.pk})
    assert Contact.objects.get().outcome == "message"


def test_about_no_child_anybody_is_answered_and_a_concern_always_leaves(asha, town):
    asha.post(NEW, filled(identity="not_checked"))
    assert Contact.objects.get().outcome == "answered"
    asha.post(NEW, filled(identity="not_checked", child=town.robin.pk, at_risk="on"))
    assert Contact.objects.filter(outcome="duty").exists()
