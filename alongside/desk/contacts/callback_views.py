"""Call-backs: the list, whether one got through, another person or time, telling the caller."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.access.sent_once import tell
from alongside.desk.contacts import callback_actions as actions
from alongside.desk.contacts import reopen_actions
from alongside.desk.contacts.callback_forms import (
    GiveUpCallBackForm,
    MoveCallBackForm,
    NoteAttemptForm,
    PromiseCallBackForm,
    ReopenForm,
)
from alongside.desk.contacts.callback_models import Attempt, CallBack, this_minute
from alongside.desk.contacts.callback_people import covered_for, may_reopen
from alongside.desk.contacts.callback_standing import (
    answers_for,
    standing,
    with_standings,
)
from alongside.desk.contacts.callback_telling import told_of, ways_to_tell
from alongside.desk.contacts.cards import Shown, answer_card
from alongside.desk.contacts.contact_models import Contact
from alongside.desk.contacts.payment_models import PaymentQuery
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.people.models import Adult, Child

PAGE = 50
ABOUT = "contacts.CallBack"
TOLD_FOR = timedelta(28)  # how long what was done in one's name is listed
MINE, MISSED, ALL, DONE = "mine", "missed", "all", "done"
TABS = {
    MINE: ("Mine", "Nobody waits for you to ring. What you promise stands here."),
    MISSED: ("Missed", "No call-back of your teams is missed."),
    ALL: ("All open", "No call-back of your teams is open."),
    DONE: ("Kept and given up", "None was kept or given up yet."),
}


@require_GET
@needs("log_contact")
def call_backs(request):
    """Call-backs owed, soonest first; those of one's teams that were missed, or any."""
    user, now = request.user, this_minute()
    kind = request.GET.get("show", MINE)
    kind = kind if kind in TABS else MINE
    seen = CallBack.objects.visible_to(user)
    chosen = {
        MINE: seen.owed_by(user).open().soonest_first(),
        MISSED: seen.missed(now).soonest_first(),
        ALL: seen.open().soonest_first(),
        DONE: seen.done().latest_first(),
    }[kind]
    page = Paginator(chosen.with_people().with_tries(), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "rows": with_standings(page, user, now),
        "kind": kind,
        "tabs": [(code, label, code == kind) for code, (label, _) in TABS.items()],
        "empty": TABS[kind][1],
        "in_my_name": seen.tried_in_name_of(user, now - TOLD_FOR),
    }
    return render(request, "contacts/call_backs.html", context)


@require_http_methods(["GET", "POST"])
@needs("log_contact", about=ABOUT)
def note_attempt(request, pk):
    """One call-back, and the question whether somebody got through."""
    found = _one(request, pk)
    form = NoteAttemptForm(request.POST or None, call_back=found)
    made = carry_out(form, actions.note_attempt, by=request.user, call_back=found)
    if made:
        tell(request, made, _told(made))
        return redirect("call_backs:call-backs")
    record_read(by=request.user, action="see call-back", subject=found)
    [shown] = with_standings([found], request.user, this_minute())
    context = {
        "call_back": shown,
        "covers": found.is_open and covered_for(found, request.user),
        "form": form,
        "answers": answers_for(found),
        "may_reach": found.may_reach(timezone.now()),
        "may_tell": found.may_tell,
        "told": told_of(found, request.user),
        "may_reopen": found.kept_with and may_reopen(request.user, found.kept_with),
        "shown": _card(request.user, found),
        "queries": PaymentQuery.objects.visible_to(request.user).filter(
            asked__contact=found.contact
        ),
        "contact": Contact.objects.visible_to(request.user)
        .filter(pk=found.contact_id)
        .first(),
    }
    return render(request, "contacts/note_attempt.html", context)


def _card(user, found: CallBack) -> Shown | None:
    """What whoever is rung may be told, while somebody is to ring about a child."""
    about = found.contact
    child = Child.objects.visible_to(user).filter(pk=about.child_id).first()
    if child is None or not found.is_open:
        return None
    adult = Adult.objects.visible_to(user).filter(pk=about.adult_id).first()
    return answer_card(user, child, adult, timezone.now())


