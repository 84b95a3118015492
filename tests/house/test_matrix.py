"""Who may open what: tests/house/matrix.csv, tried on the town.

A line for each URL name. Under each role stands the answer it gets: one status, or
three, as in `200/404/404`, where the page is about somebody: of the role's own team,
of another team, and under a restriction. `subject` names how the address is filled;
`method` how it is asked, with nothing filled in; `nobody` is not signed in.

A role that opens few pages has no column: what it opens stands in matrix_few.csv, and
every other page refuses it.
"""

from __future__ import annotations

import csv
import re
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from alongside.desk.access.models import User
from alongside.desk.casework.models import (
    Due,
    Extract,
    Fault,
    Handback,
    Layout,
    RuleChange,
    SavedView,
)
from alongside.desk.messages.actions import write_message
from alongside.desk.workforce.models import Absence, Cover, Membership
from tests.house.beside_the_page import found_in, names, told
from tests.town import PEOPLE, build

MATRIX = Path(__file__).with_name("matrix.csv")
FEW = Path(__file__).with_name("matrix_few.csv")
ROLES = {
    "support_officer": "asha",
    "senior_support_officer": "sef",
    "social_worker": "wes",
    "team_manager": "mo",
    "service_manager": "sam",
    "analyst": "ana",
    "hr_adviser": "hal",
    "administrator": "adi",
    "nobody": None,
}
OPEN_FEW = {
    "finance_officer": "fay",
    "democratic_services": "dot",
    "monitoring_officer": "mina",
    "data_protection_officer": "pru",
}
OWN, OTHER, RESTRICTED = range(3)


def team(town, where):
    return {"pk": (town.north, town.south, town.north)[where].pk}


def person(town, where):
    return {"pk": (town.asha, town.ben, town.sam)[where].pk}


def membership(town, where):
    return {"pk": (town.asha, town.ben, town.mo)[where].memberships.get().pk}


def child(town, where):
    return {"pk": (town.robin, town.skye, town.hidden)[where].pk}


def listed(town, where):
    return {"pk": town.restriction.pk, "person": town.sam.pk}


def due(town, where):
    """A clock of the child in question, as an extract brought it."""
    child = (town.robin, town.skye, town.hidden)[where]
    clock = Due.objects.create(
        child=child,
        rule="S47_ICPC",
        started_on=date(2026, 1, 5),
        due_on=date(2026, 1, 26),
        status=Due.Status.OPEN,
        first_in=an_extract(town),
    )
    return {"pk": clock.pk}


def an_extract(town) -> Extract:
    return Extract.objects.create(
        file_name="export.xlsx",
        sha256="0" * 64,
        stored_as=str(uuid4()),
        as_at=date(2026, 1, 5),
        uploaded_by=town.sef,
        state=Extract.State.REFUSED,
    )


def layout(town, where):
    made = Layout.objects.create(name="Core groups")
    told = {"name": "Core groups", "headers": ["ID", "Held"], "columns": [
        {"header": "ID", "to": "child"},
        {"header": "Held", "to": "local_core_groups.core_core_group_id"},
    ]}  # fmt: skip
    made.versions.create(number=1, told=told, fingerprint="0" * 16, saved_by=town.sef)
    return {"pk": made.pk}


def rule_change(town, where):
    change = RuleChange.objects.create(
        text="[CHILD_SEEN]\nenabled = false",
        file_name="ours.toml",
        codes=["CHILD_SEEN"],
        why="Nobody keeps it",
        proposed_by=town.sef,
        stored_as=str(uuid4()),
        state=RuleChange.State.WITHDRAWN,
    )
    return {"pk": change.pk}


def message(town, where):
    """A message to somebody none of the roles tried here belongs to."""
    reader = User.objects.create(
        username="reader@town.example", full_name="Rae Dunn", role=town.mo.role
    )
    written = write_message(
        by=None, to=reader, kind="test", key="one", subject="A subject", body="Words."
    )
    return {"pk": written.pk}


def absence(town, where):
    """A colleague of the team in question is away."""
    reader = User.objects.create(
        username=f"reader{where}@town.example", full_name="Rae Dunn", role=town.wes.role
    )
    team = (town.north, town.south)[where]
    Membership.objects.create(
        user=reader, team=team, how=Membership.How.WORKS_IN, since=date(2026, 1, 5)
    )
    away = Absence.objects.create(
        user=reader, kind="leave", first_on=date(2026, 1, 5), noted_by=reader
    )
    return {"pk": away.pk}


def cover(town, where):
    away = Absence.objects.get(pk=absence(town, where)["pk"])
    other = User.objects.create(
        username="other@town.example", full_name="Ola Frey", role=town.asha.role
    )
    made = Cover.objects.create(
        absence=away, by=other, since=away.first_on, arranged_by=town.sam
    )
    return {"pk": made.pk}


def saved_view(town, where):
    """A view of the North's support officer, or of the South's, shared with the team."""
    owner, team = ((town.asha, town.north), (town.ben, town.south))[where]
    return {"pk": SavedView.objects.create(owner=owner, name="Mine", team=team).pk}


def fault(town, where):
    """Something wrong of the child in question, as an export shows it."""
    child = (town.robin, town.skye, town.hidden)[where]
    found = Fault.objects.create(
        sort="0" * 64,
        kind="suspicious",
        what="The end is before the start.",
        case_id=child.case_id,
        child=child,
        first_on=date(2026, 1, 5),
        last_on=date(2026, 1, 5),
    )
    return {"pk": found.pk}


