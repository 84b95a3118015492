from django.urls import path

from alongside.desk.money import option_part_views as parts
from alongside.desk.money import option_views as views

urlpatterns = [
    path("", views.options, name="options"),
    path("begin/", views.begin_appraisal, name="begin-appraisal"),
    path("place/", parts.place_benefit, name="place-benefit"),
    path("<int:pk>/", views.appraisal, name="appraisal"),
    path("<int:pk>/change/", views.change_appraisal, name="change-appraisal"),
    path("<int:pk>/prefer/", views.prefer, name="prefer"),
    path("<int:pk>/take/<slug:form>/", views.take_appraisal, name="take-appraisal"),
    path("<int:pk>/add/", parts.add_option, name="add-option"),
    path("option/<int:pk>/", parts.change_option, name="change-option"),
    path("option/<int:pk>/out/", parts.take_out_option, name="take-out-option"),
    path("option/<int:pk>/benefit/", parts.add_benefit, name="add-benefit"),
    path("option/<int:pk>/risk/", parts.add_risk, name="add-risk"),
    path("benefit/<int:pk>/", parts.change_benefit, name="change-benefit"),
    path("benefit/<int:pk>/out/", parts.take_out_benefit, name="take-out-benefit"),
    path("risk/<int:pk>/", parts.change_risk, name="change-risk"),
    path("risk/<int:pk>/out/", parts.take_out_risk, name="take-out-risk"),
]
