"""Why a message has not gone, in words: of the code that its latest attempt left."""

from __future__ import annotations

NOTIFY = {
    "400": "GOV.UK Notify does not take the number or the address.",
    "403": "GOV.UK Notify does not take the desk’s key.",
    "404": "GOV.UK Notify does not know the desk’s template.",
    "429": "GOV.UK Notify has reached its limit.",
    "permanent-failure": "The number or the address is not in use.",
    "temporary-failure": "The telephone was off, or the mailbox full.",
    "technical-failure": "GOV.UK Notify could not pass it on.",
}


def in_words(problem: str) -> str:
    """Return a sentence for a problem's code; nothing where there is none."""
    if not problem:
        return ""
    carrier, _, code = problem.partition(" ")
    if carrier == "Notify":
        return NOTIFY.get(code, "GOV.UK Notify cannot be reached.")
    if problem == "no way out":
        return "The desk is no longer set up to send it."
    return "The mail server did not take it."
