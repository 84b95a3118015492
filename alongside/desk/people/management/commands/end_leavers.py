"""Ends the sign-ins of those who have left. Run each night; run twice, nobody is told twice."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from alongside.desk.people.leaving_actions import tell_of_leavers
from alongside.desk.workforce.leaving_actions import end_sign_ins_of_leavers


class Command(BaseCommand):
    help = (
        "End the sign-ins of those whose last day HR says has passed, and tell "
        "administrators and line managers. Whoever is let back in stays in."
    )

    def handle(self, *args, **options) -> None:
        today = timezone.localdate()
        ended = end_sign_ins_of_leavers(day=today)
        tell_of_leavers(today=today)
        self.stdout.write(f"Sign-ins ended: {len(ended):,}.")
