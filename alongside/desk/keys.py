"""The installation's keys: from the environment, or made once and kept in the home.

A key file is made with mode 0600 by whoever comes first; everybody after reads it.
"""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path


def new_secret() -> str:
    return secrets.token_urlsafe(64)


def new_encryption_key() -> str:
    """Return a key as `cryptography.fernet` takes it: 32 bytes in URL-safe base64."""
    from cryptography.fernet import Fernet

    return Fernet.generate_key().decode()


def kept(path: Path, make) -> str:
    """Return the key in this file, making the file if there is none."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    with os.fdopen(handle, "w") as file:
        key = make()
        file.write(key)
    return key


def _read(path: Path) -> str:
    """Return what the file says, allowing whoever is writing it two seconds."""
    for _ in range(20):
        if key := path.read_text().strip():
            return key
        time.sleep(0.1)
    raise ValueError(f"{path} is empty: delete it, and a new key is made.")
