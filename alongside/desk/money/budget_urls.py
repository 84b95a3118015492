from django.urls import path

from alongside.desk.money import budget_views

urlpatterns = [
    path("", budget_views.budgets, name="budgets"),
    path("export/", budget_views.export_budgets, name="export-budgets"),
    path("add/", budget_views.add_head, name="add-head"),
    path("move/", budget_views.transfer_budget, name="transfer-budget"),
    path("ledger/", budget_views.upload_ledger, name="upload-ledger"),
    path("<int:pk>/", budget_views.budget, name="budget"),
    path("<int:pk>/change/", budget_views.change_head, name="change-head"),
    path("<int:pk>/set/", budget_views.set_budget, name="set-budget"),
    path("<int:pk>/<slug:month>/", budget_views.expect_month, name="expect-month"),
]
