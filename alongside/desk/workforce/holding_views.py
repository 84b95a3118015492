"""People put in posts and taken out, and the recruitment of those to come."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.access.seen_before import as_seen
from alongside.desk.forms import carry_out
from alongside.desk.said import day_said
from alongside.desk.workforce import holding_actions, recruitment_actions
from alongside.desk.workforce.asking import ask_of
from alongside.desk.workforce.holding_forms import (
    EndHoldingForm,
    PutInPostForm,
    RecruitForm,
    StageForm,
)
from alongside.desk.workforce.models import Holding, Post, Recruitment

SHOWN = 30


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def put_in_post(request, pk):
    post = get_object_or_404(Post.objects.visible_to(request.user), pk=pk)
    form = PutInPostForm(request.POST or None)
    made = carry_out(form, holding_actions.put_in_post, by=request.user, post=post)
    if made:
        messages.success(request, f"{made.staff} is in {post}.")
        return redirect("establishment:post", pk)
    return ask_of(request, form, post, f"Put somebody in {post}", "Put in post")


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def end_holding(request, pk):
    holdings = Holding.objects.visible_to(request.user)
    found = get_object_or_404(holdings.select_related("staff", "post", "home"), pk=pk)
    shown = {"until": found.until, "seen": as_seen(found, ["until"])}
    form = EndHoldingForm(request.POST or None, initial=shown)
    made = carry_out(form, holding_actions.end_holding, by=request.user, holding=found)
    if made:
        messages.success(
            request, f"The last day of {found.staff} is {day_said(made.until)}."
        )
        return redirect("establishment:post", found.post_id)
    title = f"Last day of {found.staff} in {found.post}"
    tab = f"A last day in {found.post}"
    return ask_of(request, form, found.post, title, "Save", tab)


@require_GET
@needs("see_establishment")
def recruitment(request):
    """Recruitment that is under way, and how long each has taken so far."""
    found = Recruitment.objects.visible_to(request.user).under_way().with_stages()
    page = Paginator(found.order_by("pk"), SHOWN).get_page(request.GET.get("page"))
    context = {"page": page, "today": timezone.localdate()}
    return render(request, "workforce/recruitment.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def open_recruitment(request, pk):
    post = get_object_or_404(Post.objects.visible_to(request.user), pk=pk)
    form = RecruitForm(request.POST or None)
    if carry_out(
        form, recruitment_actions.open_recruitment, by=request.user, post=post
    ):
        messages.success(request, "Recruitment has begun.")
        return redirect("establishment:post", pk)
    return ask_of(request, form, post, f"Recruit to {post}", "Begin")


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def note_stage(request, pk):
    found = get_object_or_404(
        Recruitment.objects.visible_to(request.user).with_stages(), pk=pk
    )
    form = StageForm(request.POST or None)
    if stage := carry_out(
        form, recruitment_actions.note_stage, by=request.user, recruitment=found
    ):
        messages.success(request, f"Noted: {stage}.")
        return redirect("establishment:post", found.post_id)
    title = f"Recruitment to {found.post}"
    return ask_of(request, form, found.post, title, "Note")
