"""What is said about a grant and its uses changed; the files that its claims stand on."""

from __future__ import annotations

import hashlib
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.casework import store
from alongside.desk.kept_files import refuse_no_document
from alongside.desk.money.change_actions import change_row
from alongside.desk.money.grant_actions import locked
from alongside.desk.money.grant_models import (
    Grant,
    GrantEntry,
    GrantEvidence,
    GrantUse,
)
from alongside.desk.money.grant_names import funder_of

MOST_BYTES = 10_000_000


@transaction.atomic
def change_grant(
    *, by: User, grant: Grant, funder: str, another: bool, **about
) -> Grant:
    """Change what is said of a grant; never its account. Refuses what others changed since."""
    about["funder"] = funder_of(by, funder, another)
    return change_row(by=by, row=grant, action="change grant", **about)


@transaction.atomic
def change_use(*, by: User, use: GrantUse, **about) -> GrantUse:
    """Change how a use is reckoned for each of some people, its name, or what it pays for."""
    locked(use.grant)
    return change_row(by=by, row=use, action="change use of grant", **about)


@transaction.atomic
def add_evidence(
    *,
    by: User,
    grant: Grant,
    what: str,
    name: str,
    contents: bytes,
    entry: GrantEntry | None = None,
) -> GrantEvidence:
    """Keep a file, sealed. Refuses one that is empty, too large, or kept of it already."""
    grant = locked(grant)
    if not contents or len(contents) > MOST_BYTES:
        raise ValidationError(
            f"The file is {len(contents) / 1e6:,.1f} MB. It must have something in it, "
            f"and be {MOST_BYTES / 1e6:,.0f} MB or less."
        )
    refuse_no_document(contents)
    digest = hashlib.sha256(contents).hexdigest()
    if before := grant.evidence.filter(sha256=digest, entry=entry).first():
        raise ValidationError(f"This very file is kept already: {before.what}.")
    evidence = GrantEvidence(
        grant=grant, entry=entry, what=what, file_name=name[-200:], sha256=digest,
        stored_as=uuid.uuid4().hex, by=by, at=timezone.now(),
    )  # fmt: skip
    keep(evidence, by=by, action="add evidence", subject=grant)
    store.keep(evidence.stored_as, "file", contents)
    return evidence
