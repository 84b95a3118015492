"""Timescale rules: all of them, and each with its law, its examples and its switches."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.casework.models import Extract, RuleChange
from alongside.desk.casework.rule_forms import TABS, RuleSearchForm, TryForm
from alongside.desk.casework.rule_words import differences, other_ways, reckoned
from alongside.desk.casework.rulebook import rulebook
from alongside.reckon.events import EVENTS
from alongside.reckon.rulebook import england
from alongside.reckon.rulebook.cases import worked_cases


@require_GET
@needs("see_timescales")
def rules(request):
    """All rules by service; those that hold the words searched for, of the tab chosen."""
    search, chosen = RuleSearchForm(request.GET), request.GET.get("show", "")
    standing = _standing()
    found = [
        (rule, standing[rule.code])
        for rule in rulebook().values()
        if search.found(rule)
    ]
    context = {
        "form": search,
        "tabs": [(code, label, len(_of(found, code))) for code, label in TABS.items()],
        "show": chosen,
        "services": [
            (service, list(lines))
            for service, lines in groupby(
                _of(found, chosen), lambda line: line[0].service
            )
        ],
        "extract": Extract.objects.in_force(),
    }
    return render(request, "casework/rules.html", context)


@require_http_methods(["GET", "POST"])
@needs("see_timescales")
def rule(request, code):
    """One rule. A date tried is posted: it may be a birthday, and stays out of addresses."""
    book = rulebook()
    if code not in book:
        raise Http404
    found, shipped = book[code], england().get(code)
    form = TryForm(request.POST or None, rule=found)
    context = {
        "rule": found,
        "reckoned": _standing()[code],
        "starts": _events(found.starts),
        "completed_by": _events(found.completed_by),
        "ended_by": _events(found.ended_by),
        "other_ways": other_ways(found, book),
        "cases": worked_cases().get(code, ()),
        "same_limits": shipped is not None and shipped.limits() == found.limits(),
        "local": shipped is None,
        "differences": differences(shipped, found) if found.changed_by else [],
        "changes": RuleChange.objects.visible_to(request.user).newest().of_rule(code),
        "form": form,
        "answer": form.answer() if form.is_valid() else "",
    }
    return render(request, "casework/rule.html", context)


def _standing():
    extract = Extract.objects.in_force()
    return reckoned(rulebook(), extract.gaps if extract else {})


def _of(lines, tab):
    """Return the lines of a tab; one that is none has no lines."""
    if not tab:
        return lines
    return [
        (rule, standing)
        for rule, standing in lines
        if (rule.changed_by if tab == "own" else standing.code == tab)
    ]


def _events(names):
    return [EVENTS[name] for name in names]
