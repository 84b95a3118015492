"""One name for one funder, however letters and reports spell it."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.money.grant_models import Funder
from alongside.desk.money.like_names import alike, plain


def funder_of(by: User, typed: str, another: bool = False) -> Funder:
    """Return the funder of a name, adding one that is new; inside the action that asks.

    What is spelt nearly like one that is known is refused until somebody says that it is
    `another`: a report that calls its funder three names cannot be added up.
    """
    name = " ".join(typed.split())
    known = list(Funder.objects.all())
    for funder in known:
        if plain(name) in {plain(each) for each in (funder.name, *funder.also)}:
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
