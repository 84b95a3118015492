"""Work done in the background, so that no page waits for it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django_tasks import task

from alongside.desk.casework import actions
from alongside.desk.casework.models import Extract


class WorkFailed(Exception):
    """Work that broke, told without the words of what broke it: they may name a child."""


@task()
def read_extract(pk: int) -> None:
    _carried_out(actions.work_out, pk, Extract.State.READING)


@task()
def apply_extract(pk: int) -> None:
    _carried_out(actions.write_extract, pk, Extract.State.APPLYING)


def _carried_out(work, pk: int, state: str) -> None:
    extract = Extract.objects.get(pk=pk)
    if extract.state != state:
        return
    try:
        work(extract)
    except ValidationError as refusal:
        actions.give_up(extract, " ".join(refusal.messages))
    except Exception as problem:
        actions.give_up(extract)
        failed = WorkFailed(f"{work.__name__}, extract {pk}: {type(problem).__name__}")
        raise failed.with_traceback(problem.__traceback__) from None
