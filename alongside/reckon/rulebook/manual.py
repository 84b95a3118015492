"""The reference manual of timescales: every rule, its law and its worked cases.

Run `python -m alongside.reckon.rulebook.manual docs/reference/timescales.md`
to print it afresh, or with a second argument, a council's own rulebook, to print that.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from alongside.reckon.rulebook.cases import Case, worked_cases
from alongside.reckon.rulebook.reading import Rulebook, read
from alongside.reckon.rulebook.rule import Rule

_OPENING = """\
# Timescales

Printed from the rulebook and from the worked cases that test it; change those, then run
`python -m alongside.reckon.rulebook.manual docs/reference/timescales.md`.
How days are counted, with the authorities, is in
[How days are counted](../explanation/how-days-are-counted.md).

"Last day in time" means that the thing done on that day is in time and the day after is
late. "Verified" says that the number was read in a public source; where it was not, ask
who knows before relying on it. A local standard binds nobody elsewhere: a council lays its
own number over it. Each code leads to its law and its dates worked by hand.
"""


def manual(rules: Rulebook, cases: Mapping[str, Sequence[Case]]) -> dict[str, str]:
    """Return the manual as Markdown: a page a service, and under "" the one that lists all."""
    services: dict[str, list[Rule]] = {}
    for rule in rules.values():
        services.setdefault(rule.service, []).append(rule)
    pages = {"": _page([_OPENING, *_counted(rules.values())])}
    for service, found in services.items():
        pages[""] += _page([f"\n## {_heading(service)}\n", *_summary(found)])
        entries = (line for r in found for line in _entry(r, cases.get(r.code, ())))
        pages[service] = _page([f"# {_heading(service)}\n", _BACK, *entries])
    return pages


_BACK = "Printed from the rulebook: [all timescales](../timescales.md)."


def _page(parts: Iterable[str]) -> str:
    return "\n".join(parts).rstrip() + "\n"


def _heading(service: str) -> str:
    return service.replace("_", " ").capitalize()


def _counted(rules: Collection[Rule]) -> Iterator[str]:
    duties = [rule for rule in rules if not rule.measure]
    reckoned = sum(rule.computed for rule in duties)
    yield (
        f"Of {len(rules)} entries, {len(rules) - len(duties)} are lengths of time and no "
        f"duties. Of the {len(duties)} duties, {reckoned} are reckoned as the book is "
        "shipped; of the others the table says why they are not. `alongside due` counts "
        "any of them from a date you give."
    )


def _summary(rules: Iterable[Rule]) -> Iterator[str]:
    yield "| code | timescale | within | basis | verified | reckoned |"
    yield "|---|---|---|---|---|---|"
    for rule in rules:
        yield (
            f"| [{rule.code}](timescales/{rule.service}.md#{rule.code.lower()}) "
            f"| {rule.title} | {rule.limit_said} "
            f"| {rule.basis} | {_yes(rule.verified)} | {_reckoned(rule)} |"
        )


def _entry(rule: Rule, cases: Sequence[Case]) -> Iterator[str]:
    yield f"\n## {rule.code}\n"
    yield f"{rule.title}.\n"
    yield f"- {'At least' if rule.earliest else 'Within'}: {rule.limit_said}"
    yield f"- Starts: {rule.from_words}"
    if rule.done_words:
        yield f"- Completed by: {rule.done_words}"
    if rule.repeats:
        since = "it was due" if rule.recur_from == "due" else "it happened"
        yield f"- Repeats: completing one starts the next, from the day {since}"
    if rule.clock == "statistics":
        yield "- Counted for: published figures; it stands on nobody's worklist"
    yield f"- Basis: {rule.basis}"
    yield f"- Source: {rule.source}"
    if not rule.computed:
        yield f"- Reckoned: {_reckoned(rule)}"
    for change in rule.changes:
        yield (
            f"- For clocks started from {_said(change.first)} to {_said(change.last)}: "
            f"{change.within} ({change.source})"
        )
    for span in rule.lifted:
        yield (
            f"- For clocks started from {_said(span.first)} to {_said(span.last)}: "
            f"no limit ({span.source})"
        )
    if rule.changed_by:
        yield f"- Changed by: {rule.changed_by}"
    if cases:
        reached = "not before" if rule.earliest else "last day in time"
        yield f"\n| starts | {reached} | why |"
        yield "|---|---|---|"
        for case in cases:
            yield f"| {_said(case.starts)} | {_said(case.due)} | {case.why} |"


def _reckoned(rule: Rule) -> str:
    if rule.measure:
        return "no: a length of time that events or figures ask about, not a duty"
    if rule.needs:
        return f"no: it needs {rule.needs}"
    if rule.instead_of and not rule.enabled:
        return f"no: another way of keeping {rule.instead_of}"
    if rule.off_because and not rule.enabled:
        return f"no: switched off, since {rule.off_because}"
    return "yes" if rule.enabled else "no: it is switched off"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _said(day: date) -> str:
    hour = f", {day:%H:%M}" if isinstance(day, datetime) else ""
    return f"{day:%a} {day.day} {day:%b %Y}{hour}"


def main(argv: Sequence[str]) -> None:
    """Print the manual: the file that lists all, and maybe a council's own rules.

    The page of each service goes into a folder beside the file, named as it is.
    """
    file, *overrides = map(Path, argv)
    rules = read(overrides[0] if overrides else None)
    for path, page in printed(file, manual(rules, worked_cases())).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, "utf-8")


def printed(file: Path, pages: Mapping[str, str]) -> dict[Path, str]:
    """Return each page with the file that it stands in."""
    beside = file.with_suffix("")
    return {beside / f"{name}.md" if name else file: pages[name] for name in pages}


if __name__ == "__main__":
    main(sys.argv[1:])
