"""Small lists with a code for files and a name for people."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """One word of a list."""

    code = models.CharField(_("code"), max_length=30, unique=True)
    name_nl = models.CharField(_("naam"), max_length=80)
    name_en = models.CharField(_("naam (Engels)"), max_length=80)
    order = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        abstract = True
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name_en if (get_language() or "nl").startswith("en") else self.name_nl

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class ActivityTypeManager(models.Manager["ActivityType"]):
    def get_by_natural_key(self, code: str) -> "ActivityType":
        return self.get(code=code)


class ActivityType(Term):
    """What people do there."""

    objects = ActivityTypeManager()

    class Meta(Term.Meta):
        verbose_name = _("activiteit")
        verbose_name_plural = _("activiteiten")


class PlaceKindManager(models.Manager["PlaceKind"]):
    def get_by_natural_key(self, code: str) -> "PlaceKind":
        return self.get(code=code)


class PlaceKind(Term):
    """What kind of place it is in."""

    objects = PlaceKindManager()

    class Meta(Term.Meta):
        verbose_name = _("soort plek")
        verbose_name_plural = _("soorten plekken")


class PartnerKindManager(models.Manager["PartnerKind"]):
    def get_by_natural_key(self, code: str) -> "PartnerKind":
        return self.get(code=code)


class PartnerKind(Term):
    """With what kind of partner an initiative has a tie."""

    objects = PartnerKindManager()

    class Meta(Term.Meta):
        verbose_name = _("soort partner")
        verbose_name_plural = _("soorten partners")
