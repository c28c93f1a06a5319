"""A view that somebody keeps: a page of ours and its query, never an address."""

from datetime import date

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from areas.models import MunicipalRow
from savedviews.rules import DAY, LONGEST_QUERY, PAGES


class SavedView(MunicipalRow):
    """A page of `PAGES` with its query string, under a name; opened with the rights of whoever opens it."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="saved_views",
        verbose_name=_("bewaard door"),
    )
    name = models.CharField(_("naam"), max_length=120)
    page = models.CharField(
        _("pagina"), max_length=60, choices=[(name, page.label) for name, page in PAGES.items()]
    )
    query = models.TextField(_("keuzes"), blank=True, max_length=LONGEST_QUERY)
    is_shared = models.BooleanField(_("gedeeld"), default=False)

    class Meta:
        verbose_name = _("bewaarde weergave")
        verbose_name_plural = _("bewaarde weergaven")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "owner", "name"],
                name="saved_view_name_unique",
                violation_error_message=_("Je hebt al een weergave met deze naam."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Where it leads: a page of this site, always."""
        address = reverse(self.page)
        return f"{address}?{self.query}" if self.query else address

    @property
    def day(self) -> date | None:
        """The reference date it holds on to; None where it shows today."""
        kept = QueryDict(self.query).get(DAY)
        return date.fromisoformat(kept) if kept else None
