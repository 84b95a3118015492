"""Django's own `migrate`, which first says where it cannot bring a database up to date."""

from __future__ import annotations

from django.core.management.base import CommandError
from django.core.management.commands import migrate

from alongside.desk.upkeep.migrated import too_old


class Command(migrate.Command):
    def handle(self, *args, **options):
        if problem := too_old():
            raise CommandError(problem)
        return super().handle(*args, **options)
