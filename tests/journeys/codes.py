"""The code that an app on a phone shows."""

from __future__ import annotations

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

LASTS = 30  # seconds; RFC 6238, section 5.2
TO_TYPE = 10  # seconds: of a code about to go one waits for the next, as people do


def code_for(secret: str) -> str:
    """Return the code of now, once there is time left to type it and send it."""
    left = LASTS - time.time() % LASTS
    if left < TO_TYPE:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // LASTS))
