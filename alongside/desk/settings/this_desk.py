"""This desk: where its home is, what it is called, with what it signs and seals."""

from __future__ import annotations

import os
from pathlib import Path

from alongside.desk import keys


def switched_on(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def listed(name: str, default: str = "") -> list[str]:
    parts = os.environ.get(name, default).split(",")
    return [part.strip() for part in parts if part.strip()]


BASE_DIR = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("ALONGSIDE_HOME", "var/desk")).resolve()
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = switched_on("ALONGSIDE_DEBUG")
INVENTED = switched_on("ALONGSIDE_INVENTED")
COUNCIL = os.environ.get("ALONGSIDE_COUNCIL", "")

SECRET_KEY = os.environ.get("ALONGSIDE_SECRET_KEY") or keys.kept(
    HOME / "secret.key", keys.new_secret
)
LINK_KEYS = listed("ALONGSIDE_LINK_KEYS") or [
    keys.kept(HOME / "links.key", keys.new_secret)
]
ENCRYPTION_KEYS = listed("ALONGSIDE_ENCRYPTION_KEYS") or [
    keys.kept(HOME / "encryption.key", keys.new_encryption_key)
]
