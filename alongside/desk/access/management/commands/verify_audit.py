from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from alongside.desk.access import audit
from alongside.desk.access.models import AuditEntry


class Command(BaseCommand):
    help = (
        "Walk the audit trail and say where it was tampered with. Note the hash it "
        "ends with, outside the desk, and hand it in as --held next time: lines "
        "removed from the end cannot be told otherwise."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--held", metavar="HASH", help="a hash noted at an earlier check"
        )

    def handle(self, *args, held=None, **options):
        faults = list(audit.faults())
        if held and not AuditEntry.objects.filter(hash=held).exists():
            faults.append("The hash you noted is not in the trail any more.")
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"The audit trail is broken: {len(faults)} faults.")
        self.stdout.write(self._sound())

    def _sound(self) -> str:
        last = AuditEntry.objects.order_by("-sequence").first()
        if last is None:
            return "The audit trail is empty."
        return (
            f"The audit trail is whole: {last.sequence} lines. It ends with {last.hash}"
        )
