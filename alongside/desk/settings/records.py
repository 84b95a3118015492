"""Where the records are, what is kept of exports, and for how long."""

from __future__ import annotations

import os

import dj_database_url

from alongside.desk.settings.this_desk import HOME

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", f"sqlite:///{HOME / 'desk.sqlite3'}"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # What it holds is in memory, or on a disk without heads: to read a row here and there
    # costs hardly more than to read them in turn, and an index is worth its use.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
        "-c random_page_cost=1.1"
    )
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database, so that attempts counted by one process hold in all.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_cache",
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MEDIA_ROOT = HOME / "uploads"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
# Uploads stay in memory until they are sealed: none is on disk in the clear.
FILE_UPLOAD_HANDLERS = ["alongside.desk.casework.uploads.InMemoryOrNot"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 260 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# Of how many exports applied the file and what was made of it are kept, sealed.
EXPORTS_KEPT = max(1, int(os.environ.get("ALONGSIDE_EXPORTS_KEPT", "12")))
# A week's work: by then an export a week has come, and could have shown it recorded.
RECORDING_DAYS = max(1, int(os.environ.get("ALONGSIDE_RECORDING_DAYS", "5")))
# Of how many who answered a survey its answers are shown.
SURVEY_LEAST = max(3, int(os.environ.get("ALONGSIDE_SURVEY_LEAST", "5")))
