from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from alongside.desk.forms import Form, TimeField
from alongside.desk.workforce.duty_actions import Planned
from alongside.desk.workforce.duty_models import (
    WEEKDAYS,
    DutyTurn,
    OfficeHours,
    OutOfHours,
)
from alongside.desk.workforce.duty_rota import (
    Day,
    who_may_be_manager,
    who_may_be_worker,
)
from alongside.desk.workforce.models import Team

Session = DutyTurn.Session
SAME, NOBODY = "", "nobody"
NUMBER = RegexValidator(
    r"^\+?[0-9][0-9 ]{6,24}$",
    "Enter a telephone number in figures, like 0300 123 4567",
)


class WeekForm(Form):
    """Who is on duty on each day of a week; the afternoon, if another.

    Cleans to `turns`: what to put on the rota.
    """

    says_optional = False

    def __init__(self, *args, team: Team, days: list[Day], **kwargs):
        self.team, self.days = team, days
        super().__init__(*args, **kwargs)

    def prepare(self):
        offered = {
            "worker": who_may_be_worker(self.team),
            "manager": who_may_be_manager(),
        }
        self.users = {}
        for day in self.days:
            for which, people in offered.items():
                self._ask(day, which, people)

    def _ask(self, day: Day, which: str, people: list) -> None:
        """Ask for a day's worker or manager; whoever stands there already may stay."""
        standing = {turn.session: getattr(turn, which) for turn in day.turns}
        listed = {user.pk: user for user in people}
        listed |= {user.pk: user for user in standing.values() if user}
        self.users |= listed
        named = [(str(key), user.full_name) for key, user in listed.items()]
        first, later = _as_asked(standing)
        label = f"Duty {'social worker' if which == 'worker' else 'manager'}"
        name = f"{which}_{day.day.weekday()}"
        self.fields[name] = _choice(label, [("", "Nobody"), *named], first)
        self.fields[f"{name}_later"] = _choice(
            f"{label}, afternoon",
            [(SAME, "The same all day"), (NOBODY, "Nobody"), *named],
            later,
        )

    @property
    def by_day(self) -> Iterator[tuple[Day, list]]:
        """Each day with its four fields."""
        for day in self.days:
            at = day.day.weekday()
            names = (
                f"worker_{at}",
                f"worker_{at}_later",
                f"manager_{at}",
                f"manager_{at}_later",
            )
            yield day, [self[name] for name in names]

    def clean(self):
        return {"turns": [turn for day in self.days for turn in self._turns(day.day)]}

    def _turns(self, day: date) -> Iterator[Planned]:
        worker, worker_later = self._both("worker", day)
        manager, manager_later = self._both("manager", day)
        if (worker, manager) == (worker_later, manager_later):
            halves = [Planned(day, Session.DAY, worker, manager)]
        else:
            halves = [
                Planned(day, Session.MORNING, worker, manager),
                Planned(day, Session.AFTERNOON, worker_later, manager_later),
            ]
        yield from (half for half in halves if half.worker or half.manager)

    def _both(self, which: str, day: date) -> tuple:
        """Return who it is in the morning, and who in the afternoon."""
        name = f"{which}_{day.weekday()}"
        first = self._user(self.cleaned_data.get(name))
        later = self.cleaned_data.get(f"{name}_later", SAME)
        return first, first if later == SAME else self._user(later)

    def _user(self, key: str | None):
        return self.users[int(key)] if key and key != NOBODY else None


def _as_asked(standing: dict) -> tuple[str, str]:
    """Return what stands on a day as the two answers it would be typed as."""
    if not standing or Session.DAY in standing:
        return _key(standing.get(Session.DAY)), SAME
    morning = standing.get(Session.MORNING)
    afternoon = standing.get(Session.AFTERNOON)
    return _key(morning), SAME if morning == afternoon else _key(afternoon) or NOBODY


def _key(user) -> str:
    return str(user.pk) if user else ""


def _choice(label: str, choices: list, initial: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, required=False, initial=initial
    )


class ShareDutyForm(Form):
    """On whose rota a team's duty stands."""

    kept_with = forms.ModelChoiceField(
        Team.objects.active(),
        label="Its duty stands on the rota of",
        required=False,
        empty_label="This team: it has a rota of its own",
    )

    def __init__(self, *args, team: Team, **kwargs):
        self.team = team
        super().__init__(*args, **kwargs)

    def prepare(self):
        others = Team.objects.active().filter(duty_shared=None).exclude(pk=self.team.pk)
        self.fields["kept_with"].queryset = others.order_by("name")


class OutOfHoursForm(Form):
    """The emergency duty team, and when the office opens and closes.

    Cleans to `name`, `telephone`, `email` and `hours`: by weekday, opening and closing.
    """

    says_optional = False
    name = forms.CharField(label="Name of the out-of-hours team", max_length=120)
    telephone = forms.CharField(
        label="Telephone number", max_length=30, validators=[NUMBER],
        widget=forms.TextInput({"inputmode": "tel", "class": "medium"}),
    )  # fmt: skip
    email = forms.EmailField(
        label="E-mail address, if it has one", required=False,
        error_messages={"invalid": "Enter an e-mail address, like name@example.gov.uk"},
    )  # fmt: skip

    @classmethod
    def as_kept(cls, data, kept: OutOfHours | None, hours: dict[int, OfficeHours]):
        told = {
            name: getattr(kept, name, "") for name in ("name", "telephone", "email")
        }
        for weekday, each in hours.items():
            told |= {f"opens_{weekday}": each.opens, f"closes_{weekday}": each.closes}
        return cls(data, initial=told)

    def prepare(self):
        for weekday, day in enumerate(WEEKDAYS):
            self.fields[f"opens_{weekday}"] = TimeField(
                label=f"{day}: opens at", required=False
            )
            self.fields[f"closes_{weekday}"] = TimeField(
                label=f"{day}: closes at", required=False
            )

    @property
    def team_fields(self) -> list:
        return [self[name] for name in ("name", "telephone", "email")]

    @property
    def by_day(self) -> Iterator[tuple[str, list]]:
        for weekday, day in enumerate(WEEKDAYS):
            yield day, [self[f"opens_{weekday}"], self[f"closes_{weekday}"]]

    def clean(self):
        given = super().clean()
        hours = {
            weekday: both for weekday in range(7) if (both := self._hours(weekday))
        }
        kept = {name: given.get(name, "") for name in ("name", "telephone", "email")}
        return kept | {"hours": hours}

    def _hours(self, weekday: int) -> tuple[time, time] | None:
        opens = self.cleaned_data.get(f"opens_{weekday}")
        closes = self.cleaned_data.get(f"closes_{weekday}")
        if (opens is None) != (closes is None):
            wanting = "closes" if closes is None else "opens"
            if f"{wanting}_{weekday}" not in self.errors:
                self.add_error(
                    f"{wanting}_{weekday}",
                    ValidationError(
                        f"Enter when the office {wanting} on {WEEKDAYS[weekday]}, or leave "
                        "both times empty if it stays closed"
                    ),
                )
        elif opens is not None and closes <= opens:
            self.add_error(
                f"closes_{weekday}",
                ValidationError(
                    f"On {WEEKDAYS[weekday]} the office closes before it opens"
                ),
            )
        return (opens, closes) if opens and closes else None
