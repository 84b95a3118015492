"""Faults recognised from export to export: the same one again, a new one, one gone or back.

What tells two faults apart is whose they are, in which list and field, and what is said
of them but for numbers and what stands in the cell: rows move, and so do dates.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from alongside.desk.casework.finding_models import SAID, Fault, FaultChange
from alongside.desk.casework.many import change
from alongside.desk.casework.models import Due, Extract, Finding, Mark
from alongside.desk.casework.rulebook import rulebook
from alongside.desk.people.models import Child
from alongside.reckon.events import EVENTS
from alongside.reckon.intake.findings import LEFT_OUT, SUSPICIOUS

RAISED = (LEFT_OUT, SUSPICIOUS)
BATCH = 500
_CHANGES = re.compile(r"'[^']*'|\d[\d,./-]*")
_LETTER = re.compile(r"^[A-Z]{1,3}: ")
_COUNTED = re.compile(r"^And [\d,]+ more ")
_TOLD = (
    "kind", "table", "list", "sheet", "row", "column", "case_id", "child_id", "what",
    "do", "held", "weight", "last_on", "last_in_id", "gone_on", "back_on", "status",
    "moved_on",
)  # fmt: skip


def recognise(extract: Extract) -> None:
    """Bring the list in line with the findings of an export that is now in force.

    Called in the transaction that applies it. What was found in lists that this export
    does not hold stays as it was.
    """
    found = _by_sort(extract.findings.filter(kind__in=RAISED))
    children = dict(Child.objects.values_list("case_id", "pk"))
    held = _by_sort_held(Fault.objects.filter(due=None).order_by("pk"))
    changed, fresh, back = [], [], []
    for sort, findings in found.items():
        pairs, rest = _matched(held.pop(sort, []), findings)
        for fault, finding in pairs:
            if _take(fault, finding, extract, children):
                back.append(fault)
            changed.append(fault)
        fresh += [_new(sort, each, extract, children) for each in rest[1]]
        held[sort] = rest[0]
    left = [fault for faults in held.values() for fault in faults]
    changed += _leave(left, extract, _cut(found))
    changed += _follow_clocks(extract.as_at)
    Fault.objects.bulk_create(fresh, BATCH)
    _save(changed)
    _say_back(back)


def follow_marks(dues: Iterable[Due]) -> None:
    """Raise what a person says is wrong of a clock; where that is taken off, it is gone."""
    keys = [due.pk for due in dues]
    today = timezone.localdate()
    marked = Due.objects.filter(pk__in=keys).select_related("child", "mark")
    raised = {fault.due_id: fault for fault in Fault.objects.filter(due__in=keys)}
    back = []
    for due in marked:
        wrong = due.mark is not None and due.mark.kind == Mark.Kind.WRONG
        fault = raised.get(due.pk)
        if wrong and fault:
            fault.what, was_gone = due.mark.note, _seen(fault, today)
            back += [fault] if was_gone else []
            _save([fault])
        elif wrong:
            _said(due, today).save()
        elif fault and not fault.gone_on:
            fault.gone_on = today
            _save([fault])
    _say_back(back)


def take_back(extract: Extract) -> None:
    """Leave the list as if an export had not been applied; what people settled stays.

    Called in the transaction that undoes it, before the children that came with it go.
    """
    shown = Fault.objects.filter(due=None, last_in=extract)
    came = shown.filter(first_on=extract.as_at)
    came.filter(changes=None, handed=None).delete()
    came.update(gone_on=extract.as_at, child=None, last_in=extract.base)
    before = extract.base.as_at if extract.base else extract.as_at
    shown.update(last_in=extract.base, last_on=Greatest(F("first_on"), before))
    went = Fault.objects.filter(gone_on=extract.as_at, first_on__lt=extract.as_at)
    wrong = Q(due__mark__kind=Mark.Kind.WRONG)
    went.filter(Q(due=None) | wrong).update(gone_on=None)
    back = Fault.objects.filter(back_on=extract.as_at, last_in=extract.base)
    back.filter(due=None).update(gone_on=before, back_on=None)
    if extract.base:
        _tell_again(extract.base)


def _tell_again(extract: Extract) -> None:
    """Tell those that are there in the words of an export that is in force again."""
    children = dict(Child.objects.values_list("case_id", "pk"))
    held = _by_sort_held(Fault.objects.there().filter(due=None).order_by("pk"))
    told = []
    for sort, findings in _by_sort(extract.findings.filter(kind__in=RAISED)).items():
        for fault, finding in _matched(held.get(sort, []), findings)[0]:
            _take(fault, finding, extract, children)
            told.append(fault)
    _save(told)


def sort_of(finding: Finding) -> str:
    """Return a mark of all that stays of a finding from export to export."""
    alike = _CHANGES.sub("#", finding.what)
    said = (finding.table, finding.list, header(finding.column), finding.child, alike)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def header(column: str) -> str:
    """Return a column's name without its letter, which moves."""
    return _LETTER.sub("", column)


