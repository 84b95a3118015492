from django.urls import path

from alongside.desk.committee import (
    agreed_views,
    check_views,
    figure_views,
    owed_views,
    section_views,
    template_views,
    views,
)

app_name = "committee"

urlpatterns = [
    path("", views.reports, name="reports"),
    path("begin/", views.begin_report, name="begin-report"),
    path("check/", check_views.check_file, name="check-file"),
    path("templates/", template_views.templates, name="templates"),
    path("templates/add/", template_views.add_template, name="add-template"),
    path(
        "templates/<slug:key>.toml", template_views.take_template, name="take-template"
    ),
    path("<int:pk>/", views.report, name="report"),
    path("<int:pk>/change/", views.change_report, name="change-report"),
    path("<int:pk>/fill-in/", views.fill_in, name="fill-in"),
    path("<int:pk>/ask/", owed_views.ask_for_it, name="ask-for"),
    path("<int:pk>/forward/", views.send_forward, name="send-forward"),
    path("<int:pk>/back/", views.take_back, name="take-back"),
    path("<int:pk>/figures/seen/", views.see_changes, name="see-changes"),
    path("<int:pk>/figures/add/", figure_views.add_figure, name="add-figure"),
    path("<int:pk>/tables/add/", figure_views.add_table, name="add-table"),
    path("<int:pk>/annexes/add/", figure_views.add_annex, name="add-annex"),
    path(
        "<int:pk>/accept/<slug:key>/",
        agreed_views.accept_finding,
        name="accept-finding",
    ),
    path("<int:pk>/sign/<slug:kind>/", agreed_views.sign_off, name="sign-off"),
    path("<int:pk>/report.<slug:form>", agreed_views.take_report, name="take-report"),
    path("accepted/<int:pk>/open/", agreed_views.mind_again, name="mind-again"),
    path("sections/<int:pk>/", section_views.write_section, name="write-section"),
    path("sections/<int:pk>/draft/", section_views.keep_draft, name="keep-draft"),
    path(
        "sections/<int:pk>/draft/discard/",
        section_views.discard_draft,
        name="discard-draft",
    ),
    path(
        "sections/<int:pk>/history/",
        section_views.section_history,
        name="section-history",
    ),
    path("sections/<int:pk>/comment/", section_views.add_comment, name="add-comment"),
    path(
        "comments/<int:pk>/resolve/",
        section_views.resolve_comment,
        name="resolve-comment",
    ),
    path("figures/<int:pk>/", figure_views.change_figure, name="change-figure"),
    path("figures/<int:pk>/remove/", figure_views.remove_figure, name="remove-figure"),
    path("tables/<int:pk>/", figure_views.change_table, name="change-table"),
    path("tables/<int:pk>/remove/", figure_views.remove_table, name="remove-table"),
    path("annexes/<int:pk>/remove/", figure_views.remove_annex, name="remove-annex"),
]
