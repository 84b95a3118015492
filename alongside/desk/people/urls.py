from django.urls import path

from alongside.desk.people import (
    adult_urls,
    conflict_views,
    find_views,
    looked_views,
    merge_views,
    opening_views,
    unusual_views,
    views,
)

app_name = "people"

urlpatterns = [
    path("children/", find_views.find_child, name="find-child"),
    path("children/<int:pk>/restrict/", views.restrict_record, name="restrict-record"),
    path("restricted/", views.restrictions, name="restrictions"),
    path("restricted/open/", opening_views.open_restricted, name="open-restricted"),
    path("restricted/opened/", opening_views.openings, name="openings"),
    path(
        "restricted/opened/<int:pk>/",
        opening_views.review_opening,
        name="review-opening",
    ),
    path("restricted/<int:pk>/", views.restriction, name="restriction"),
    path("restricted/<int:pk>/lift/", views.lift_restriction, name="lift-restriction"),
    path(
        "restricted/<int:pk>/take-off/<int:person>/",
        views.take_off_need_to_know,
        name="take-off-need-to-know",
    ),
    path("conflicts/", conflict_views.conflicts, name="conflicts"),
    path(
        "conflicts/declare/", conflict_views.declare_conflict, name="declare-conflict"
    ),
    path("conflicts/<int:pk>/", conflict_views.conflict, name="conflict"),
    path("conflicts/<int:pk>/end/", conflict_views.end_conflict, name="end-conflict"),
    path("people/merge/", merge_views.choose_records, name="merge-records"),
    path("people/merge/<int:pk>/<int:gone>/", merge_views.merge, name="merge"),
    path("children/<int:pk>/looked/", looked_views.who_looked, name="who-looked"),
    path(
        "children/<int:pk>/looked/export/",
        looked_views.export_who_looked,
        name="export-who-looked",
    ),
    path("looked/", looked_views.team_looked, name="team-looked"),
    path("looked/export/", looked_views.export_team_looked, name="export-team-looked"),
    path("looked/unusual/", unusual_views.unusual_looks, name="unusual-looks"),
    path("looked/unusual/<int:pk>/", unusual_views.unusual_look, name="unusual-look"),
    path("looked/rules/", unusual_views.look_rules, name="look-rules"),
    path(
        "looked/rules/<slug:code>/", unusual_views.set_look_rule, name="set-look-rule"
    ),
    *adult_urls.urlpatterns,
]