def _by_sort(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    grouped: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        grouped[sort_of(finding)].append(finding)
    return grouped


def _by_sort_held(faults: Iterable[Fault]) -> dict[str, list[Fault]]:
    grouped: defaultdict[str, list[Fault]] = defaultdict(list)
    for fault in faults:
        grouped[fault.sort].append(fault)
    return grouped


def _matched(faults: list[Fault], findings: list[Finding]):
    """Pair faults with findings of one sort: word for word first, then in order.

    Those still there come before those gone. Returns the pairs, and what is left of each.
    """
    faults = sorted(faults, key=lambda fault: fault.gone_on is not None)
    pairs, left = [], []
    for finding in findings:
        told = (finding.what, finding.held)
        same = next((f for f in faults if (f.what, f.held) == told), None)
        if same:
            faults.remove(same)
            pairs.append((same, finding))
        else:
            left.append(finding)
    pairs += zip(faults, left, strict=False)
    return pairs, (faults[len(left) :], left[len(faults) :])


def _take(fault: Fault, finding: Finding, extract: Extract, children) -> bool:
    """Tell a fault anew, as an export has it now; return whether it is back."""
    for name, value in _words(finding, children).items():
        setattr(fault, name, value)
    fault.last_in_id = extract.pk
    return _seen(fault, extract.as_at)


def _seen(fault: Fault, day: date) -> bool:
    """Note that a fault is there on a day; return whether it had been gone."""
    fault.last_on = max(fault.last_on, day)
    was_gone = fault.gone_on is not None
    if was_gone:
        fault.gone_on, fault.back_on = None, day
        if fault.status == Fault.Status.MENDED:
            fault.status, fault.moved_on = Fault.Status.NEW, day
    return was_gone


def _new(sort: str, finding: Finding, extract: Extract, children) -> Fault:
    return Fault(
        sort=sort,
        case_id=finding.child,
        first_on=extract.as_at,
        last_on=extract.as_at,
        last_in=extract,
        **_words(finding, children),
    )


def _words(finding: Finding, children: dict[str, int]) -> dict[str, Any]:
    names = ("kind", "table", "list", "sheet", "row", "what", "do", "held", "weight")
    return {name: getattr(finding, name) for name in names} | {
        "column": header(finding.column),
        "child_id": children.get(finding.child),
    }


def _cut(found: dict[str, list[Finding]]) -> set[tuple[str, str]]:
    """The columns of which some findings were only counted: who is missing is not known."""
    return {
        (each.list, header(each.column))
        for findings in found.values()
        for each in findings
        if _COUNTED.match(each.what)
    }


def _leave(
    faults: Iterable[Fault], extract: Extract, cut: set[tuple[str, str]]
) -> Iterator[Fault]:
    """Yield the faults that this export could have shown and does not, as gone."""
    told = {table for part in extract.lists for table in part.get("tables", ())}
    alike = _exports_like(extract, told)
    for fault in faults:
        here = fault.table in told if fault.table else fault.last_in_id in alike
        if here and not fault.gone_on and (fault.list, fault.column) not in cut:
            fault.gone_on = extract.as_at
            yield fault


def _exports_like(extract: Extract, told: set[str]) -> set[int]:
    """The exports that hold a list this one holds too."""
    return {
        pk
        for pk, lists in Extract.objects.applied().values_list("pk", "lists")
        if told & {table for part in lists for table in part.get("tables", ())}
    }


def _follow_clocks(day: date) -> Iterator[Fault]:
    """Yield what people said of clocks that run no more, as gone; and what was said of
    clocks that are another child's now, as that child's."""
    running = set(Due.objects.open().values_list("pk", flat=True))
    said = Fault.objects.there().filter(due__isnull=False)
    for fault in said.select_related("due__child"):
        whose = fault.due.child
        if fault.due_id in running and fault.child_id == whose.pk:
            continue
        fault.child_id, fault.case_id = whose.pk, whose.case_id
        fault.gone_on = None if fault.due_id in running else day
        yield fault


def _said(due: Due, today: date) -> Fault:
    rule = rulebook().get(due.rule)
    event = EVENTS.get(rule.starts[0]) if rule and rule.starts else None
    return Fault(
        sort=hashlib.sha256(f"clock {due.pk}".encode()).hexdigest(),
        kind=SAID,
        table=min(event.reads, default="") if event else "",
        list="Said on the worklist",
        column=(rule.title if rule else due.rule)[:120],
        case_id=due.child.case_id,
        child=due.child,
        due=due,
        what=due.mark.note,
        do="Put right in the case system what it says.",
        weight=1,
        first_on=today,
        last_on=today,
    )


def _say_back(faults: Iterable[Fault]) -> None:
    """Write down that a fault came back, in the words of no person."""
    FaultChange.objects.bulk_create(
        FaultChange(
            fault=fault,
            status=fault.status,
            assigned_to_id=fault.assigned_to_id,
            should=fault.should,
            note="It is there again.",
        )
        for fault in faults
    )


def _save(faults: Iterable[Fault]) -> None:
    rows = [
        (*(_plain(getattr(each, name)) for name in _TOLD), each.pk) for each in faults
    ]
    change(Fault, _TOLD, rows)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
