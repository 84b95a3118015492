from __future__ import annotations

from datetime import date, timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alongside.desk.people.unusual_actions import find_unusual_looks


class Command(BaseCommand):
    help = (
        "Look through the audit trail for unusual looks at children, yesterday’s or since a "
        "day, and tell the managers of whoever looked. What was found before is not told again."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--since", type=date.fromisoformat, metavar="DAY", help="as 2026-03-02"
        )

    def handle(self, *args, since=None, **options):
        yesterday = timezone.localdate() - timedelta(days=1)
        if since and since > yesterday:
            raise CommandError("The day must be before today: today is not over.")
        found = find_unusual_looks(first=since or yesterday, last=yesterday)
        self.stdout.write(f"Found anew: {len(found):,}.")
