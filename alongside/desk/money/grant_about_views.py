"""What is said of a grant changed; its evidence kept and taken; the register taken away."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.access.seen_before import as_seen
from alongside.desk.casework import store
from alongside.desk.forms import carry_out
from alongside.desk.money import grant_about_actions as actions
from alongside.desk.money import grant_forms as forms
from alongside.desk.money.grant_models import Grant, GrantEvidence, GrantUse
from alongside.desk.money.grant_register import (
    Account,
    account_of,
    accounts,
    with_accounts,
)
from alongside.desk.money.grant_views import ask_of
from alongside.desk.spreadsheet import download, made_by, spreadsheet

PENNY = Decimal("0.01")
SUMS = (
    "awarded", "received", "released", "allocated", "committed", "spent", "claimed",
    "repaid", "unspent",
)  # fmt: skip
REGISTER = (
    ("Grant", 40), ("Funder", 34), ("Award letter", 20), ("Last day", 12),
    *((name.capitalize(), 13) for name in SUMS), ("To look at", 80),
)  # fmt: skip
ENTRIES = (
    ("Day", 12), ("Entry", 26), ("Amount", 13), ("Use", 30), ("To use", 30),
    ("Allowed by", 40), ("Note", 40), ("State", 22), ("By", 24), ("Taken back", 40),
)  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="money.Grant")
def change_grant(request, pk):
    seen = Grant.objects.visible_to(request.user).select_related("funder")
    found = get_object_or_404(seen, pk=pk)
    names = [name for name in forms.AboutGrantForm.base_fields if name != "another"]
    given = {name: getattr(found, name) for name in names}
    given["seen"] = as_seen(found, [name for name in names if name != "funder"])
    form = forms.ChangeGrantForm(request.POST or None, initial=given)
    if carry_out(form, actions.change_grant, by=request.user, grant=found):
        messages.success(request, "Saved.")
        return redirect("money:grant", pk)
    return ask_of(request, form, "Change what is said of it", found)


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="money.GrantUse")
def change_use(request, pk):
    seen = GrantUse.objects.visible_to(request.user).select_related("grant")
    use = get_object_or_404(seen, pk=pk)
    given = {name: getattr(use, name) for name in forms.AboutUseForm.base_fields}
    given["seen"] = as_seen(use, forms.AboutUseForm.base_fields)
    form = forms.ChangeUseForm(request.POST or None, initial=given)
    if carry_out(form, actions.change_use, by=request.user, use=use):
        messages.success(request, "Saved.")
        return redirect("money:grant", use.grant_id)
    return ask_of(request, form, f"Change: {use}", use.grant)


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="money.Grant")
def add_evidence(request, pk):
    found = get_object_or_404(Grant.objects.visible_to(request.user), pk=pk)
    entries = found.entries.in_order()
    form = forms.EvidenceForm(
        request.POST or None, request.FILES or None, entries=entries
    )
    if form.is_valid():
        file = form.cleaned_data.pop("file")
        read = {"name": file.name, "contents": file.read()}
        if carry_out(form, actions.add_evidence, by=request.user, grant=found, **read):
            messages.success(request, "The file is kept, sealed.")
            return redirect("money:grant", pk)
    return render(request, "money/add_evidence.html", {"form": form, "grant": found})


@require_GET
@needs("keep_money", about="money.GrantEvidence")
def take_evidence(request, pk):
    """Hand out a file as it came; who took it is on record."""
    found = get_object_or_404(GrantEvidence.objects.visible_to(request.user), pk=pk)
    try:
        contents = store.kept(found.stored_as, "file")
    except store.Damaged:
        messages.error(
            request,
            f"The file “{found.what}” is not where it was kept, or not as it was. Put the "
            "folder “uploads” back from the last backup, or add the file again.",
        )
        return redirect("money:grant", found.grant_id)
    record_read(by=request.user, action="take evidence", subject=found)
    answer = HttpResponse(contents, content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, found.file_name)
    return answer


@require_GET
@needs("see_money")
@needs("export")
def export_grants(request):
    """The register as a spreadsheet, a grant a row."""
    found = accounts(with_accounts(request.user), timezone.localdate())
    said = ["Grants, those that end soonest first, in pounds.", made_by(request.user)]
    book = spreadsheet("Grants", said, REGISTER, map(_row, found))
    return download(book, "grants.xlsx")


@require_GET
@needs("see_money", about="money.Grant")
@needs("export")
def export_grant(request, pk):
    """The account of one grant as a spreadsheet, an entry a row."""
    found = get_object_or_404(with_accounts(request.user), pk=pk)
    account = account_of(found, timezone.localdate())
    said = [
        f"{found}: the account, as entries were added.",
        "Only what counts is in any sum.",
        made_by(request.user),
    ]
    book = spreadsheet("Account", said, ENTRIES, map(_entry, account.entries))
    return download(book, f"grant-{pk}.xlsx")


def _row(account: Account) -> list:
    grant = account.grant
    about = [grant.name, grant.funder.name, grant.reference, grant.ends_on or "No end"]
    sums = [getattr(account.stands, name).quantize(PENNY) for name in SUMS]
    return [*about, *sums, " ".join(each.what for each in account.found)]


def _entry(each) -> list:
    names = [str(use) if use else "" for use in (each.use, each.to)]
    return [
        each.happened_on, each.get_kind_display(), each.pounds, *names, each.allowed_by,
        each.note, each.get_state_display(), str(each.by), each.why_back,
    ]  # fmt: skip
