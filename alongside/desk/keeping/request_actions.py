"""What people ask about their data: logged, extended, decided, carried out, with traces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import (
    BinaryField,
    CharField,
    Field,
    Max,
    Model,
    Q,
    QuerySet,
    UniqueConstraint,
    Value,
)
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from alongside.desk.access.audit import keep, record, record_read
from alongside.desk.access.models import AuditEntry, User
from alongside.desk.access.sealing import seal
from alongside.desk.access.sent_once import once
from alongside.desk.keeping.handed_out import gather
from alongside.desk.keeping.held_rows import rows_of
from alongside.desk.keeping.models import DataRequest, ThirdParty, Trace
from alongside.desk.keeping.pack import said_of_others, undecided
from alongside.desk.keeping.persons import held, keys_of
from alongside.desk.keeping.registry import Part
from alongside.desk.said import day_said

Kind, Outcome = DataRequest.Kind, DataRequest.Outcome
ERASED = "Erased"
TAKE = "take pack"
DECIDE = "decide third parties"


@once
def log_request(*, by: User, whose: str, person: Model, **told) -> DataRequest:
    """Note that somebody asked, and from when the time runs."""
    asked = DataRequest(by=by, **{whose: person}, **told)
    return keep(asked, by=by, action="log data request", kind=asked.kind)


@transaction.atomic
def extend_request(
    *, by: User, request: DataRequest, why: str, on: date
) -> DataRequest:
    """Take two months more, which the person is to be told of within the first."""
    request = _open(request)
    if request.extended_on:
        raise ValidationError(f"It was extended on {day_said(request.extended_on)}.")
    if on > request.due_on:
        raise ValidationError(
            f"The month ended on {day_said(request.due_on)}: it can be extended no more."
        )
    request.extended_on, request.extended_why = on, why
    return keep(request, by=by, action="extend data request")


@transaction.atomic
def decide_request(
    *,
    by: User,
    request: DataRequest,
    outcome: str,
    ground: str,
    kinds: Sequence[str] = (),
) -> DataRequest:
    """Say what becomes of it: granted, in part, or refused, and on what ground."""
    request = _open(request)
    if request.kind == Kind.ERASURE and outcome != Outcome.REFUSED and not kinds:
        raise ValidationError({"kinds": "Choose what is to be erased"})
    request.outcome, request.ground, request.kinds = outcome, ground, list(kinds)
    request.decided_by, request.decided_on = by, timezone.localdate()
    if outcome == Outcome.REFUSED:
        request.done_at = timezone.now()
    return keep(request, by=by, action="decide data request", outcome=outcome)


def _open(request: DataRequest) -> DataRequest:
    request = DataRequest.objects.select_for_update().get(pk=request.pk)
    if request.done_at:
        raise ValidationError("This request is closed.")
    return request


def _granted(request: DataRequest) -> DataRequest:
    request = _open(request)
    if request.outcome not in (Outcome.GRANTED, Outcome.PART):
        raise ValidationError("Decide it first: nothing has been granted yet.")
    return request


@transaction.atomic
def carry_out_erasure(*, by: User, request: DataRequest) -> DataRequest:
    """Empty what was typed of a person in the kinds granted, in every room, at once."""
    request = _granted(request)
    _refuse_where_held(request.person)
    kinds, rows = set(request.kinds), 0
    for part, found in rows_of(request.person):
        if part.kind in kinds and part.words:
            rows += _empty(by, request, part, list(found.values_list("pk", flat=True)))
    return _close(by, request, "erase on request", rows=rows, kinds=sorted(kinds))


def _refuse_where_held(person: Model) -> None:
    kept = held()
    if any(keys & kept.get(model, set()) for model, keys in keys_of(person).items()):
        raise ValidationError(
            "A hold stands on this person: nothing of theirs is erased until it is lifted."
        )


def _empty(by: User, request: DataRequest, part: Part, keys: list[int]) -> int:
    """Empty the words of these rows, and return how many rows had any."""
    changed: set[int] = set()
    for name in part.words:
        field = part.model._meta.get_field(name)
        blank = Q(**{name: b"" if isinstance(field, BinaryField) else ""})
        rows = part.model._base_manager.filter(pk__in=keys).exclude(blank)
        said = list(rows.values_list("pk", flat=True))
        Trace.objects.bulk_create(
            Trace(
                request=request,
                model=part.model._meta.label,
                key=key,
                column=name,
                by=by,
            )
            for key in said
        )
        rows.update(**{name: _instead(part.model, field)})
        changed.update(said)
    return len(changed)


def _instead(model: type[Model], field: Field):
    """What stands where words were: that they were erased; apart where each must differ."""
    if isinstance(field, BinaryField):
        return b""
    if any(
        isinstance(each, UniqueConstraint) and field.name in each.fields
        for each in model._meta.constraints
    ):
        return Concat(Value(f"{ERASED} "), Cast("pk", CharField()))
    return ERASED


@transaction.atomic
def correct_words(
    *,
    by: User,
    request: DataRequest,
    part: Part,
    key: int,
    column: str,
    said: str,
    kept_why: str,
) -> Trace:
    """Put one thing right. What stood there is kept, sealed, only where the law wants it."""
    request = _granted(request)
    found = dict(rows_of(request.person)).get(part)
    row = found and found.filter(pk=key).first()
    if row is None or column not in part.words:
        raise ValidationError("This is not kept of them any more. Look again.")
    before = getattr(row, column)
    setattr(row, column, said)
    _check(row, column)
    row.save()
    trace = Trace(
        request=request, model=part.model._meta.label, key=key, column=column, by=by,
        kept_why=kept_why, sealed=seal(before.encode()) if kept_why else b"",
    )  # fmt: skip
    trace.save()
    record(by=by, action="correct on request", subject=request, column=column)
    return trace


def _check(row: Model, column: str) -> None:
    """Refuse what the column cannot hold. The others are as they were."""
    others = {field.name for field in row._meta.get_fields()} - {column}
    try:
        row.full_clean(exclude=others)
    except ValidationError as refusal:
        raise ValidationError(refusal.messages) from None


@transaction.atomic
def decide_third_parties(
    *, by: User, request: DataRequest, kept: Iterable[str], out: Iterable[str]
) -> DataRequest:
    """Say of other people's names which stay in what is handed out, and which go."""
    request = _open(request)
    said = dict.fromkeys(kept, True) | dict.fromkeys(out, False)
    if said.items() <= said_of_others(request).items():
        return request
    for name, stays in said.items():
        ThirdParty.objects.update_or_create(
            request=request, name=name, defaults={"kept": stays}
        )
    record(by=by, action=DECIDE, subject=request)
    return request


