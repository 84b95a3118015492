from django.urls import path

from alongside.desk.workforce import views

app_name = "workforce"

urlpatterns = [
    path("", views.teams, name="teams"),
    path("<int:pk>/", views.team, name="team"),
    path("<int:pk>/add/", views.assign_team, name="assign-team"),
    path("people/<int:pk>/", views.join_teams, name="join-teams"),
    path("memberships/<int:pk>/end/", views.end_membership, name="end-membership"),
]
