"""Calendars as they come, good and bad: the times that are read, worked by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from alongside.desk.diary.busy_times import (
    BACKWARDS,
    BROKEN,
    LEFT_OUT,
    TOO_MANY,
    busy_times,
)
from alongside.desk.diary.only_times import (
    CUT_OFF,
    NO_ZONE,
    ODD_RULE,
    ODD_ZONE,
    TOO_OFTEN,
    Unreadable,
    only_times,
)

FIRST, LAST = date(2026, 3, 1), date(2026, 4, 30)


def calendar(*events: str, zones: str = "") -> bytes:
    told = "".join(
        f"BEGIN:VEVENT\nUID:{number}@test\nDTSTAMP:20260101T000000Z\n{event}\nEND:VEVENT\n"
        if "UID:" not in event
        else f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n"
        for number, event in enumerate(events)
    )
    whole = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n{zones}{told}END:VCALENDAR\n"
    return whole.replace("\n", "\r\n").encode()


def read(*events: str, first=FIRST, last=LAST, zones: str = ""):
    """Return the stretches as `day hh:mm-hh:mm status` in UTC, and the flags."""
    found = busy_times([calendar(*events, zones=zones)], first, last)
    said = [
        f"{each.starts_at:%d %b %H:%M}-{each.ends_at:%d %b %H:%M} {each.status}"
        for each in found.stretches
    ]
    return said, found.flags


def day(first: str, last: str, status="busy") -> str:
    return f"{first}-{first[:6]} {last} {status}"


LONDON = ";TZID=Europe/London:"
WINDOWS_ZONE = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T010000
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""

# what it is, the events, the stretches in UTC, the flags
CASES = [
    (
        "an hour in London before the clocks go forward on 29 March",
        [f"DTSTART{LONDON}20260327T093000\nDTEND{LONDON}20260327T103000"],
        [day("27 Mar 09:30", "10:30")], [],
    ),
    (
        "the same hour after it is an hour earlier in UTC",
        [f"DTSTART{LONDON}20260330T093000\nDURATION:PT1H"],
        [day("30 Mar 08:30", "09:30")], [],
    ),
    (
        "a week's meeting stays at half past nine across the change",
        [f"DTSTART{LONDON}20260323T093000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2"],
        [day("23 Mar 09:30", "10:30"), day("30 Mar 08:30", "09:30")], [],
    ),
    (
        "a day without, and one moved to another day, of a week's",
        [
            f"UID:a\nDTSTART{LONDON}20260302T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\n"
            f"EXDATE{LONDON}20260309T100000",
            f"UID:a\nRECURRENCE-ID{LONDON}20260316T100000\nDTSTART{LONDON}20260317T140000\n"
            "DURATION:PT2H",
        ],
        [
            day("02 Mar 10:00", "11:00"), day("17 Mar 14:00", "16:00"),
            day("23 Mar 10:00", "11:00"),
        ], [],
    ),
    (
        "one of a week's cancelled: the others stay",
        [
            f"UID:a\nDTSTART{LONDON}20260302T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2",
            f"UID:a\nRECURRENCE-ID{LONDON}20260309T100000\nDTSTART{LONDON}20260309T100000\n"
            "DURATION:PT1H\nSTATUS:CANCELLED",
        ],
        [day("02 Mar 10:00", "11:00")], [],
    ),
    (
        "one that began long before, moved into the days that are read",
        [
            f"UID:a\nDTSTART{LONDON}20260105T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2",
            f"UID:a\nRECURRENCE-ID{LONDON}20260112T100000\nDTSTART{LONDON}20260303T100000\n"
            "DURATION:PT1H",
        ],
        [day("03 Mar 10:00", "11:00")], [],
    ),
    (
        "this and all that follow, split into a series of its own",
        [
            f"UID:a\nDTSTART{LONDON}20260302T100000\nDURATION:PT1H\n"
            "RRULE:FREQ=WEEKLY;UNTIL=20260308T235959Z",
            f"UID:b\nDTSTART{LONDON}20260309T130000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=1",
        ],
        [day("02 Mar 10:00", "11:00"), day("09 Mar 13:00", "14:00")], [],
    ),
    (
        "added days (RDATE), one of them the first",
        [f"DTSTART{LONDON}20260302T100000\nDURATION:PT30M\nRDATE{LONDON}20260304T100000"],
        [day("02 Mar 10:00", "10:30"), day("04 Mar 10:00", "10:30")], [],
    ),
    (
        "a whole day ends as the next begins, in London's winter",
        ["DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260303"],
        ["02 Mar 00:00-03 Mar 00:00 busy"], [],
    ),
    (
        "a whole day in summer begins at eleven the evening before, in UTC",
        ["DTSTART;VALUE=DATE:20260401\nDTEND;VALUE=DATE:20260402"],
        ["31 Mar 23:00-01 Apr 23:00 busy"], [],
    ),
    (
        "the day on which the clocks go forward has twenty-three hours",
        ["DTSTART;VALUE=DATE:20260329"],
        ["29 Mar 00:00-29 Mar 23:00 busy"], [],
    ),
    (
        "out of office, also where it is marked as free for others",
        [
            "DTSTART:20260302T090000Z\nDTEND:20260302T100000Z\nTRANSP:TRANSPARENT\n"
            "X-MICROSOFT-CDO-BUSYSTATUS:OOF"
        ],
        [day("02 Mar 09:00", "10:00", "away")], [],
    ),
    (
        "working elsewhere all day",
        ["DTSTART;VALUE=DATE:20260302\nX-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE"],
        ["02 Mar 00:00-03 Mar 00:00 elsewhere"], [],
    ),
    (
        "working elsewhere, and free for others",
        [
            "DTSTART:20260302T090000Z\nDTEND:20260302T100000Z\nTRANSP:TRANSPARENT\n"
            "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE"
        ],
        [day("02 Mar 09:00", "10:00", "elsewhere")], [],
    ),
    (
        "a line that is folded within its time",
        ["DTSTART:20260302T09\n 0000Z\nDTEND:2026\n\t0302T100000Z"],
        [day("02 Mar 09:00", "10:00")], [],
    ),
    (
        "perhaps, said in either way",
        [
            "DTSTART:20260302T090000Z\nDTEND:20260302T100000Z\nSTATUS:TENTATIVE",
            "DTSTART:20260303T090000Z\nDTEND:20260303T100000Z\n"
            "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
        ],
        [day("02 Mar 09:00", "10:00", "tentative"), day("03 Mar 09:00", "10:00", "tentative")],
        [],
    ),
    (
        "free, cancelled, and of no length: nobody is busy",
        [
            "DTSTART:20260302T090000Z\nDTEND:20260302T100000Z\nTRANSP:TRANSPARENT",
            "DTSTART:20260302T090000Z\nDTEND:20260302T100000Z\nSTATUS:CANCELLED",
            "DTSTART:20260302T090000Z\nDTEND:20260302T100000Z\nX-MICROSOFT-CDO-BUSYSTATUS:FREE",
            "DTSTART:20260302T090000Z",
            "DTSTART:20260302T090000Z\nDTEND:20260302T090000Z",
        ],
        [], [],
    ),
    (
        "a time without a zone is London's, and flagged",
        ["DTSTART:20260401T090000\nDTEND:20260401T100000"],
        [day("01 Apr 08:00", "09:00")], [NO_ZONE],
    ),
    (
        "and so is a Windows zone that is no zone's name",
        ["DTSTART;TZID=GMT Daylight Time:20260401T090000\nDURATION:PT1H"],
        [day("01 Apr 08:00", "09:00")], [ODD_ZONE],
    ),
    (
        "also one that is a whole sentence, with a colon in it",
        [
            'DTSTART;TZID="(UTC+00:00) Dublin, Edinburgh, Lisbon, London":20260401T090000\n'
            "DURATION:PT1H"
        ],
        [day("01 Apr 08:00", "09:00")], [ODD_ZONE],
    ),
    (
        "a customised one that the file does not tell",
        ["DTSTART;TZID=Customized Time Zone:20260401T090000\nDURATION:PT1H"],
        [day("01 Apr 08:00", "09:00")], [ODD_ZONE],
    ),
    (
        "Windows' own name of London's zone",
        ["DTSTART;TZID=GMT Standard Time:20260401T090000\nDURATION:PT1H"],
        [day("01 Apr 08:00", "09:00")], [],
    ),
    (
        "another zone that is known",
        ["DTSTART;TZID=Europe/Warsaw:20260302T100000\nDURATION:PT1H"],
        [day("02 Mar 09:00", "10:00")], [],
    ),
    (
        "what runs over midnight and over the edge of the days that are read",
        ["DTSTART:20260228T220000Z\nDTEND:20260301T020000Z"],
        ["28 Feb 22:00-01 Mar 02:00 busy"], [],
    ),
    (
        "what lies before and after those days",
        [
            "DTSTART:20260227T220000Z\nDTEND:20260228T020000Z",
            "DTSTART:20260501T090000Z\nDTEND:20260501T100000Z",
        ],
        [], [],
    ),
    (
        "a rule with a stray semicolon is read, and flagged",
        ["DTSTART:20260302T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2;"],
        [day("02 Mar 09:00", "10:00"), day("03 Mar 09:00", "10:00")], [ODD_RULE],
    ),
    (
        "what ends before it begins is busy between, and flagged",
        [
            "DTSTART:20260302T090000Z\nDTEND:20260302T080000Z",
            "DTSTART:20260303T090000Z\nDURATION:PT1H",
        ],
        [day("02 Mar 08:00", "09:00"), day("03 Mar 09:00", "10:00")], [BACKWARDS],
    ),
    (
        "what has no time that can be read as well",
        ["DTSTART:tomorrow", "DTSTART:20260303T090000Z\nDURATION:PT1H"],
        [day("03 Mar 09:00", "10:00")], [LEFT_OUT],
    ),
]  # fmt: skip


@pytest.mark.parametrize("why, events, times, flags", CASES, ids=[c[0] for c in CASES])
def test_the_times_of_a_calendar(why, events, times, flags):
    assert read(*events) == (times, flags), why


def test_both_hours_of_the_night_in_which_the_clocks_go_back():
    """London on 25 October 2026: 1:30 comes twice, at 0:30 and 1:30 UTC."""
    said, _ = read(
        f"DTSTART{LONDON}20261024T093000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3",
        first=date(2026, 10, 24),
        last=date(2026, 10, 26),
    )
    assert said == [
        day("24 Oct 08:30", "09:30"), day("25 Oct 09:30", "10:30"),
        day("26 Oct 09:30", "10:30"),
    ]  # fmt: skip


def test_a_zone_that_the_file_tells_is_read_as_told():
    event = "DTSTART;TZID=Customized Time Zone:20260401T090000\nDURATION:PT1H"
    assert read(event, zones=WINDOWS_ZONE) == ([day("01 Apr 08:00", "09:00")], [])


def test_free_and_busy_times_alone():
    told = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VFREEBUSY\r\nATTENDEE:mailto:a@b.example\r\n"
        b"FREEBUSY;FBTYPE=BUSY:20260302T090000Z/20260302T100000Z,20260303T090000Z/PT30M\r\n"
        b"FREEBUSY;FBTYPE=FREE:20260304T090000Z/PT1H\r\n"
        b"FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260305T000000Z/P1D\r\n"
        b"END:VFREEBUSY\r\nEND:VCALENDAR\r\n"
    )
    found = busy_times([told], FIRST, LAST).stretches
    assert [(each.starts_at, each.ends_at, each.status) for each in found] == [
        (datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 3, 2, 10, tzinfo=UTC), "busy"),
        (datetime(2026, 3, 3, 9, tzinfo=UTC), datetime(2026, 3, 3, 9, 30, tzinfo=UTC), "busy"),
        (datetime(2026, 3, 5, tzinfo=UTC), datetime(2026, 3, 6, tzinfo=UTC), "away"),
    ]  # fmt: skip


GOOD = "DTSTART:20260302T090000Z\nDURATION:PT1H"
BAD = {
    "nothing at all": (b"", CUT_OFF),
    "a page to sign in": (b"<html><body>Sign in</body></html>", BROKEN),
    "broken off in the middle": (calendar(GOOD)[:-30], CUT_OFF),
    "broken off between two entries": (
        calendar(GOOD).replace(b"END:VCALENDAR\r\n", b""),
        CUT_OFF,
    ),
    "ends that do not belong": (
        calendar(GOOD).replace(b"END:VEVENT", b"END:VALARM"),
        CUT_OFF,
    ),
    "every minute": (calendar(f"{GOOD}\nRRULE:FREQ=MINUTELY"), TOO_OFTEN),
    "too many": (
        calendar(f"{GOOD}\nRRULE:FREQ=HOURLY;BYMINUTE=0,10,20,30,40,50"),
        TOO_MANY,
    ),
    "bytes of anything": (bytes(range(256)) * 40, BROKEN),
}


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_read_is_refused_whole(what):
    contents, said = BAD[what]
    with pytest.raises(Unreadable) as refusal:
        busy_times([calendar(GOOD), contents], FIRST, LAST)
    assert str(refusal.value) == said


def test_nothing_but_times_comes_through():
    event = (
        "DTSTART:20260302T090000Z\nDURATION:PT1H\nSUMMARY:MARKER core group\n"
        "LOCATION;ALTREP=x:MARKER house\nDESCRIPTION:one\\n MARKER\n two MARKER\n"
        "ATTENDEE;CN=MARKER:mailto:marker@example.com\nORGANIZER:mailto:marker@b.example\n"
        "CATEGORIES:MARKER\nX-ALT-DESC:MARKER\nCLASS:PRIVATE\nCOMMENT:MARKER\n"
        "BEGIN:VALARM\nDESCRIPTION:MARKER\nDTSTART:20270101T000000Z\nEND:VALARM"
    )
    inner = f"BEGIN:VEVENT\nUID:x\n{GOOD}\nSUMMARY:MARKER\nEND:VEVENT"
    box = f"BEGIN:X-BOX\n{inner.replace('0302', '0312')}\nEND:X-BOX\n"
    todo = box + "BEGIN:VTODO\nDTSTART:20260302T090000Z\nSUMMARY:MARKER\nEND:VTODO\n"
    kept = only_times(calendar(event, zones=todo).decode(), set())
    assert "marker" not in kept.lower()
    assert "VALARM" not in kept and "VTODO" not in kept
    assert read(event, zones=todo)[0] == [day("02 Mar 09:00", "10:00")]
