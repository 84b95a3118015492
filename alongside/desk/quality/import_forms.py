"""What is asked of a spreadsheet of audits: the file, its columns, its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms

from alongside.desk.forms import Form
from alongside.desk.quality.audit_forms import ComparedForm
from alongside.desk.quality.audit_models import Grade
from alongside.desk.quality.import_fields import HOLDS
from alongside.desk.quality.import_reading import KEEP, LEAVE_OUT, Layout, Read
from alongside.desk.table_forms import LookedAtForm, WhichTableForm, column_choice
from alongside.desk.workforce.models import Team
from alongside.reckon.audits import READINGS
from alongside.reckon.intake.reports import Field, Seen

MOST_WORDS = 40  # unknown words asked on one page


class UploadAuditsForm(Form):
    """A spreadsheet of audits, of whatever shape."""

    file = forms.FileField(
        label="Spreadsheet of audits",
        help_text="An audit a row, or a team and quarter a row (.xlsx, .xls, .ods or .csv). Up to 20 MB.",
        error_messages={"required": "Choose the spreadsheet"},
    )


class WhichAuditsForm(WhichTableForm):
    HOLDS = HOLDS


class MapAuditsForm(LookedAtForm):
    """Which column is which; then, where the file has words of its own, what they mean."""

    says_optional = False

    def __init__(
        self,
        *args,
        seen: Seen,
        fields: Sequence[Field],
        usual: Mapping[str, str],
        **kwargs,
    ):
        self.seen, self.wanted, self.usual = seen, fields, usual
        super().__init__(*args, **kwargs)

    def prepare(self):
        for field in self.wanted:
            usual = self.usual.get(field.code, "")
            self.fields[field.code] = column_choice(field, self.seen, usual)

    def ask(self, read: Read, grades: Sequence[Grade], teams: Sequence[Team]) -> None:
        """Add a question for each word of the file that nobody has explained."""
        out = (LEAVE_OUT, "Leave these rows out")
        for kind, words, known in (
            ("grade", read.grades, [(str(g.pk), g.name) for g in grades]),
            ("team", read.teams, [(str(t.pk), t.name) for t in teams]),
        ):
            for word, count in words.most_common(MOST_WORDS):
                name = f"{kind}:{word.lower().encode().hex()}"
                self.fields[name] = forms.ChoiceField(
                    label=f"What the {kind} ‘{word}’ is",
                    help_text=f"In {count} row{'' if count == 1 else 's'}.",
                    choices=[("", "Choose what it is"), *known, out],
                    error_messages={"required": f"Choose what the {kind} ‘{word}’ is"},
                )
        for word, count in read.unknown.most_common(MOST_WORDS):
            keep = (KEEP, "A team that is not known here: keep its name")
            self.fields[f"team:{word.lower().encode().hex()}"] = forms.ChoiceField(
                label=f"What the team ‘{word}’ is",
                help_text=f"In {count} row{'' if count == 1 else 's'}.",
                choices=[keep, *((str(t.pk), t.name) for t in teams), out],
                required=False,
            )

    @property
    def columns(self) -> list:
        return [self[field.code] for field in self.wanted]

    @property
    def words(self) -> list:
        return [self[name] for name in self.fields if ":" in name]

    @property
    def chosen(self) -> dict[str, str]:
        """Return the columns: those chosen, or the usual ones before anybody chose."""
        said = self.cleaned_data if self.is_bound else self.usual
        return {field.code: said.get(field.code, "") for field in self.wanted}

    @property
    def complete(self) -> bool:
        """Whether every column that must be is chosen."""
        return all(self.chosen[field.code] for field in self.wanted if field.needed)

    def explained(self, draft: Layout) -> Layout:
        """Return a layout with what was said here of the file's words."""
        said = {"grade": dict(draft.grades), "team": dict(draft.teams)}
        for name, value in self.cleaned_data.items():
            kind, colon, word = name.partition(":")
            if colon:
                said[kind][bytes.fromhex(word).decode()] = value
        return Layout(draft.holds, draft.columns, said["grade"], said["team"])


class ImportedTableForm(ComparedForm):
    """Which two periods of an imported table, and how the rule of the colours is read."""

    def __init__(self, *args, periods: Sequence[str], **kwargs):
        self.periods = periods
        self.named = [(period, period) for period in periods]
        super().__init__(*args, **kwargs)

    def asked(self, usual: Mapping[str, str]) -> tuple[str, str, str]:
        said = self.cleaned_data if self.is_valid() else {}
        before, after = (said.get(name) or usual[name] for name in ("before", "after"))
        return before, after, said.get("reading") or next(iter(READINGS))
