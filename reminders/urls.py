"""The weekly digest: Dutch paths, English names."""

from django.urls import path

from reminders import views

app_name = "reminders"
urlpatterns = [
    path("weekbericht/", views.preferences, name="preferences"),
    path("weekbericht/uit/<str:token>/", views.off, name="off"),
]
