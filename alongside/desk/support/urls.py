from django.urls import path

from alongside.desk.support import (
    count_views,
    officer_views,
    proposal_views,
    request_views,
    views,
)

app_name = "support"

urlpatterns = [
    path("", views.support, name="support"),
    path("catalogue/", views.catalogue, name="catalogue"),
    path("catalogue/<slug:code>/", views.task, name="task"),
    path(
        "catalogue/<slug:code>/change/",
        proposal_views.propose_change,
        name="propose-change",
    ),
    path(
        "catalogue/<slug:code>/withdraw/",
        proposal_views.propose_withdrawal,
        name="propose-withdrawal",
    ),
    path("proposals/", proposal_views.proposals, name="proposals"),
    path("proposals/add/", proposal_views.propose_task, name="propose-task"),
    path("proposals/<int:pk>/", proposal_views.proposal, name="proposal"),
    path("requests/", request_views.requests, name="requests"),
    path("requests/export/", request_views.export_requests, name="export-requests"),
    path("requests/counts/", count_views.counts, name="counts"),
    path("requests/ask/", request_views.ask, name="ask"),
    path("requests/<int:pk>/", request_views.request_, name="request"),
    path("requests/<int:pk>/again/", request_views.send_again, name="send-again"),
    path(
        "requests/<int:pk>/withdraw/",
        request_views.withdraw_request,
        name="withdraw-request",
    ),
    path("requests/<int:pk>/take-on/", officer_views.take_on, name="take-on"),
    path("requests/<int:pk>/hold/", officer_views.hold_request, name="hold-request"),
    path(
        "requests/<int:pk>/return/", officer_views.return_request, name="return-request"
    ),
    path(
        "requests/<int:pk>/done/", officer_views.finish_request, name="finish-request"
    ),
    path(
        "requests/<int:pk>/decline/",
        officer_views.decline_request,
        name="decline-request",
    ),
    path("requests/<int:pk>/once/", officer_views.do_once, name="do-once"),
]
