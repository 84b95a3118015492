from django.urls import path

from alongside.desk.money import post_views

app_name = "money"

urlpatterns = [
    path("posts/", post_views.posts, name="posts"),
    path("rates/", post_views.rates, name="rates"),
    path("rates/add/", post_views.add_rate, name="add-rate"),
    path("rates/<int:pk>/", post_views.change_rate, name="change-rate"),
]
