"""The public meeting-scheduling sets: read, scored by hand, arranged without conflict."""

import gzip
import json
from pathlib import Path
from random import Random
from time import process_time

import pytest

from alongside.reckon.arrange import heat_bath
from alongside.reckon.arrange.heat_bath import Limit, arrange_public, first_fit
from alongside.reckon.arrange.public import (
    PublicMeeting,
    PublicPlace,
    PublicSet,
    public_set,
)
from alongside.reckon.arrange.refusing import Unreadable
from alongside.reckon.arrange.score import Score, score

SETS = Path(__file__).parents[1] / "data" / "meetings"
TINY = PublicSet(
    meetings=(
        PublicMeeting(0, 2, ("p", "q"), ("r",)),
        PublicMeeting(1, 2, ("p",), ("q",)),
        PublicMeeting(2, 1, ("r",), ()),
    ),
    days=(0, 0, 0, 0, 1, 1, 1, 1),
    said=tuple(f"grain {n}" for n in range(8)),
    rooms=("A", "B"),
    capacities=(4, 2),
    pinned={},
)


def published(meetings):
    (path,) = SETS.glob(f"{meetings}meetings-*.json.gz")
    return public_set(json.loads(gzip.decompress(path.read_bytes())))


def at(*places):
    return [PublicPlace(start, room) for start, room in places]


def test_a_tiny_case_scored_by_hand():
    # Hard: one seat too few for the first; the first two share room B, and p, for a grain.
    # Medium: q is required in the first and preferred in the second, for that grain.
    # Soft: last grains 1 + 2 + 2; the third begins as the first ends, 100; two grains of
    # overlap, 20; room B twice while A holds two more, 4; r goes from B to A, 1.
    assert score(TINY, at((0, 1), (1, 1), (2, 0))) == Score(-3, -1, -130)


@pytest.mark.parametrize(
    ("places", "expected", "why"),
    [
        (((0, 0), (4, 0), (2, 0)), (0, 0, -(1 + 5 + 2) - 100), "as good as can be, but for the break"),
        (((3, 0), (0, 0), (7, 0)), (-1, 0, -(4 + 1 + 7)), "over midnight"),
        (((0, 0), (7, 0), (3, 0)), (-8, 0, -(1 + 8 + 3)), "past the end, by its last grain"),
        (((0, 0), (5, 0), (1, 1)), (0, -1, -(1 + 6 + 1) - 10 - 2 - 1), "r is wanted twice, and sent on"),
    ],
)  # fmt: skip
def test_each_rule_alone(places, expected, why):
    assert score(TINY, at(*places)) == Score(*expected), why


def test_one_who_is_required_and_preferred_at_once_counts_each_grain():
    twice = PublicSet(
        (PublicMeeting(0, 3, ("p",), ("p",)),), (0,) * 4, ("",) * 4, ("A",), (4,), {}
    )
    assert score(twice, at((0, 0))) == Score(0, -3, -2)


@pytest.mark.parametrize("settled", [False, True])
def test_the_quick_score_is_the_scorers(settled):
    given, draw = published(50), Random(1)
    bath = heat_bath._Bath(given)
    bath.fill()
    places = bath.places()
    for n in draw.sample(range(50), 20):
        places[n] = PublicPlace(draw.randrange(140), draw.randrange(5))
    bath.settle(places)
    fit = score(given, places)
    found = bath.standing()
    assert found[1:] == fit[1:]
    # What one meeting costs elsewhere is what the whole would cost with it there.
    bath.settle(first_fit(given))
    bath._mark(7, -1)
    costs = bath._costs(7)
    before = score(given, places := first_fit(given))
    for start, room in ((3, 0), (60, 1), (101, 2)):
        places[7] = PublicPlace(start, room)
        now = score(given, places)
        if before.hard == now.hard:
            here = costs[first_fit(given)[7].room, first_fit(given)[7].start]
            gained = (now.medium - before.medium) * 1000 + now.soft - before.soft
            assert here - costs[room, start] == pytest.approx(gained)


@pytest.mark.slow
@pytest.mark.parametrize("meetings", [50, 100])
def test_both_published_sets_are_arranged_without_conflict_in_seconds(meetings):
    given = published(meetings)
    assert len(given.meetings) == meetings
    began = process_time()
    places = arrange_public(given, Limit(rounds=200), seed=1)
    assert process_time() - began < 10
    found, greedy = score(given, places), score(given, first_fit(given))
    assert found.hard == 0 and found > greedy


def test_the_same_seed_and_rounds_give_the_same_places():
    given = published(50)
    places = arrange_public(given, Limit(rounds=5), seed=1)
    assert arrange_public(given, Limit(rounds=5), seed=1) == places
    assert arrange_public(given, Limit(rounds=5), seed=2) != places


def test_the_pinned_never_move():
    given = published(50)
    pins = {3: PublicPlace(17, 2), 11: PublicPlace(90, 0)}
    pinned = PublicSet(**{**vars(given), "pinned": pins})
    places = arrange_public(pinned, Limit(rounds=10))
    assert {n: places[n] for n in pins} == pins


def test_progress_is_told_and_only_ever_better(monkeypatch):
    monkeypatch.setattr(heat_bath, "A_WHILE", 0)
    told = []
    arrange_public(published(50), Limit(rounds=10), 0, lambda s, _: told.append(s))
    assert told and told == sorted(set(told))


def test_a_set_that_lacks_a_list_says_which():
    with pytest.raises(Unreadable, match="has no 'timeGrainList'.*Give a file of"):
        public_set({"meetingList": []})
    with pytest.raises(Unreadable, match="laid out in a way not known"):
        public_set({"meetingList": 3, "timeGrainList": [], "dayList": []})
