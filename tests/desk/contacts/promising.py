"""Call-backs that tests promise, try and look for."""

from __future__ import annotations

from alongside.desk.contacts import callback_actions as actions
from alongside.desk.contacts.callback_models import Attempt, CallBack
from alongside.desk.people.adult_actions import add_adult, add_contact_point
from tests.desk.contacts.calling import logged, london


def promised(town, by_when=None, contact=None, to=None, **told) -> CallBack:
    contact = contact or logged(town.asha, "meeting", child=town.robin, **told)
    return actions.promise_call_back(
        by=town.asha, contact=contact, to=to or town.wes, by_when=by_when or london(15),
        channel="phone", about="The time of the meeting",
    )  # fmt: skip


def tried(by, call_back, outcome="no_answer") -> Attempt:
    return actions.note_attempt(by=by, call_back=call_back, outcome=outcome)


def number(town, **safe):
    adult = add_adult(by=town.asha, name="Jean Hale", kind="family")
    point = add_contact_point(by=town.asha, adult=adult, value="07700 900123", **safe)
    return {"adult": adult, "point": point, "caller_kind": "family", "caller_said": ""}


def seen(user) -> list[CallBack]:
    return list(CallBack.objects.visible_to(user))


def owed(user) -> list[CallBack]:
    return list(CallBack.objects.visible_to(user).owed_by(user).open())
