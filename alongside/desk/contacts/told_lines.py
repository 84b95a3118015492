"""What the desk knows of what a caller asks: the worker, the next meeting, what is awaited."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from alongside.desk.access.models import User
from alongside.desk.casework.models import Allocation, Due
from alongside.desk.casework.rulebook import rulebook
from alongside.desk.casework.states import state_of
from alongside.desk.contacts.card_models import OF_MEETING, AnswerCard, Item
from alongside.desk.people.models import Child
from alongside.desk.said import weekday_said
from alongside.desk.workforce.models import Absence, Cover, Worker

# Meetings to which family and partners are asked, by what completes a timescale.
MEETINGS = {
    "adoption_review_held",
    "cin_meeting_held",
    "cin_review_held",
    "core_group_held",
    "initial_conference_held",
    "looked_after_review_held",
    "pathway_plan_reviewed",
    "pre_proceedings_meeting_held",
    "review_conference_held",
    "second_looked_after_review_perhaps_held",
    "transfer_conference_held",
}
# What else callers wait for. Visits and enquiries are none: a visit may be unannounced.
AWAITED = {
    "assessment_authorised",
    "dental_check",
    "health_assessment",
    "pep_completed",
    "sdq_scored",
}
MOST_AWAITED = 3
STANDS = {
    "To ask": "not arranged yet",
    "Asked": "the worker has been asked",
    "Arranged": "arranged",
    "Done, awaiting recording": "said to be done, and not recorded yet",
    "Queried": "being checked",
}
ASK = "Not known here. Ask the worker."
ELSEWHERE = "Not kept here. Look in the case system."


def lines_of(
    user: User, child: Child, card: AnswerCard, day: date
) -> Iterator[tuple[str, str]]:
    """Yield each item with what there is to tell on this day, in their order."""
    dues = Due.objects.visible_to(user).filter(child=child).open().due_first()
    running = [due for due in dues if rulebook().get(due.rule)]
    yield Item.WORKER, worker_said(user, child, day)
    meeting = _next(running, day)
    on = meeting_day(meeting, card, day)
    yield Item.MEETING_DAY, _meeting_said(meeting, on, day)
    for item in OF_MEETING:
        yield item, card.words.get(item, ASK) if on == card.meeting_on and on else ASK
    yield Item.AWAITED, awaited_said(running, day)
    for item in (Item.ADDRESS, Item.SCHOOL):
        yield item, ELSEWHERE
    yield Item.CONTACT, card.words.get(Item.CONTACT, ELSEWHERE)
    yield Item.HEALTH, ELSEWHERE


def worker_said(user: User, child: Child, day: date) -> str:
    """The child's worker, who covers for them on this day, and their team."""
    found = Allocation.objects.visible_to(user).filter(child=child)
    held = found.select_related("worker__user", "team").first()
    if held is None:
        teams = ", ".join(child.teams.order_by("name").values_list("name", flat=True))
        return f"No worker is named. {teams}".strip()
    team = f" {held.team.name}." if held.team else ""
    return f"{held.worker}.{_away_said(held.worker, day)}{team}"


def _away_said(worker: Worker, day: date) -> str:
    if worker.user is None or not Absence.objects.on(day).of_users([worker.user.pk]):
        return ""
    covering = covering_for([worker.user.pk], day)
    if not covering:
        return " Not in today, and nobody covers: ask for the duty worker."
    return f" Not in today: {', '.join(user.full_name for user in covering)} covers."


def covering_for(away: Collection[int], day: date, asked: frozenset = frozenset()):
    """Return who covers for these people on a day; of those away too, who covers for them."""
    covers = Cover.objects.on(day).filter(absence__user__in=away, by__is_active=True)
    found = {each.by.pk: each.by for each in covers.select_related("by").order_by("pk")}
    gone = {
        key
        for absence in Absence.objects.on(day).of_users(list(found))
        for key in (absence.user_id, absence.staff and absence.staff.user_id)
        if key in found
    }
    there = [user for key, user in found.items() if key not in gone]
    further = gone - asked
    return there or (covering_for(further, day, asked | further) if further else [])


def _of(dues: list[Due], events: set[str]) -> list[Due]:
    """Those of practice, completed by one of these events; soonest first as they come."""
    rules = rulebook()
    return [
        due
        for due in dues
        if rules[due.rule].clock == "practice"
        and events & set(rules[due.rule].completed_by)
    ]


def _arranged(due: Due | None) -> date | None:
    return due.mark.arranged_for if due and due.mark_id else None


def _next(dues: list[Due], day: date) -> Due | None:
    """The meeting arranged for the soonest day to come; with none, the soonest due."""
    meetings = _of(dues, MEETINGS)
    ahead = [due for due in meetings if (_arranged(due) or date.min) >= day]
    return min(ahead, key=_arranged, default=None) or next(iter(meetings), None)


def meeting_day(meeting: Due | None, card: AnswerCard, day: date) -> date | None:
    """The day of the next meeting, today or later: as arranged, else as on the card."""
    known = (_arranged(meeting), card.meeting_on)
    return next((found for found in known if found and found >= day), None)


def _meeting_said(meeting: Due | None, on: date | None, day: date) -> str:
    title = rulebook()[meeting.rule].title if meeting else "The next meeting"
    if on:
        return f"{title}: {weekday_said(on)}."
    if meeting is None:
        return "No meeting is due."
    was = "was" if meeting.due_on < day else "is"
    return f"{title}: not arranged yet. It {was} due by {weekday_said(meeting.due_on)}."


def awaited_said(dues: list[Due], day: date) -> str:
    """The three things awaited that are due soonest, each with its state in words."""
    awaited = _of(dues, AWAITED)[:MOST_AWAITED]
    return " ".join(_awaited(due, day) for due in awaited) or "Nothing is awaited."


def _awaited(due: Due, day: date) -> str:
    was = "was" if due.due_on < day else "is"
    stands = STANDS[state_of(due).label]
    if on := _arranged(due):
        stands += f" for {weekday_said(on)}"
    title = rulebook()[due.rule].title
    return f"{title}: {was} due by {weekday_said(due.due_on)}, {stands}."
