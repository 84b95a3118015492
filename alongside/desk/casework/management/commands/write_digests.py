"""Writes the week's digests. Run on Monday mornings; run twice, it writes them once."""

from __future__ import annotations

from django.core.management import BaseCommand
from django.utils import timezone

from alongside.desk.casework.digest_actions import write_digests


class Command(BaseCommand):
    help = "Write to workers and team managers what falls due, once a week."

    def handle(self, *args, **options) -> None:
        written = write_digests(timezone.localdate())
        self.stdout.write(f"{len(written)} digests stand in the outbox for this week.")
