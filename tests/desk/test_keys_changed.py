"""Keys are changed as docs/how-to/change-the-keys.md says, and what it says of them is so."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from cryptography.fernet import Fernet

from alongside.desk.access.sealing import CannotOpen, seal, unseal
from alongside.desk.quality.tokens import new_token, team_of

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "change-the-keys.md"


def test_the_new_key_seals_and_both_open(settings):
    [program] = re.findall(r'python -c "(.+)"', GUIDE.read_text())
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    new, old = done.stdout.strip(), Fernet.generate_key().decode()
    settings.ENCRYPTION_KEYS = [old]
    before = seal(b"before")
    settings.ENCRYPTION_KEYS = f"{new},{old}".split(",")  # as the guide puts them
    after = seal(b"after")
    assert (unseal(before), unseal(after)) == (b"before", b"after")
    settings.ENCRYPTION_KEYS = [old]
    with pytest.raises(CannotOpen):
        unseal(after)


def test_with_another_key_that_signs_no_token_handed_out_is_taken(settings):
    invited = SimpleNamespace(pk=2, survey_id=1)
    token = new_token(invited)
    assert team_of(token, [invited]) is invited
    settings.SECRET_KEY = "another"
    assert team_of(token, [invited]) is None
    assert "Wait until no survey is open" in GUIDE.read_text()
