from django.apps import AppConfig
from django.utils import translation

import language


class DashboardsConfig(AppConfig):
    """What the records mean: measures, charts, tables, exports. Owns no tables."""

    name = "dashboards"
    verbose_name = "Dashboards"

    def ready(self) -> None:
        """Let the measures speak the language of the page."""
        language.use(
            language.Translator(translation.gettext, translation.ngettext, language_of_the_page)
        )


def language_of_the_page() -> str:
    """Return the two letters of the active language; Dutch where translation is off."""
    return (translation.get_language() or language.translator.DUTCH)[:2]
