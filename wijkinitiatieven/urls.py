"""Where every page is: Dutch paths for people, English names for code."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("", include("accounts.urls")),
    path("", include("lessons.urls")),
    path("", include("initiatives.urls")),
    path("", include("funding.urls")),
    path("", include("facilitation.urls")),
    path("", include("upkeep.urls")),
    path("", include("administration.urls")),
    path("", include("savedviews.urls")),
    path("", include("reports.urls")),
    path("", include("dashboards.urls")),
    path("", include("reminders.urls")),
]
