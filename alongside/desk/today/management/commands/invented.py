"""Begins the invented council, once, and says how to sign in to it."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import transaction
from django.utils import timezone

from alongside.desk.casework.models import Extract
from alongside.desk.today.invented_council import begin


class Command(BaseCommand):
    help = "Make the invented council, if it is not there yet, and print its sign-ins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--children", type=int, default=2000, help="how many open")

    def handle(self, *args, **options) -> None:
        if not settings.INVENTED:
            raise CommandError(
                "Set ALONGSIDE_INVENTED=1: this desk is for real records."
            )
        call_command("migrate", verbosity=0)
        home = Path(settings.HOME)
        if not Extract.objects.applied().exists():
            with transaction.atomic():
                made = begin(home, timezone.localdate(), options["children"], self._say)
                _keep(home / "sign-ins.txt", made)
        self._say((home / "sign-ins.txt").read_text("utf-8"))

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _keep(path: Path, made) -> None:
    width = max(len(str(user.role.name)) for user, _ in made)
    lines = [
        f"  {user.role.name:<{width}}  {user.username:<14}  {password}"
        for user, password in made
    ]
    text = "Sign in as (everybody is invented):\n" + "\n".join(lines)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
