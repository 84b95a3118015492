"""Pages of carers' payment queries: the list, one with its ledger, and causes in common."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.contacts import payment_actions as actions
from alongside.desk.contacts.models import (
    Contact,
    PaymentCause,
    PaymentEntry,
    PaymentQuery,
    PaymentStep,
)
from alongside.desk.contacts.payment_forms import (
    AddCauseForm,
    AnswerForm,
    CauseForm,
    EntryForm,
    MendCauseForm,
    OpenAgainForm,
    PassOnForm,
    PaymentQueriesForm,
    StrikeForm,
)
from alongside.desk.contacts.payment_text import text_for_finance
from alongside.desk.forms import carry_out
from alongside.desk.said import day_said
from alongside.desk.spreadsheet import download, made_by, spreadsheet

SHOWN = 50
COLUMNS = (
    ("Reference", 12), ("Payment", 24), ("Carer", 30), ("Team", 28), ("Asked on", 12),
    ("Days open", 10), ("Times asked", 12), ("Due", 12), ("Paid", 12), ("Missing", 12),
    ("Whose turn", 18), ("Next step", 50), ("By", 12), ("Fault", 16), ("Cause", 30),
    ("Answered on", 12), ("Answer", 30),
)  # fmt: skip
CHANGES = {  # what can be done to one: its action, form, heading, button, and what to say, if always so
    "pass-on": (actions.pass_on_query, PassOnForm, "Note what was done", "Save", ""),
    "entry": (actions.add_entry, EntryForm, "Add to the ledger", "Add", "The line was added."),
    "cause": (actions.say_cause, CauseForm, "Fault and cause", "Save", ""),
    "answer": (actions.answer_query, AnswerForm, "Answer the carer", "Close the query", "The query is answered."),
    "open-again": (actions.open_again, OpenAgainForm, "Open it again", "Open again", "The query is open again."),
}  # fmt: skip


@require_GET
@needs("log_contact")
def payment_queries(request):
    """Those this person may see, the longest open first."""
    form = PaymentQueriesForm(request.GET, user=request.user)
    found = form.chosen_of(_seen(request)).with_sums().longest_open_first()
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    record_read(
        by=request.user, action="list payment queries", found=page.paginator.count
    )
    context = {"form": form, "page": page, "today": timezone.localdate()}
    return render(request, "contacts/payment_queries.html", _with_days(context))


@require_GET
@needs("log_contact")
def export_payment_queries(request):
    if not request.user.may("export"):
        return needs("export")(export_payment_queries)(request)
    form = PaymentQueriesForm(request.GET, user=request.user)
    found = form.chosen_of(_seen(request)).with_sums().longest_open_first()
    rows, today = list(found), timezone.localdate()
    record_read(by=request.user, action="export payment queries", found=len(rows))
    said = [
        f"{len(rows)} payment queries as at {day_said(today)}. Days open are days of the calendar.",
        "; ".join(form.in_words()) or "Those that are open.",
        made_by(request.user),
    ]
    cells = [_cells(each, today) for each in rows]
    return download(
        spreadsheet("Payment queries", said, COLUMNS, cells), "payment-queries.xlsx"
    )


def _cells(each: PaymentQuery, today) -> tuple:
    return (
        each.reference, each.get_kind_display(), each.whose, str(each.team or ""),
        each.opened_on, each.days_open(today), each.times, each.due, each.paid,
        each.due - each.paid, each.get_turn_display(), each.next_step, each.next_by,
        each.get_fault_display(), each.get_why_display(), each.answered_on or "",
        each.get_answer_display(),
    )  # fmt: skip


@require_GET
@needs("log_contact", about="contacts.PaymentQuery")
def payment_query(request, pk):
    """One query: its ledger, whose turn it is, what was done, and each time it was asked."""
    found = _query(request, pk)
    record_read(by=request.user, action="see payment query", subject=found)
    asked = Contact.objects.visible_to(request.user).filter(payment__query=found)
    context = {
        "query": found,
        "days": found.days_open(timezone.localdate()),
        "missing": found.due - found.paid,
        "entries": found.entries.select_related("added_by", "struck_by"),
        "steps": found.steps.select_related("by"),
        "asked": asked.select_related("taken_by").newest_first(),
        "text": text_for_finance(found),
        "late": not found.answered_on and found.next_by < timezone.localdate(),
    }
    return render(request, "contacts/payment_query.html", context)


@require_http_methods(["GET", "POST"])
@needs("log_contact", about="contacts.PaymentQuery")
def change_payment_query(request, pk, change):
    """One of the things that can be done to a query, each with a form of its own."""
    found = _query(request, pk)
    action, form_of, heading, button, done = CHANGES[change]
    form = form_of(request.POST or None, initial=_first(found, change))
    if made := carry_out(form, action, by=request.user, query=found):
        messages.success(request, done or _noted(made))
        return redirect("payments:query", pk)
    context = {"query": found, "form": form, "heading": heading, "button": button}
    return render(request, "contacts/change_payment_query.html", context)


def _noted(made: PaymentQuery | PaymentStep) -> str:
    """Say what was noted: whose turn it is by when, or whose fault it was, and why."""
    if isinstance(made, PaymentStep):
        turn = made.get_turn_display()
        return f"What was done is noted. Next: {turn}, by {day_said(made.next_by)}."
    why = f" Cause: {made.get_why_display().lower()}." if made.why else ""
    joined = f" It is joined to: {made.cause}." if made.cause else ""
    return f"Fault: {made.get_fault_display().lower()}.{why}{joined}"


def _first(query: PaymentQuery, change: str) -> dict:
    """What the form of a change begins with."""
    today = timezone.localdate()
    still = query.next_by if query.next_by >= today else None
    begins = {
        "cause": {"fault": query.fault, "why": query.why, "cause": query.cause},
        "answer": {"answered_on": today},
        "pass-on": {"turn": query.turn, "next_by": still},
    }
    return begins.get(change, {})


@require_http_methods(["GET", "POST"])
@needs("log_contact", about="contacts.PaymentEntry")
def strike_entry(request, pk):
    seen = PaymentEntry.objects.visible_to(request.user)
    entry = get_object_or_404(seen.select_related("query"), pk=pk)
    form = StrikeForm(request.POST or None)
    if carry_out(form, actions.strike_entry, by=request.user, entry=entry):
        messages.success(request, "The line is struck out.")
        return redirect("payments:query", entry.query_id)
    context = {"query": entry.query, "form": form, "heading": f"Strike out {entry}", "button": "Strike it out"}  # fmt: skip
    return render(request, "contacts/change_payment_query.html", context)


@require_GET
@needs("log_contact")
def payment_causes(request):
    """What went wrong behind several queries; counted of those this person may see."""
    mine = Q(queries__in=_seen(request))
    found = PaymentCause.objects.visible_to(request.user).annotate(
        asked=Count("queries", filter=mine, distinct=True),
        still_open=Count(
            "queries", filter=mine & Q(queries__answered_on=None), distinct=True
        ),
    )
    page = Paginator(found.in_order(), SHOWN).get_page(request.GET.get("page"))
    return render(request, "contacts/payment_causes.html", {"page": page})


@require_http_methods(["GET", "POST"])
@needs("log_contact")
def add_payment_cause(request):
    first = {"found_on": timezone.localdate()}
    form = AddCauseForm(request.POST or None, initial=first)
    if carry_out(form, actions.add_cause, by=request.user):
        messages.success(
            request, "The cause was added. Choose it on each query that has it."
        )
        return redirect("payments:causes")
    context = {"form": form, "heading": "Add a cause", "button": "Add the cause"}
    return render(request, "contacts/payment_cause_form.html", context)


@require_http_methods(["GET", "POST"])
@needs("log_contact", about="contacts.PaymentCause")
def payment_cause(request, pk):
    """One cause with its queries; here is said that it was put right."""
    found = get_object_or_404(PaymentCause.objects.visible_to(request.user), pk=pk)
    form = MendCauseForm(
        request.POST or None, initial={"mended_on": timezone.localdate()}
    )
    if carry_out(form, actions.mend_cause, by=request.user, cause=found):
        day = day_said(form.cleaned_data["mended_on"])
        said = f"Put right on {day}. Each query is still to be answered."
        messages.success(request, said)
        return redirect("payments:cause", pk)
    queries = _seen(request).filter(cause=found).with_sums().longest_open_first()
    page = Paginator(queries, SHOWN).get_page(request.GET.get("page"))
    context = _with_days(
        {"cause": found, "form": form, "page": page, "today": timezone.localdate()}
    )
    return render(request, "contacts/payment_cause.html", context)


def _seen(request):
    return PaymentQuery.objects.visible_to(request.user)


def _query(request, pk) -> PaymentQuery:
    seen = PaymentQuery.objects.visible_to(request.user).with_sums()
    seen = seen.select_related("carer", "child", "team", "cause")
    return get_object_or_404(seen, pk=pk)


def _with_days(context: dict) -> dict:
    for each in context["page"].object_list:
        each.days = each.days_open(context["today"])
        each.missing = each.due - each.paid
    return context
