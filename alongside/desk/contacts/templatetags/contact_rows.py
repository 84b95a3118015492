"""`{% contact_rows contacts child %}`: the rows of a list of contacts, each in one piece."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe

from alongside.desk.access.templatetags.times import short_day, time_said
from alongside.desk.access.templatetags.ways import way
from alongside.desk.contacts.models import Contact
from alongside.desk.markup import below, put
from alongside.desk.people.models import Child

register = template.Library()

BEGINNING = 14  # words of what was said
ROW = """
    <tr><th scope="row"><a href="{address}">{day}, {time}<span class="visually-hidden">, {reference}</span></a>{how}</th><td data-label="Who">{caller}{kind}</td>{child}<td data-label="About">{topic}<br><span class="hint note">{said}</span></td><td data-label="Outcome">{outcome}{seen}</td><td data-label="Taken by">{taken_by}</td></tr>"""
CHILD = '<td data-label="Child">{}{}{}</td>'


@register.simple_tag
def contact_rows(contacts: Iterable[Contact], child: Child | None = None) -> SafeString:
    """The rows of contacts that `tell_callers` told of; of one child's, without the child."""
    return mark_safe("".join(_row(each, bool(child)) for each in contacts))


def _row(each: Contact, of_one_child: bool) -> SafeString:
    kind, channel = each.caller_kind_said, Contact.Channel(each.channel).label.lower()
    return put(
        ROW,
        address=way("contacts:contact", each.pk),
        day=short_day(each.began_at),
        time=time_said(each.began_at),
        reference=each.reference,
        how=below(f"{each.reference}, {channel}"),
        caller=each.caller_told,
        kind="" if each.caller_told == kind else below(kind),
        child="" if of_one_child else _child(each),
        topic=each.topic,
        said=_beginning(each.said),
        outcome=each.outcome_told,
        seen=below(each.seen_told),
        taken_by=each.taken_by.full_name,
    )


def _child(each: Contact) -> SafeString:
    family = " and family" if each.child_id and each.whole_family else ""
    return put(CHILD, each.child or "No one child", family, below(each.team or "No team"))  # fmt: skip


def _beginning(said: str) -> str:
    words = said.split()
    return " ".join(words[:BEGINNING]) + (" …" if len(words) > BEGINNING else "")
