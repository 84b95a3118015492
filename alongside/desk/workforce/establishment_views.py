"""The establishment: where to start."""

from __future__ import annotations

from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.desk.access.needs import needs
from alongside.desk.workforce.cards import cards_for


@require_GET
@needs("see_establishment")
def workforce(request):
    return render(
        request, "workforce/workforce.html", {"cards": cards_for(request.user)}
    )
