"""The templates of what is told to people outside: read, previewed and worded."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.desk.access.needs import needs
from alongside.desk.forms import carry_out
from alongside.desk.messages.forms import WordTemplateForm
from alongside.desk.messages.models import MessageTemplate
from alongside.desk.messages.template_actions import word_template
from alongside.desk.messages.wording import FIELDS, Fields, filled


@require_GET
@needs("log_contact")
def templates(request):
    found = MessageTemplate.objects.visible_to(request.user).listed()
    shown = [(each, preview(request.user, *each.newest.words)) for each in found]
    return render(request, "messages/templates.html", {"shown": shown})


@require_GET
@needs("log_contact", about="post.MessageTemplate")
def template(request, pk):
    found = _template(request, pk)
    versions = found.versions.select_related("saved_by")
    context = {"template": found, "versions": versions}
    context["preview"] = preview(request.user, *found.newest.words)
    return render(request, "messages/template.html", context)


@require_http_methods(["GET", "POST"])
@needs("keep_desk", about="post.MessageTemplate")
def edit_template(request, pk):
    """Word a template: Preview shows what it would come to, Save makes it the newest."""
    found = _template(request, pk)
    form = WordTemplateForm.of(found.newest, request.POST or None)
    shown = None
    if "preview" in request.POST:
        shown = form.is_valid() and preview(request.user, *form.words)
    elif carry_out(form, word_template, by=request.user, template=found):
        messages.success(request, "The template was saved. It is sent from now on.")
        return redirect("post:template", pk)
    context = {"template": found, "form": form, "preview": shown, "fields": FIELDS}
    return render(request, "messages/edit_template.html", context)


def preview(user, subject: str, text: str) -> dict[str, str]:
    """Return subject and text as they would be sent of a promise made for tomorrow."""
    at = timezone.localtime() + timedelta(days=1)
    promised = at.replace(hour=10, minute=30)
    example = Fields(promised=promised, officer=user, reference="C-1042")
    return {"subject": filled(subject, example), "text": filled(text, example)}


def _template(request, pk) -> MessageTemplate:
    return get_object_or_404(
        MessageTemplate.objects.visible_to(request.user).listed(), pk=pk
    )
