from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from alongside.desk.access import actions
from alongside.desk.access.models import Role


class Command(BaseCommand):
    help = "Add an administrator, who adds everybody else on the desk's own pages."

    def add_arguments(self, parser):
        parser.add_argument("username", help="their e-mail address or sign-in name")
        parser.add_argument("full_name", help="their name, in quotation marks")

    def handle(self, *args, username, full_name, **options):
        role = Role.objects.get(code="administrator")
        try:
            user, password = actions.add_person(
                by=None, username=username, full_name=full_name, role=role
            )
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from None
        self.stdout.write(f"{user.username} signs in with {password}")
        self.stdout.write("They are asked to change it at once. It is kept nowhere.")
