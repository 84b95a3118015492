"""A year of the invented council's meetings: held, moved, called off, to come, to arrange."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import uuid4

from alongside.desk.access.models import User
from alongside.desk.casework.models import Due
from alongside.desk.diary.booking_actions import book_meeting
from alongside.desk.diary.held_actions import minutes_due
from alongside.desk.diary.meeting_kinds import kind_of_rule, kinds
from alongside.desk.diary.models import (
    AgreedAction,
    Attendance,
    Meeting,
    MeetingChange,
    Minutes,
    Occupancy,
    Resource,
)
from alongside.desk.diary.taken import Taken
from alongside.desk.diary.wall import at_wall, wall_said
from alongside.desk.people.models import AdultOfChild
from alongside.desk.today.invented_answers import answer_invitations

SEED = 7
YEAR = timedelta(days=365)
MOST_HELD, MOST_TO_COME, BOOKED_ANEW = 800, 150, 8
BEGINS = (time(9), time(11), time(13, 30), time(15, 30))
RULES = [code for kind in kinds().values() for code in kind.rules]
DECIDED = (
    "The plan goes on as it stands.",
    "The plan goes on; contact is looked at again in six weeks.",
    "The plan ends, with support by the school.",
)
AGREED = (
    "Send the school the new plan", "Ask the health visitor for the weight chart",
    "Book the next visit", "Find out about a place in the breakfast club",
)  # fmt: skip
Reply, Presence = Attendance.Reply, Attendance.Presence


class Calendar:
    """Who is taken when, so that nobody is invented into two places."""

    def __init__(self, chance: Random):
        self.chance = chance
        found = list(Resource.objects.in_use().select_related("worker", "adult"))
        self.rooms = [each for each in found if each.kind == "room"]
        self.chairs = [each for each in found if each.kind == "chair"]
        self.adults = {each.adult_id: each for each in found if each.adult_id}
        self.agencies = defaultdict(list)
        for each in self.adults.values():
            self.agencies[each.adult.kind].append(each)
        self.workers = {each.worker_id: each for each in found if each.worker_id}
        self.taken: dict[tuple[date, time], set[int]] = defaultdict(set)

    def people(
        self, due: Due, around: dict[tuple[int, str], list[int]]
    ) -> dict[str, Resource]:
        """Return who is to be there, by role: the worker, a chair, and of the family."""
        found = {"social_worker": self.workers.get(due.worker_id)}
        for role in ("parent", "school", "health"):
            known = around.get((due.child_id, role), [])
            found[role] = next(
                (self.adults[a] for a in known if a in self.adults), None
            )
        kind = kind_of_rule(due.rule)
        quorum = kind.quorums[0] if kind and kind.quorums else None
        if quorum and "chair" in quorum.all_of and self.chairs:
            found["chair"] = self.chance.choice(self.chairs)
        return {role: each for role, each in found.items() if each}

    def place(self, day: date, people: list[Resource]) -> tuple[time, Resource] | None:
        """Return when on a day all are free, and in which room; None where nobody is."""
        keys = {each.pk for each in people}
        for at in self.chance.sample(BEGINS, len(BEGINS)):
            taken = self.taken[day, at]
            free = [room for room in self.rooms if room.pk not in taken]
            if free and not taken & keys:
                taken |= {*keys, free[0].pk}
                return at, free[0]
        return None


def meet_all_year(people: dict[str, User], today: date) -> None:
    """Write the meetings of a year, most as they would stand by now, a few by hand."""
    chance, by = Random(SEED), people["support_officer"]
    calendar, around = Calendar(chance), _around()
    dues = Due.objects.filter(rule__in=RULES, gone_in=None).select_related("worker")
    done = dues.filter(completed_on__gt=today - YEAR, completed_on__lt=today)
    ahead = dues.open().filter(due_on__gte=today, due_on__lt=today + YEAR / 4)
    held = _spread(done.order_by("-completed_on", "pk"), MOST_HELD)
    coming = list(ahead.order_by("due_on", "pk")[: MOST_TO_COME + BOOKED_ANEW])
    wanted = [(due, due.completed_on) for due in held]
    wanted += [
        (due, _before(due.due_on, today, chance)) for due in coming[BOOKED_ANEW:]
    ]
    made = [
        each
        for due, day in wanted
        if (each := _one(due, day, today, calendar, around, by))
    ]
    _write(made, by, today, chance)
    _book_by_hand(coming[:BOOKED_ANEW], calendar, around, by, today)
    answer_invitations(at_wall(today, time(8)))


def _spread(rows, most: int) -> list[Due]:
    """Some of all the year, evenly, where there are more: else only the newest were met."""
    keys = list(rows.values_list("pk", flat=True))
    return list(rows.filter(pk__in=keys[:: -(-len(keys) // most) or 1]))


def _around() -> dict[tuple[int, str], list[int]]:
    """The adults around each child, by what they are at a meeting."""
    roles = {"family": "parent", "foster_carer": "parent", "school": "school", "health": "health"}  # fmt: skip
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    rows = AdultOfChild.objects.order_by("pk").values_list(
        "child", "adult__kind", "adult"
    )
    for child, kind, adult in rows:
        if kind in roles:
            found[child, roles[kind]].append(adult)
    return found


def _before(due: date, today: date, chance: Random) -> date:
    """A working day before the last one, and no Saturday or Sunday."""
    day = max(today + timedelta(days=1), due - timedelta(days=chance.randrange(1, 12)))
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _one(due: Due, day: date, today: date, calendar: Calendar, around, by: User):
    """Return a meeting and who takes part, or None where nobody is free."""
    people = calendar.people(due, around)
    placed = calendar.place(day, list(people.values()))
    if not people or placed is None:
        return None
    at, room = placed
    kind = kind_of_rule(due.rule)
    starts_at = at_wall(day, at)
    asked_at = starts_at - timedelta(days=calendar.chance.randrange(9, 40))
    asked_at = min(asked_at, at_wall(today, time(8)))
    meeting = Meeting(
        kind=kind.code, child_id=due.child_id, team_id=due.team_id, rule=due.rule,
        rule_started_on=due.started_on, due_on=due.due_on, length=kind.length,
        state="booked", starts_at=starts_at, wall_start=wall_said(starts_at),
        ends_at=starts_at + timedelta(minutes=kind.length), asked_by=by, arranged_by=by,
        asked_at=asked_at, revision=1,
        arranged_at=min(asked_at + timedelta(days=calendar.chance.randrange(1, 7)), starts_at),
    )  # fmt: skip
    return meeting, people | {"room": room}


def _write(made: list, by: User, today: date, chance: Random) -> None:
    now = at_wall(today, time(8))
    for meeting, _ in made:
        _end(meeting, now, chance)
    Meeting.objects.bulk_create(meeting for meeting, _ in made)
    attending = [
        Attendance(
            meeting=meeting, resource=each, role=role, uid=f"{uuid4()}@invented.example",
            reply=_reply(meeting, role, chance), presence=_presence(meeting, role, chance),
        )
        for meeting, people in made
        for role, each in people.items()
    ]  # fmt: skip
    Attendance.objects.bulk_create(attending)
    Occupancy.objects.bulk_create(
        Occupancy(
            meeting=meeting, resource=each, starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            state="released" if meeting.state == "cancelled" else "confirmed",
        )
        for meeting, people in made
        if meeting.starts_at
        for each in people.values()
    )  # fmt: skip
    MeetingChange.objects.bulk_create(
        _changes((m for m, _ in made if m.starts_at), by, chance)
    )
    _minute(attending, by, today, chance)


def _end(meeting: Meeting, now: datetime, chance: Random) -> None:
    """Most that are over were held; a few of the last days nobody has spoken of yet."""
    if meeting.starts_at < now - timedelta(days=3):
        meeting.state = chance.choices(("held", "not_held", "cancelled"), (90, 4, 6))[0]
    elif meeting.starts_at > now and chance.random() < 0.3:
        meeting.state, meeting.arranged_by, meeting.arranged_at = "asked", None, None
        meeting.starts_at, meeting.ends_at, meeting.wall_start = None, None, ""


def _reply(meeting: Meeting, role: str, chance: Random) -> str:
    if role == "room" or not meeting.starts_at:
        return Reply.NONE
    replies = (Reply.ACCEPTED, Reply.NONE, Reply.TENTATIVE, Reply.DECLINED)
    return chance.choices(replies, (70, 18, 7, 5))[0]


def _presence(meeting: Meeting, role: str, chance: Random) -> str:
    if meeting.state != "held" or role == "room":
        return Presence.UNKNOWN
    if role in ("social_worker", "chair"):
        return Presence.PRESENT
    return chance.choices(
        (Presence.PRESENT, Presence.APOLOGIES, Presence.ABSENT), (82, 13, 5)
    )[0]


def _changes(meetings, by: User, chance: Random) -> Iterator[MeetingChange]:
    reasons = ("chair", "worker", "family", "agency", "room", "report")
    for meeting in meetings:
        what = {"cancelled": "cancelled", "not_held": "not_held"}.get(meeting.state)
        if what is None and chance.random() > 0.12:
            continue
        was = meeting.starts_at - (timedelta(days=7) if what is None else timedelta())
        yield MeetingChange(
            meeting=meeting, what=what or "moved", why=chance.choice(reasons),
            was_at=was, now_at=None if what else meeting.starts_at, by=by,
            at=min(was, meeting.asked_at + timedelta(days=3)),
        )  # fmt: skip


def _minute(attending: list[Attendance], by: User, today: date, chance: Random) -> None:
    """Write the minutes of what was held: most went out in time, some late, some not yet."""
    there: dict[Meeting, list[Attendance]] = defaultdict(list)
    for each in attending:
        if each.presence == Presence.PRESENT:
            there[each.meeting].append(each)
    minutes, agreed = [], []
    for number, (meeting, present) in enumerate(there.items()):
        quorum = meeting.quorum
        lacked = quorum.lacks([each.role for each in present]) if quorum else []
        due = minutes_due(meeting)
        late = chance.random() < 0.12
        last = due or meeting.day + timedelta(days=14)
        out = last + timedelta(days=chance.randrange(1, 9) * (1 if late else -1))
        out = max(out, meeting.day)
        minutes.append(
            Minutes(
                meeting=meeting, quorate=not lacked, lacked=", ".join(lacked)[:200],
                decisions=DECIDED[number % len(DECIDED)], due_on=due, written_by=by,
                text="Everybody said how it goes. What was agreed stands below.",
                circulated_on=out if out < today else None, written_at=meeting.ends_at,
            )
        )  # fmt: skip
        until = meeting.day + timedelta(days=14)
        agreed.append(
            AgreedAction(
                meeting=meeting, what=AGREED[number % len(AGREED)], owner=present[0],
                due_on=until, added_by=by,
                done_on=until if until < today and number % 7 else None,
            )
        )  # fmt: skip
    Minutes.objects.bulk_create(minutes)
    AgreedAction.objects.bulk_create(agreed)


def _book_by_hand(dues: list[Due], calendar: Calendar, around, by: User, today: date):
    """Book a few as an officer does, so that their invitations stand in the outbox."""
    for due in dues:
        day = _before(due.due_on, today, calendar.chance)
        found = _one(due, day, today, calendar, around, by)
        if found is None:
            continue
        meeting, people = found
        starts_at = meeting.starts_at
        meeting.state, meeting.starts_at, meeting.ends_at = "asked", None, None
        meeting.wall_start, meeting.arranged_by, meeting.arranged_at = "", None, None
        meeting.save()
        Attendance.objects.bulk_create(
            Attendance(
                meeting=meeting, resource=each, role=role,
                uid=f"{uuid4()}@invented.example",
            )
            for role, each in people.items()
        )  # fmt: skip
        try:
            book_meeting(by=by, meeting=meeting, starts_at=starts_at)
        except Taken:
            continue  # somebody is taken: it stays to be arranged
