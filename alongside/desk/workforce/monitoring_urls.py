from django.urls import path

from alongside.desk.workforce import monitoring_views as views

app_name = "monitoring"

urlpatterns = [
    path("", views.monitoring, name="monitoring"),
    path("type/", views.type_figure, name="type-figure"),
    path("import/", views.import_figures, name="import-figures"),
    path("count/", views.count_month, name="count-month"),
    path("<int:pk>/", views.team_monitoring, name="team-monitoring"),
    path(
        "<int:pk>/<slug:indicator>/limits/",
        views.draw_limits_anew,
        name="draw-limits-anew",
    ),
]
