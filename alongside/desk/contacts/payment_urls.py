from django.urls import path, re_path

from alongside.desk.contacts import payment_views as views

app_name = "payments"
CHANGE = "|".join(views.CHANGES)

urlpatterns = [
    path("", views.payment_queries, name="queries"),
    path("export/", views.export_payment_queries, name="export"),
    path("causes/", views.payment_causes, name="causes"),
    path("causes/add/", views.add_payment_cause, name="add-cause"),
    path("causes/<int:pk>/", views.payment_cause, name="cause"),
    path("entries/<int:pk>/strike/", views.strike_entry, name="strike-entry"),
    path("<int:pk>/", views.payment_query, name="query"),
    re_path(
        rf"^(?P<pk>\d+)/(?P<change>{CHANGE})/$",
        views.change_payment_query,
        name="change",
    ),
]
