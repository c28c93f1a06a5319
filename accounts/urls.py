from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("gemeente/", views.choose_municipality, name="choose_municipality"),
    path("taal/", views.choose_language, name="choose_language"),
]
