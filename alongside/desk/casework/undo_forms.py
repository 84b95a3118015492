"""What undoing an export asks."""

from __future__ import annotations

from django import forms

from alongside.desk.forms import Form


class UndoForm(Form):
    """Why an export is undone: whoever looks later reads it."""

    reason = forms.CharField(
        label="Why it is undone",
        max_length=300,
        help_text="For example, it was last month’s file. Name no child.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
