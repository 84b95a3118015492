from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alongside.desk.access.pruning_actions import (
    LEAST_YEARS,
    Refused,
    oldest_kept,
    prune,
)


class Command(BaseCommand):
    help = (
        "Let go of the lines of the audit trail that are older than the years it is kept, "
        f"{LEAST_YEARS} at least. A line says how many went and what the chain goes on from."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--years", type=int, default=LEAST_YEARS, help="how long lines are kept"
        )

    def handle(self, *args, years, **options):
        try:
            before = oldest_kept(timezone.localdate(), years)
            count = prune(before=before)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        lines = "1 line" if count == 1 else f"{count:,} lines"
        day = f"{before.day} {before:%B %Y}"
        self.stdout.write(f"Let go of: {lines} from before {day}.")
