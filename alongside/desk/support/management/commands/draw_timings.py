"""Draws from last week's notes of time. Run on Mondays; run twice, it draws them once."""

from __future__ import annotations

from django.core.management import BaseCommand
from django.utils import timezone

from alongside.desk.support.tasks import last_week
from alongside.desk.support.time_actions import draw_timings


class Command(BaseCommand):
    help = "Ask officers how long some of what they noted last week took."

    def handle(self, *args, **options) -> None:
        today = timezone.localdate()
        made = draw_timings(week=last_week(today), today=today)
        self.stdout.write(f"{len(made)} notes of last week are asked about.")
