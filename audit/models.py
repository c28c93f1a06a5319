"""The log: who did what to which object, when, from where, with which fields."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Versioned(models.Model):
    """A row that two people may edit: `version` rises by one with every change."""

    version = models.PositiveIntegerField(_("versie"), default=1, editable=False)
    created_at = models.DateTimeField(_("vastgelegd op"), auto_now_add=True)
    updated_at = models.DateTimeField(_("laatst bijgewerkt"), auto_now=True)

    class Meta:
        abstract = True


class AuditEntry(models.Model):
    """One thing somebody did; written in the transaction of the change and never altered.

    `changes` maps a field to [old, new]; with a creation old is null. The municipality is kept
    as its code, so that the log outlives the row and stays below the apps it reports on.
    """

    class Action(models.TextChoices):
        CREATE = "create", _("vastgelegd")
        UPDATE = "update", _("gewijzigd")
        DELETE = "delete", _("verwijderd")
        IMPORT = "import", _("ingelezen")
        EXPORT = "export", _("geëxporteerd")
        LOGIN = "login", _("ingelogd")
        LOGOUT = "logout", _("uitgelogd")
        LOGIN_FAILED = "login_failed", _("inloggen mislukt")
        REFUSED = "refused", _("geweigerd")

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    action = models.CharField(max_length=20, choices=Action)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_label = models.CharField(max_length=200)
    origin = models.CharField(max_length=100)
    request_id = models.CharField(max_length=64, blank=True)
    municipality_code = models.CharField(max_length=10, blank=True)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    object_label = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(null=True, blank=True)
    changes = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("logregel")
        verbose_name_plural = _("logregels")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="audit_object"),
            models.Index(fields=["municipality_code", "-id"], name="audit_municipality"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label} {self.action} {self.object_label}"
