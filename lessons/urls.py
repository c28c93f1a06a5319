from django.urls import path

from lessons import views

app_name = "lessons"
urlpatterns = [
    path("lessen/", views.index, name="index"),
    path("lessen/<slug:code>/", views.detail, name="detail"),
]
