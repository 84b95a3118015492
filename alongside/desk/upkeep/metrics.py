"""What Prometheus reads, in its text format 0.0.4.

https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Max
from django_tasks_db.models import DBTaskResult

from alongside.desk.casework.models import Extract
from alongside.desk.messages.models import MailboxRead, Message
from alongside.desk.upkeep import counts

TYPE = "text/plain; version=0.0.4; charset=utf-8"


def text() -> str:
    return "".join(f"{line}\n" for line in [*_requests(), *_gauges()])


def _requests() -> Iterator[str]:
    found = sorted(counts.total().items())
    yield "# HELP alongside_requests_total Requests answered."
    yield "# TYPE alongside_requests_total counter"
    for name, number in found:
        kind, route, *rest = name.split("|")
        if kind == "requests":
            labels = _labels(route=route, status=rest[0])
            yield f"alongside_requests_total{labels} {number}"
    yield "# HELP alongside_request_seconds How long answers took."
    yield "# TYPE alongside_request_seconds histogram"
    yield from _histograms(dict(found))


def _histograms(found: dict[str, float]) -> Iterator[str]:
    name = "alongside_request_seconds"
    for key, seconds in found.items():
        kind, route, *_ = key.split("|")
        if kind != "seconds":
            continue
        for bound in counts.UNDER:
            under = found[f"under|{route}|{bound}"]
            yield f"{name}_bucket{_labels(route=route, le=bound)} {under}"
        yield f"{name}_sum{_labels(route=route)} {seconds:.6f}"
        yield f"{name}_count{_labels(route=route)} {found[f'under|{route}|+Inf']}"


def _labels(**named: str) -> str:
    """Route names and numbers need no escaping: they hold no quotes or backslashes."""
    return "{" + ",".join(f'{name}="{value}"' for name, value in named.items()) + "}"


def _gauges() -> Iterator[str]:
    waiting = DBTaskResult.objects.ready().count()
    yield from _gauge("tasks_waiting", "Background tasks that are due.", waiting)
    unsent = Message.objects.unsent().count()
    yield from _gauge("messages_waiting", "Messages that have not left.", unsent)
    imported = Extract.objects.aggregate(at=Max("applied_at"))["at"]
    yield from _moment("last_import", "When an export was last applied.", imported)
    read = MailboxRead.objects.aggregate(at=Max("read_at"))["at"]
    yield from _moment("last_mail", "When the mailbox was last read.", read)


def _gauge(name: str, about: str, value: float) -> Iterator[str]:
    yield f"# HELP alongside_{name} {about}"
    yield f"# TYPE alongside_{name} gauge"
    yield f"alongside_{name} {value}"


def _moment(name: str, about: str, at: datetime | None) -> Iterator[str]:
    """A moment is seconds since 1970; what never happened is not told."""
    if at:
        yield from _gauge(f"{name}_timestamp_seconds", about, at.timestamp())
