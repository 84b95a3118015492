"""Posts: one post's life, new posts, changes, and the steps before them; and roles."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.forms import carry_out
from alongside.desk.said import day_said
from alongside.desk.workforce import ledger, post_actions
from alongside.desk.workforce.asking import ask, ask_of
from alongside.desk.workforce.models import (
    Holding,
    Post,
    PostChange,
    PostRole,
    Recruitment,
)
from alongside.desk.workforce.post_forms import (
    CHANGE_FORMS,
    EvaluationForm,
    JobDescriptionForm,
    PostForm,
    RoleForm,
    StepForm,
)
from alongside.reckon.establishment import NONE

SHOWN = 30


@require_GET
@needs("see_establishment", about="workforce.Post")
def post(request, pk):
    """A post today, who holds it, its recruitment, and its whole life."""
    found, day = _post(request, pk), timezone.localdate()
    standing = ledger.standing_on(found, day)
    held = ledger.held_on(found, day)
    changes = _changes(request.user).filter(post=found)
    recruitments = Recruitment.objects.visible_to(request.user).filter(post=found)
    context = {
        "post": found,
        "today": day,
        "standing": standing,
        "names": standing and ledger.names(standing),
        "held": held,
        "vacant": max(standing.fte - held, NONE) if standing else NONE,
        "covered": ledger.covered_by_agency(day).get(pk, NONE),
        "holdings": Holding.objects.visible_to(request.user)
        .filter(post=found)
        .latest_first(),
        "changes": changes.order_by("planned_on", "pk"),
        "recruitments": recruitments.with_stages(),
        "kinds": [(kind, PostChange.Kind(kind).label) for kind in CHANGE_FORMS],
    }
    return render(request, "workforce/post.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def create_post(request):
    form = PostForm(request.POST or None, by=request.user)
    if made := carry_out(form, post_actions.create_post, by=request.user):
        messages.success(request, f"{made} was added.")
        return redirect("establishment:post", made.pk)
    return ask(
        request, form, "Add a post", "Add", reverse("establishment:establishment"),
        "Establishment",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def change_post(request, pk, kind):
    found = _post(request, pk)
    if kind not in CHANGE_FORMS:
        raise Http404
    form = CHANGE_FORMS[kind](request.POST or None, by=request.user)
    made = carry_out(
        form, post_actions.change_post, by=request.user, post=found, kind=kind
    )
    if made:
        messages.success(request, _becomes(made))
        return redirect("establishment:post", pk)
    label = PostChange.Kind(kind).label
    return ask_of(request, form, found, f"{label}: {found.number}", "Record")


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def note_step(request, pk, step):
    """Say that something before a change is done, or whether it is needed."""
    change = get_object_or_404(_changes(request.user), pk=pk)
    found = get_object_or_404(change.steps, pk=step)
    given = {"needed": found.needed, "done_on": found.done_on}
    form = StepForm(request.POST or None, initial=given)
    if made := carry_out(form, post_actions.note_step, by=request.user, step=found):
        messages.success(request, _becomes(made))
        return redirect("establishment:post", change.post_id)
    title = f"{capfirst(found.get_kind_display())}: {change}"
    return ask_of(request, form, change.post, title, "Save")


@require_GET
@needs("see_establishment")
def waiting_changes(request):
    """Changes that wait for a decision, or for what has to be done before."""
    waiting = _changes(request.user).waiting().order_by("planned_on", "pk")
    page = Paginator(waiting, SHOWN).get_page(request.GET.get("page"))
    return render(request, "workforce/waiting_changes.html", {"page": page})


@require_GET
@needs("see_establishment")
def roles(request):
    found = PostRole.objects.visible_to(request.user)
    context = {"roles": found.prefetch_related("job_descriptions")}
    return render(request, "workforce/roles.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def add_role(request):
    form = RoleForm(request.POST or None)
    if made := carry_out(form, post_actions.add_role, by=request.user):
        messages.success(request, f"{made} was added.")
        return redirect("establishment:roles")
    back = reverse("establishment:roles")
    return ask(request, form, "Add a role", "Add", back, "Roles")


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def add_job_description(request, pk):
    role = get_object_or_404(PostRole.objects.visible_to(request.user), pk=pk)
    form = JobDescriptionForm(request.POST or None)
    made = carry_out(form, post_actions.add_job_description, by=request.user, role=role)
    if made:
        messages.success(request, f"Version {made.version} was added.")
        return redirect("establishment:roles")
    title, back = f"Job description: {role}", reverse("establishment:roles")
    return ask(request, form, title, "Add", back, "Roles")


@require_http_methods(["GET", "POST"])
@needs("keep_establishment")
def evaluate_job(request, pk, version):
    role = get_object_or_404(PostRole.objects.visible_to(request.user), pk=pk)
    found = get_object_or_404(role.job_descriptions, version=version)
    form = EvaluationForm(request.POST or None, initial={"grade": found.grade})
    made = carry_out(
        form, post_actions.evaluate_job, by=request.user, job_description=found
    )
    if made:
        messages.success(request, f"{made} is evaluated at {made.grade}.")
        return redirect("establishment:roles")
    back = reverse("establishment:roles")
    return ask(request, form, f"Job evaluation: {found}", "Record", back, "Roles")


def _post(request, pk) -> Post:
    found = Post.objects.visible_to(request.user).select_related("role")
    return get_object_or_404(found, pk=pk)


def _changes(user):
    return (
        PostChange.objects.visible_to(user)
        .select_related("post", "decision__body", "team", "line_manager", "recorded_by")
        .prefetch_related(Prefetch("steps"))
    )


def _becomes(change: PostChange) -> str:
    """Say what becomes of a change just recorded."""
    if change.is_refused:
        return "The decision it rests on was refused: it takes no effect."
    if change.effective_on is None:
        return f"Recorded. It waits for {' and '.join(change.waits_for)}."
    return f"Recorded. It takes effect on {day_said(change.effective_on)}."
