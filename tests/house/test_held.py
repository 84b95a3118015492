"""Each room says what it holds of people: no model is forgotten, and no words."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db.models import CharField, ForeignKey, TextField

from alongside.desk.keeping import schedule
from alongside.desk.keeping.registry import PEOPLE, about_nobody, of_kind, parts, ways
from alongside.desk.keeping.schedule import KEPT, ROWS, WORDS, kinds
from alongside.desk.people.models import Adult, Child
from alongside.desk.workforce.models import StaffMember

OURS = [x for x in apps.get_models() if x.__module__.startswith("alongside.")]
# Who did it, not whom it is about.
AT_WORK = {
    "learning.FirstYear.supervisor",
    "workforce.Holding.backfilled_by",
    "workforce.StaffMember.line_manager",
    "workforce.SupervisionHeld.supervisor",
}
# The case system's own, which its next export brings again; and what is no person's words.
NOT_TYPED = {
    "casework.Fault.column",
    "casework.Fault.do",
    "casework.HandbackItem.column",
    "diary.Attendance.uid",
    "diary.CalendarSource.problem",
    "diary.Resource.place",
    "people.Child.forename",
    "people.Child.surname",
}


def named(fields) -> set[str]:
    return {f"{field.model._meta.label}.{field.name}" for field in fields}


def test_every_model_says_whom_it_is_about_or_why_it_is_about_nobody():
    said = [*parts(), *about_nobody()]
    assert len(said) == len(set(said))
    missing = {x._meta.label for x in OURS} - {x._meta.label for x in said}
    assert not missing, f"Say in held.toml of their rooms what they hold: {missing}"
    assert all(len(why) > 20 for why in about_nobody().values())


def test_what_points_to_a_person_leads_to_them():
    pointing = {
        field
        for model in parts()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey)
        and field.related_model in (Child, Adult, StaffMember)
        and field.name not in ways(model)
    }
    assert named(pointing) == AT_WORK


def test_about_nobody_points_to_no_child_adult_or_member_of_staff():
    people = set(PEOPLE) - {apps.get_model("access.User")}
    wrong = {
        field
        for model in about_nobody()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model in people
    }
    assert named(wrong) == {"workforce.PostChange.line_manager"}


def typed(model) -> set[str]:
    """The columns in which somebody types: not those of a list, nor short codes."""
    return {
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, TextField)
        or (
            isinstance(field, CharField) and not field.choices and field.max_length > 80
        )
    }


def test_what_is_typed_of_a_child_or_an_adult_is_known_as_words():
    left = {
        f"{model._meta.label}.{name}"
        for model, part in parts().items()
        if {Child, Adult} & set(ways(model).values())
        for name in typed(model) - set(part.words)
    }
    assert left == NOT_TYPED, "Name them in `words` of held.toml."


def test_what_is_kept_is_called_in_words_that_are_some():
    """An s put behind a name makes no word of these, and it is read by whom it is about."""
    none = re.compile(
        r"(ss|xs|[^aeiou]ys|(?<!Fe)eds|ens|idences|ivings|gn offs|l ins|l backs)$|^Hr "
    )
    assert [part.title for part in parts().values() if none.search(part.title)] == []


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.code)
def test_each_kind_has_a_rule_that_can_be_kept(kind):
    assert parts()[kind.root].kind in kinds()
    assert kind.why and kind.source and kind.counted
    if kind.goes:
        assert kind.columns and kind.months >= kind.least > 0
    if kind.how == WORDS:
        assert {f.get_internal_type() for f in map(kind.root._meta.get_field, kind.words)} == {"BinaryField"}  # fmt: skip
    if kind.how == KEPT:
        assert not kind.columns and not kind.months


CALL_BACKS = '[calls]\nroot = "contacts.CallBack"\nfrom = ["contact__child__born_on", "kept_with__at"]'


def test_a_day_and_a_moment_in_one_from_stop_the_desk_in_words(tmp_path, monkeypatch):
    (tmp_path / "schedule.toml").write_text(CALL_BACKS)
    monkeypatch.setattr(schedule, "__file__", str(tmp_path / "schedule.py"))
    kinds.cache_clear()
    with pytest.raises(ImproperlyConfigured, match=r"\[calls\].* kept_with__at is a moment .*Name days alone"):  # fmt: skip
        apps.get_app_config("keeping").ready()
    monkeypatch.undo()
    assert kinds()["contacts"]


def test_every_part_is_of_a_kind_and_hangs_on_something_that_goes():
    assert of_kind().keys() <= kinds().keys()
    roots = {kind.root for kind in kinds().values()}
    adrift = {
        part.model._meta.label
        for part in parts().values()
        if part.model not in roots and not part.of and kinds()[part.kind].how == ROWS
    }
    assert adrift == {"casework.Handback"}, "its items go one by one"


def test_words_are_what_can_be_emptied_or_say_that_they_were():
    listed = [
        (part.model._meta.get_field(name), name)
        for part in parts().values()
        for name in part.words
    ]
    wrong = {
        field
        for field, _ in listed
        if field.choices or (isinstance(field, CharField) and field.max_length < 15)
    }
    assert named(wrong) == set(), "An erasure would leave here what is no choice."
    assert listed
