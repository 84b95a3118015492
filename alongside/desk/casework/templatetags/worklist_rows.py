"""`{% worklist_rows dues %}`: the rows of the worklist, and of Today's; the state of a clock.

Put together here, each in one piece: as a template's nodes a row took two milliseconds,
and a page has dozens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from django import template
from django.utils.safestring import SafeString, mark_safe

from alongside.desk.access.templatetags.times import short_day, week_day
from alongside.desk.access.templatetags.ways import way
from alongside.desk.casework import states
from alongside.desk.casework.choosing import Sight
from alongside.desk.casework.models import Due
from alongside.desk.casework.rulebook import rulebook
from alongside.desk.casework.templatetags.timescales import (
    known_to,
    must_act,
    rule_title,
    standing,
    whose,
)
from alongside.desk.markup import below, put, safe
from alongside.desk.people.templatetags.restrictions import restricted
from alongside.desk.said import day_said

register = template.Library()

ROW = """
      <tr>
        {tick}<th scope="row">{child}<br><span class="hint">{case_id}</span></th>
        <td data-label="What">{what}</td>
        <td data-label="Due" class="nowrap"><time datetime="{iso}">{due_on}</time></td>
        <td data-label="Standing">{standing}</td>
        <td data-label="Must act">{must_act}</td>
        <td data-label="Worker">{worker}<br><span class="hint">{team}</span></td>
        <td data-label="Owner">{owner}</td>
        <td data-label="State">{state}</td>
      </tr>"""
OF_DAY = """
      <tr>
        <th scope="row">{child}</th>
        <td data-label="What"><a href="{address}?back={back}">{title}</a></td>
        <td data-label="Due" class="nowrap">{due_on}</td>
        <td data-label="Standing">{standing} <span class="hint">{detail}</span>{lapsed}</td>
        <td data-label="Must act">{must_act}</td>
        <td data-label="Worker">{worker}</td>
      </tr>"""
TICK = (
    '<td class="tick"><div class="choice"><input type="checkbox" name="due" value="{0}" '
    'id="due-{0}"{1}><label for="due-{0}"><span class="visually-hidden">{2}: {3}</span>'
    "</label></div></td>\n        "
)
WHAT = '<a href="{}?back={}">{}</a><br><span class="hint">{}from {}</span>'
RULE = '<a href="{}">{}<span class="visually-hidden">: the rule</span></a> '
TAG = '<strong class="tag {}">{}</strong>'
NOTHING = mark_safe("")


@register.simple_tag(takes_context=True)
def day_rows(context, dues: Iterable[Due]) -> SafeString:
    """The rows of one of Today's lists."""
    return mark_safe("".join(map(Row(**_of_page(context)).of_day, dues)))


@register.simple_tag(takes_context=True)
def worklist_rows(context, dues: Iterable[Due]) -> SafeString:
    """The rows, for whoever looks from `sight`; with a box to tick where `ticks` says so."""
    own = {name: context[name] for name in ("sight", "ticks", "ticked")}
    return mark_safe("".join(map(WorklistRow(**_of_page(context), **own).of, dues)))


def _of_page(context) -> dict[str, Any]:
    return {
        "today": context["today"],
        "sees_children": context["user"].may("see_child"),
        "back": quote(context["this_page"], safe=""),
        "restricted": lambda child: restricted(context, child),
    }


