from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from alongside.desk.access import audit
from alongside.desk.upkeep import restoring
from alongside.desk.upkeep.archive import Refused
from alongside.desk.upkeep.migrated import is_behind


class Command(BaseCommand):
    help = (
        "Put a back-up into an empty desk that is not running, whole or not at all, "
        "and check the audit trail that it brings."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="what back_up wrote")
        parser.add_argument(
            "--replace", action="store_true", help="let go of all that this desk holds"
        )
        parser.add_argument(
            "--without-keys", action="store_true", help="where the keys are lost"
        )

    def handle(self, *args, file, replace, without_keys, **options):
        try:
            told = restoring.restore(file, replace=replace, without_keys=without_keys)
        except Refused as problem:
            raise CommandError(str(problem)) from None
        rows = sum(told["rows"].values())
        self.stdout.write(
            f"Restored the desk of {told['made_at']}: {rows:,} rows and "
            f"{told['files']:,} files."
        )
        self._check(told)

    def _check(self, told):
        if is_behind():
            self.stdout.write(
                f"It was made by an older version ({told['version']}). Run manage.py "
                "migrate, then manage.py verify_audit."
            )
            return
        if found := restoring.faults(told):
            for fault in found:
                self.stderr.write(fault)
            raise CommandError(audit.broken(len(found)))
        restoring.note(told)
        lines = told["trail"]["lines"] if told["trail"] else 0
        self.stdout.write(f"Its audit trail is whole: {lines} lines.")
