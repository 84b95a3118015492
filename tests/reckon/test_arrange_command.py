"""`alongside arrange`: the format, what is refused and where, the JSON, the exit status."""

import json
from importlib.resources import files

import pytest

from alongside.reckon.arrange import reading
from alongside.reckon.arrange.invented import invented
from alongside.reckon.arrange.reading import read_problem
from alongside.reckon.arrange.refusing import Unreadable
from alongside.reckon.cli import main

SMALL = {
    "format": "alongside-arrange-1",
    "today": "2026-11-20",
    "days": ["2026-11-30", "2026-12-01"],
    "people": [
        {"id": "w"},
        {"id": "mum"},
        {"id": "dad", "busy": [{"start": "2026-11-30T09:00", "end": "2026-12-01T17:00"}]},
    ],
    "rooms": [{"id": "r", "capacity": 4, "place": "hall"}],
    "apart": [["mum", "dad"]],
    "meetings": [
        {"id": "m", "minutes": 60, "required": ["w", "mum"], "opens": "2026-11-30", "due": "2026-12-01"},
    ],
}  # fmt: skip


def changed(path, value):
    """Return the small problem with a value put in at a path of names and numbers."""
    content = json.loads(json.dumps(SMALL))
    *way, last = path
    inner = content
    for step in way:
        inner = inner[step]
    inner[last] = value
    return content


def run(tmp_path, capsys, content, *options):
    path = tmp_path / "problem.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    status = main(["arrange", str(path), "--seconds", "0", *options])
    return status, capsys.readouterr()


def test_the_small_problem_is_arranged_as_by_hand(tmp_path, capsys):
    status, said = run(tmp_path, capsys, SMALL, "--json")
    answer = json.loads(said.out)
    assert status == 0
    assert answer["meetings"] == [
        {
            "id": "m", "start": "2026-11-30T09:30", "minutes": 60, "room": "r",
            "chair": None, "interpreter": None, "absent": [], "reasons": [],
        }
    ]  # fmt: skip
    assert answer["score"] == {"hard": 0, "medium": 0, "soft": 0}
    assert answer["unplaced"] == [] and answer["bound"] is None
    status, said = run(tmp_path, capsys, SMALL)
    assert "Mon 30 Nov 09:30  m: r" in said.out and status == 0


def test_what_cannot_be_placed_says_why_and_what_would_help(tmp_path, capsys):
    content = changed(("meetings", 0, "required"), ["w", "dad"])
    status, said = run(tmp_path, capsys, content, "--json")
    (left,) = json.loads(said.out)["unplaced"]
    assert status == 1 and left["id"] == "m"
    assert "never all free" in left["why"] and "without dad" in left["why"]
    assert json.loads(said.out)["score"]["hard"] == -3000
    big = changed(("rooms", 0, "capacity"), 1)
    status, said = run(tmp_path, capsys, big)
    assert status == 1 and "No room that it may use holds 2 people" in said.out


@pytest.mark.parametrize(
    ("path", "value", "where", "do"),
    [
        (("meetings", 0, "minutes"), 50, "meetings[0].minutes", "in steps of 15"),
        (("meetings", 0, "minutes"), "60", "meetings[0].minutes", "whole number"),
        (("meetings", 0, "requred"), [], "meetings[0].requred", "'required'"),
        (("meetings", 0, "required"), ["x"], "meeting 'm'", "Add it there"),
        (("meetings", 0, "required"), ["mum", "dad"], "meeting 'm'", "slices"),
        (("meetings", 0, "due"), "2026-11-29", "meeting 'm'", "first"),
        (("meetings", 0, "due"), "30/11/2026", "meetings[0].due", "2026-12-01"),
        (("meetings", 0, "mode"), "phone", "meetings[0].mode", "hybrid"),
        (("meetings", 0, "pinned"), True, "meeting 'm'", "booked"),
        (("meetings", 0, "optional"), ["w"], "meeting 'm'", "one of required"),
        (("meetings", 0, "id"), None, "meetings[0].id", "Add 'id'"),
        (("days",), ["2026-12-01", "2026-11-30"], "days", "earliest first"),
        (("people", 0, "id"), "mum", "people[1].id", "its own"),
        (("people", 2, "busy", 0, "end"), "2026-11-30T08:00", "people[2].busy[0].end", "start first"),
        (("people", 2, "busy", 0, "end"), "2026-12-01T17:00Z", "people[2].busy[0].end", "wall time"),
        (("people", 0, "hours"), {"monday": []}, "people[0].hours.monday", "mon"),
        (("hours",), [["09:00", "09:00"]], "hours[0]", "09:00"),
        (("hours",), [["09:10", "12:00"]], "hours[0][0]", "09:30"),
        (("format",), "2", "format", "alongside-arrange-1"),
        (("rooms", 0, "capacity"), 0, "rooms[0].capacity", "1 or more"),
        (("apart",), [["mum"]], "apart[0]", "two people"),
    ],
)  # fmt: skip
def test_what_is_refused_says_where_and_what_to_do(path, value, where, do):
    with pytest.raises(Unreadable) as refused:
        read_problem(changed(path, value))
    assert refused.value.where == where and do in str(refused.value)


@pytest.mark.parametrize("content", ["{", "[]", "3", '{"meetingList": []}'])
def test_a_file_that_cannot_be_read_ends_with_2(tmp_path, capsys, content):
    status, said = run(tmp_path, capsys, content)
    assert status == 2 and said.out == "" and "problem.json" in said.err


def test_a_file_that_is_not_there_ends_with_2(capsys):
    assert main(["arrange", "nowhere.json"]) == 2


def test_the_schema_names_what_the_reader_knows():
    text = files("alongside.reckon.arrange").joinpath("problem.schema.json").read_text()
    schema = json.loads(text)
    defined = schema["$defs"]
    assert set(schema["properties"]) == set(reading.TOP.split())
    for name, known in (
        ("person", reading.PERSON), ("room", reading.ROOM), ("meeting", reading.MEETING),
    ):  # fmt: skip
        assert set(defined[name]["properties"]) == set(known.split())
        assert defined[name]["additionalProperties"] is False


def test_an_invented_month_can_be_read_and_repeats():
    assert invented(12, 3) == invented(12, 3) != invented(12, 4)
    assert len(read_problem(invented(12, 3)).meetings) == 12
