"""What keeping the desk's list of topics asks."""

from __future__ import annotations

from django import forms

from alongside.desk.contacts.repeat_models import LONGEST
from alongside.desk.forms import Form


class AddTopicForm(Form):
    name = forms.CharField(label="Name of the topic", max_length=60)


class ChangeTopicForm(Form):
    name = forms.CharField(label="Name of the topic", max_length=60)
    order = forms.IntegerField(
        label="Place on the list",
        min_value=1,
        max_value=99,
        help_text="The first nine have a number key on the page of a call.",
    )
    active = forms.BooleanField(label="On the list", required=False)


class RepeatWindowForm(Form):
    days = forms.IntegerField(
        label="Days within which a contact about the same matter is a repeat",
        min_value=1,
        max_value=LONGEST,
    )
