from django.urls import path

from alongside.desk.quality import (
    audit_table_views,
    audit_views,
    comment_views,
    import_views,
    survey_views,
    time_views,
    views,
)

app_name = "quality"

urlpatterns = [
    path("", views.quality, name="quality"),
    path("audits/", audit_views.audits, name="audits"),
    path("audits/export/", audit_table_views.export_audits, name="export-audits"),
    path("audits/table/", audit_table_views.audit_table, name="audit-table"),
    path(
        "audits/table/export/",
        audit_table_views.export_audit_table,
        name="export-audit-table",
    ),
    path("audits/agreement/", audit_views.agreement, name="agreement"),
    path("audits/actions/", audit_views.audit_actions_due, name="audit-actions"),
    path("audits/add/", audit_views.add_audit, name="add-audit"),
    path("audits/import/", import_views.upload_audits, name="upload-audits"),
    path("audits/import/<int:pk>/", import_views.map_audits, name="map-audits"),
    path("time/", time_views.time_and_pulse, name="time-and-pulse"),
    path("surveys/", survey_views.surveys, name="surveys"),
    path("surveys/add/", survey_views.make_survey, name="make-survey"),
    path("surveys/<int:pk>/", survey_views.survey, name="survey"),
    path("surveys/<int:pk>/export/", survey_views.export_survey, name="export-survey"),
    path("surveys/<int:pk>/token/", survey_views.take_token, name="take-token"),
    path("surveys/<int:pk>/answer/", survey_views.answer_survey, name="answer-survey"),
    path("comments/", comment_views.comments, name="comments"),
    path("comments/add/", comment_views.add_comment, name="add-comment"),
    path("comments/export/", comment_views.export_comments, name="export-comments"),
    path("comments/<int:pk>/", comment_views.comment, name="comment"),
    path("comments/<int:pk>/consent/", comment_views.set_consent, name="set-consent"),
    path("comments/<int:pk>/edit/", comment_views.edit_comment, name="edit-comment"),
    path("comments/<int:pk>/clear/", comment_views.clear_comment, name="clear-comment"),
    path("audits/import/<int:pk>/drop/", import_views.drop_upload, name="drop-upload"),
    path("tables/", import_views.imported_tables, name="imported-tables"),
    path("tables/<int:pk>/", import_views.imported_table, name="imported-table"),
    path("audits/<int:pk>/", audit_views.audit, name="audit"),
    path("audits/<int:pk>/again/", audit_views.audit_again, name="audit-again"),
    path("audits/<int:pk>/grade/", audit_views.grade_again, name="grade-again"),
    path("audits/<int:pk>/moderate/", audit_views.moderate, name="moderate"),
    path("audits/<int:pk>/act/", audit_views.add_audit_action, name="add-audit-action"),
    path(
        "actions/<int:pk>/done/",
        audit_views.finish_audit_action,
        name="finish-audit-action",
    ),
]
