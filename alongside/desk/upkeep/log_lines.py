"""The lines of the log: none holds what an exception says, which may be a name.

What broke is told by its kind and by where it broke. The words of an exception may
quote what somebody typed, or a row of the database.
"""

from __future__ import annotations

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")


def where_it_broke(exc_info) -> str:
    """Return the kinds of exception, each with its cause, and the lines passed."""
    kinds, raised = [], exc_info[1]
    while raised:
        kinds.append(type(raised).__name__)
        raised = raised.__cause__ or raised.__context__
    places = traceback.extract_tb(exc_info[2])
    lines = [f"  {at.filename}:{at.lineno} in {at.name}" for at in places]
    return "\n".join([" from ".join(kinds), *lines])


class Line(logging.Formatter):
    """A line for people."""

    def formatException(self, ei) -> str:  # noqa: N802  (logging's own name)
        return where_it_broke(ei)


class JsonLine(logging.Formatter):
    """A line for programs: one JSON object, whatever it holds."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "said": record.getMessage(),
            "request": request_id.get() or None,
            **getattr(record, "about", {}),
        }
        if record.exc_info:
            told["broke"] = where_it_broke(record.exc_info)
        return json.dumps(told)
