"""Which two exports are compared."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from alongside.desk.access.templatetags.times import time_said
from alongside.desk.forms import Form


class ExtractChoice(forms.ModelChoiceField):
    def label_from_instance(self, extract):
        moment = timezone.localtime(extract.uploaded_at)
        return f"{extract}, uploaded on {moment:%-d %B} at {time_said(moment)}, {extract.get_state_display().lower()}"


class CompareForm(Form):
    first = ExtractChoice(label="From", queryset=None)
    second = ExtractChoice(label="To", queryset=None)

    def __init__(self, *args, extracts, **kwargs):
        self.extracts = extracts
        super().__init__(*args, **kwargs)

    def prepare(self):
        for field in self.fields.values():
            field.queryset = self.extracts
