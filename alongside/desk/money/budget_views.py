"""Budgets of a year: how they stand, what moves between them, and the ledger's months."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.access.seen_before import as_seen
from alongside.desk.access.sent_once import tell
from alongside.desk.forms import carry_out
from alongside.desk.money import budget_actions, budget_page, month_actions
from alongside.desk.money.budget_forms import (
    AddHeadForm,
    ChangeHeadForm,
    ExpectForm,
    SetBudgetForm,
    TransferForm,
    YearForm,
)
from alongside.desk.money.budget_models import year_said
from alongside.desk.money.budget_picture import picture, rows, words
from alongside.desk.money.budget_sheet import COLUMNS, said, sheet_rows
from alongside.desk.money.ledger_forms import LedgerForm
from alongside.desk.money.models import BudgetHead, BudgetMove, HeadMonth
from alongside.desk.spreadsheet import download, spreadsheet
from alongside.desk.workforce.asking import ask


@require_GET
@needs("see_money")
def budgets(request):
    """The budgets of a year, what moved between them, and what each will come to."""
    form = YearForm(request.GET, today=timezone.localdate())
    april = form.april
    moves = BudgetMove.objects.visible_to(request.user).of_year(april)
    context = {
        "form": form,
        "april": april,
        "label": year_said(april),
        "year": budget_page.year(request.user, april),
        "moves": moves.exclude(source=None).in_order().select_related("source"),
    }
    return render(request, "money/budgets.html", context)


@require_GET
@needs("see_money")
@needs("export")
def export_budgets(request):
    april = YearForm(request.GET, today=timezone.localdate()).april
    found = budget_page.year(request.user, april)
    lines = list(sheet_rows(found))
    record_read(by=request.user, action="export budgets", rows=len(lines))
    made = spreadsheet("Budgets", said(request.user, found), COLUMNS, lines)
    return download(made, f"budgets-{april}.xlsx")


@require_GET
@needs("see_money", about="money.BudgetHead")
def budget(request, pk):
    """One budget month by month: the line of what is spent, the forecast, and the gap."""
    head = _head(request, pk)
    form = YearForm(request.GET, today=timezone.localdate())
    found = budget_page.year(request.user, form.april).of(head)
    moves = BudgetMove.objects.visible_to(request.user).of_year(form.april)
    context = {
        "head": head,
        "form": form,
        "label": year_said(form.april),
        "found": found,
        "picture": picture(found.forecast),
        "words": words(found.forecast),
        "rows": rows(found.forecast),
        "moves": (moves.filter(head=head) | moves.filter(source=head))
        .in_order()
        .select_related("source"),
        "sources": head.sources.visible_to(request.user),
    }
    return render(request, "money/budget.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_money")
def add_head(request):
    form = AddHeadForm(request.POST or None)
    if made := carry_out(form, budget_actions.add_head, by=request.user):
        tell(request, made, f"{made} was added.")
        return redirect("money:budget", made.pk)
    return ask(request, form, "Add a budget", "Add", reverse("money:budgets"), "Budget")


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="money.BudgetHead")
def change_head(request, pk):
    head = _head(request, pk)
    given = {"title": head.name, "department": head.department}
    given["seen"] = as_seen(head, ["name", "department"])
    form = ChangeHeadForm(request.POST or None, initial=given)
    if carry_out(form, budget_actions.change_head, by=request.user, head=head):
        messages.success(request, "Saved.")
        return redirect("money:budget", pk)
    return _ask_of(request, form, head, f"Change {head}", "Save")


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="money.BudgetHead")
def set_budget(request, pk):
    head = _head(request, pk)
    given = {"on": timezone.localdate()}
    form = SetBudgetForm(request.POST or None, by=request.user, initial=given)
    made = carry_out(form, budget_actions.set_budget, by=request.user, head=head)
    if made:
        tell(request, made, _becomes(made))
        return redirect("money:budget", pk)
    return _ask_of(request, form, head, f"Set the budget: {head}", "Set")


@require_http_methods(["GET", "POST"])
@needs("keep_money")
def transfer_budget(request):
    given = {"on": timezone.localdate()}
    form = TransferForm(request.POST or None, by=request.user, initial=given)
    if made := carry_out(form, budget_actions.transfer_budget, by=request.user):
        tell(request, made, _becomes(made))
        return redirect("money:budgets")
    title, back = "Move budget to another", reverse("money:budgets")
    return ask(request, form, title, "Move", back, "Budget")


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="money.BudgetHead")
def expect_month(request, pk, month):
    """Type in what a budget is expected to spend in a month that is not booked yet."""
    head, first = _head(request, pk), _month(month)
    found = HeadMonth.objects.visible_to(request.user).filter(head=head, month=first)
    row = found.filter(kind=HeadMonth.Kind.EXPECTED).first() or HeadMonth(
        head=head, kind=HeadMonth.Kind.EXPECTED, month=first
    )
    given = {"pounds": row.pounds, "note": row.note}
    given["seen"] = as_seen(row, ["pounds", "note"])
    form = ExpectForm(request.POST or None, initial=given)
    if carry_out(form, month_actions.expect_month, by=request.user, row=row):
        messages.success(request, "Saved.")
        return redirect(f"{reverse('money:budget', args=[pk])}?year={row.april}")
    return _ask_of(request, form, head, f"Expected in {first:%B %Y}: {head}", "Save")


@require_http_methods(["GET", "POST"])
@needs("keep_money")
def upload_ledger(request):
    """Keep the months of a file of the ledger."""
    form = LedgerForm(
        request.POST or None, request.FILES or None, today=timezone.localdate(),
        by=request.user,
    )  # fmt: skip
    if made := carry_out(form, month_actions.book_months, by=request.user):
        were = (
            "figure of the ledger was"
            if made.rows == 1
            else "figures of the ledger were"
        )
        messages.success(request, f"{made.rows} {were} kept.")
        return redirect("money:budgets")
    return render(request, "money/upload_ledger.html", {"form": form})


def _head(request, pk) -> BudgetHead:
    return get_object_or_404(BudgetHead.objects.visible_to(request.user), pk=pk)


def _ask_of(request, form, head: BudgetHead, title: str, button: str):
    back = reverse("money:budget", args=[head.pk])
    return ask(request, form, title, button, back, str(head))


def _month(said: str) -> date:
    try:
        found = date.fromisoformat(f"{said}-01")
    except ValueError:
        raise Http404 from None
    return found


def _becomes(move: BudgetMove) -> str:
    return f"{move}. {move.stands}."
