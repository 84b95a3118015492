from django.urls import path

from alongside.desk.workforce import away_views, views

app_name = "workforce"

urlpatterns = [
    path("", views.teams, name="teams"),
    path("away/", away_views.away, name="away"),
    path("away/add/", away_views.note_absence, name="note-absence"),
    path("away/<int:pk>/back/", away_views.come_back, name="come-back"),
    path("away/<int:pk>/cover/", away_views.arrange_cover, name="arrange-cover"),
    path("cover/<int:pk>/end/", away_views.hand_back, name="hand-back"),
    path("<int:pk>/", views.team, name="team"),
    path("<int:pk>/add/", views.assign_team, name="assign-team"),
    path("people/<int:pk>/", views.join_teams, name="join-teams"),
    path("memberships/<int:pk>/end/", views.end_membership, name="end-membership"),
]
