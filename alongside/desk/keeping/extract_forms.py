"""What is asked of whoever wants an extract for analysis, and of whoever decides."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.utils import timezone

from alongside.desk.access.sent_once import SentOnce
from alongside.desk.forms import DateField, Form
from alongside.desk.keeping.extract_models import AnalyticalExtract

LONG = forms.Textarea(attrs={"rows": 3})


class AskForExtractForm(SentOnce, Form):
    """What of, of which days, and what for."""

    holds = forms.ChoiceField(
        label="What of",
        choices=AnalyticalExtract.Holds.choices,
        widget=forms.RadioSelect,
    )
    first_on = DateField(label="From")
    last_on = DateField(label="To")
    purpose = forms.CharField(
        label="What it is for",
        max_length=500,
        widget=LONG,
        help_text="The question it answers, who will see the answer, and why counts are not enough.",
    )


class DecideExtractForm(Form):
    """Granted until a day, or refused with a reason."""

    outcome = forms.ChoiceField(
        label="What is decided",
        choices=AnalyticalExtract.Outcome.choices,
        widget=forms.RadioSelect,
    )
    expires_on = DateField(
        label="Can be taken until",
        required=False,
        initial=lambda: timezone.localdate() + timedelta(days=28),
        help_text="Where it is granted. Its key is let go by the schedule after that.",
    )
    ground = forms.CharField(
        label="Why", required=False, max_length=500, widget=LONG,
        help_text="Needed where it is refused.",
    )  # fmt: skip
