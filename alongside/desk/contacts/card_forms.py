"""What is asked to set an answer card: for each adult, what they may be told."""

from __future__ import annotations

from datetime import date

from django import forms

from alongside.desk.contacts.card_actions import SetMeanwhile
from alongside.desk.contacts.card_models import OF_MEETING, WORDED, AnswerCard, Item
from alongside.desk.forms import DateField, Form
from alongside.desk.people.models import AdultOfChild
from alongside.desk.said import day_said

SAYS_NO = {
    AdultOfChild.Known.NO: "no parental responsibility",
    AdultOfChild.Known.YES: "has parental responsibility",
}


def named(link: AdultOfChild) -> str:
    """An adult as a card's setter reads them: name, what they are, and responsibility."""
    responsibility = SAYS_NO.get(link.parental_responsibility)
    said = [link.get_relationship_display().lower(), responsibility]
    return f"{link.adult} ({', '.join(filter(None, said))})"


class AnswerCardForm(Form):
    """Nothing is ticked that the version before did not tell: what is left out is not told."""

    do_not_tell = forms.CharField(
        label="What nobody is to be told, and why",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Stands above all else, whoever calls. For example: the address is withheld from the family.",
    )
    meeting_on = DateField(
        label="Day of the next meeting, if you write of one below",
        required=False,
        help_text="Time, place and people are told for the meeting on this day alone. For example, 27 3 2026.",
    )
    review_on = DateField(
        label="The card holds until",
        help_text="The last day, a year from today at most. After it nothing is told until the card is set anew.",
        error_messages={"required": "Enter the day until which the card holds"},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, links: list[AdultOfChild], card: AnswerCard | None, **kw):
        self.links, self.card = links, card
        super().__init__(*args, initial=_initial(links, card), **kw)

    def prepare(self):
        for link in self.links:
            self.fields[f"adult_{link.adult_id}"] = forms.MultipleChoiceField(
                label=f"{named(link)} may be told",
                choices=Item.choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        for item in WORDED:
            self.fields[f"words_{item}"] = forms.CharField(
                label=item.label, required=False, max_length=200
            )
        # Nobody reads "may be told (optional)": what is not ticked is not told.
        self.asked_by_another = tuple(f"adult_{link.adult_id}" for link in self.links)
        last = ("meeting_on", *(f"words_{item}" for item in WORDED), "review_on")
        self.order_fields([*(f for f in self.fields if f not in last), *last])

    def add_error(self, field, error):
        """Say beside each field what somebody set meanwhile, where it is not as entered."""
        super().add_error(field, error)
        if not isinstance(error, SetMeanwhile):
            return
        self.data = self.data.copy()
        self.data["seen"] = error.card.number
        set_there = _initial(self.links, error.card)
        for name in self.changed_data:
            if name in set_there and name != "seen":
                told = _said(self.fields[name], set_there[name])
                super().add_error(name, f"{self.fields[name].label}: it is now {told}")

    def clean(self) -> dict:
        """Return what `set_answer_card` asks, by its names."""
        given = super().clean()
        words = {item: given.pop(f"words_{item}", "").strip() for item in WORDED}
        told = {
            link.adult: given.pop(f"adult_{link.adult_id}", []) for link in self.links
        }
        dayless = not given.get("meeting_on") and "meeting_on" not in self.errors
        if dayless and any(words[item] for item in OF_MEETING):
            self.add_error("meeting_on", "Enter the day of the meeting you write of")
        return given | {"words": words, "told": told}


def _said(field: forms.Field, value) -> str:
    if isinstance(value, date):
        return day_said(value)
    if isinstance(value, list):
        labels = dict(field.choices)
        return "; ".join(str(labels[each]) for each in value) or "nothing"
    return f"“{value}”" if value else "empty"


def _initial(links: list[AdultOfChild], card: AnswerCard | None) -> dict:
    if card is None:
        return {"seen": 0}
    told = {setting.adult_id: setting.told for setting in card.settings.all()}
    return {
        "seen": card.number,
        "do_not_tell": card.do_not_tell,
        "meeting_on": card.meeting_on,
        **{f"words_{item}": said for item, said in card.words.items()},
        **{f"adult_{link.adult_id}": told.get(link.adult_id, []) for link in links},
    }
