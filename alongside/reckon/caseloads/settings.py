"""The file that says what caseloads are judged by, read and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from alongside.reckon.caseloads.bands import Bands, read_bands
from alongside.reckon.caseloads.protected import Scheme
from alongside.reckon.caseloads.weights import PLANS, Weights
from alongside.reckon.newly_qualified import programmes

PROGRAMME = "programme"
KNOWN = {
    "full_caseload", "week_hours", "history_weeks", "source", "band", "gap", "weights",
    "protection", "schemes",
}  # fmt: skip


class BadCaseloads(ValueError):
    """A file that cannot be used; the message names the file and says what to do."""


@dataclass(frozen=True)
class Settings:
    """Bands, weights, the scheme that protects newly qualified workers, and sources."""

    bands: Bands
    weights: Weights
    scheme: Scheme
    full_caseload: int
    week_hours: Fraction
    history_weeks: int
    source: str


@cache
def shipped() -> Settings:
    return read()


def read(own: str = "", name: str = "caseloads.toml") -> Settings:
    """Return the settings as shipped, with a council's own file laid over them.

    Raises BadCaseloads where that file cannot be used.
    """
    told = tomllib.loads(files(__package__).joinpath("caseloads.toml").read_text())
    try:
        return _settings(_over(told, tomllib.loads(own)))
    except (ValueError, KeyError, TypeError, ZeroDivisionError) as problem:
        said = str(problem) or repr(problem)
        if isinstance(problem, KeyError):
            said = f"{problem} is missing. Write it."
        raise BadCaseloads(f"{name}: {said}") from None


def _over(told: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    if unknown := sorted(own.keys() - KNOWN):
        raise ValueError(
            f"{unknown[0]!r} is not one of the settings: {', '.join(sorted(KNOWN))}."
        )
    merged = told | own
    if "band" in own and "gap" not in own:
        merged[
            "gap"
        ] = []  # the gaps are those of the policy that the bands were taken of
    for name in ("weights", "schemes", "source"):
        merged[name] = told[name] | own.get(name, {})
    return merged


def _settings(told: Mapping[str, Any]) -> Settings:
    return Settings(
        read_bands(told["band"], told["gap"]),
        _weights(told["weights"]),
        _scheme(told["schemes"], told["protection"]["scheme"]),
        int(told["full_caseload"]),
        Fraction(str(told["week_hours"])),
        int(told["history_weeks"]),
        str(told["source"]["title"]),
    )


def _weights(told: Mapping[str, Any]) -> Weights:
    on, agreed = bool(told["on"]), str(told.get("agreed", ""))
    if on and not agreed:
        raise ValueError(
            "The weights are on, and nobody agreed them. Write who did, and when, "
            "in `agreed`."
        )
    numbers = {
        name: Fraction(str(told[name]))
        for name in (*PLANS, "further_sibling", "far_away")
    }
    if low := [name for name, number in numbers.items() if number < 0]:
        raise ValueError(f"The weight {low[0]!r} is below nought. Write 0 or more.")
    return Weights(
        {plan: numbers[plan] for plan in PLANS},
        numbers["further_sibling"],
        numbers["far_away"],
        on,
        agreed,
    )


def _scheme(schemes: Mapping[str, Any], chosen: str) -> Scheme:
    if chosen == PROGRAMME:
        return Scheme.of(programmes()["ASYE"])
    if chosen not in schemes:
        known = ", ".join(sorted([PROGRAMME, *schemes]))
        raise ValueError(f"There is no scheme {chosen!r}. Choose one of {known}.")
    told = schemes[chosen]
    steps = tuple((int(until), int(percent)) for until, percent in told["steps"])
    if list(steps) != sorted(steps):
        raise ValueError(
            f"The steps of scheme {chosen!r} must rise. Put them in order."
        )
    return Scheme(str(told["title"]), steps, str(told["source"]))