def handback(town, where):
    wrong = Fault.objects.get(pk=fault(town, where)["pk"])
    made = Handback.objects.create(by=town.sef)
    made.items.create(fault=wrong, why=wrong.what, said_by=town.sef)
    return {"pk": made.pk}


def feed(town, where):
    """A calendar address that opens nothing."""
    return {"secret": "nothing"}


HERE = {
    "fault": fault,
    "handback": handback,
    "handback_file": lambda town, where: handback(town, where) | {"kind": "csv"},
    "": lambda town, where: {},
    "message": message,
    "absence": absence,
    "cover": cover,
    "saved_view": saved_view,
    "feed": feed,
    "team": team,
    "person": person,
    "membership": membership,
    "child": child,
    "due": due,
    "restriction": lambda town, where: {"pk": town.restriction.pk},
    "listed": listed,
    "rule_change": rule_change,
    "rule": lambda town, where: {"code": "S47_ICPC"},
    "layout": layout,
    "table": lambda town, where: {"pk": an_extract(town).pk, "place": 0},
    "extract": lambda town, where: {"pk": an_extract(town).pk},
    "two": lambda town, where: {
        "pk": an_extract(town).pk,
        "other": an_extract(town).pk,
    },
    "changes": lambda town, where: {"pk": an_extract(town).pk, "kind": "new"},
}


def rooms() -> dict[str, dict]:
    """Return the subjects of each room, by its file beside this one; these among them."""
    files = sorted(path.stem for path in MATRIX.parent.glob("*_subjects.py"))
    return {name: import_module(f"tests.house.{name}").SUBJECTS for name in files} | {
        "test_matrix": HERE
    }


def joined(rooms: dict[str, dict]) -> dict:
    """Return the subjects of all rooms as one.

    Raises ValueError where two rooms share a name: one would be tried for both.
    """
    whole: dict = {}
    for room, subjects in rooms.items():
        if shared := sorted(whole.keys() & subjects.keys()):
            raise ValueError(
                f"{room}.py: another room has a subject of the name {', '.join(shared)}. "
                "Name it anew here, and in matrix.csv."
            )
        whole |= subjects
    return whole


SUBJECTS = joined(rooms())


def lines() -> list[dict]:
    """Return each line with the answers of all roles: also of those that open few pages."""
    with MATRIX.open() as file, FEW.open() as few:
        found = list(csv.DictReader(file))
        opened = {
            (row["role"], row["url"]): row["answer"] for row in csv.DictReader(few)
        }
    for line in found:
        refused = re.sub(r"\d+", "403", line["administrator"])
        line |= {role: opened.get((role, line["url"]), refused) for role in OPEN_FEW}
    return found


def url_names(resolver=None, prefix="") -> list[str]:
    """Return the name of every pattern the project serves, with its namespace."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            found += url_names(pattern, inner)
        else:
            found.append(prefix + (pattern.name or f"unnamed: {pattern.pattern}"))
    return found


def test_every_address_has_one_line():
    named = [line["url"] for line in lines()]
    assert sorted(named) == sorted(url_names()), (
        "Write down in tests/house/matrix.csv who may open each address."
    )


def test_two_rooms_with_a_subject_of_one_name_are_refused():
    with pytest.raises(ValueError, match="two.py: another room has .* a_post"):
        joined({"one": {"a_post": team}, "two": {"a_post": person, "team": team}})


def test_what_a_role_opens_is_an_address():
    with FEW.open() as file:
        named = [(row["role"], row["url"]) for row in csv.DictReader(file)]
    assert len(named) == len(set(named))
    assert {role for role, _ in named} <= OPEN_FEW.keys()
    assert {url for _, url in named} <= set(url_names())


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """The town, built once for all addresses, with each person signed in once.

    `keys` are their sessions by name. Whatever an address changes is rolled back.
    """
    with django_db_blocker.unblock(), undone():
        town = build()
        town.keys = {name: signed_in(getattr(town, name)) for name in PEOPLE}
        yield town


@contextmanager
def undone():
    """Roll back whatever is done within."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def signed_in(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.session.session_key


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("line", lines(), ids=lambda line: line["url"])
def test_who_may_open_it(line, town, caplog):
    expected = {role: line[role].split("/") for role in ROLES | OPEN_FEW}
    got = {role: [] for role in expected}
    for where in range(max(map(len, expected.values()))):
        with undone():
            address = reverse(
                line["url"], kwargs=SUBJECTS[line["subject"]](town, where)
            )
            known = names()
            for role, name in (ROLES | OPEN_FEW).items():
                if where < len(expected[role]):
                    answer = answered(line["method"], address, town, name)
                    got[role].append(str(answer.status_code))
                    leaked = answer.status_code < 400 and found_in(told(answer), known)
                    assert not leaked, "A name stands beside the page: others see it."
    wrong = [
        f"{role}: expected {line[role]}, got {'/'.join(answers)}"
        for role, answers in got.items()
        if answers != expected[role]
    ]
    assert not wrong, "; ".join(wrong)
    assert not found_in([caplog.text], known), "A name stands in the log."


def answered(method: str, address: str, town, name: str | None):
    """Return the answer, as a fresh browser of this person gets it."""
    client = Client()
    if name:
        client.cookies[settings.SESSION_COOKIE_NAME] = town.keys[name]
    with undone():
        return getattr(client, method)(address)
