"""Reads from the API of a desk, page by page, with nothing but Python's own library.

    ALONGSIDE_KEY=alongside_... python examples/api_client.py https://desk.council.example timescales when=overdue

prints every item as a line of CSV. The key comes from the environment, so that it stands
in no history of commands, and goes into a header, so that it stands in no log of addresses.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import time
from collections.abc import Iterator
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen


def items(desk: str, key: str, what: str, **asked: str) -> Iterator[dict]:
    """Yield every item of a list, whichever page it is on. Raises HTTPError."""
    page = pages = 1
    while page <= pages:
        found = answer(desk, key, what, **asked, page=str(page), per_page="200")
        yield from found["items"]
        page, pages = page + 1, found["pages"]


def answer(desk: str, key: str, what: str, **asked: str) -> dict:
    """Return one answer; having waited as long as it says, where the key was used too often."""
    address = f"{desk.rstrip('/')}/api/v1/{what}?{urlencode(asked)}"
    request = Request(address, headers={"Authorization": f"Bearer {key}"})
    try:
        with urlopen(request, timeout=60) as came:
            return json.load(came)
    except HTTPError as refused:
        wait = refused.headers.get("Retry-After")
        if refused.code != 429 or wait is None:
            raise
        time.sleep(int(wait))
        return answer(desk, key, what, **asked)


def write_csv(rows: Iterator[dict], out: IO[str]) -> None:
    writer = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow(row)


def said(refused: HTTPError) -> str:
    """Return a refusal in words: what is wrong, and what to do."""
    try:
        told = json.load(refused)
    except ValueError:
        return str(refused)
    faults = (f"{each['where']}: {each['what']} {each['do']}" for each in told["what"])
    return "\n".join([f"{told['title']}. {told['detail']}", *faults])


def main(desk: str, what: str, *asked: str) -> int:
    try:
        chosen = dict(each.split("=", 1) for each in asked)
        write_csv(items(desk, os.environ["ALONGSIDE_KEY"], what, **chosen), sys.stdout)
    except HTTPError as refused:
        print(said(refused), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
