"""Collect the mailbox: each mail in a transaction of its own, marked read after it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.base import Task

from alongside.desk.access.work import asked_for
from alongside.desk.messages.mail_actions import keep_mail
from alongside.desk.messages.mail_models import MailboxRead
from alongside.desk.messages.mailbox import CannotCollect, mark_read, opened, unread

ONE = 1  # the key of the row about the one mailbox


def collect_mailbox() -> int:
    """Keep every unread mail of the mailbox; return how many are new here.

    A mail is marked read when it stands here for good. Killed in between, it is found
    unread again, known by its Message-ID, and marked. Raises CannotCollect, and notes it.
    """
    new = 0
    try:
        with opened(settings.MAILBOX) as mailbox:
            for mail in unread(mailbox):
                _, is_new = keep_mail(
                    by=None, raw=mail.raw, received_at=mail.at, too_large=mail.too_large
                )
                mark_read(mailbox, mail.uid)
                new += is_new
    except CannotCollect as problem:
        _note(timezone.now(), str(problem))
        raise
    _note(timezone.now())
    return new


def _note(now: datetime, problem: str = "") -> None:
    said = {"tried_at": now, "problem": problem}
    if not problem:
        said["read_at"] = now
    MailboxRead.objects.update_or_create(pk=ONE, defaults=said)


def forget_results(work: Task, now: datetime) -> None:
    """Let go of what work done every few minutes leaves behind, a day after it is done."""
    done = asked_for(work, TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
    done.filter(finished_at__lt=now - timedelta(days=1)).delete()
