"""What the pages of hand-back ask."""

from __future__ import annotations

from django.utils import timezone

from alongside.desk.casework.forms import WhoseForm
from alongside.desk.forms import DateField


class DayForm(WhoseForm):
    """Whose marks, and of which day."""

    team = None
    on = DateField(
        label="Day they were marked",
        error_messages={"required": "Enter the day they were marked"},
    )

    field_order = ["worker", "on"]

    def prepare(self):
        super().prepare()
        self.fields["worker"].required = True
        self.fields["worker"].error_messages["required"] = "Choose whose timescales"
        self.fields["worker"].empty_label = "Choose a worker"

    def clean_on(self):
        """The day asked for; one ahead has no marks, and is said to be ahead."""
        day = self.cleaned_data["on"]
        if day and day > timezone.localdate():
            self.add_error(
                "on", "The day they were marked must be today or in the past"
            )
        return day
