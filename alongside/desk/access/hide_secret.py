"""Secrets that stand in an address are kept out of every log."""

from __future__ import annotations

import logging
import re


class HideSecret(logging.Filter):
    """Keeps the secret part of a calendar's address out of the log."""

    ADDRESS = re.compile(r"/feeds/[^/\s\"']+")

    def filter(self, record: logging.LogRecord) -> bool:
        hidden = self.ADDRESS.sub("/feeds/…", record.getMessage())
        record.msg, record.args = hidden, ()
        return True
