"""What the guidance on agency social workers says of one assignment, check by check."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alongside.reckon.agency.scheme import Cap, Check, Scheme, cap_for
from alongside.reckon.clock import Clock, Limit, arithmetic

MET, NOT_MET = "met", "not met"
CANNOT_TELL, DOES_NOT_APPLY = "cannot tell", "does not apply"

Said = tuple[str, str]


@dataclass(frozen=True)
class Assignment:
    """What is known of a worker's assignment; None or nothing where it is not known.

    The rate is in pounds an hour, and `rate_is_whole` says whether employer's National
    Insurance and the apprenticeship levy are in it, as they are in a cap. Experience is
    in whole months evidenced, notice in weeks.
    """

    role: str
    region: str
    starts_on: date
    ends_on: date | None = None
    hourly_rate: Decimal | None = None
    rate_is_whole: bool | None = None
    on_costs: Decimal | None = None
    left_permanent_on: date | None = None
    left_permanent_region: str = ""
    never_permanent: bool = False
    exception: str = ""
    qualified_on: date | None = None
    experience_months: int | None = None
    notice_weeks: int | None = None
    permanent_notice_weeks: int | None = None
    reference_requested_on: date | None = None
    reference_given_on: date | None = None
    director_signed_on: date | None = None
    chief_signed_on: date | None = None
    project_team: str = ""
    project_approved_on: date | None = None

    @property
    def whole_hour(self) -> Decimal | None:
        """What an hour costs as a cap counts it, in pounds; None where that is not known.

        The rate where it is whole; else with the on-costs typed in on top of it.
        """
        if self.hourly_rate is None or self.rate_is_whole:
            return self.hourly_rate
        if self.rate_is_whole is None or self.on_costs is None:
            return None
        return self.hourly_rate + self.on_costs


@dataclass(frozen=True)
class Answer:
    """What one check says: its standing in a word, and the arithmetic or what is missing."""

    check: Check
    standing: str
    why: str


@dataclass(frozen=True)
class _Asked:
    """An assignment held against the guidance as at a day; `binds_from` within it."""

    of: Assignment
    scheme: Scheme
    caps: tuple[Cap, ...]
    clock: Clock
    on: date

    @property
    def binds_from(self) -> date:
        return self.scheme.binds_from(self.of.starts_on)

    @property
    def cap(self) -> Cap | None:
        """The cap in force on the day asked of, within the days of the assignment."""
        last = min(self.on, self.of.ends_on or self.on)
        return cap_for(
            self.caps, self.of.region, self.of.role, max(last, self.binds_from)
        )


def answers(
    assignment: Assignment, scheme: Scheme, caps: Iterable[Cap], clock: Clock, on: date
) -> list[Answer]:
    """Return what each check says of an assignment as at a day, in the guidance's order."""
    asked = _Asked(assignment, scheme, tuple(caps), clock, on)
    return [_answer(check, asked) for check in scheme.checks]


def _answer(check: Check, asked: _Asked) -> Answer:
    if why := _outside(check, asked):
        return Answer(check, DOES_NOT_APPLY, why)
    return Answer(check, *_CHECKS[check.code](asked))


def _outside(check: Check, asked: _Asked) -> str:
    """Say why the guidance asks nothing here; nothing where it does."""
    of, scheme = asked.of, asked.scheme
    if of.role in scheme.outside:
        return (
            "The guidance is about child and family social workers, and this is none."
        )
    if asked.binds_from > asked.on:
        return (
            f"The assignment began on {_day(of.starts_on)}, and as at {_day(asked.on)} the "
            f"guidance did not bind it: it binds new assignments from "
            f"{_day(scheme.new_from)} and earlier ones from {_day(scheme.legacy_from)}."
        )
    if of.ends_on and of.ends_on < asked.binds_from:
        return (
            f"The assignment ended on {_day(of.ends_on)}, before the guidance bound it."
        )
    if check.of_start and of.starts_on < scheme.new_from:
        return (
            f"This is asked as an assignment begins, and this one began on "
            f"{_day(of.starts_on)}, before {_day(scheme.new_from)}."
        )
    return ""


def _price_cap(asked: _Asked) -> Said:
    of, cap = asked.of, asked.cap
    if of.hourly_rate is None:
        return CANNOT_TELL, "No hourly rate is typed in."
    if cap is None:
        return CANNOT_TELL, "No cap is typed in for this region, role and date."
    hour = of.whole_hour
    said = f"£{of.hourly_rate if hour is None else hour:.2f} an hour"
    if hour is not None and not of.rate_is_whole:
        said += f" (£{of.hourly_rate:.2f} and £{of.on_costs:.2f} of on-costs)"
    said += f" against a cap of £{cap.pounds:.2f} ({cap.source})"
    most = of.hourly_rate if hour is None else hour
    if most > cap.pounds:
        return NOT_MET, f"{said}: £{most - cap.pounds:.2f} above."
    if of.rate_is_whole is None:
        return CANNOT_TELL, f"{said}. Say whether the rate is whole: {_WHOLE}"
    if hour is None:
        return CANNOT_TELL, (
            f"{said}, but the rate typed is not whole: {_WHOLE} Type the on-costs that "
            "come on top of it."
        )
    below = cap.pounds - hour
    return MET, f"{said}: {f'£{below:.2f} below' if below else 'just at it'}."


_WHOLE = "a cap holds pay, employer's National Insurance and the apprenticeship levy."


