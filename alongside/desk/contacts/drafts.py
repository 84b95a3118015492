"""What was typed and not logged yet, told so that one draft is known from another."""

from __future__ import annotations

from typing import NamedTuple

from alongside.desk.access.models import User
from alongside.desk.contacts.draft_models import Draft, anything_written
from alongside.desk.contacts.topic_models import Topic
from alongside.desk.people.models import Adult, Child


class DraftTold(NamedTuple):
    """A draft: who called, the child's number, the topic, and what was said, as far as typed."""

    draft: Draft
    caller: str
    case_id: str
    topic: str
    said: str


def drafts_of(user: User) -> list[DraftTold]:
    """Return a person's drafts, newest first; of people, those they may be shown now."""
    kept = [
        (each, each.typed) for each in Draft.objects.visible_to(user).newest_first()
    ]
    drafts = [(each, told) for each, told in kept if anything_written(told)]
    if not drafts:
        return []
    typed = [told for _, told in drafts]
    adults = _chosen(user, Adult, "adult", typed)
    children = _chosen(user, Child, "child", typed)
    topics = _chosen(user, Topic, "topic", typed)
    return [
        DraftTold(
            draft,
            str(adults.get(told.get("adult")) or _said_who(told)),
            getattr(children.get(told.get("child")), "case_id", ""),
            str(topics.get(told.get("topic"), "")),
            told.get("said", "").strip(),
        )
        for draft, told in drafts
    ]


def _said_who(told: dict[str, str]) -> str:
    if told.get("adult"):
        return ""  # chosen, and out of reach since
    return (told.get("caller_said") or told.get("caller_sought") or "").strip()


def _chosen(user: User, model, name: str, typed: list[dict[str, str]]) -> dict:
    """Those chosen that may be shown, by key as text; nothing is asked where none was."""
    keys = {key for each in typed if (key := each.get(name, "")).isdecimal()}
    found = model.objects.visible_to(user).filter(pk__in=keys) if keys else ()
    return {str(each.pk): each for each in found}
