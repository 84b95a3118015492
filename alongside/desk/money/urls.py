from django.urls import include, path

from alongside.desk.money import post_agency_views, post_rate_views, post_views

app_name = "money"

urlpatterns = [
    path("funding/", include("alongside.desk.money.funding_urls")),
    path("budget/", include("alongside.desk.money.budget_urls")),
    path("grants/", include("alongside.desk.money.grant_urls")),
    path("options/", include("alongside.desk.money.option_urls")),
    path("posts/", post_views.posts, name="posts"),
    path("posts/export/", post_views.export_posts, name="export-posts"),
    path("posts/what-if/", post_views.what_if_posts, name="what-if-posts"),
    path("posts/<int:pk>/", post_views.post, name="post"),
    path("posts/paid/<int:pk>/", post_views.set_point, name="set-point"),
    path("agency/", post_agency_views.agency, name="agency"),
    path("agency/what-if/", post_agency_views.what_if_agency, name="what-if-agency"),
    path("rates/", post_rate_views.rates, name="rates"),
    path("rates/add/", post_rate_views.add_rate, name="add-rate"),
    path("rates/<int:pk>/", post_rate_views.change_rate, name="change-rate"),
    path("rates/spines/add/", post_rate_views.add_spine, name="add-spine"),
    path("rates/spines/<int:pk>/", post_rate_views.change_spine, name="change-spine"),
    path("rates/grades/add/", post_rate_views.add_grade, name="add-grade"),
    path("rates/grades/<int:pk>/", post_rate_views.change_grade, name="change-grade"),
]
