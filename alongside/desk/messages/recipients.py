"""Whom a message outside is for: a mobile number or an e-mail address, shown masked."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

SEPARATORS = re.compile(r"[\s().-]+")
MOBILE = re.compile(
    r"07(?:[1-57-9]\d|624)\d+"
)  # 070 and 076 are no mobiles, but Man's are


def mobile(written: str) -> str:
    """Return a British mobile number as +447700900123, however it was written.

    Raises ValidationError where it is none: no other number can be sent a text.
    Source: Ofcom, the National Telephone Numbering Plan, part A1.
    """
    number = re.sub(r"^(\+|00)44(0?)|^44(?=7)", "0", SEPARATORS.sub("", written))
    if not number.isascii() or len(number) != 11 or not MOBILE.fullmatch(number):
        raise ValidationError(
            "A text goes only to a British mobile number, like 07700 900123. "
            "Check the number, or ring instead."
        )
    return f"+44{number[1:]}"


def email(written: str) -> str:
    """Return an e-mail address without the space around it; refuse what is none."""
    try:
        validate_email(address := written.strip())
    except ValidationError:
        raise ValidationError(
            "An e-mail needs an address like name@example.org. Check it with the caller."
        ) from None
    return address


def masked(number_or_address: str) -> str:
    """Say where a message went, without giving away the number or the address."""
    if "@" in number_or_address:
        return f"E-mail address that begins with {number_or_address[0]}"
    return f"Number that ends in {number_or_address[-3:]}"
