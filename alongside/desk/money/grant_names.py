"""One name for one funder, however letters and reports spell it."""

from __future__ import annotations

from difflib import SequenceMatcher

from django.core.exceptions import ValidationError

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.money.grant_models import Funder

ALIKE = 0.85  # of letters in common, from which a person is asked


def funder_of(by: User, typed: str, another: bool = False) -> Funder:
    """Return the funder of a name, adding one that is new; inside the action that asks.

    What is spelt nearly like one that is known is refused until somebody says that it is
    `another`: a report that calls its funder three names cannot be added up.
    """
    name = " ".join(typed.split())
    known = list(Funder.objects.all())
    for funder in known:
        if _plain(name) in {_plain(each) for each in (funder.name, *funder.also)}:
            return funder
    near = [each for each in known if alike(name, each.name)]
    if near and not another:
        raise ValidationError(
            {
                "funder": f"“{name}” is nearly “{near[0]}”, which is known here. Type it so, "
                "or say below that it is another funder."
            }
        )
    return keep(Funder(name=name), by=by, action="add funder")


def alike(one: str, other: str) -> bool:
    """Whether two names have nearly the same letters, whatever the order of their words."""
    matcher = SequenceMatcher(None, _sorted(one), _sorted(other), autojunk=False)
    return matcher.ratio() >= ALIKE


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _sorted(name: str) -> str:
    return "".join(sorted(_plain(word) for word in name.split()))
