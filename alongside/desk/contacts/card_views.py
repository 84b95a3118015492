"""The answer card of a child, for whoever is calling; and setting it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.contacts.card_actions import set_answer_card
from alongside.desk.contacts.card_forms import AnswerCardForm
from alongside.desk.contacts.card_models import AnswerCard
from alongside.desk.contacts.cards import answer_card
from alongside.desk.forms import carry_out
from alongside.desk.people.models import Adult, AdultOfChild, Child


@require_GET
@needs("log_contact", about="people.Child")
def card(request, pk):
    """A card as its own page, or as a part of one where htmx asks for it."""
    child = get_object_or_404(Child.objects.visible_to(request.user), pk=pk)
    adult = _caller(request)
    context = {"shown": answer_card(request.user, child, adult, timezone.now())}
    if request.htmx:
        return render(request, "contacts/answer_card.html", context)
    context |= {"child": child, "links": _links(request.user, child)}
    return render(request, "contacts/card.html", context)


@require_http_methods(["GET", "POST"])
@needs("set_answer_card", about="people.Child")
def set_card(request, pk):
    child = get_object_or_404(Child.objects.visible_to(request.user), pk=pk)
    latest = AnswerCard.objects.visible_to(request.user).latest_of(child)
    links = _links(request.user, child)
    form = AnswerCardForm(request.POST or None, links=links, card=latest)
    today = timezone.localdate()
    if made := carry_out(form, set_answer_card, by=request.user, child=child, on=today):
        messages.success(request, f"The answer card of {child} is set.")
        return redirect(reverse("cards:card", args=[made.child_id]))
    record_read(by=request.user, action="see settings of card", subject=child)
    versions = AnswerCard.objects.visible_to(request.user).filter(child=child)
    context = {"child": child, "form": form, "links": links, "today": today}
    context["versions"] = versions.select_related("set_by").newest_first()
    return render(request, "contacts/set_card.html", context)


def _caller(request) -> Adult | None:
    said = request.GET.get("adult", "")
    if not said:
        return None
    if not said.isdecimal():
        raise Http404
    return get_object_or_404(Adult.objects.visible_to(request.user), pk=said)


def _links(user, child: Child) -> list[AdultOfChild]:
    links = AdultOfChild.objects.visible_to(user).filter(child=child)
    return list(links.current(timezone.localdate()).by_name())
