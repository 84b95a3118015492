"""What a council's own tables say is used, or it is said that it is not."""

from __future__ import annotations

import pytest

from alongside.reckon.dues import unread
from alongside.reckon.intake import read
from alongside.reckon.rulebook import england
from tests.story import Story

RULES = england()
NO_CLOCK = "the child has no clock of S47_ICPC, so the row is not used."
NO_EPISODE = "the child has no clock of S47_ICPC in the episode that the row names, so it is not used."
NO_START = "no clock of S47_ICPC began for the child on the day that the row names, so it is not used."


@pytest.fixture
def story() -> Story:
    """A has two enquiries; B has one, begun on the day on which A's first was."""
    story = Story().s47("E1", "2026-03-02").s47("E2", "2026-04-01")
    return story.s47("E3", "2026-03-02", child="B")


def said(story: Story) -> list[str]:
    return unread(story.records, RULES)


@pytest.mark.parametrize(
    ("child", "code", "episode", "why"),
    [
        ("A", "S47_ICPC", None, ""),
        ("A", "S47_ICPC", "E2", ""),
        ("A", "S47_ICPC", "E3", NO_EPISODE),
        ("C", "S47_ICPC", None, NO_CLOCK),
        ("A", "REF_DECISION", None, NO_CLOCK.replace("S47_ICPC", "REF_DECISION")),
    ],
)
def test_a_stop_of_no_clock_is_said(story, child, code, episode, why):
    story.stop(code, "2026-03-04", "2026-03-05", episode, child)
    (row,) = story.records.rows["local_clock_stops"]
    told = f"local_clock_stops: {why} (1 row: {row['stop_stop_id']})"
    assert said(story) == ([told] if why else [])


@pytest.mark.parametrize(
    ("child", "started", "why"),
    [
        ("A", None, ""),
        ("A", "2026-04-01", ""),
        ("B", "2026-04-01", NO_START),
        ("A", "2026-04-02", NO_START),
        ("C", "2026-03-02", NO_CLOCK),
    ],
)
def test_a_day_set_for_no_clock_is_said(story, child, started, why):
    story.override("S47_ICPC", "2026-04-30", started, child=child)
    (row,) = story.records.rows["local_due_overrides"]
    told = f"local_due_overrides: {why} (1 row: {row['over_override_id']})"
    assert said(story) == ([told] if why else [])


def test_an_event_of_no_child_or_no_day_is_said():
    story = Story().fed("complaint_received", "2026-03-02", "c1")
    story.fed("complaint_answered", None, "c1")
    story.fed("complaint_received", "2026-03-02", "c2", child=None)
    first, second, third = (
        row["evnt_event_id"] for row in story.records.rows["local_events"]
    )
    assert said(story) == [
        "local_events: a row without a date begins nothing, and completes nothing on a "
        f"known day. (1 row: {second})",
        f"local_events: a row that names no child is not used. (1 row: {third})",
    ]
    assert first not in (second, third)


def test_many_of_a_sort_are_counted_and_the_first_named():
    story = Story()
    for number in range(7):
        story.stop("S47_ICPC", "2026-03-04", child=f"child {number}")
    keys = [row["stop_stop_id"] for row in story.records.rows["local_clock_stops"]]
    assert said(story) == [
        f"local_clock_stops: {NO_CLOCK} (7 rows: {', '.join(keys[:5])}, ...)"
    ]


def test_a_stop_of_a_clock_that_the_council_itself_tells_of_is_used():
    """An event without its episode takes that of the one that began the clock."""
    story = Story().fed("complaint_received", "2026-03-02")
    story.fed("complaint_answered", "2026-03-30")
    story.stop("COMP_S1", "2026-03-04", "2026-03-05")
    story.override("COMP_S1", "2026-03-31", "2026-03-02")
    assert said(story) == []
    story.override("COMP_S1", "2026-03-31", "2026-03-03")
    assert len(said(story)) == 1


ROWS = (
    "evnt_event_id,evnt_person_id,evnt_episode_id,evnt_event,evnt_event_date\n"
    "1,900101,c1,complaint_received,2026-03-02\n"
    "2,,c2,complaint_received,2026-03-02\n"
    "3,900103,c3,,2026-03-02\n"
    "4,900104,c4,complaint_received,\n"
)


def test_reading_says_the_rows_that_nothing_comes_of(tmp_path):
    path = tmp_path / "local_events.csv"
    path.write_text(ROWS)
    found = read(path).findings
    assert [(f.kind, f.row, f.column) for f in found if f.row] == [
        ("suspicious", 3, "B: evnt_person_id"),
        ("suspicious", 4, "D: evnt_event"),
        ("suspicious", 5, "E: evnt_event_date"),
    ]
    assert all("so nothing is reckoned from this row" in f.what for f in found[-3:-1])
    assert "so it begins nothing" in found[-1].what


def test_a_table_of_the_dataset_says_a_row_without_its_child_or_its_start(tmp_path):
    path = tmp_path / "ssd_s47_enquiry.csv"
    path.write_text(
        "s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date\n"
        "1,A,2026-03-02\n2,,2026-03-02\n3,A,\n"
    )
    found = [f for f in read(path).findings if "so nothing is reckoned" in f.what]
    assert [(f.row, f.column) for f in found] == [
        (3, "B: s47e_person_id"), (4, "C: s47e_s47_start_date"),
    ]  # fmt: skip
