"""The page that asks one thing and then goes back to where it was asked."""

from __future__ import annotations

from django.shortcuts import render

from alongside.desk.forms import Form


def ask(
    request,
    form: Form,
    title: str,
    *,
    back: tuple[str, str],
    over: str = "",
    tab: str = "",
):
    """Show a form under its title; `back` is the address and the name of the page before.

    `tab` stands on the browser’s tab where the title names somebody.
    """
    url, label = back
    context = {"form": form, "title": title, "over": over, "url": url, "label": label}
    context["tab"] = tab
    return render(request, "learning/ask.html", context)
