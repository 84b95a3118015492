"""What only PostgreSQL can show is run there alone, by test_on_postgres.py."""

from __future__ import annotations

from django.conf import settings

ON_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
collect_ignore = ["test_hold_at_once.py"] if ON_SQLITE else []