def _sign_off(asked: _Asked) -> Said:
    of = asked.of
    standing, why = _price_cap(asked)
    if standing == MET:
        return DOES_NOT_APPLY, "The rate is within the cap."
    if standing == CANNOT_TELL:
        return CANNOT_TELL, why
    signed = {
        "the Director of Children's Services": of.director_signed_on,
        "the Chief Executive": of.chief_signed_on,
    }
    wanting = [who for who, day in signed.items() if day is None]
    late = [
        f"{who} on {_day(day)}"
        for who, day in signed.items()
        if day and day >= asked.binds_from
    ]
    by = f"before {_day(asked.binds_from)}"
    if wanting:
        return NOT_MET, f"Not signed off by {' and '.join(wanting)}; due {by}."
    if late:
        return NOT_MET, f"Signed off too late by {' and by '.join(late)}; due {by}."
    days = [f"{who} on {_day(day)}" for who, day in signed.items() if day]
    return MET, f"Both signed off {by}: {' and '.join(days)}."


def _cooling_off(asked: _Asked) -> Said:
    of, scheme = asked.of, asked.scheme
    if of.never_permanent:
        return DOES_NOT_APPLY, "The worker says they left no permanent post."
    if of.left_permanent_on is None:
        return (
            CANNOT_TELL,
            "Type when the worker left a permanent post, or that they left none.",
        )
    if not of.left_permanent_region:
        return CANNOT_TELL, "The region of the permanent post is not typed in."
    if of.left_permanent_region != of.region:
        return (
            DOES_NOT_APPLY,
            f"The post left was in another region, {of.left_permanent_region}.",
        )
    limit = Limit(scheme.cooling_off_months, "months")
    said = arithmetic(limit, of.left_permanent_on, asked.clock, earliest=True)
    said = f"{said} The assignment began on {_day(of.starts_on)}."
    if of.starts_on >= limit.last_day(of.left_permanent_on, asked.clock):
        return MET, said
    if of.exception:
        return DOES_NOT_APPLY, f"Exception: {scheme.exceptions[of.exception]}. {said}"
    return NOT_MET, said


def _experience(asked: _Asked) -> Said:
    of, months = asked.of, asked.scheme.experience_months
    day = asked.binds_from
    if of.qualified_on:
        reached = Limit(months, "months").last_day(of.qualified_on, asked.clock)
        if reached > day:
            return NOT_MET, (
                f"Qualified on {_day(of.qualified_on)}: {months} months are reached on "
                f"{_day(reached)}, after {_day(day)}."
            )
    if of.experience_months is None:
        return CANNOT_TELL, "No months in direct employment are evidenced."
    said = (
        f"{of.experience_months} months in direct employment evidenced, {months} asked"
    )
    return (MET if of.experience_months >= months else NOT_MET), f"{said}."


def _notice(asked: _Asked) -> Said:
    of, most = asked.of, asked.scheme.notice_weeks
    if of.notice_weeks is None:
        return CANNOT_TELL, "The weeks of notice are not typed in."
    if of.notice_weeks >= most:
        return MET, f"{of.notice_weeks} weeks of notice, {most} asked."
    if of.permanent_notice_weeks is None:
        return CANNOT_TELL, (
            f"{of.notice_weeks} weeks of notice are fewer than {most}, and the notice of "
            "the permanent post is not typed in."
        )
    asks = min(most, of.permanent_notice_weeks)
    said = f"{of.notice_weeks} weeks of notice; the lesser of {most} and "
    said += f"{of.permanent_notice_weeks} weeks of the permanent post is {asks}."
    return (MET if of.notice_weeks >= asks else NOT_MET), said


def _reference_requested(asked: _Asked) -> Said:
    of = asked.of
    if of.reference_requested_on is None:
        return CANNOT_TELL, "No day on which a reference was asked for is typed in."
    said = f"Asked for on {_day(of.reference_requested_on)}; the assignment began on "
    met = of.reference_requested_on <= of.starts_on
    return (MET if met else NOT_MET), f"{said}{_day(of.starts_on)}."


def _reference_given(asked: _Asked) -> Said:
    of = asked.of
    if of.reference_given_on and of.reference_given_on <= asked.on:
        return MET, f"Given on {_day(of.reference_given_on)}."
    if of.ends_on is None or of.ends_on > asked.on:
        return DOES_NOT_APPLY, "The assignment has not ended."
    return NOT_MET, f"The assignment ended on {_day(of.ends_on)}, and none was given."


def _project_team(asked: _Asked) -> Said:
    of = asked.of
    if not of.project_team:
        return DOES_NOT_APPLY, "The worker is in no project team."
    approved = of.project_approved_on
    if approved is None:
        return CANNOT_TELL, "When the worker was approved is not typed in."
    if of.hourly_rate is None:
        return CANNOT_TELL, "What the worker costs an hour is not typed in."
    said = f"Named and costed in {of.project_team}, approved on {_day(approved)}; "
    met = approved < asked.binds_from
    return (MET if met else NOT_MET), f"{said}due before {_day(asked.binds_from)}."


_CHECKS: dict[str, Callable[[_Asked], Said]] = {
    "price_cap": _price_cap,
    "sign_off": _sign_off,
    "cooling_off": _cooling_off,
    "experience": _experience,
    "notice": _notice,
    "reference_requested": _reference_requested,
    "reference_given": _reference_given,
    "project_team": _project_team,
}


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