def _told(made: Attempt) -> str:
    if made.outcome == Attempt.Outcome.THROUGH:
        stands = standing(made.call_back, timezone.now())
        return f"{made.call_back.contact.reference}: {stands.word.lower()}."
    return (
        f"{made.call_back.contact.reference}: noted. It stays on the list until "
        "somebody gets through."
    )


def _one(request, pk):
    seen = CallBack.objects.visible_to(request.user)
    return get_object_or_404(seen.with_people().with_tries(), pk=pk)


@require_http_methods(["GET", "POST"])
@needs("log_contact", about="contacts.Contact")
def promise_call_back(request, pk):
    """Promise a call-back for a contact that was logged."""
    contact = get_object_or_404(Contact.objects.visible_to(request.user), pk=pk)
    form = PromiseCallBackForm(request.POST or None, contact=contact, by=request.user)
    made = carry_out(form, actions.promise_call_back, by=request.user, contact=contact)
    if made:
        messages.success(request, actions.promise_said(made, contact))
        return redirect("call_backs:note-attempt", made.pk)
    promised = actions.open_promise(contact)
    context = {"contact": contact, "form": form, "standing": promised}
    return render(request, "contacts/promise_call_back.html", context)


@require_http_methods(["GET", "POST"])
@needs("log_contact", about=ABOUT)
def move_call_back(request, pk):
    found = _one(request, pk)
    form = MoveCallBackForm(
        request.POST or None,
        contact=found.contact,
        by=request.user,
        initial={"to": found.to_id},
    )
    if carry_out(form, actions.move_call_back, by=request.user, call_back=found):
        messages.success(request, f"{found.contact.reference}: the call-back is moved.")
        return redirect("call_backs:call-backs")
    context = {"call_back": found, "form": form}
    return render(request, "contacts/move_call_back.html", context)


@require_http_methods(["GET", "POST"])
@needs("log_contact", about=ABOUT)
def give_up_call_back(request, pk):
    found, form = _one(request, pk), GiveUpCallBackForm(request.POST or None)
    if carry_out(form, actions.give_up_call_back, by=request.user, call_back=found):
        messages.success(request, f"{found.contact.reference}: nobody rings any more.")
        return redirect("call_backs:call-backs")
    context = {"call_back": found, "form": form}
    return render(request, "contacts/give_up_call_back.html", context)


@require_http_methods(["GET", "POST"])
@needs("log_contact", about=ABOUT)
def reopen_call_back(request, pk):
    """By whoever said that they got through, and who manages them; to others it is not there."""
    found, form = _one(request, pk), ReopenForm(request.POST or None)
    if found.kept_with and not may_reopen(request.user, found.kept_with):
        raise Http404
    if carry_out(
        form, reopen_actions.reopen_call_back, by=request.user, call_back=found
    ):
        messages.success(
            request, f"{found.contact.reference}: the call-back is open again."
        )
        return redirect("call_backs:note-attempt", pk)
    context = {"call_back": found, "form": form}
    return render(request, "contacts/reopen_call_back.html", context)


@require_http_methods(["GET", "POST"])
@needs("log_contact", about=ABOUT)
def tell_caller(request, pk):
    """Send the caller one of the messages, each shown in full before it is sent."""
    found, form = _one(request, pk), Confirmation.of(request)
    template = request.POST.get("template", "")
    made = carry_out(
        form, actions.tell_caller, by=request.user, call_back=found, template=template
    )
    if made:
        messages.success(request, f"The message goes out. {made.masked}.")
        return redirect("call_backs:note-attempt", pk)
    context = {
        "call_back": found,
        "form": form,
        "may_tell": found.may_tell,
        "ways": ways_to_tell(found, request.user),
    }
    return render(request, "contacts/tell_caller.html", context)
