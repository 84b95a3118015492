"""What the desk sends and asks outside: mail, texts, calendars; and how it is reached."""

from __future__ import annotations

import os
from urllib.parse import unquote, urlsplit

from alongside.desk.settings.served import LOOPBACK
from alongside.desk.settings.this_desk import HOME, INVENTED, listed

# Messages that leave by e-mail.
_MAIL = urlsplit(os.environ.get("ALONGSIDE_MAIL", ""))
EMAIL_HOST = _MAIL.hostname or ""
EMAIL_PORT = _MAIL.port or (465 if _MAIL.scheme == "smtps" else 587)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = map(
    unquote, (_MAIL.username or "", _MAIL.password or "")
)
EMAIL_USE_SSL = _MAIL.scheme == "smtps"
EMAIL_USE_TLS = _MAIL.scheme == "smtp" and f"{EMAIL_HOST}" not in LOOPBACK
DEFAULT_FROM_EMAIL = os.environ.get("ALONGSIDE_MAIL_FROM", "alongside@localhost")
MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
# The mailbox that mails come in by.
MAILBOX = os.environ.get("ALONGSIDE_MAILBOX", "")
# Messages to people outside: the number they are told to ring (the invented one is kept
# for plays by Ofcom), and GOV.UK Notify.
DESK_NUMBER = os.environ.get("ALONGSIDE_DESK_NUMBER") or (
    "01632 960100" if INVENTED else ""
)
NOTIFY_KEY = os.environ.get("ALONGSIDE_NOTIFY_KEY", "")
NOTIFY_TEXT = os.environ.get("ALONGSIDE_NOTIFY_TEXT", "")
NOTIFY_EMAIL = os.environ.get("ALONGSIDE_NOTIFY_EMAIL", "")
NOTIFY_URL = os.environ.get("ALONGSIDE_NOTIFY_URL") or (
    "https://api.notifications.service.gov.uk"
)
CALENDAR_HOSTS = {name.lower() for name in listed("ALONGSIDE_CALENDAR_HOSTS")}
GRAPH_TENANT = os.environ.get("ALONGSIDE_GRAPH_TENANT", "")
GRAPH_CLIENT = os.environ.get("ALONGSIDE_GRAPH_CLIENT", "")
GRAPH_SECRET = os.environ.get("ALONGSIDE_GRAPH_SECRET", "")
GRAPH_URL = os.environ.get(
    "ALONGSIDE_GRAPH_URL", "https://graph.microsoft.com/v1.0"
).rstrip("/")
GRAPH_SIGN_IN = os.environ.get(
    "ALONGSIDE_GRAPH_SIGN_IN", "https://login.microsoftonline.com"
).rstrip("/")
METRICS_TOKEN = os.environ.get("ALONGSIDE_METRICS_TOKEN", "")
COUNTS = HOME / "counts"  # of requests, a file of each process
ADDRESS = os.environ.get("ALONGSIDE_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
