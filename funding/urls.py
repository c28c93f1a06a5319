"""The record pages of money: Dutch paths, English names. The dashboard is in `dashboards`."""

from django.urls import path

from funding.views import course, deadlines, detail, edit, funders, grant_list, schemes

app_name = "funding"
urlpatterns = [
    path("financiering/aanvragen/", grant_list.grants, name="grants"),
    path("financiering/aanvragen/nieuw/", edit.new, name="new"),
    path("financiering/aanvragen/<int:pk>/", detail.grant, name="grant"),
    path("financiering/aanvragen/<int:pk>/wijzigen/", edit.edit, name="edit"),
    path("financiering/aanvragen/<int:pk>/stap/", course.step, name="step"),
    path("financiering/aanvragen/<int:pk>/betaling/", course.payment, name="payment"),
    path("financiering/aanvragen/<int:pk>/terugnemen/", course.retract, name="retract"),
    path("financiering/aanvragen/<int:pk>/termijn/", course.clock, name="clock"),
    path("financiering/termijnen/", deadlines.overview, name="deadlines"),
    path("financiering/initiatief/<int:pk>/", grant_list.of_initiative, name="of_initiative"),
    path("financiering/geldgevers/", funders.funders, name="funders"),
    path("financiering/regelingen/", schemes.schemes, name="schemes"),
    path("financiering/regelingen/nieuw/", schemes.new, name="new_scheme"),
    path("financiering/regelingen/<int:pk>/wijzigen/", schemes.edit, name="edit_scheme"),
]
