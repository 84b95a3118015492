from django.urls import path

from alongside.desk.keeping import hold_views, views

app_name = "keeping"

urlpatterns = [
    path("", views.schedule, name="schedule"),
    path("schedule/<slug:code>/", views.set_period, name="set-period"),
    path("holds/", hold_views.holds, name="holds"),
    path("holds/<int:pk>/lift/", hold_views.lift_hold, name="lift-hold"),
    path("people/", hold_views.find_person, name="find-person"),
    path("people/<slug:kind>/<int:pk>/", hold_views.person, name="person"),
    path("people/<slug:kind>/<int:pk>/hold/", hold_views.place_hold, name="place-hold"),
]
