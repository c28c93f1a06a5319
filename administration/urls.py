"""The pages of the functional administrator: Dutch paths, English names."""

from django.urls import path

from administration.views import (
    areas,
    import_downloads,
    imports,
    indicators,
    norms,
    start,
    theme,
)

app_name = "administration"
urlpatterns = [
    path("beheer/", start.start, name="start"),
    path("beheer/gebieden/", areas.areas, name="areas"),
    path("beheer/gebieden/sjabloon.csv", areas.template, name="template"),
    path("beheer/normen/", norms.norms, name="norms"),
    path("beheer/normen/nood/nieuw/", indicators.add, name="indicator_add"),
    path("beheer/normen/nood/<int:pk>/", indicators.edit, name="indicator"),
    path("beheer/normen/nood/<int:pk>/verwijderen/", indicators.remove, name="indicator_remove"),
    path("beheer/thema/", theme.theme, name="theme"),
    path("thema/<str:code>-<str:version>.css", theme.style, name="theme_style"),
    path("import/", imports.upload, name="import"),
    path(
        "import/sjabloon/<str:kind>.<str:extension>",
        import_downloads.template,
        name="import_template",
    ),
    path("import/<uuid:pk>/", imports.check, name="import_preview"),
    path("import/<uuid:pk>/kolommen/", imports.columns, name="import_columns"),
    path(
        "import/<uuid:pk>/geweigerd.<str:extension>",
        import_downloads.refused,
        name="import_refused",
    ),
]
