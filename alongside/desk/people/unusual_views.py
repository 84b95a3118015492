"""Unusual looks: which were found, what was answered, and what counts as unusual."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.forms import carry_out
from alongside.desk.people import unusual, unusual_actions
from alongside.desk.people.models import LookRule, UnusualLook
from alongside.desk.people.trail import children
from alongside.desk.people.unusual_forms import LABELS, AnswerForm, LookRuleForm

SHOWN = 50


@require_GET
@needs("see_who_looked")
def unusual_looks(request):
    """Those to ask about first, and how those answered came out."""
    seen = UnusualLook.objects.visible_to(request.user)
    record_read(by=request.user, action="list unusual looks", found=seen.count())
    found = seen.latest_first().order_by("answered_at", "-day", "-pk")
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    answers = list(seen.exclude(answer="").values_list("answer", flat=True))
    context = {
        "page": page,
        "rows": _told(request.user, page),
        "answered": len(answers),
        "explained": answers.count(UnusualLook.Answer.EXPLAINED),
        "further": answers.count(UnusualLook.Answer.FURTHER),
    }
    return render(request, "people/unusual_looks.html", context)


@require_http_methods(["GET", "POST"])
@needs("see_who_looked", about="people.UnusualLook")
def unusual_look(request, pk):
    seen = UnusualLook.objects.visible_to(request.user).latest_first()
    found = get_object_or_404(seen, pk=pk)
    form = AnswerForm(request.POST or None)
    if carry_out(
        form, unusual_actions.answer_unusual_look, by=request.user, look=found
    ):
        messages.success(request, "The answer is kept.")
        return redirect("people:unusual-looks")
    record_read(by=request.user, action="see unusual look", subject=found)
    ((_, rule, about),) = _told(request.user, [found])
    context = {
        "look": found,
        "rule": rule,
        "about": about,
        "numbers": in_words(found.numbers),
        "lines": unusual.lines_of(found, request.user),
        "form": form,
    }
    return render(request, "people/unusual_look.html", context)


def _told(reader, found):
    """Each look with its rule, and what it is about in words this reader may know."""
    keys = {str(each.child_id) for each in found if each.child_id}
    words = children(reader, keys)
    return [
        (each, unusual.rules()[each.rule], words.get(str(each.child_id)) or _children(each))
        for each in found
    ]  # fmt: skip


def _children(look: UnusualLook) -> str:
    return "1 child" if look.children == 1 else f"{look.children:,} children"


def in_words(numbers) -> str:
    return "; ".join(f"{LABELS[name]}: {number}" for name, number in numbers.items())


@require_GET
@needs("see_who_looked")
def look_rules(request):
    today = timezone.localdate()
    now = unusual.numbers_on(today)
    set_so = LookRule.objects.visible_to(request.user).filter(from_on__lte=today)
    since = dict(set_so.order_by("from_on", "pk").values_list("code", "from_on"))
    rows = [
        (rule, in_words(now[code]), since.get(code))
        for code, rule in unusual.rules().items()
    ]
    return render(request, "people/look_rules.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@needs("see_audit")
@needs("see_who_looked")
def set_look_rule(request, code):
    rule = unusual.rules().get(code)
    if rule is None:
        raise Http404
    today = timezone.localdate()
    form = LookRuleForm(
        request.POST or None, numbers=unusual.numbers_on(today)[code], today=today
    )
    if carry_out(form, unusual_actions.set_look_rule, by=request.user, code=code):
        messages.success(request, f"The numbers of “{rule.name}” are kept.")
        return redirect("people:look-rules")
    return render(request, "people/set_look_rule.html", {"rule": rule, "form": form})
