"""Figures, tables and annexes of a report: added, changed and taken out."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from alongside.desk.access.needs import needs
from alongside.desk.committee import figure_actions as actions
from alongside.desk.committee.finding import found_report
from alongside.desk.committee.models import Annex, ReportFigure, ReportTable
from alongside.desk.committee.section_forms import AnnexForm, FigureForm, TableForm
from alongside.desk.forms import Confirmation, carry_out


@require_http_methods(["GET", "POST"])
@needs("write_report", about="committee.Report")
def add_figure(request, pk):
    report = found_report(request.user, pk)
    form = FigureForm(request.POST or None, by=request.user, report=report)
    if carry_out(form, actions.set_figure, by=request.user, report=report):
        messages.success(request, "The figure is added. Sections print it by its name.")
        return redirect("committee:report", pk)
    return _page(request, report, form, "Add a figure")


@require_http_methods(["GET", "POST"])
@needs("write_report", about="committee.ReportFigure")
def change_figure(request, pk):
    figure = _found(request, ReportFigure, pk)
    names = FigureForm.base_fields
    initial = {name: getattr(figure, name) for name in names}
    told = {"by": request.user, "report": figure.report}
    form = FigureForm(request.POST or None, initial=initial, **told)
    if carry_out(form, actions.set_figure, figure=figure, **told):
        messages.success(request, "The figure is changed.")
        return redirect("committee:report", figure.report_id)
    return _page(request, figure.report, form, f"Change the figure {figure.name}")


@require_POST
@needs("write_report", about="committee.ReportFigure")
def remove_figure(request, pk):
    figure = _found(request, ReportFigure, pk)
    return _removed(request, figure, actions.remove_figure, "figure")


@require_http_methods(["GET", "POST"])
@needs("write_report", about="committee.Report")
def add_table(request, pk):
    report = found_report(request.user, pk)
    form = TableForm(request.POST or None)
    if carry_out(form, actions.set_table, by=request.user, report=report):
        messages.success(
            request, "The table is added. A section places it by its name."
        )
        return redirect("committee:report", pk)
    return _page(request, report, form, "Add a table")


@require_http_methods(["GET", "POST"])
@needs("write_report", about="committee.ReportTable")
def change_table(request, pk):
    table = _found(request, ReportTable, pk)
    initial = {name: getattr(table, name) for name in ("name", "caption", "rows")}
    form = TableForm(request.POST or None, initial=initial)
    told = {"by": request.user, "report": table.report, "table": table}
    if carry_out(form, actions.set_table, **told):
        messages.success(request, "The table is changed.")
        return redirect("committee:report", table.report_id)
    return _page(request, table.report, form, f"Change the table {table.name}")


@require_POST
@needs("write_report", about="committee.ReportTable")
def remove_table(request, pk):
    table = _found(request, ReportTable, pk)
    return _removed(request, table, actions.remove_table, "table")


@require_http_methods(["GET", "POST"])
@needs("write_report", about="committee.Report")
def add_annex(request, pk):
    report = found_report(request.user, pk)
    form = AnnexForm(request.POST or None, by=request.user)
    if carry_out(form, actions.add_annex, by=request.user, report=report):
        messages.success(request, "It goes with the report.")
        return redirect("committee:report", pk)
    return _page(request, report, form, "Add an annex")


@require_POST
@needs("write_report", about="committee.Annex")
def remove_annex(request, pk):
    annex = _found(request, Annex, pk)
    return _removed(request, annex, actions.remove_annex, "annex")


def _found(request, model, pk):
    seen = model.objects.visible_to(request.user).select_related("report__body")
    return get_object_or_404(seen, pk=pk)


def _removed(request, row, action, what: str):
    key, form = row.report_id, Confirmation.of(request)
    if carry_out(form, action, by=request.user, **{what: row}):
        messages.success(request, f"The {what} is taken out.")
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("committee:report", key)


def _page(request, report, form, title: str):
    context = {"report": report, "form": form, "title": title}
    return render(request, "committee/about_report.html", context)
