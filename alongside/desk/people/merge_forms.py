"""Which two records of a child the case system has merged."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from alongside.desk.access.models import User
from alongside.desk.forms import Form
from alongside.desk.people.models import Child


class MergeForm(Form):
    """Two ids, typed and posted. A child out of reach is as one that is not there."""

    kept = forms.CharField(
        label="Id that the case system kept",
        max_length=60,
        error_messages={"required": "Enter the id that the case system kept"},
    )
    gone = forms.CharField(
        label="Id that is gone",
        max_length=60,
        error_messages={"required": "Enter the id that is gone"},
    )

    def __init__(self, *args, by: User, **kwargs):
        self.seen = Child.objects.visible_to(by)
        super().__init__(*args, **kwargs)

    def clean_kept(self) -> Child:
        return self._child("kept")

    def clean_gone(self) -> Child:
        return self._child("gone")

    def clean(self) -> dict:
        given = super().clean()
        if given.get("kept") and given["kept"] == given.get("gone"):
            self.add_error("gone", "Enter two ids: these are the same")
        return given

    def _child(self, name: str) -> Child:
        said = self.cleaned_data[name].strip()
        found = self.seen.filter(case_id=said).first()
        if found is None:
            raise ValidationError(
                f"No child of your teams has the id {said}. Look it up in the case system"
            )
        return found
