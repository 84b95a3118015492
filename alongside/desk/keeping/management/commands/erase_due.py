"""Lets go of what the retention schedule says is due. Run each night; run twice, no more goes."""

from __future__ import annotations

from django.core.management import BaseCommand
from django.utils import timezone

from alongside.desk.keeping.erasing_actions import erase_due


class Command(BaseCommand):
    help = "Erase what is due by the retention schedule, but for what a hold stands on."

    def handle(self, *args, **options) -> None:
        done = [gone for gone in erase_due(day=timezone.localdate()) if any(gone[1:])]
        for gone in done:
            self.stdout.write(
                f"{gone.kind.title}: {gone.erased:,} erased, {gone.held:,} held, "
                f"{gone.leant_on:,} that others still rest on."
            )
        if not done:
            self.stdout.write("Nothing is due.")
