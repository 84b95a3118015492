"""What is sent, read by programs of other makers: khal, and ical.js of Thunderbird.

Both must show the local times that were meant, before and after each change of the clocks.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alongside.desk.diary.itip import CANCEL, REQUEST, Invited, written

# A Thursday before and a Monday after each change: 25 October 2026 and 28 March 2027.
# What the clock in London shows, beside the moment.
TIMES = [
    ("2026-10-22T09:30", datetime(2026, 10, 22, 8, 30, tzinfo=UTC)),
    ("2026-10-26T09:30", datetime(2026, 10, 26, 9, 30, tzinfo=UTC)),
    ("2026-10-29T09:30", datetime(2026, 10, 29, 9, 30, tzinfo=UTC)),
    ("2027-03-25T14:00", datetime(2027, 3, 25, 14, 0, tzinfo=UTC)),
    ("2027-03-29T14:00", datetime(2027, 3, 29, 13, 0, tzinfo=UTC)),
]
BOTH_HALVES = [  # 01:30 comes twice on 25 October 2026
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
]
READ = """
const ICAL = (await import("ical.js")).default;
import { readFileSync } from "node:fs";
const told = process.argv.slice(2).map((file) => {
  const root = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
  const zone = root.getFirstSubcomponent("vtimezone");
  ICAL.TimezoneService.register(new ICAL.Timezone(zone), "Europe/London");
  const event = new ICAL.Event(root.getFirstSubcomponent("vevent"));
  return {
    starts: event.startDate.toJSDate().toISOString(),
    ends: event.endDate.toJSDate().toISOString(),
    method: root.getFirstPropertyValue("method"),
    sequence: event.sequence,
    place: event.location,
    attendees: event.attendees.map((each) => each.getFirstValue()),
  };
});
console.log(JSON.stringify(told));
"""


def event(
    starts_at: datetime, sequence: int = 0, uid: str = "one@example.org"
) -> Invited:
    return Invited(
        uid, sequence, datetime(2026, 9, 1, sequence, tzinfo=UTC), starts_at,
        starts_at + timedelta(hours=1), "Meeting M-1042",
        "Elm Room; first floor, Civic Centre where the stairs are, “Gwynfa” wing", "",
        "diary@eastmere.example", "gran@example.org",
    )  # fmt: skip


def files(tmp_path: Path, moments) -> list[Path]:
    made = []
    for number, moment in enumerate(moments):
        path = tmp_path / f"{number}.ics"
        text = written(REQUEST, event(moment, uid=f"{number}@example.org"))
        path.write_bytes(text.encode())
        made.append(path)
    return made


def test_lines_are_folded_as_the_standard_has_it():
    text = written(REQUEST, event(TIMES[0][1]))
    assert text.endswith("END:VCALENDAR\r\n") and "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    whole = text.replace("\r\n ", "")
    assert "LOCATION:Elm Room\\; first floor\\, Civic Centre where" in whole


@pytest.mark.slow
class TestKhal:
    """khal shows what it imported, by the clock in London."""

    @pytest.fixture
    def khal(self, tmp_path):
        program = Path(sys.executable).with_name("khal")
        if not program.exists():
            pytest.skip("khal is not installed: it is one of the tests' requirements.")
        (tmp_path / "calendar").mkdir()
        (tmp_path / "config").write_text(
            f"[calendars]\n[[one]]\npath = {tmp_path / 'calendar'}\ntype = calendar\n"
            "[locale]\nlocal_timezone = Europe/London\ndefault_timezone = Europe/London\n"
            "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%dT%H:%M\nlongdatetimeformat = %Y-%m-%dT%H:%M\n"
            f"[sqlite]\npath = {tmp_path / 'khal.db'}\n"
        )

        def run(*said: str) -> str:
            done = subprocess.run(
                [program, "-c", tmp_path / "config", *said],
                capture_output=True, text=True, timeout=60, env={"HOME": str(tmp_path), "LANG": "C.UTF-8"},
            )  # fmt: skip
            assert done.returncode == 0, done.stderr
            return done.stdout

        return run

    def test_the_times_are_right_on_both_sides_of_both_changes(self, khal, tmp_path):
        for path in files(tmp_path, [moment for _, moment in TIMES]):
            khal("import", "--batch", str(path))
        shown = khal(
            "list", "--day-format", "", "--format", "{start-long}", "2026-10-20", "180d"
        )  # fmt: skip
        assert shown.split() == [said for said, _ in TIMES]

    def test_a_move_is_one_event_at_its_new_time(self, khal, tmp_path):
        for sequence, (_, moment) in enumerate(TIMES[1:3]):
            path = tmp_path / "move.ics"
            path.write_bytes(written(REQUEST, event(moment, sequence)).encode())
            khal("import", "--batch", str(path))
        shown = khal(
            "list", "--day-format", "", "--format", "{start-long}", "2026-10-20", "180d"
        )  # fmt: skip
        assert shown.split() == ["2026-10-29T09:30"]


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("ical.js needs Node: there is no node or no npm on the path.")
    folder = tmp_path_factory.mktemp("icaljs")
    got = subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "ical.js@2.2.1"],
        cwd=folder, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    if got.returncode:
        pytest.skip("ical.js could not be had from the package registry.")
    (folder / "read.mjs").write_text(READ)

    def run(paths: list[Path]) -> list[dict]:
        done = subprocess.run(
            ["node", "read.mjs", *map(str, paths)],
            cwd=folder, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.mark.slow
class TestIcalJs:
    """ical.js reads a moment, which stands beside the one that was meant."""

    def test_the_times_are_right_on_both_sides_of_both_changes(self, read, tmp_path):
        moments = [moment for _, moment in TIMES] + BOTH_HALVES
        told = read(files(tmp_path, moments))
        assert [datetime.fromisoformat(each["starts"]) for each in told] == moments
        hour = timedelta(hours=1)
        ends = [datetime.fromisoformat(each["ends"]) for each in told]
        assert ends == [moment + hour for moment in moments]

    def test_words_and_numbers_come_through(self, read, tmp_path):
        path = tmp_path / "off.ics"
        path.write_bytes(written(CANCEL, event(TIMES[0][1], 3)).encode())
        [told] = read([path])
        assert (told["method"], told["sequence"]) == ("CANCEL", 3)
        assert told["place"].startswith("Elm Room; first floor, Civic Centre")
        assert told["attendees"] == ["mailto:gran@example.org"]
