"""Text to paste into the case system: what was asked, arranged and done, by the rule.

The wording is a file with named places. A council's own, `case-note.toml` in the home,
is laid over ours; one that cannot be used is not, and the page says why.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Formatter

from django.conf import settings
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.casework.models import Due, Extract, Mark
from alongside.desk.casework.rule_words import why_that_day
from alongside.desk.casework.rulebook import rulebook
from alongside.desk.casework.templatetags.timescales import rule_title, standing
from alongside.desk.people.models import Child
from alongside.desk.said import day_said
from alongside.desk.workforce.models import Worker

FILE = "case-note.toml"
OURS = Path(__file__).with_name("case_note.toml")
LARGEST = 20_000  # bytes
PLACES = {
    "note": {"timescales", "by", "today", "as_at", "child_id", "worker", "team"},
    "timescale": {"title", "due", "standing", "began", "arithmetic", "source", "said"},
    "nothing_said": set(),
    "contact": {
        "how", "day", "time", "reference", "caller", "kind", "identity", "about", "said",
        "outcome", "taken_by", "by", "today", "child", "child_id",
    },
    "meeting": {
        "title", "reference", "day", "time", "present", "apologies", "absent", "quorum",
        "decisions", "actions", "by", "today",
    },
}  # fmt: skip
SAID = {"on", "day", "who", "note"}
Wording = Mapping[str, str]


class BadWording(ValueError):
    """The council's wording cannot be used; says what is wrong, and where."""


@dataclass(frozen=True)
class Note:
    """The text of one child's timescales, and whose they are."""

    child: Child
    dues: list[Due]
    text: str

    @classmethod
    def of(
        cls, dues: list[Due], marks: Iterable[Mark], wording: Wording, by: User
    ) -> Note:
        """Put the clocks of one child, and what was said of them, into words."""
        told: defaultdict[int, list[Mark]] = defaultdict(list)
        for mark in sorted(marks, key=lambda mark: (mark.at, mark.pk)):
            told[mark.due_id].append(mark)
        first = dues[0]
        extract = Extract.objects.in_force()
        text = wording["note"].format(
            timescales="\n\n".join(
                _timescale(due, told[due.pk], wording) for due in dues
            ),
            by=by.full_name,
            today=day_said(timezone.localdate()),
            as_at=extract.as_at_words if extract else "no export yet",
            child_id=first.child.case_id,
            worker=str(first.worker or "No worker named"),
            team=str(first.team or "No team named"),
        )
        return cls(first.child, dues, tidy(text))


def of_day(user: User, worker: Worker, on: date, wording: Wording) -> list[Note]:
    """Return a note a child of what was marked on a day of a worker's clocks."""
    seen = Due.objects.visible_to(user).filter(worker=worker)
    marked = Mark.objects.visible_to(user).filter(due__in=seen).select_related("by")
    of_day = [mark for mark in marked if timezone.localtime(mark.at).date() == on]
    dues: defaultdict[int, list[Due]] = defaultdict(list)
    for due in seen.filter(pk__in={mark.due_id for mark in of_day}).due_first():
        dues[due.child_id].append(due)
    return [
        Note.of(theirs, _about(theirs, of_day), wording, user)
        for theirs in dues.values()
    ]


def wording() -> tuple[Wording, str]:
    """Return the wording in force, and why the council's own is not, if it is not."""
    ours = _flat(tomllib.loads(OURS.read_text("utf-8")))
    path = Path(settings.HOME) / FILE
    if not path.exists():
        return ours, ""
    try:
        return ours | _checked(_flat(_read(path)), ours), ""
    except BadWording as problem:
        return ours, f"{FILE} is not used: {problem} The usual wording stands below."


def _about(dues: Iterable[Due], marks: Iterable[Mark]) -> list[Mark]:
    keys = {due.pk for due in dues}
    return [mark for mark in marks if mark.due_id in keys]


def _timescale(due: Due, marks: Iterable[Mark], wording: Wording) -> str:
    rule, stands = rulebook().get(due.rule), standing(due, timezone.localdate())
    lines = filter(None, (_said(mark, wording) for mark in marks))
    return (
        wording["timescale"]
        .format(
            title=rule_title(due.rule),
            due=day_said(due.due_on) if due.due_on else "a day that cannot be computed",
            standing=f"{stands.word} {stands.detail}".strip() + ".",
            began=day_said(due.started_on),
            arithmetic=why_that_day(rule, due.started_on),
            source=rule.source if rule else "",
            said="\n".join(lines) or wording["nothing_said"],
        )
        .strip()
    )


def _said(mark: Mark, wording: Wording) -> str:
    """A line for what was said; for a kind without wording, its name on the page."""
    day = mark.done_on or getattr(mark, "arranged_for", None)
    usual = f"{mark.get_kind_display()}, noted on {{on}} by {{who}}. {{note}}"
    return (
        wording.get(f"said.{mark.kind}", usual)
        .format(
            on=day_said(timezone.localtime(mark.at).date()),
            day=day_said(day) if day else "a day not noted",
            who=mark.by.full_name,
            note=mark.note,
        )
        .strip()
    )


def tidy(text: str) -> str:
    """Return a text without blanks at the ends of its lines, before it and after it."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _read(path: Path) -> dict:
    if path.stat().st_size > LARGEST:
        raise BadWording(f"it is larger than {LARGEST:,} bytes.")
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadWording(f"it is not TOML ({problem}).") from None


def _flat(told: dict) -> dict[str, str]:
    """Return the texts by name; what stands under `[said]` as `said.asked`."""
    lines = told.get("said", {})
    flat = {name: text for name, text in told.items() if name != "said"}
    if not isinstance(lines, dict):
        return flat | {"said": lines}
    return flat | {f"said.{kind}": text for kind, text in lines.items()}


def _checked(own: dict[str, str], ours: Wording) -> dict[str, str]:
    """Return the council's texts. Raises BadWording at the first that cannot be used."""
    for name, text in own.items():
        if name not in ours:
            raise BadWording(f"there is no text {name}. There are {', '.join(ours)}.")
        if not isinstance(text, str):
            raise BadWording(f"{name} is no text. Put it in quotation marks.")
        _check_places(name, text)
    return own


def _check_places(name: str, text: str) -> None:
    """Only a name in braces is a place: nothing of Python can be reached through it."""
    known = PLACES.get(name, SAID)
    try:
        places = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        raise BadWording(
            f"a brace of {name} has no partner. Write {{{{ for a brace."
        ) from None
    for _, place, form, turned in places:
        if place not in known or form or turned:
            there = ", ".join(f"{{{each}}}" for each in sorted(known)) or "none"
            raise BadWording(f"{name} has no place {{{place}}}. Its places: {there}.")
