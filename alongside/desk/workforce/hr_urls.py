from django.urls import path

from alongside.desk.workforce import hr_views as views

app_name = "hr"

urlpatterns = [
    path("", views.import_hr, name="import-hr"),
    path("<int:pk>/", views.hr_imported, name="hr-imported"),
    path("<int:pk>/columns/", views.hr_columns, name="hr-columns"),
    path("<int:pk>/findings.xlsx", views.hr_refused, name="hr-refused"),
]
