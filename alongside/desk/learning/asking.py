"""The page that asks one thing and then goes back to where it was asked."""

from __future__ import annotations

from django.shortcuts import render

from alongside.desk.forms import Form


def ask(request, form: Form, title: str, *, back: tuple[str, str], over: str = ""):
    """Show a form under its title; `back` is the address and the name of the page before."""
    url, label = back
    context = {"form": form, "title": title, "over": over, "url": url, "label": label}
    return render(request, "learning/ask.html", context)
