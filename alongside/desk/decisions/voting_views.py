"""A body with its members and what is before it; votes, and their closing."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.decisions import voting_actions
from alongside.desk.decisions.models import Body, BodyMember, Decision
from alongside.desk.decisions.sitting import members_too
from alongside.desk.decisions.voting import Tally
from alongside.desk.decisions.voting_forms import (
    CloseVoteForm,
    EndMemberForm,
    MemberForm,
    QuorumForm,
    VoteForm,
)
from alongside.desk.forms import carry_out


@require_GET
@members_too(about="decisions.Body")
def body(request, pk):
    found = _body(request, pk)
    members = found.members.by_name()
    current = set(BodyMember.objects.visible_to(request.user).current())
    context = {
        "body": found,
        "members": [each for each in members if each in current],
        "others": [each for each in members if each not in current],
        "awaited": Decision.objects.visible_to(request.user)
        .awaited()
        .filter(body=found),
    }
    return render(request, "decisions/body.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_decisions", about="decisions.Body")
def set_quorum(request, pk):
    found = _body(request, pk)
    form = QuorumForm(request.POST or None, initial={"quorum": found.quorum})
    if carry_out(form, voting_actions.set_quorum, by=request.user, body=found):
        messages.success(request, "The quorum was changed.")
        return redirect("decisions:body", pk)
    return render(request, "decisions/set_quorum.html", {"body": found, "form": form})


@require_http_methods(["GET", "POST"])
@needs("keep_decisions", about="decisions.Body")
def add_member(request, pk):
    found = _body(request, pk)
    form = MemberForm(request.POST or None)
    if made := carry_out(form, voting_actions.add_member, by=request.user, body=found):
        messages.success(request, f"{made.user} sits on {found}.")
        return redirect("decisions:body", pk)
    return render(request, "decisions/add_member.html", {"body": found, "form": form})


@require_http_methods(["GET", "POST"])
@needs("keep_decisions", about="decisions.BodyMember")
def end_member(request, pk):
    seen = BodyMember.objects.visible_to(request.user).filter(until=None)
    found = get_object_or_404(seen.select_related("body", "user"), pk=pk)
    form = EndMemberForm(request.POST or None, initial={"until": timezone.localdate()})
    if carry_out(form, voting_actions.end_member, by=request.user, member=found):
        messages.success(request, f"{found.user} leaves {found.body}.")
        return redirect("decisions:body", found.body_id)
    return render(request, "decisions/end_member.html", {"member": found, "form": form})


@require_http_methods(["GET", "POST"])
@members_too(about="decisions.Decision")
def cast_vote(request, pk):
    found = _decision(request, pk)
    mine = found.votes.filter(by=request.user).values("choice", "reason").first()
    form = VoteForm(request.POST or None, initial=mine)
    if carry_out(form, voting_actions.cast_vote, by=request.user, decision=found):
        messages.success(
            request, "Your vote is kept. You can change it until it closes."
        )
        return redirect("decisions:decision", pk)
    return render(
        request, "decisions/cast_vote.html", {"decision": found, "form": form}
    )


@require_http_methods(["GET", "POST"])
@members_too(about="decisions.Decision")
def close_vote(request, pk):
    """Ask, with the count so far, since what is closed stays so; then close it."""
    found, today = _decision(request, pk), timezone.localdate()
    tally = Tally.of(found, today)
    form = CloseVoteForm(request.POST or None, tally=tally)
    act = partial(voting_actions.close_vote, by=request.user, decision=found, on=today)
    if done := carry_out(form, act):
        told = f"The vote is closed: {done.get_state_display().lower()}."
        messages.success(request, told)
        return redirect("decisions:decision", pk)
    context = {
        "decision": found,
        "tally": tally,
        "missing": _missing(found, tally),
        "form": CloseVoteForm(tally=tally),
        "refused": form.non_field_errors() if form.is_bound else [],
    }
    return render(request, "decisions/close_vote.html", context)


def _missing(decision: Decision, tally: Tally) -> list[BodyMember]:
    """Those who sit on the body now and have not voted."""
    voted = [vote.by_id for vote in tally.votes]
    return list(decision.body.members.current().exclude(user__in=voted).by_name())


def _body(request, pk) -> Body:
    return get_object_or_404(Body.objects.visible_to(request.user), pk=pk)


def _decision(request, pk) -> Decision:
    """Something awaited, of a body on which this person sits."""
    sits = BodyMember.objects.visible_to(request.user).current().of(request.user)
    seen = Decision.objects.visible_to(request.user).awaited()
    found = seen.filter(body__in=sits.values("body"), body__quorum__isnull=False)
    return get_object_or_404(found.select_related("body"), pk=pk)
