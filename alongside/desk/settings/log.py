"""What is written to the log."""

from __future__ import annotations

import os

# To the console, and nothing about a person: no address is logged with its query, of
# an exception its kind alone, and refused sign-ins are in the audit trail, not here.
LOG_AS_JSON = os.environ.get("ALONGSIDE_LOG", "") == "json"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "alongside.desk.upkeep.log_lines.Line",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        },
        "json": {"()": "alongside.desk.upkeep.log_lines.JsonLine"},
    },
    "filters": {"hide_secret": {"()": "alongside.desk.access.hide_secret.HideSecret"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if LOG_AS_JSON else "line",
            "filters": ["hide_secret"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        # What somebody was refused is in the audit trail too, and needs no traceback.
        "django.request": {"level": "ERROR"},
        "alongside.requests": {"level": "INFO" if LOG_AS_JSON else "WARNING"},
        "axes": {"level": "CRITICAL"},
        # Its warnings hold whole addresses, and a calendar’s address opens it.
        "urllib3": {"level": "ERROR"},
    },
}
