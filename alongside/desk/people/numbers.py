"""Telephone numbers as people say them, kept in one form and written as in Britain."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

HOME = "+44"
TYPED = re.compile(r"[\s().\-\u2010-\u2015/]+")
HOME_NUMBER = re.compile(r"\+44(?:[123579]\d{8,9}|8\d{6,9})")
ABROAD = re.compile(r"\+(?!44)[1-9]\d{6,14}")
# Where a British number is parted, by how it begins (Ofcom's plan); the first counts.
PARTED = (
    (re.compile(r"7"), (4, 6)),
    (re.compile(r"2"), (2, 4, 4)),
    (re.compile(r"[3589]|11[3-8]|1[2-69]1"), (3, 3, 4)),
    (re.compile(r"1"), (4, 6)),
)


def phone_kept(said: str) -> str:
    """Return a number as it is kept: `01632 960 123` and `0044 1632 960123` are one.

    A number of this country is +44 and nine or ten digits; one of another country
    begins with + or 00 (ITU-T E.164: at most fifteen digits). Raises ValidationError
    where what was said is neither.
    """
    number = _with_country(TYPED.sub("", said.replace("(0)", "")))
    if not (HOME_NUMBER.fullmatch(number) or ABROAD.fullmatch(number)):
        raise ValidationError(
            f"{said.strip()} is not a telephone number. Write it like 01632 960 123 or "
            f"07700 900 982, or with + and the country, like +33 1 99 00 12 34."
        )
    return number


def phone_said(number: str) -> str:
    """Return a kept number as people here read it: `+441632960123` as `01632 960123`."""
    if not number.startswith(HOME):
        return number
    rest = number.removeprefix(HOME)
    for begins, lengths in PARTED:
        if begins.match(rest):
            return f"0{_in_parts(rest, lengths)}"
    return f"0{rest}"


def looks_like_number(said: str) -> bool:
    """Whether somebody typed digits of a number, and no name: four digits or more."""
    bare = TYPED.sub("", said)
    return bool(re.fullmatch(r"\+?\d{4,}", bare))


def digits_sought(said: str) -> tuple[str, str]:
    """Return how the kept numbers looked for begin, and how they may end instead.

    `0115 496` and `+44 115 496` begin in the same way; `496 0123` and `0123` may end
    one. Nothing ends in a +: what is typed with one has no end (an empty text).
    """
    bare = TYPED.sub("", said.replace("(0)", ""))
    number = _with_country(bare)
    begins = number if number.startswith("+") else HOME + number
    return begins, "" if bare.startswith("+") else bare


def _with_country(bare: str) -> str:
    if bare.startswith("00"):
        bare = "+" + bare[2:]
    elif bare.startswith("0"):
        bare = HOME + bare[1:]
    return HOME + bare[4:] if bare.startswith("+440") else bare


def _in_parts(rest: str, lengths: tuple[int, ...]) -> str:
    parts, at = [], 0
    for length in lengths[:-1]:
        parts.append(rest[at : at + length])
        at += length
    return " ".join([*parts, rest[at:]])
