"""What a person is asked of a table that no format knows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django import forms

from alongside.desk.casework import layout_fields
from alongside.desk.casework.layout_tables import Days, Table, code_of, cut
from alongside.desk.forms import Form
from alongside.desk.said import day_said
from alongside.reckon.intake.layouts import plain
from alongside.reckon.intake.reports import (
    BIRTH,
    UNBORN,
    BadLayout,
    NamedLayout,
    Question,
    Use,
    is_question,
    unsettled,
)
from alongside.reckon.intake.reports.layout import CHILD
from alongside.reckon.records import TABLES

BLANK = "leave it blank"


class ChooseTableForm(Form):
    """What a row of a table tells of."""

    table = forms.ChoiceField(label="What is each row of it?")

    def prepare(self):
        self.fields["table"].choices = [("", "Choose"), *layout_fields.tables()]
        self.fields["table"].error_messages["required"] = "Choose what each row is"


class Column(NamedTuple):
    """A line of the page: a column of the report, and what is asked of it."""

    header: str
    examples: list[str]
    why: str
    to: forms.BoundField
    date: forms.BoundField | None
    or_date: forms.BoundField | None


class MapColumnsForm(Form):
    """What each column is, by which pattern its days are read, and what its codes mean.

    `base` is the layout of which this is to be a new version. Nothing is taken over
    that is a question still.
    """

    says_optional = False

    def __init__(
        self,
        data=None,
        *,
        found: Table,
        table: str,
        base: NamedLayout | None = None,
        saving: bool = False,
    ):
        self.found, self.table, self.base, self.saving = found, table, base, saving
        self.headers = [header for header in found.headers if header]
        self.questions: dict[str, Question] = {}
        self.layout: NamedLayout | None = None
        super().__init__(data)

    def prepare(self):
        before = {plain(use.header): use for use in self.base.uses} if self.base else {}
        choices = layout_fields.fields(self.table)
        for at, header in enumerate(self.headers):
            use = before.get(plain(header))
            self._add_column(at, header, choices, use or self._proposed(header))
            self._add_questions(at, header, use)
        self._add_always()
        if self.base is None:
            self.fields["name"] = forms.CharField(
                label="Name of the layout",
                max_length=80,
                required=self.saving,
                help_text="What people will know it by. For example, core groups of the week.",
                error_messages={"required": "Enter a name for the layout"},
            )

    def _proposed(self, header: str) -> Use:
        proposal = self.found.proposals[header]
        to = proposal.to[0] if proposal.to and not is_question(proposal) else ""
        fits = any(
            to == choice for choice, _ in _flat(layout_fields.fields(self.table))
        )
        return Use(header, (to,) if fits else (), *_pattern(self.found.days[header]))

    def _add_column(self, at: int, header: str, choices, use: Use) -> None:
        allowed = {choice for choice, _ in _flat(choices)}
        first = next((to for to in use.to if to in allowed), "")
        self.fields[f"to_{at}"] = forms.ChoiceField(
            label=f"What {header} is", choices=choices, required=False, initial=first
        )
        if days := self.found.days[header]:
            self._add_patterns(at, header, use, days)

    def _add_patterns(
        self, at: int, header: str, use: Use, days: tuple[Days, ...]
    ) -> None:
        """Ask how the days of a column are written, and the others, where it has two ways."""
        first, second = [*(code_of(each) for each in use.patterns), "", ""][:2]
        written = [(day.code, _written(day)) for day in days]
        self.fields[f"date_{at}"] = forms.ChoiceField(
            label=f"How the days of {header} are written",
            choices=[("", "Not said"), *written],
            help_text="; ".join(map(_effect, days)),
            required=False,
            initial=first,
        )
        if len(days) > 1:
            self.fields[f"or_date_{at}"] = forms.ChoiceField(
                label=f"How the other days of {header} are written",
                choices=[("", "All alike"), *written],
                help_text="For the cells that the first does not read.",
                required=False,
                initial=second,
            )

    def _add_questions(self, at: int, header: str, before: Use | None) -> None:
        """Ask of each value that its code list does not settle."""
        to = (
            self.data.get(f"to_{at}")
            if self.is_bound
            else self.fields[f"to_{at}"].initial
        )
        allowed = {choice for choice, _ in _flat(self.fields[f"to_{at}"].choices)}
        if not to or to not in allowed:
            return
        for question in unsettled(Use(header, (to,)), self.found.held[header]):
            digest = hashlib.sha256(question.value.encode()).hexdigest()[:12]
            name = f"value_{at}_{digest}"
            self.questions[name] = question
            self.fields[name] = forms.ChoiceField(
                label=f"{header}: what is ‘{cut(question.value)}’?",
                help_text=_how_often(question),
                choices=[
                    ("", "Choose"),
                    *(
                        (code, _code(code, said))
                        for code, said in question.codes.items()
                    ),
                    (BLANK, "Leave it blank"),
                ],
                required=self.saving,
                initial=_answered(before, question.value),
                error_messages={
                    "required": f"Choose what ‘{cut(question.value)}’ of {header} is"
                },
            )

    def _add_always(self) -> None:
        told = next(iter(self.base.always.items()), ("", "")) if self.base else ("", "")
        self.fields["always_to"] = forms.ChoiceField(
            label="The same in every row",
            choices=layout_fields.same_in_every_row(self.table),
            required=False,
            initial=told[0],
            help_text="Where the report leaves out what all of its rows share.",
        )
        self.fields["always"] = forms.CharField(
            label="What it is in every row",
            max_length=80,
            required=False,
            initial=told[1],
        )

    def columns(self) -> Iterator[Column]:
        for at, header in enumerate(self.headers):
            date, or_date = (
                self[name] if name in self.fields else None
                for name in (f"date_{at}", f"or_date_{at}")
            )
            examples, why = (
                self.found.examples(header),
                self.found.proposals[header].why,
            )
            yield Column(header, examples, why, self[f"to_{at}"], date, or_date)

    def left_blank(self) -> list[tuple[str, int]]:
        """The columns of days with how many of their cells no chosen pattern reads."""
        told = [
            (use.header, self.found.left_blank(use.header, _read_as(use)))
            for use in (self.layout.uses if self.layout else ())
            if use.patterns
        ]
        return [(header, times) for header, times in told if times]

    def asked(self) -> list[forms.BoundField]:
        return [self[name] for name in self.questions]

    def clean(self):
        told = super().clean()
        uses = list(self._uses(told))
        self._check_twice(uses)
        self._check_child(uses)
        always = self._always(told)
        if self.errors:
            return told
        name = self.base.name if self.base else told.get("name") or "This layout"
        layout = NamedLayout(name, tuple(self.headers), tuple(uses), always)
        try:
            self.layout = layout.checked()
        except BadLayout as problem:
            self.add_error(None, str(problem))
        return told

    def _uses(self, told: dict[str, Any]) -> Iterator[Use]:
        for at, header in enumerate(self.headers):
            to = told.get(f"to_{at}")
            if not to:
                continue
            dated = layout_fields.is_date(to)
            codes = [told.get(f"{name}_{at}") or "" for name in ("date", "or_date")]
            first, second = codes if dated else ("", "")
            if dated and not first:
                self._ask_for_pattern(at, header)
            elif dated and first == second:
                what = (
                    f"Choose another way for the other days of {header}, or All alike"
                )
                self.add_error(f"or_date_{at}", what)
            pattern, first_year = _split(first)
            or_pattern, or_first_year = _split(second if first else "")
            yield Use(
                header,
                (to,),
                pattern,
                first_year,
                {
                    question.value: "" if answer == BLANK else answer
                    for name, question in self.questions.items()
                    if question.header == header and (answer := told.get(name))
                },
                or_pattern,
                or_first_year,
            )

    def _ask_for_pattern(self, at: int, header: str) -> None:
        if f"date_{at}" in self.fields:
            what = f"Choose how the days of {header} are written"
            self.add_error(f"date_{at}", what)
            return
        self.add_error(
            f"to_{at}",
            f"Most of {header} reads as a day by no pattern. Choose another field for it, "
            "or correct the report and import it again",
        )

    def _check_twice(self, uses: list[Use]) -> None:
        first: dict[str, str] = {}
        for use in uses:
            to = use.to[0]
            if to in first:
                what = layout_fields.words(to)
                self.add_error(
                    f"to_{self.headers.index(use.header)}",
                    f"{first[to]} and {use.header} are both said to be ‘{what}’. "
                    "Choose one of them",
                )
            first.setdefault(to, use.header)

    def _check_child(self, uses: list[Use]) -> None:
        targets = {to for use in uses for to in use.to}
        if not targets - {CHILD}:
            self.add_error(None, "Say what at least one column is")
        elif not any(to.startswith(f"{self.table}.") for to in targets):
            row = layout_fields.table_words(self.table)
            self.add_error(
                None,
                f"Each row is one of the {row}, and no column says anything of them. "
                "Choose at least one column that does",
            )
        elif TABLES[self.table].child and CHILD not in targets:
            self.add_error(
                None,
                "Say which column is the child’s id. A report without the ids of the "
                "case system cannot be read: export it again with them",
            )

    def _always(self, told: dict[str, Any]) -> dict[str, str]:
        to, said = told.get("always_to"), (told.get("always") or "").strip()
        if bool(to) != bool(said):
            self.add_error(
                "always" if to else "always_to",
                "Say both what is the same in every row, and what it is",
            )
        return {to: said} if to and said else {}


def _split(code: str) -> tuple[str, int | None]:
    """A pattern and the first year of its two digits, which may stand after it."""
    pattern, _, last = code.rpartition(" ")
    return (pattern, int(last)) if last.isdecimal() else (code, None)


def _read_as(use: Use) -> list[str]:
    """What of a column is read: by its patterns, and of a birth what says unborn."""
    return [*map(code_of, use.patterns), *([UNBORN] if BIRTH in use.to else [])]


def _flat(choices) -> Iterator[tuple[str, str]]:
    for value, label in choices:
        yield from label if isinstance(label, (list, tuple)) else [(value, label)]


def _pattern(days: tuple[Days, ...]) -> tuple[str, int | None]:
    """The only pattern by which every filled cell is a day; else it is a question."""
    whole = [day for day in days if day.read == day.filled]
    return (whole[0].pattern, whole[0].first_year) if len(whole) == 1 else ("", None)


def _written(day: Days) -> str:
    if day.first_year is None:
        return day.pattern
    return f"{day.pattern}, {day.first_year} to {day.first_year + 99}"


def _effect(day: Days) -> str:
    """What a pattern does: `dd/mm/yyyy reads 03/04/2026 as 3 April 2026 (12 of 14)`."""
    read = day_said(date.fromisoformat(day.day))
    how_many = "all" if day.read == day.filled else f"{day.read:,} of {day.filled:,}"
    return f"{_written(day)} reads {day.cell} as {read} ({how_many})"


def _how_often(question: Question) -> str:
    rows = f"In {question.rows:,} row{'' if question.rows == 1 else 's'}."
    if question.several:
        return f"{rows} Other councils mean one or another of these by it."
    return f"{rows} It is not in the national list of codes."


def _code(code: str, said: str) -> str:
    return said if said == code else f"{code}: {said}"


def _answered(before: Use | None, value: str) -> str:
    if before is None or value not in before.values:
        return ""
    return before.values[value] or BLANK
