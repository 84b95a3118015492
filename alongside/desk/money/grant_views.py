"""The register of grants, each one's page, and what is done to its account."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.access.sent_once import tell
from alongside.desk.forms import carry_out
from alongside.desk.learning.asking import ask
from alongside.desk.money import grant_actions as actions
from alongside.desk.money import grant_forms as forms
from alongside.desk.money.grant_models import Grant, GrantEntry, GrantYearEnd
from alongside.desk.money.grant_picture import picture
from alongside.desk.money.grant_register import account_of, accounts, with_accounts
from alongside.desk.said import day_said

SHOWN = 25  # entries to a page


class Entering(NamedTuple):
    """How an entry of a kind is asked for, and done."""

    title: str
    form: type[forms.EntryForm]
    told: str


ENTERING = {
    "award": Entering("Add to the award", forms.EntryForm, "The award is larger now."),
    "release": Entering(
        "Ask for a release", forms.ReleaseForm, "It counts once its decision is made."
    ),
    "allocate": Entering("Allocate more to a use", forms.OfUseForm, "It is allocated."),
    "vire": Entering("Move between uses", forms.MoveForm, "It is moved."),
    "commit": Entering("Commit", forms.OfUseForm, "It is committed."),
    "free": Entering("End a commitment", forms.OfUseForm, "It is free again."),
    "spend": Entering("Enter what was spent", forms.SpendForm, "It is spent."),
    "claim": Entering("Enter a claim", forms.EntryForm, "It is claimed."),
    "receive": Entering("Enter what was received", forms.ReceiveForm, "It is received."),
    "repay": Entering("Enter what was paid back", forms.EntryForm, "It is paid back."),
}  # fmt: skip


@require_GET
@needs("see_money")
def grants(request):
    """Every grant, with where it stands and what is to be looked at."""
    found = accounts(with_accounts(request.user), timezone.localdate())
    context = {
        "accounts": found,
        "pressing": [each for each in found if each.pressing],
        "today": timezone.localdate(),
    }
    return render(request, "money/grants.html", context)


@require_GET
@needs("see_money", about="money.Grant")
def grant(request, pk):
    """One grant: what it is, where it stands, its checks, its account line by line."""
    found = _grant(request, pk)
    account = account_of(found, timezone.localdate())
    ends = GrantYearEnd.objects.visible_to(request.user).filter(grant=found)
    said = {each.year: each for each in ends}
    latest = Paginator(account.entries[::-1], SHOWN).get_page(request.GET.get("page"))
    context = {
        "grant": found,
        "page": latest,
        "account": account,
        "picture": picture(account.stands),
        "adds": account.paid_for("adds"),
        "offsets": account.paid_for("offsets"),
        "years": [(year, said.get(year.began)) for year in account.years],
        "evidence": found.evidence.select_related("by", "entry"),
        "entering": [(kind, each.title) for kind, each in ENTERING.items()],
        "today": timezone.localdate(),
    }
    return render(request, "money/grant.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_money")
def add_grant(request):
    form = forms.AddGrantForm(request.POST or None)
    if made := carry_out(form, actions.add_grant, by=request.user):
        tell(request, made, f"{made} was added. Say next what it is for.")
        return redirect("money:grant", made.pk)
    back = reverse("money:grants"), "Grants"
    return ask(request, form, "Add a grant", back=back)


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="money.Grant")
def add_use(request, pk):
    found, form = _grant(request, pk), forms.AddUseForm(request.POST or None)
    if made := carry_out(form, actions.add_use, by=request.user, grant=found):
        tell(request, made, f"{made} was added, and its part is allocated.")
        return redirect("money:grant", pk)
    return ask_of(request, form, "Add a use", found)


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="money.Grant")
def add_instalment(request, pk):
    found, form = _grant(request, pk), forms.InstalmentForm(request.POST or None)
    if made := carry_out(form, actions.add_instalment, by=request.user, grant=found):
        tell(request, made, "The instalment was added.")
        return redirect("money:grant", pk)
    return ask_of(request, form, "Add an instalment", found)


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="money.Grant")
def enter(request, pk, kind):
    """Add an entry of a kind to the account."""
    if kind not in ENTERING:
        raise Http404
    found, asked = _grant(request, pk), ENTERING[kind]
    form = asked.form(request.POST or None, grant=found, user=request.user)
    if made := _entered(request, form, found, kind):
        tell(request, made, asked.told)
        return redirect("money:grant", pk)
    return ask_of(request, form, asked.title, found)


def _entered(request, form, found: Grant, kind: str):
    own = {"release": actions.ask_release, "vire": actions.move, "spend": actions.spend}
    if action := own.get(kind):
        return carry_out(form, action, by=request.user, grant=found)
    return carry_out(form, actions.enter, by=request.user, grant=found, kind=kind)


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="money.GrantEntry")
def take_back(request, pk):
    seen = GrantEntry.objects.visible_to(request.user).select_related("grant")
    entry, form = (
        get_object_or_404(seen, pk=pk),
        forms.TakeBackForm(request.POST or None),
    )
    if carry_out(form, actions.take_back, by=request.user, entry=entry):
        messages.success(request, "It is taken back, and stays to be read.")
        return redirect("money:grant", entry.grant_id)
    title = (
        f"Take back £{entry.pounds:,.2f} of {day_said(entry.happened_on)}: "
        f"{entry.get_kind_display().lower()}"
    )
    return ask_of(request, form, title, entry.grant)


@require_http_methods(["GET", "POST"])
@needs("keep_money", about="money.Grant")
def close_year(request, pk, year):
    found, form = _grant(request, pk), forms.YearEndForm(request.POST or None)
    if carry_out(form, actions.close_year, by=request.user, grant=found, year=year):
        messages.success(request, "It is kept what becomes of it.")
        return redirect("money:grant", pk)
    title = f"Unspent on 31 March {year + 1}"
    return ask_of(request, form, title, found)


def _grant(request, pk) -> Grant:
    return get_object_or_404(with_accounts(request.user), pk=pk)


def ask_of(request, form, title: str, grant: Grant):
    back = reverse("money:grant", args=[grant.pk]), grant.name
    return ask(request, form, title, back=back, over=grant.name)
