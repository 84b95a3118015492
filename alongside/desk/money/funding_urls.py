from django.urls import path

from alongside.desk.money import budget_release_views, funding_views

urlpatterns = [
    path("", funding_views.funding, name="funding"),
    path("sources/add/", funding_views.add_source, name="add-source"),
    path("sources/<int:pk>/", funding_views.source, name="source"),
    path("sources/<int:pk>/change/", funding_views.change_source, name="change-source"),
    path("posts/<int:pk>/", funding_views.fund_post, name="fund-post"),
    path("shares/<int:pk>/", funding_views.end_funding, name="end-funding"),
    path("releases/add/", budget_release_views.release_budget, name="release-budget"),
    path("releases/<int:pk>/", budget_release_views.release, name="release"),
    path(
        "releases/<int:pk>/use/", budget_release_views.use_release, name="use-release"
    ),
]
