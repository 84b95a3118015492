from django.urls import path

from alongside.desk.keeping import (
    extract_views,
    hold_views,
    processing_views,
    request_views,
    views,
)

app_name = "keeping"

urlpatterns = [
    path("", views.schedule, name="schedule"),
    path("schedule/<slug:code>/", views.set_period, name="set-period"),
    path("processing/", processing_views.processing, name="processing"),
    path(
        "processing.<slug:form>",
        processing_views.take_processing,
        name="export-processing",
    ),
    path("extracts/", extract_views.extracts, name="extracts"),
    path("extracts/ask/", extract_views.ask_for_extract, name="ask-for-extract"),
    path("extracts/<int:pk>/", extract_views.extract, name="extract"),
    path(
        "extracts/<int:pk>/decide/", extract_views.decide_extract, name="decide-extract"
    ),
    path("extracts/<int:pk>/take/", extract_views.take_extract, name="export-extract"),
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
