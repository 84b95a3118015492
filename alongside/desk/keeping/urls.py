from django.urls import path

from alongside.desk.keeping import hold_views, request_views, views

app_name = "keeping"

urlpatterns = [
    path("", views.schedule, name="schedule"),
    path("schedule/<slug:code>/", views.set_period, name="set-period"),
    path("holds/", hold_views.holds, name="holds"),
    path("holds/<int:pk>/lift/", hold_views.lift_hold, name="lift-hold"),
    path("people/", hold_views.find_person, name="find-person"),
    path("people/<slug:kind>/<int:pk>/", hold_views.person, name="person"),
    path("people/<slug:kind>/<int:pk>/hold/", hold_views.place_hold, name="place-hold"),
    path(
        "people/<slug:kind>/<int:pk>/request/",
        request_views.log_request,
        name="log-request",
    ),
    path("requests/", request_views.requests, name="requests"),
    path("requests/<int:pk>/", request_views.data_request, name="request"),
    path("requests/<int:pk>/extend/", request_views.extend_request, name="extend"),
    path("requests/<int:pk>/decide/", request_views.decide_request, name="decide"),
    path("requests/<int:pk>/erase/", request_views.erase, name="erase"),
    path("requests/<int:pk>/words/", request_views.words, name="words"),
    path(
        "requests/<int:pk>/words/<str:model>/<int:key>/<slug:column>/",
        request_views.correct,
        name="correct",
    ),
    path(
        "requests/<int:pk>/others/",
        request_views.third_parties,
        name="third-parties",
    ),
    path("requests/<int:pk>/preview/", request_views.preview, name="preview"),
    path(
        "requests/<int:pk>/pack.<slug:form>", request_views.take_pack, name="take-pack"
    ),
    path("requests/<int:pk>/close/", request_views.close_request, name="close"),
]
