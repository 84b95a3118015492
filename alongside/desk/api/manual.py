"""Prints docs/reference/api.md from the API's own description: `make manual` runs it.

python -m alongside.desk.api.manual docs/reference/api.md
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

OPENING = """\
# The API

Printed from its own description by `make manual`; a test minds when it is stale. How a program is
let in, and how it asks: [let programs in](../how-to/use-the-api.md).

"""


def manual() -> str:
    """Return the whole page, as Markdown. Django is to be set up."""
    from alongside.desk.api.described import groups
    from alongside.desk.api.description import description
    from alongside.desk.api.problems import KINDS
    from alongside.desk.api.scopes import SCOPES

    info = description()["info"]
    scopes = ((f"`{code}`", scope.label) for code, scope in SCOPES.items())
    kinds = (
        (f"`{code}`", str(status), title) for code, (status, title) in KINDS.items()
    )
    parts = [
        OPENING + f"{info['description']} This is version {info['version']}.",
        "## Scopes\n\n" + table(("scope", "what it lets a program do"), scopes),
        *(_operation(each) for each in groups()),
        "## When it is refused\n\nThe answer is `application/problem+json` (RFC 9457).\n\n"
        + table(("kind", "status", "what it means"), kinds),
    ]
    return "\n\n".join(parts) + "\n"


def _operation(told) -> str:
    parts = [f"## {told.method} {told.path}", told.summary, told.about]
    if told.asked:
        asked = (
            (
                f"`{each.name}`" + (" (needed)" if each.needed else ""),
                each.form,
                each.about,
            )
            for each in told.asked
        )
        parts.append(table(("may be sent", "form", "what it is"), asked))
    given = ((f"`{each.name}`", each.form, each.about) for each in told.given)
    parts.append(table(("comes back", "form", "what it is"), given))
    parts.append(f"Refusals: {', '.join(told.refusals)}.")
    return "\n\n".join(parts)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.desk.settings")
    django.setup()
    Path(sys.argv[1]).write_text(manual(), "utf-8")
