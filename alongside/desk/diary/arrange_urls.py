from django.urls import path

from alongside.desk.diary import arrange_views as views

app_name = "arrange"

urlpatterns = [
    path("", views.what, name="what"),
    path("due/<int:pk>/", views.from_due, name="from-due"),
    path("child/<int:pk>/<slug:kind>/", views.ask, name="ask"),
    path("<int:pk>/times/", views.times, name="times"),
]
