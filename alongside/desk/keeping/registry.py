"""What is held of people, by each room: its `held.toml`, read and joined into one register.

A table of that file is a model of the room. `kind` is a kind of the schedule. `of` names the
rows it hangs on: it goes with them, and is about whoever they are about. `about` names
further ways to a child, an adult, a member of staff, a sign-in or a worker of the case
system; `pk` is the row itself. `words` are what people typed, and how somebody is reached:
what an erasure empties. `title` is what its rows are called where the model's own name has no
plain plural. `nobody` lists models that are about nobody, and why.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import AppConfig, apps
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, Q

from alongside.desk.access.models import User
from alongside.desk.people.models import Adult, Child
from alongside.desk.workforce.models import StaffMember, Worker

PEOPLE = (Child, Adult, User, StaffMember, Worker)
Kept = type[Model]
Keys = dict[Kept, set[int]]


@dataclass(frozen=True)
class Part:
    """What one room says of one of its models."""

    model: Kept
    kind: str
    of: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    called: str = ""

    @property
    def title(self) -> str:
        return self.called or str(self.model._meta.verbose_name_plural).capitalize()

    @property
    def label(self) -> str:
        """The model as an address has it: contacts.contact"""
        return self.model._meta.label_lower


def rooms() -> Iterator[AppConfig]:
    """Yield each room of the desk."""
    yield from (
        each for each in apps.get_app_configs() if each.name.startswith("alongside.")
    )


def _told(room: AppConfig) -> dict:
    file = Path(room.path) / "held.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.exists() else {}


@cache
def parts() -> dict[Kept, Part]:
    """Return what is held of people, by model."""
    found = {}
    for room in rooms():
        for name, told in _told(room).items():
            if name != "nobody":
                model = room.get_model(name)
                lists = {
                    key: tuple(told.get(key, ())) for key in ("of", "about", "words")
                }
                found[model] = Part(
                    model, told["kind"], **lists, called=told.get("title", "")
                )
    return found


@cache
def about_nobody() -> dict[Kept, str]:
    """Return the models that are about nobody, with the reason."""
    return {
        room.get_model(name): group["why"]
        for room in rooms()
        for group in _told(room).get("nobody", ())
        for name in group["models"]
    }


@cache
def below(model: Kept) -> list[tuple[Kept, str]]:
    """Return what hangs on rows of a model: the model of each, with its column."""
    return [
        (part.model, field)
        for part in parts().values()
        for field in part.of
        if part.model._meta.get_field(field).related_model is model
    ]


@cache
def ways(model: Kept) -> dict[str, Kept]:
    """Return the ways from a row to the people it is about, and what each leads to.

    Raises ImproperlyConfigured for a way that leads to nobody.
    """
    part = parts()[model]
    found = {way: _end(model, way) for way in part.about}
    for field in part.of:
        above = model._meta.get_field(field).related_model
        if above in PEOPLE:
            found[field] = above
        if above in parts():
            found |= {
                f"{field}__{way}": end
                for way, end in ways(above).items()
                if way != "pk"
            }
    return found


def _end(model: Kept, way: str) -> Kept:
    end = model
    for step in way.split("__"):
        field = end._meta.get_field("id" if step == "pk" else step)
        end = field.related_model or end
    if end not in PEOPLE:
        raise ImproperlyConfigured(f"{model._meta.label}: {way} leads to nobody.")
    return end


def about(model: Kept, keys: Keys) -> Q | None:
    """Return the condition for rows about these people; None where there can be none."""
    found = [
        Q(**{f"{way}__in": keys[end]})
        for way, end in ways(model).items()
        if keys.get(end)
    ]
    whole = Q()
    for each in found:
        whole |= each
    return whole if found else None


def of_kind() -> dict[str, list[Part]]:
    """Return the parts of each kind of the schedule."""
    found = defaultdict(list)
    for part in parts().values():
        found[part.kind].append(part)
    return dict(found)