@transaction.atomic
def close_request(*, by: User, request: DataRequest) -> DataRequest:
    """Say that it is answered: the pack was handed out, or what was granted is put right."""
    request = _granted(request)
    if request.kind == Kind.ERASURE:
        raise ValidationError("Carry the erasure out: that closes the request.")
    if request.kind == Kind.ACCESS and undecided(request, gather(request.person)):
        raise ValidationError("Say first of each other person named whether they stay.")
    if request.kind == Kind.ACCESS and not taken(request):
        raise ValidationError(
            "Nobody has taken what is handed out. Take it for Word, as PDF or as JSON, "
            "give it to whoever asked, and then close the request."
        )
    return _close(by, request, "close data request")


def take_pack(*, by: User, request: DataRequest, form: str) -> AuditEntry:
    """Note that somebody takes what is handed out."""
    return record_read(by=by, action=TAKE, subject=request, form=form)


def taken(request: DataRequest) -> QuerySet[AuditEntry]:
    """Return the lines that say who took what is handed out, the latest first.

    What was taken before it was last said who stays in it is not what is handed out.
    """
    lines = AuditEntry.objects.filter(subject_id=str(request.pk))
    lines = lines.filter(subject_type=request._meta.label)
    decided = lines.filter(action=DECIDE).aggregate(last=Max("sequence"))["last"]
    return lines.filter(action=TAKE, sequence__gt=decided or 0).latest_first()


def _close(by: User, request: DataRequest, action: str, **detail) -> DataRequest:
    request.done_at = timezone.now()
    return keep(request, by=by, action=action, **detail)
