"""What the tests of situations ask: what became of a story's only clock."""

from datetime import date

from tests.story import both_ways


def status_of(story, as_at, code, rulebook=None):
    """Return what became of the only clock of a code, and the key of the reason."""
    rules = {"rulebook": rulebook} if rulebook else {}
    [due] = [
        due
        for due in both_ways(story.records, date.fromisoformat(as_at), **rules)
        if due.code == code
    ]
    return due.status, due.reason
