"""Whether two names, or two codes of a ledger, are one: the same answer for everybody who asks."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from django.core.exceptions import ValidationError

ALIKE = 0.85  # of letters in common, from which a person is asked


def code_of(typed: str) -> str:
    """Return a code as the ledger takes it: large and small letters are one, so are spaces."""
    return " ".join(typed.split()).casefold()


def plain(name: str) -> str:
    """Return a name's letters and figures alone: `Children’s` and `childrens` are one."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def alike(one: str, other: str) -> bool:
    """Whether two names have nearly the same letters, whatever the order of their words."""
    matcher = SequenceMatcher(None, _sorted(one), _sorted(other), autojunk=False)
    return matcher.ratio() >= ALIKE


def known_as(typed: str, known: Iterable[str], field: str, another: bool) -> str:
    """Return a name as it is spelt here already, or as it was typed where it is new.

    Large letters, spaces and the kind of apostrophe are nobody's question. What is
    otherwise nearly one that is known is refused, at that `field`, until somebody says
    that it is `another`.
    """
    name = " ".join(typed.split())
    names = sorted(set(known))
    for each in names:
        if _typed_as(each) == _typed_as(name):
            return each
    near = [each for each in names if plain(each) == plain(name) or alike(each, name)]
    if near and not another:
        raise ValidationError(
            {
                field: f"Is it “{near[0]}”, which is known here? Type it so, or say below "
                f"that “{name}” is another."
            }
        )
    return name


def _typed_as(name: str) -> str:
    return code_of(name).replace("’", "'")


def _sorted(name: str) -> str:
    return "".join(sorted(plain(word) for word in name.split()))
