"""Reports that no format knows: their columns are mapped once, and the layouts kept."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.desk.access.audit import record_read
from alongside.desk.access.needs import needs
from alongside.desk.casework import layout_actions, layout_fields, layout_tables
from alongside.desk.casework.layout_forms import ChooseTableForm, MapColumnsForm
from alongside.desk.casework.layout_models import Layout, LayoutVersion
from alongside.desk.casework.layout_words import told_columns, versions_told
from alongside.desk.casework.models import Extract
from alongside.desk.forms import Confirmation, carry_out
from alongside.desk.people.models import Child
from alongside.desk.said import day_said
from alongside.reckon.intake.reports import difference, preview
from alongside.reckon.records import TABLES

MAPPED_IN = (Extract.State.ASKING, Extract.State.READY)
LIKE = 0.5  # of a layout's headers: one that shares fewer is another report


@require_GET
@needs("import_extract")
def choose_layout(request, pk):
    """What was found in a file, and what may read each table of it."""
    found, tables = _asked(request, pk)
    if not tables:
        return redirect("casework:extract", pk)
    record_read(by=request.user, action="see export", subject=found)
    newest = [
        layout.newest
        for layout in Layout.objects.visible_to(request.user)
        .in_use()
        .prefetch_related("versions")
    ]
    parts = [_part(request, place, each, newest) for place, each in enumerate(tables)]
    parts.sort(key=lambda part: not part["table"].rows)
    context = {"extract": found, "parts": parts}
    return render(request, "casework/choose_layout.html", context)


def _part(request, place, table, newest):
    """A table of a file: the layouts that fit it, and those that nearly do."""
    versions = LayoutVersion.objects.visible_to(request.user)
    fit = versions.reading([table.fingerprint])
    fitting = {version.layout_id for version in fit}
    near = []
    for version in newest:
        differs = difference(version.named, table.seen())
        shared = len(version.named.headers) - len(differs.gone)
        alike = shared >= LIKE * max(len(version.named.headers), 1)
        if alike and version.layout_id not in fitting:
            near.append((version, differs))
    likeliest = layout_fields.likeliest(table.proposals.values())
    form = ChooseTableForm(initial={"table": likeliest}, prefix=f"part{place}")
    form.fields["table"].widget.attrs["form"] = f"map{place}"
    return {"place": place, "table": table, "fit": fit, "near": near, "form": form}


@require_http_methods(["GET", "POST"])
@needs("import_extract")
def map_columns(request, pk, place):
    """Say once what the columns of a table are; see it read; save it as a layout."""
    found, tables = _asked(request, pk)
    if not tables:
        messages.error(request, "This export is not waiting for a layout now.")
        return redirect("casework:extract", pk)
    if place >= len(tables):
        raise Http404
    whole, of = tables[place], _version_of(request)
    asked = request.GET.get(f"part{place}-table") or request.GET.get("table", "")
    table = of.named.row_table if of else asked
    if table not in TABLES:
        messages.error(request, "Choose what each row of the table is.")
        return redirect("casework:choose-layout", pk)
    shown = _shown_to(request.user, whole)
    base = of.named if of else None
    form = MapColumnsForm(
        request.POST or None,
        found=shown,
        table=table,
        base=base,
        saving="save" in request.POST,
    )
    if "save" in request.POST and _saved(request, form, found, of):
        return redirect("casework:extract", pk)
    record_read(by=request.user, action="see export", subject=found)
    context = {
        "extract": found, "place": place, "part": shown, "form": form, "of": of,
        "table": table, "row": layout_fields.table_words(table),
        "differs": difference(base, whole.seen()) if base else None,
        "read": _read(form, shown), "known": _known(request, whole, of),
        "left_out": min(whole.rows, layout_tables.SHOWN_ROWS) if not shown.cells else 0,
    }  # fmt: skip
    return render(request, "casework/map_columns.html", context)


def _saved(request, form, found, of):
    """Save what the form says, if it says all; whatever refuses stands above the form."""

    def save(**_):
        return layout_actions.save_layout(
            by=request.user,
            extract=found,
            told=form.layout,
            of=of.layout if of else None,
            known=_numbers(request.POST.get("known", "")),
        )

    return carry_out(form, save)


def _read(form, table):
    """Five rows as they would be read, once the form says how."""
    if not form.is_valid():
        return None
    told = preview(table.seen(), form.layout, layout_tables.SHOWN_ROWS)
    return {
        "headings": [
            (use.header, layout_fields.words(use.to[0])) for use in form.layout.uses
        ],
        "rows": [[_said(value) for value in row.values()] for row in told.values],
        "findings": told.findings,
        "blank": _blank(form.left_blank()),
        "count": table.rows,
    }


def _blank(columns):
    """One sentence of how many cells no chosen pattern reads, and in which columns."""
    if not columns:
        return ""
    count = sum(times for _, times in columns)
    where = " and ".join(f"{times:,} of {header}" for header, times in columns)
    cells = "1 cell" if count == 1 else f"{count:,} cells"
    return f"{cells} in all rows would be left blank, since no chosen pattern reads them: {where}."


def _said(value):
    if isinstance(value, date):
        return day_said(value)
    return "" if value is None else layout_tables.cut(str(value))


def _known(request, table, of):
    """The versions that the person is shown: any other was made meanwhile."""
    versions = LayoutVersion.objects.visible_to(request.user)
    known = {version.pk for version in versions.reading([table.fingerprint])}
    if of:
        known |= {version.pk for version in of.layout.versions.all()}
    return " ".join(map(str, sorted(known)))


def _numbers(text):
    return {int(part) for part in text.split() if part.isdecimal()}


def _version_of(request):
    """The version of which a new one is to be made, if any is."""
    number = request.GET.get("of", "")
    if not number.isdecimal():
        return None
    layouts = Layout.objects.visible_to(request.user).in_use()
    return get_object_or_404(layouts, pk=int(number)).newest


def _shown_to(user, table):
    """A table as this person may see it. Where any child is hidden from them, rows about
    children whom they do not see go, known here or not: else a row that is missing
    would tell who is restricted."""
    seen = Child.objects.visible_to(user).known_ids()
    hidden = Child.objects.known_ids() - seen
    return table.only_about(seen) if hidden else table


@require_POST
@needs("import_extract")
def use_layout(request, pk):
    found, tables = _asked(request, pk)
    there = {table.fingerprint for table in tables}
    versions = LayoutVersion.objects.visible_to(request.user).reading(there)
    key = request.POST.get("version", "")
    version = next((each for each in versions if str(each.pk) == key), None)
    if version is None:
        messages.error(request, "Choose one of the layouts that fit this file.")
        return redirect("casework:choose-layout", pk)
    try:
        layout_actions.use_layout(by=request.user, extract=found, version=version)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("casework:extract", pk)


@require_GET
@needs("import_extract")
def layouts(request):
    told = Layout.objects.visible_to(request.user).told().prefetch_related("versions")
    context = {"layouts": told}
    return render(request, "casework/layouts.html", context)


@require_GET
@needs("import_extract")
def layout(request, pk):
    found = _layout(request, pk)
    context = {
        "layout": found,
        "columns": told_columns(found.newest.named),
        "versions": versions_told(found),
    }
    return render(request, "casework/layout.html", context)


@require_POST
@needs("import_extract")
def retire_layout(request, pk):
    found, form = _layout(request, pk), Confirmation.of(request)
    if carry_out(form, layout_actions.retire_layout, by=request.user, layout=found):
        messages.success(request, "The layout was retired. No file is read by it now.")
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("casework:layout", pk)


def _layout(request, pk):
    layouts = Layout.objects.visible_to(request.user)
    return get_object_or_404(layouts.select_related("retired_by"), pk=pk)


def _asked(request, pk):
    """An export and the tables found in it; none where nothing can be mapped in it now."""
    found = get_object_or_404(Extract.objects.visible_to(request.user), pk=pk)
    tables = layout_tables.kept(found) if found.state in MAPPED_IN else []
    return found, tables
