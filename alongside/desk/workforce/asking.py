"""The page of a form of the ledger: a title, the form, its button, and the way back."""

from __future__ import annotations

from django.shortcuts import render
from django.urls import reverse


def ask(
    request, form, title: str, button: str, back: str, back_label: str, tab: str = ""
):
    """Ask it under its title; `tab` stands on the browser’s tab where the title names somebody."""
    context = {
        "form": form,
        "title": title,
        "tab": tab,
        "button": button,
        "back": back,
        "back_label": back_label,
    }
    return render(request, "workforce/ask.html", context)


def ask_of(request, form, post, title: str, button: str, tab: str = ""):
    """Ask something of one post, whose page is the way back."""
    back = reverse("establishment:post", args=[post.pk])
    return ask(request, form, title, button, back, str(post), tab)
