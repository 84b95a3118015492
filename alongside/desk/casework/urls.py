from django.urls import path

from alongside.desk.casework import (
    ahead_views,
    allocate_views,
    caseload_views,
    caseloads_ahead_views,
    compare_views,
    digest_views,
    feed_views,
    finding_views,
    gone_views,
    handback_views,
    import_views,
    in_your_name_views,
    layout_views,
    rule_change_views,
    rule_views,
    saved_view_views,
    undo_views,
    views,
    worklist_views,
)

app_name = "casework"

urlpatterns = [
    path("feeds/<slug:secret>.ics", feed_views.feed, name="feed"),
    path("account/calendar/", feed_views.calendar_address, name="calendar-address"),
    path("account/calendar/new/", feed_views.make_feed, name="make-feed"),
    path("account/calendar/revoke/", feed_views.revoke_feed, name="revoke-feed"),
    path("timescales/", worklist_views.timescales, name="timescales"),
    path("timescales/mark/", worklist_views.mark_dues, name="mark-dues"),
    path(
        "timescales/export/",
        worklist_views.export_timescales,
        name="export-timescales",
    ),
    path(
        "timescales/in-your-name/",
        in_your_name_views.in_your_name,
        name="in-your-name",
    ),
    path("timescales/views/new/", saved_view_views.save_view, name="save-view"),
    path(
        "timescales/views/<int:pk>/", saved_view_views.change_view, name="change-view"
    ),
    path(
        "timescales/views/<int:pk>/delete/",
        saved_view_views.delete_view,
        name="delete-view",
    ),
    path("timescales/sheet/", digest_views.sheet, name="sheet"),
    path("timescales/ahead/", ahead_views.ahead, name="ahead"),
    path("timescales/sheet/text/", handback_views.case_notes, name="case-notes"),
    path("timescales/gone/", gone_views.gone, name="gone"),
    path("timescales/<int:pk>/", views.due, name="due"),
    path("timescales/<int:pk>/text/", handback_views.case_note, name="case-note"),
    path("timescales/rules/", rule_views.rules, name="rules"),
    path(
        "timescales/rules/changes/", rule_change_views.rule_changes, name="rule-changes"
    ),
    path(
        "timescales/rules/upload/", rule_change_views.upload_rules, name="upload-rules"
    ),
    path("timescales/rules/file/", rule_change_views.own_rulebook, name="own-rulebook"),
    path(
        "timescales/rules/changes/<int:pk>/",
        rule_change_views.rule_change,
        name="rule-change",
    ),
    path(
        "timescales/rules/changes/<int:pk>/sign-off/",
        rule_change_views.sign_off_rule_change,
        name="sign-off-rule-change",
    ),
    path(
        "timescales/rules/changes/<int:pk>/withdraw/",
        rule_change_views.withdraw_rule_change,
        name="withdraw-rule-change",
    ),
    path(
        "timescales/rules/<slug:code>/propose/",
        rule_change_views.propose_rule_change,
        name="propose-rule-change",
    ),
    path("timescales/rules/<slug:code>/", rule_views.rule, name="rule"),
    path("caseloads/", caseload_views.caseloads, name="caseloads"),
    path("caseloads/export/", caseload_views.export_caseloads, name="export-caseloads"),
    path("caseloads/what-if/", caseload_views.what_if, name="what-if"),
    path(
        "caseloads/ahead/",
        caseloads_ahead_views.caseloads_ahead,
        name="caseloads-ahead",
    ),
    path("caseloads/allocate/", allocate_views.without_worker, name="without-worker"),
    path(
        "caseloads/allocate/<int:pk>/",
        allocate_views.choose_worker,
        name="choose-worker",
    ),
    path("children/<int:pk>/", views.timeline, name="timeline"),
    path("imports/", import_views.imports, name="imports"),
    path("imports/layouts/", layout_views.layouts, name="layouts"),
    path("imports/layouts/<int:pk>/", layout_views.layout, name="layout"),
    path(
        "imports/layouts/<int:pk>/retire/",
        layout_views.retire_layout,
        name="retire-layout",
    ),
    path("imports/<int:pk>/layout/", layout_views.choose_layout, name="choose-layout"),
    path("imports/<int:pk>/layout/use/", layout_views.use_layout, name="use-layout"),
    path(
        "imports/<int:pk>/layout/<int:place>/",
        layout_views.map_columns,
        name="map-columns",
    ),
    path("imports/new/", import_views.upload_extract, name="upload-extract"),
    path("imports/compare/", compare_views.choose_extracts, name="choose-extracts"),
    path(
        "imports/<int:pk>/compare/<int:other>/",
        compare_views.compare_extracts,
        name="compare-extracts",
    ),
    path(
        "imports/<int:pk>/compare/<int:other>/export/",
        compare_views.export_comparison,
        name="export-comparison",
    ),
    path("imports/<int:pk>/undo/", undo_views.undo_extract, name="undo-extract"),
    path("imports/<int:pk>/", import_views.extract, name="extract"),
    path("imports/<int:pk>/findings/", import_views.findings, name="findings"),
    path(
        "imports/<int:pk>/findings/workbook/",
        finding_views.findings_workbook,
        name="findings-workbook",
    ),
    path("findings/", finding_views.faults, name="faults"),
    path("findings/see-to/", finding_views.see_to_faults, name="see-to-faults"),
    path("findings/export/", finding_views.export_faults, name="export-faults"),
    path("findings/<int:pk>/", finding_views.fault, name="fault"),
    path("findings/corrections/", handback_views.handbacks, name="handbacks"),
    path(
        "findings/corrections/new/", handback_views.make_handback, name="make-handback"
    ),
    path("findings/corrections/<int:pk>/", handback_views.handback, name="handback"),
    path(
        "findings/corrections/<int:pk>/<slug:kind>/",
        handback_views.handback_download,
        name="handback-download",
    ),
    path(
        "imports/<int:pk>/changes/<slug:kind>/",
        import_views.extract_changes,
        name="extract-changes",
    ),
    path("imports/<int:pk>/apply/", import_views.apply_extract, name="apply-extract"),
    path("imports/<int:pk>/read/", import_views.read_again, name="read-again"),
    path(
        "imports/<int:pk>/set-aside/",
        import_views.set_aside_extract,
        name="set-aside-extract",
    ),
]
