"""Hours are said with a comma at the thousand, wherever they are said."""

from __future__ import annotations

import re
from pathlib import Path

import alongside.desk
from alongside.desk.support.time_said import hours_limits_said, share_said
from alongside.reckon.time_released import Outside, Released

DESK = Path(alongside.desk.__file__).parent


def test_thousands_have_a_comma():
    # 60,750 minutes are 1,012.5 hours, of 364,800 that are 6,080: a sixth.
    assert share_said(Outside(60_750, 364_800, 40, None)) == (
        "1,012.5 of 6,080.0 hours: 17%"
    )
    told = Released(hours=5724.7, low=5001.3, high=6448.1, by_reference=0)
    assert hours_limits_said(told) == "5,001.3 to 6,448.1"


def test_no_page_says_hours_without():
    bare = re.compile(r"hours\|floatformat:[01]\b")
    found = [
        str(page.relative_to(DESK))
        for page in sorted(DESK.rglob("*.html"))
        if bare.search(page.read_text(encoding="utf-8"))
    ]
    assert not found
