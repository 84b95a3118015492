"""How the council's rules are changed: proposed, looked at, signed off; and what was."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.casework import rule_actions
from alongside.desk.casework.import_views import told_to
from alongside.desk.casework.models import Extract, RuleChange
from alongside.desk.casework.rule_forms import (
    ProposeForm,
    SignOffForm,
    UploadRulesForm,
)
from alongside.desk.casework.rule_text import changed_text, own_entries
from alongside.desk.casework.rule_words import differences
from alongside.desk.casework.rulebook import own_rules, rulebook
from alongside.desk.forms import Confirmation, carry_out
from alongside.reckon.rulebook import BadRulebook, as_toml, with_own

# What an export tells of a clock, where it is a rule that changed and not the records.
OF_A_RULE = {
    "new": {"means": "Open by the change, and not open here before."},
    "vanished": {
        "label": "No longer reckoned",
        "means": "Open here before. By the change there is no such clock.",
    },
}


@require_GET
@needs("see_timescales")
def rule_changes(request):
    changes = RuleChange.objects.visible_to(request.user).newest()
    page = Paginator(changes, 20).get_page(request.GET.get("page"))
    return render(request, "casework/rule_changes.html", {"page": page})


@require_GET
@needs("see_timescales")
def own_rulebook(request):
    """The council's rules in force as one file, for the command line and for safe keeping."""
    text = "# The rules of this council, in force. Lay them over the book with --rulebook.\n\n"
    answer = HttpResponse(
        text + as_toml(own_entries(own_rules())), content_type="application/toml"
    )
    answer["Content-Disposition"] = 'attachment; filename="rulebook.toml"'
    return answer


@require_http_methods(["GET", "POST"])
@needs("change_rules")
def propose_rule_change(request, code):
    book, today = rulebook(), timezone.localdate()
    if code not in book:
        raise Http404
    rule = book[code]
    form = ProposeForm(request.POST or None, rule=rule, today=today)

    def propose(*, why, limit, begins, enabled, source, **_):
        text = changed_text(
            rule, book, own_entries(own_rules()), limit=limit, begins=begins,
            enabled=enabled, source=source, today=today,
        )  # fmt: skip
        if not text:
            raise ValidationError("Nothing is changed. Change the limit or the switch.")
        return rule_actions.propose_rule_change(
            by=request.user, text=text, file_name=f"{code}.toml", why=why
        )

    if change := carry_out(form, propose):
        return redirect("casework:rule-change", change.pk)
    context = {"rule": rule, "form": form}
    return render(request, "casework/propose_rule_change.html", context)


@require_http_methods(["GET", "POST"])
@needs("change_rules")
def upload_rules(request):
    form = UploadRulesForm(request.POST or None, request.FILES or None)
    if change := carry_out(form, _upload, field="file", by=request.user):
        return redirect("casework:rule-change", change.pk)
    return render(request, "casework/upload_rules.html", {"form": form})


@require_GET
@needs("see_timescales")
def rule_change(request, pk):
    """One change: its progress while it is worked on, else what it says and moves."""
    found = _change(request, pk)
    if found.working and not found.stopped:
        return render(request, "casework/rule_change_working.html", {"change": found})
    told = _told(request.user, found)
    if told:
        record_read(by=request.user, action="see rule change", subject=found)
    context = _context(request, found) | {"told": told}
    answer = render(request, "casework/rule_change.html", context)
    if request.htmx:
        answer["HX-Refresh"] = "true"
    return answer


@require_http_methods(["GET", "POST"])
@needs("change_rules")
def sign_off_rule_change(request, pk):
    found = _change(request, pk)
    form = SignOffForm(request.POST or None)
    if carry_out(
        form, rule_actions.sign_off_rule_change, by=request.user, change=found
    ):
        return redirect("casework:rule-change", pk)
    context = _context(request, found) | {"form": form}
    return render(request, "casework/sign_off_rule_change.html", context)


@require_POST
@needs("change_rules")
def withdraw_rule_change(request, pk):
    found, form = _change(request, pk), Confirmation.of(request)
    if carry_out(
        form, rule_actions.withdraw_rule_change, by=request.user, change=found
    ):
        messages.success(request, "The change was not taken.")
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("casework:rule-change", pk)


def _upload(*, by, file, why):
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(
            f"{file.name}: It is not UTF-8 text. Save it so from the editor."
        ) from None
    return rule_actions.propose_rule_change(
        by=by, text=text, file_name=file.name, why=why
    )


def _change(request, pk):
    changes = RuleChange.objects.visible_to(request.user)
    return get_object_or_404(changes.select_related("proposed_by", "signed_by"), pk=pk)


def _context(request, change):
    return {
        "change": change,
        "rules": _what_it_says(change),
        "may_sign_off": request.user.may("change_rules")
        and request.user != change.proposed_by
        and (change.state == change.State.PROPOSED or change.stopped),
        "may_withdraw": request.user.may("change_rules")
        and (change.state == change.State.PROPOSED or change.stopped),
        "imported": Extract.objects.in_force(),
    }


def _what_it_says(change):
    """Return each rule it names, as (code, rule, differences) from what was before it."""
    before = own_rules(change.number - 1 if change.number else None)
    try:
        old, new = with_own(before), with_own([*before, change.written])
    except BadRulebook:  # the rules in force have moved on since it was proposed
        return []
    return [
        (code, new[code], differences(old.get(code), new[code]))
        for code in change.codes
    ]


def _told(user, change):
    if change.counts is None or change.state == change.State.WITHDRAWN:
        return []
    groups = told_to(user, change.stored_as)
    return [
        group | OF_A_RULE.get(group["kind"], {})
        for group in groups
        if group["count"] or group["kind"] in ("new", "moved", "vanished")
    ]
