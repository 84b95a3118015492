"""What is to be looked at before an appraisal goes forward."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from alongside.reckon.money.grant_checks import Finding
from alongside.reckon.money.option_sensitivity import first_by_all_weights
from alongside.reckon.money.options import Appraisal, Option


def findings(appraisal: Appraisal, preferred: str = "", why: str = "") -> list[Finding]:
    """Return what is to be looked at; `preferred` names an option, `why` says the reason."""
    chosen = {each.name: each for each in appraisal.options}.get(preferred)
    return [
        *_preferred(appraisal, chosen, why),
        *_not_costed(appraisal),
        *_may_bring_nothing(appraisal),
        *_without_source(appraisal),
        *_unanswered(appraisal),
    ]


def _preferred(
    appraisal: Appraisal, chosen: Option | None, why: str
) -> Iterator[Finding]:
    if chosen is None:
        yield Finding(
            "none_preferred",
            "No option is named as the preferred one.",
            "Name it, and say why.",
        )
        return
    if not why.strip():
        yield Finding(
            "no_reason",
            f"“{chosen.name}” is preferred, and no reason stands.",
            "Say why.",
        )
    yield from _outdone(appraisal, chosen)
    yield from _not_first(appraisal, chosen)


def _outdone(appraisal: Appraisal, chosen: Option) -> Iterator[Finding]:
    """Another is no worse in anything, and better in something."""
    if chosen.costs is None:
        return
    mine = _all_of(appraisal, chosen)
    for other in appraisal.costed:
        theirs = _all_of(appraisal, other)
        if theirs != mine and all(a >= b for a, b in zip(theirs, mine, strict=True)):
            yield Finding(
                "outdone",
                f"“{other.name}” is worth no less than “{chosen.name}”, and scores no less "
                "by any criterion.",
                "Say what speaks against it, or prefer it.",
            )


def _all_of(appraisal: Appraisal, option: Option) -> list[Decimal]:
    scores = [option.scores[name] for name in appraisal.criteria]
    return [appraisal.worth(option).net, *scores]


def _not_first(appraisal: Appraisal, chosen: Option) -> Iterator[Finding]:
    first = appraisal.by_net()[0] if appraisal.costed else chosen
    if first is not chosen:
        yield Finding(
            "not_first_by_worth",
            f"“{first.name}” is worth more in pounds than “{chosen.name}”.",
            "Say in the reason what makes up for it.",
        )
    if not appraisal.criteria:
        return
    best = appraisal.by_score()[0]
    if appraisal.score(best) > appraisal.score(chosen):
        share = first_by_all_weights(appraisal)[chosen.name]
        yield Finding(
            "not_first_by_score",
            f"“{best.name}” scores more by these weights. Over all weights, "
            f"“{chosen.name}” comes first for {100 * share:.0f}%.",
            "Say in the reason what makes up for it.",
        )


def _not_costed(appraisal: Appraisal) -> Iterator[Finding]:
    for each in appraisal.options:
        if each.costs is None:
            yield Finding(
                "not_costed",
                f"“{each.name}” is not costed: {each.not_costed}",
                "Cost it, or leave the reason where the reader sees it.",
            )


def _may_bring_nothing(appraisal: Appraisal) -> Iterator[Finding]:
    for option in appraisal.options:
        for each in option.benefits:
            if each.low <= 0 < each.expected:
                yield Finding(
                    "may_bring_nothing",
                    f"“{option.name}”: {each.what} may be {each.low} to {each.high} "
                    f"{each.unit} a year, and so nothing at all.",
                    "Say so beside the figure that is expected.",
                )


def _without_source(appraisal: Appraisal) -> Iterator[Finding]:
    for option in appraisal.options:
        for each in option.benefits:
            if not each.source.strip():
                yield Finding(
                    "no_source",
                    f"“{option.name}”: nothing says where {each.what} comes from.",
                    "Name the pilot, the figure or the document.",
                )


def _unanswered(appraisal: Appraisal) -> Iterator[Finding]:
    for option in appraisal.options:
        for each in option.risks:
            if not each.answer.strip():
                yield Finding(
                    "risk_unanswered",
                    f"“{option.name}”: nothing is said of what is done about {each.what}.",
                    "Say what is done about it, or that it is borne.",
                )
