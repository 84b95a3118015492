"""Pages of saved views: save what is chosen, change one, delete one."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.casework import saved_view_actions as actions
from alongside.desk.casework.models import SavedView
from alongside.desk.casework.saved_view_forms import ViewForm
from alongside.desk.casework.saved_views import address, choice
from alongside.desk.forms import Confirmation, carry_out


@require_http_methods(["GET", "POST"])
@needs("see_timescales")
def save_view(request):
    """Keep what the address asks under a name."""
    form, asked = (
        ViewForm(request.POST or None, asker=request.user),
        choice(request.GET),
    )
    view = carry_out(form, actions.save_view, by=request.user, asked=asked)
    if view:
        messages.success(request, f"The view “{view}” was saved.")
        return redirect(address(view))
    context = {"form": form, "asked": asked}
    return render(request, "casework/save_view.html", context)


@require_http_methods(["GET", "POST"])
@needs("see_timescales")
def change_view(request, pk):
    view = get_object_or_404(SavedView.objects.visible_to(request.user).of(request.user), pk=pk)  # fmt: skip
    said = {"label": view.name, "team": view.team_id, "opens_first": view.opens_first}
    form = ViewForm(request.POST or None, initial=said, asker=request.user)
    if carry_out(form, actions.change_view, by=request.user, view=view):
        messages.success(request, f"The view “{view}” was changed.")
        return redirect(address(view))
    context = {"form": form, "view": view, "address": address(view)}
    return render(request, "casework/change_view.html", context)


@require_http_methods(["GET", "POST"])
@needs("see_timescales")
def delete_view(request, pk):
    view = get_object_or_404(SavedView.objects.visible_to(request.user).of(request.user), pk=pk)  # fmt: skip
    form = Confirmation.of(request)
    if carry_out(form, actions.delete_view, by=request.user, view=view):
        messages.success(request, f"The view “{view.name}” was deleted.")
        return redirect("casework:timescales")
    context = {"form": form, "view": view, "address": address(view)}
    return render(request, "casework/delete_view.html", context)
