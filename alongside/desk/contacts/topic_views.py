"""The desk's list of topics, and the days within which contacts are repeats."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.contacts import topic_actions
from alongside.desk.contacts.models import RepeatWindow, Topic
from alongside.desk.contacts.topic_forms import (
    AddTopicForm,
    ChangeTopicForm,
    RepeatWindowForm,
)
from alongside.desk.forms import carry_out


@require_http_methods(["GET", "POST"])
@needs("keep_desk")
def topics(request):
    """All topics, in their order; one can be added."""
    form = AddTopicForm(request.POST or None)
    if made := carry_out(form, topic_actions.add_topic, by=request.user):
        messages.success(request, f"{made} is on the list.")
        return redirect("contacts:topics")
    window = RepeatWindow.objects.visible_to(request.user)
    context = {
        "form": form, "topics": Topic.objects.visible_to(request.user),
        "days": window.days(),
    }  # fmt: skip
    return render(request, "contacts/topics.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_desk")
def change_topic(request, pk):
    topic = get_object_or_404(Topic.objects.visible_to(request.user), pk=pk)
    first = {"name": topic.name, "order": topic.order, "active": topic.active}
    form = ChangeTopicForm(request.POST or None, initial=first)
    if carry_out(form, topic_actions.change_topic, by=request.user, topic=topic):
        messages.success(request, "The topic was changed.")
        return redirect("contacts:topics")
    return render(request, "contacts/change_topic.html", {"form": form, "topic": topic})


@require_http_methods(["GET", "POST"])
@needs("keep_desk")
def set_repeat_window(request):
    days = RepeatWindow.objects.visible_to(request.user).days()
    form = RepeatWindowForm(request.POST or None, initial={"days": days})
    if made := carry_out(form, topic_actions.set_repeat_window, by=request.user):
        messages.success(request, f"Repeats are counted within {made}.")
        return redirect("contacts:topics")
    return render(request, "contacts/set_repeat_window.html", {"form": form})
