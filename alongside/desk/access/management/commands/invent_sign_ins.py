from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from alongside.desk.access.invented import invent_sign_ins


class Command(BaseCommand):
    help = "Make a sign-in for each role of the invented council, and print them."

    def handle(self, *args, **options):
        try:
            made = invent_sign_ins()
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from None
        for user, password in made:
            self.stdout.write(f"{user.username:<16}{password}   {user.role.name}")
