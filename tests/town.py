"""A small invented town, for tests: thirteen people, two teams, three children.

asha  support officer, supports the North team     ben   the same, the South team
mo    team manager, manages the North team         wes   social worker in the North
sef   senior support officer, supports the North team
sam   service manager   ana   analyst              adi   administrator
hal   HR and workforce adviser   fay   finance officer
dot   democratic services officer   mina   monitoring officer   pru   data protection officer
robin is held by the North team, skye by the South; hidden is held by the North,
and only sam is on the list of those who may know.
"""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from django.contrib.auth.hashers import make_password

from alongside.desk.access.models import Role, User
from alongside.desk.access.roles import seed_roles
from alongside.desk.contacts.first_topics import seed_topics
from alongside.desk.contacts.models import Topic
from alongside.desk.messages.models import MessageTemplate, TemplateVersion
from alongside.desk.messages.seeded import seed_templates
from alongside.desk.people.models import Child, ChildTeam, NeedToKnow, Restriction
from alongside.desk.quality.first_grades import seed_grades
from alongside.desk.quality.models import Grade
from alongside.desk.support.first_catalogue import seed_catalogue
from alongside.desk.support.models import Task, TaskVersion
from alongside.desk.workforce.first_hours import seed_hours
from alongside.desk.workforce.models import Membership, OfficeHours, Team

PASSWORD = "seven-quiet-otters"
PEOPLE = {
    "asha": ("Asha Patel", "support_officer"),
    "ben": ("Ben Carter", "support_officer"),
    "mo": ("Mo Hassan", "team_manager"),
    "wes": ("Wes Okafor", "social_worker"),
    "sam": ("Sam Whitlock", "service_manager"),
    "ana": ("Ana Kowalska", "analyst"),
    "hal": ("Hal Brooks", "hr_adviser"),
    "fay": ("Fay Lowe", "finance_officer"),
    "adi": ("Adi Morgan", "administrator"),
    "dot": ("Dot Larkin", "democratic_services"),
    "pru": ("Pru Keane", "data_protection_officer"),
    "mina": ("Mina Cross", "monitoring_officer"),
    "sef": ("Sefton Price", "senior_support_officer"),
}
MEMBERSHIPS = (
    ("asha", "north", Membership.How.SUPPORTS),
    ("ben", "south", Membership.How.SUPPORTS),
    ("mo", "north", Membership.How.MANAGES),
    ("wes", "north", Membership.How.WORKS_IN),
    ("sef", "north", Membership.How.SUPPORTS),
)


def build() -> SimpleNamespace:
    """Build the town in the test's database and return all of it by name.

    In as few statements as it takes: thousands of tests begin with this.
    """
    seed()
    town = SimpleNamespace(password=PASSWORD)
    _people(town)
    _teams(town)
    _children(town)
    return town


def seed() -> None:
    """Bring back what migrations put there, where a test before emptied all tables."""
    if Role.objects.exists():
        return
    seed_roles(Role)
    seed_topics(Topic)
    seed_catalogue(Task, TaskVersion)
    seed_templates(MessageTemplate, TemplateVersion)
    seed_grades(Grade)
    seed_hours(OfficeHours)


def _people(town) -> None:
    roles = {role.code: role for role in Role.objects.all()}
    password = make_password(PASSWORD)
    users = User.objects.bulk_create(
        User(
            username=f"{name}@town.example",
            full_name=full_name,
            role=roles[role],
            password=password,
        )
        for name, (full_name, role) in PEOPLE.items()
    )
    vars(town).update(zip(PEOPLE, users, strict=True))


def _teams(town) -> None:
    town.north, town.south = Team.objects.bulk_create(
        [
            Team(name="North", kind=Team.Kind.CHILD_PROTECTION),
            Team(name="South", kind=Team.Kind.LOOKED_AFTER),
        ]
    )
    Membership.objects.bulk_create(
        Membership(
            user=getattr(town, name),
            team=getattr(town, team),
            how=how,
            since=date(2025, 9, 1),
        )
        for name, team, how in MEMBERSHIPS
    )


def _children(town) -> None:
    town.robin, town.skye, town.hidden = Child.objects.bulk_create(
        [
            _child("900123", "Robin", "Hale"),
            _child("900124", "Skye", "Marsh"),
            _child("900125", "Jo", "Farrow"),
        ]
    )
    held = {town.robin: town.north, town.skye: town.south, town.hidden: town.north}
    ChildTeam.objects.bulk_create(
        ChildTeam(child=child, team=team) for child, team in held.items()
    )
    town.restriction = Restriction.objects.create(
        child=town.hidden, reason="Related to a member of staff", by=town.sam
    )
    NeedToKnow.objects.create(restriction=town.restriction, user=town.sam)


def _child(case_id: str, forename: str, surname: str) -> Child:
    return Child(
        case_id=case_id, forename=forename, surname=surname, born_on=date(2014, 5, 2)
    )
