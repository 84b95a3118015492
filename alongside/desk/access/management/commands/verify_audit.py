from __future__ import annotations

import re
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.template.defaultfilters import pluralize

from alongside.desk.access import audit
from alongside.desk.access.append_only import TABLE
from alongside.desk.access.models import AuditEntry

OWNED = (
    "The desk’s own database role owns the trail, and could take its guard off. "
    "docs/how-to/install.md says how to give it another owner."
)


class Command(BaseCommand):
    help = (
        "Walk the audit trail and say where it was tampered with. Lines removed from the "
        "end can only be told by a hash that was noted earlier, outside the database: "
        "hand it in as --held, or keep it in a file by --held-in."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--held", metavar="HASH", help="a hash noted at an earlier check"
        )
        parser.add_argument(
            "--held-in", type=Path, metavar="FILE",
            help="a file that holds the hash of the last check, and is given that of this one",
        )  # fmt: skip

    def handle(self, *args, held=None, held_in=None, **options):
        if held and not re.fullmatch("[0-9a-f]{64}", held):
            raise CommandError(
                f"{held} is no hash of the trail: one has 64 figures and letters from a to "
                "f. Nothing was checked. Copy it again from where it was noted."
            )
        noted = held_in.read_text().strip() if held_in and held_in.exists() else ""
        faults = [*audit.faults(), *self._gone(held), *self._gone(noted)]
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(audit.broken(len(faults)))
        last = AuditEntry.objects.order_by("sequence").last()
        self.stdout.write(self._sound(last))
        if connection.vendor == "postgresql" and _is_owner():
            self.stdout.write(OWNED)
        if held_in and last:
            held_in.write_text(f"{last.hash}\n")

    @staticmethod
    def _gone(noted: str | None) -> list[str]:
        if not noted or AuditEntry.objects.filter(hash=noted).exists():
            return []
        return [
            "The hash noted at an earlier check is not in the trail any more: lines were "
            "taken from its end, or all of it was written anew."
        ]

    @staticmethod
    def _sound(last: AuditEntry | None) -> str:
        if last is None:
            return "The audit trail is empty."
        pruned, _ = audit.pruned_up_to()
        kept = last.sequence - pruned
        lines = f"{kept:,} line{pluralize(kept)}"
        if pruned:
            lines += f", after {pruned:,} that were let go of by rule"
        return f"The audit trail is whole: {lines}. It ends with {last.hash}"


def _is_owner() -> bool:
    """Whether the role that is signed in to PostgreSQL may act as the table's owner."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_has_role(current_user, tableowner, 'member') from pg_tables "
            "where tablename = %s and schemaname = current_schema()",
            [TABLE],
        )
        return cursor.fetchone()[0]