@dataclass(frozen=True)
class Row:
    """What the rows of one page have in common.

    `back` is the page's own address, quoted; `restricted` gives the tag of a child.
    """

    today: date
    sees_children: bool
    back: str
    restricted: Callable[[int], str]

    def of_day(self, due: Due) -> SafeString:
        stands = standing(due, self.today)
        late = states.has_lapsed(due, self.today)
        return put(
            OF_DAY,
            child=self._child(due, mark_safe(safe(due.child))),
            address=way("casework:due", due.pk),
            back=self.back,
            title=rule_title(due.rule),
            due_on=week_day(due.due_on),
            standing=put(TAG, stands.colour, stands.word),
            detail=stands.detail,
            lapsed=put("<br>{}", _arranged_for(due)) if late else "",
            must_act=must_act(due),
            worker=due.worker or "No worker named",
        )

    def _child(self, due: Due, name: SafeString) -> SafeString:
        tag = self.restricted(due.child_id)
        if not self.sees_children:
            return put("{}{}", name, tag)
        address = way("casework:timeline", due.child_id)
        return put('<a href="{}?back={}">{}</a>{}', address, self.back, name, tag)  # fmt: skip


@dataclass(frozen=True)
class WorklistRow(Row):
    """`sight` is from where the worklist is looked at; with `ticks`, a row can be chosen."""

    sight: Sight
    ticks: bool
    ticked: Set[int]

    def of(self, due: Due) -> SafeString:
        name, title = mark_safe(safe(due.child)), rule_title(due.rule)
        return put(
            ROW,
            tick=self._tick(due, name, title),
            child=self._child(due, name),
            case_id=due.child.case_id,
            what=self._what(due, title),
            iso=due.due_on.isoformat(),
            due_on=week_day(due.due_on),
            standing=self._standing(due),
            must_act=must_act(due),
            worker=due.worker or "No worker named",
            team=due.team or "No team named",
            owner=self._owner(due),
            state=state_said(due, self.sight),
        )

    def _tick(self, due: Due, name: SafeString, title: str) -> SafeString:
        if not self.ticks:
            return NOTHING
        chosen = mark_safe(" checked") if due.pk in self.ticked else ""
        return put(TICK, due.pk, chosen, name, title)

    def _what(self, due: Due, title: str) -> SafeString:
        rule = rulebook().get(due.rule)
        told = rule and put(RULE, way("casework:rule", rule.code), rule.within)
        address = way("casework:due", due.pk)
        return put(WHAT, address, self.back, title, told or "", short_day(due.started_on))  # fmt: skip

    def _standing(self, due: Due) -> SafeString:
        stands = standing(due, self.sight.today)
        known = known_to(due, self.sight.extract)
        return put(
            "{}{}{}",
            put(TAG, stands.colour, stands.word),
            below(stands.detail),
            below(known and f"as known on {short_day(known)}"),
        )

    def _owner(self, due: Due) -> SafeString:
        found = whose(due, self.sight)
        quiet = '<span class="quiet">{}</span>' if found.word == "Nobody" else "{}"
        return put(quiet, found.word) + below(found.detail)


@register.simple_tag
def state_said(due: Due, sight: Sight) -> SafeString:
    """The state of a clock, who said so and when, and until when it is on hold."""
    parts = [_state(due, sight.today)]
    if days := states.days_unrecorded(due, sight.extract):
        late = f"Still not recorded after {days} working days"
        parts.append(put(f"<br>{TAG}", "red", late))
    if due.mark_id:
        mark = due.mark
        said = f"{mark.get_kind_display()}: {mark.by.full_name}, {short_day(mark.at)}"
        parts.append(below(said))
    if due.hold_id and due.hold.until > sight.today:
        parts.append(
            put(
                f"<br>{TAG}", "grey", f"On hold until {short_day(due.hold.until)}"
            )  # fmt: skip
        )
        parts.append(below(due.hold.why))
    return mark_safe("".join(parts))


def _state(due: Due, today: date) -> SafeString:
    if states.has_lapsed(due, today):
        return _arranged_for(due)
    state = states.state_of(due)
    day = due.mark.arranged_for if due.mark_id else None
    return put(f"{TAG}{{}}", state.colour, state.label, f" for {week_day(day)}" if day else "")  # fmt: skip


def _arranged_for(due: Due) -> SafeString:
    return put(TAG, "red", f"Was arranged for {day_said(due.mark.arranged_for)}")
