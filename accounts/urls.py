from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [path("gemeente/", views.choose_municipality, name="choose_municipality")]
