"""Work done in the background, so that no page waits for it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django_tasks import task

from alongside.desk.casework import actions
from alongside.desk.casework.models import Extract


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
    except Exception:
        actions.give_up(extract)
        raise
