"""Who is to be told of a concern at each step: worked out anew each time it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from alongside.desk.access.models import User
from alongside.desk.contacts.concern_clock import Step
from alongside.desk.contacts.concern_models import (
    Concern,
    ConcernTold,
    service_managers,
)
from alongside.desk.people.models import Conflict
from alongside.desk.workforce.duty import duty_manager, duty_worker, managers_of
from alongside.desk.workforce.models import Absence
from alongside.desk.workforce.office import london_day

Role = ConcernTold.Role
Told = list[tuple[User, ConcernTold.Role]]


def to_be_told(concern: Concern, step: Step, at: datetime) -> Told:
    """Return who is told at a step, and as what: each person once, never nobody.

    Of a restricted record, at every step: those on its list who answer concerns and are
    there that day; where there is none, the service managers in their place. Nobody else
    learns that there is one. Nobody who knows the family outside work is told. Empty only
    where the service has nobody else who answers concerns.
    """
    if concern.open_restriction():
        return _impartial(concern, _of_list(concern, at))
    found = _impartial(concern, _able(_of_step(concern, step, at)))
    return found or _impartial(concern, _as_service_managers())


def _impartial(concern: Concern, found: Told) -> Told:
    """Those of them who are not kept from the child's family."""
    child = concern.contact.child
    know = Conflict.objects.who_know(child) if child else set()
    return [(user, role) for user, role in found if user.pk not in know]


def _of_list(concern: Concern, at: datetime) -> Told:
    listed = concern.on_list()
    able = [u for u in User.objects.who_may("answer_concern") if u.pk in listed]
    away = _away(able, at)
    there = [(user, Role.LISTED) for user in able if user.pk not in away]
    return there or [(user, Role.IN_PLACE_OF_LIST) for user in service_managers()]


def _away(users: Iterable[User], at: datetime) -> set[int]:
    absences = Absence.objects.on(london_day(at)).of_users([u.pk for u in users])
    told = absences.values_list("user", "staff__user")
    return {key for either in told for key in either if key}


def _of_step(concern: Concern, step: Step, at: datetime) -> Iterator:
    """Yield who a step is for by the rota and the teams, whether they can answer or not."""
    team = concern.team
    if team is None:
        return
    if step == Step.DUTY:
        duty = duty_worker(team, at), duty_manager(team, at)
        able = (user for user in duty if user and user.may("answer_concern"))
        yield next(able, None), Role.DUTY
    elif step == Step.DUTY_MANAGER:
        yield duty_manager(team, at), Role.DUTY_MANAGER
    else:
        for user in managers_of(team, london_day(at)):
            yield user, Role.TEAM_MANAGER
        yield from _as_service_managers()


def _able(found: Iterable) -> Told:
    """Those of them who can answer a concern, each once."""
    told: dict[User, ConcernTold.Role] = {}
    for user, role in found:
        if user and user.may("answer_concern"):
            told.setdefault(user, role)
    return list(told.items())


def _as_service_managers() -> Told:
    return [(user, Role.SERVICE_MANAGER) for user in service_managers()]
