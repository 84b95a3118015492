from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alongside.desk.upkeep.archive import Refused
from alongside.desk.upkeep.backing_up import back_up, place


class Command(BaseCommand):
    help = (
        "Back up the desk while it is in use: its database and sealed uploads, in one "
        "file. The encryption keys are not in it: keep them apart."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--to",
            type=Path,
            required=True,
            help="the file to write, or a folder, where it is named by its minute",
        )

    def handle(self, *args, to, **options):
        now = timezone.localtime()
        target = place(to, now)
        try:
            told = back_up(target, now)
        except Refused as problem:
            raise CommandError(str(problem)) from None
        rows, trail = sum(told["rows"].values()), told["trail"]
        self.stdout.write(f"{target}: {rows:,} rows and {told['files']:,} files.")
        if trail:
            self.stdout.write(f"Its audit trail ends with {trail['hash']}")
        self.stdout.write(
            "The encryption keys are not in it. Keep them apart from it: without "
            f"{settings.HOME / 'encryption.key'}, or what ALONGSIDE_ENCRYPTION_KEYS "
            "holds, nobody can read the uploads."
        )
