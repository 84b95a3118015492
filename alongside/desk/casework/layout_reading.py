"""A file that no format knows, read by the council's layouts where they fit.

Of a table that two layouts fit, and of a file that none fits, a person is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from alongside.desk.casework import layout_tables
from alongside.desk.casework.layout_models import LayoutVersion
from alongside.desk.casework.models import Extract
from alongside.reckon.intake import Reading
from alongside.reckon.intake.findings import ALL
from alongside.reckon.intake.reports import Seen, fingerprint, read_by, tables_in


def read_by_layouts(extract: Extract, path: Path, unknown: Reading) -> Reading:
    """Return a file as the layouts have it; `unknown` again where a person must say.

    What was found in it is kept sealed for the page that asks.
    """
    if unknown.invented != settings.INVENTED:
        unknown.findings = []  # for the wrong desk: it is refused for that, and unread
        return unknown
    tables = tables_in(unknown.sheets)
    if not tables:
        return unknown
    layout_tables.keep(extract, tables)
    versions = _versions(extract, tables)
    if not versions:
        return unknown
    if extract.pk:
        extract.layouts.set(versions)
    named = [version.named for version in versions]
    known = read_by(path, named, extract.as_at, ALL, unknown.sheets)
    known.invented = unknown.invented
    return known


def _versions(extract: Extract, tables: Sequence[Seen]) -> list[LayoutVersion]:
    """Return the versions to read tables by: those chosen, else the only ones that fit;
    none where one of several is to be chosen first."""
    there = {fingerprint(seen.headers) for seen in tables}
    chosen = {each.fingerprint: each for each in extract.layouts.all()}
    fitting: defaultdict[str, list[LayoutVersion]] = defaultdict(list)
    for version in LayoutVersion.objects.reading(there - chosen.keys()):
        fitting[version.fingerprint].append(version)
    if any(len(several) > 1 for several in fitting.values()):
        return []
    fit = [version for (version,) in fitting.values()]
    return [chosen[each] for each in sorted(there & chosen.keys())] + fit
