"""What is done with layouts: saved, chosen for a file, retired."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.casework.actions import read_again
from alongside.desk.casework.layout_models import Layout, LayoutVersion
from alongside.desk.casework.models import Extract
from alongside.desk.said import day_said
from alongside.reckon.intake.reports import NamedLayout


@transaction.atomic
def save_layout(
    *,
    by: User,
    extract: Extract,
    told: NamedLayout,
    of: Layout | None = None,
    known: Collection[int] = (),
) -> LayoutVersion:
    """Save what columns mean, as a new layout or a new version, and read the file by it.

    `known` are the versions that the person was shown. Refused where somebody saved one
    for the same headers, or of the same layout, since then.
    """
    if of is None:
        layout = Layout(name=told.name)
        layout.full_clean()
        layout.save()
    else:
        layout = Layout.objects.select_for_update().get(pk=of.pk)
        _refuse_if_retired(layout)
    _refuse_if_made_meanwhile(layout, told, known)
    last = layout.versions.aggregate(last=Max("number"))["last"] or 0
    version = LayoutVersion.objects.create(
        layout=layout,
        number=last + 1,
        told=told.as_dict(),
        fingerprint=told.fingerprint,
        saved_by=by,
    )
    record(by=by, action="save layout", subject=version, layout=layout.pk)
    _read_by(by, extract, version)
    return version


def _refuse_if_made_meanwhile(
    layout: Layout, told: NamedLayout, known: Collection[int]
) -> None:
    fit = LayoutVersion.objects.reading([told.fingerprint])
    own = layout.versions.select_related("layout", "saved_by")
    fresh = [each for each in (*fit, *own) if each.pk not in known]
    if fresh:
        newest = fresh[0]
        raise ValidationError(
            f"{newest.saved_by.full_name} saved {newest.layout.name!r}, version "
            f"{newest.number}, while you were at this page. Look at it on the page "
            "Layouts: choose it for this file, or save yours beside it."
        )


@transaction.atomic
def use_layout(*, by: User, extract: Extract, version: LayoutVersion) -> Extract:
    """Choose the layout by which a file is read, where several fit."""
    _refuse_if_retired(version.layout)
    record(by=by, action="choose layout", subject=version, extract=extract.pk)
    return _read_by(by, extract, version)


def _read_by(by: User, extract: Extract, version: LayoutVersion) -> Extract:
    extract.layouts.remove(*extract.layouts.filter(fingerprint=version.fingerprint))
    extract.layouts.add(version)
    return read_again(by=by, extract=extract)


@transaction.atomic
def retire_layout(*, by: User, layout: Layout) -> Layout:
    """Read no file by a layout any more. It and its versions stay on record."""
    layout = Layout.objects.select_for_update(of=("self",)).get(pk=layout.pk)
    _refuse_if_retired(layout)
    layout.retired_at, layout.retired_by = timezone.now(), by
    layout.save(update_fields=["retired_at", "retired_by"])
    record(by=by, action="retire layout", subject=layout)
    return layout


def _refuse_if_retired(layout: Layout) -> None:
    if layout.retired_at:
        day = timezone.localdate(layout.retired_at)
        raise ValidationError(f"This layout was retired on {day_said(day)}.")
