"""Collects the mailbox now, and says how many e-mails are new."""

from __future__ import annotations

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from alongside.desk.messages.collect_actions import collect_mailbox
from alongside.desk.messages.mailbox import CannotCollect


class Command(BaseCommand):
    help = "Take the unread e-mails of the mailbox in ALONGSIDE_MAILBOX, each once."

    def handle(self, *args, **options) -> None:
        if not settings.MAILBOX:
            raise CommandError(
                "There is no mailbox. Set ALONGSIDE_MAILBOX to "
                "imaps://name:password@host/INBOX"
            )
        try:
            new = collect_mailbox()
        except CannotCollect as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(f"{new} new e-mail{'' if new == 1 else 's'}.")
