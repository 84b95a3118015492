"""What the pages of saved views ask."""

from __future__ import annotations

from django import forms

from alongside.desk.casework.saved_view_actions import may_share
from alongside.desk.forms import Form
from alongside.desk.workforce.models import Team


class ViewForm(Form):
    """What a view is called, whom it is shared with, and whether it opens first."""

    label = forms.CharField(
        label="Name of the view",
        max_length=60,
        error_messages={"required": "Enter a name for the view"},
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Share it with",
        required=False,
        empty_label="Nobody: it is mine alone",
    )
    opens_first = forms.BooleanField(
        label="Open it first, whenever I come to the timescales", required=False
    )

    def __init__(self, *args, asker, **kwargs):
        self.asker = asker
        super().__init__(*args, **kwargs)

    def prepare(self):
        if may_share(self.asker):
            self.fields["team"].queryset = Team.objects.visible_to(self.asker)
        else:
            del self.fields["team"]

    def clean(self):
        return {"team": None} | super().clean()
