"""Lesson tags and the dated observations that keep them fresh."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.models import MunicipalRow
from initiatives.models.initiative import Initiative
from lessons.models import Lesson

MAX_LESSONS = 3


class LessonTag(MunicipalRow):
    """An initiative shows a lesson; at most three an initiative (`position` makes the database hold it).

    A bonding-3 tag means "organiseert tegenstem", never an accusation.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="tags")
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="tags")
    position = models.PositiveSmallIntegerField(_("plaats"))

    class Meta:
        verbose_name = _("les bij een initiatief")
        verbose_name_plural = _("lessen bij initiatieven")
        ordering = ["lesson__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "lesson"],
                name="lesson_tag_unique",
                violation_error_message=_("Deze les is al gekozen."),
            ),
            models.UniqueConstraint(
                fields=["initiative", "position"],
                name="lesson_tag_position_unique",
                violation_error_message=_("Hooguit drie lessen per initiatief."),
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1) & Q(position__lte=MAX_LESSONS),
                name="lesson_tag_at_most_three",
                violation_error_message=_("Hooguit drie lessen per initiatief."),
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "lesson", "initiative"], name="lesson_tag_list")
        ]

    def __str__(self) -> str:
        return f"{self.initiative} – {self.lesson}"


class Observation(models.Model):
    """Append-only evidence under a tag: what somebody saw, or that it still holds."""

    class Kind(models.TextChoices):
        SEEN = "seen", _("gezien")
        CONFIRMED = "confirmed", _("klopt nog")

    tag = models.ForeignKey(LessonTag, on_delete=models.CASCADE, related_name="observations")
    date = models.DateField(_("datum"))
    kind = models.CharField(_("soort"), max_length=10, choices=Kind, default=Kind.SEEN)
    text = models.CharField(_("wat er te zien was"), max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("door"),
    )
    created_at = models.DateTimeField(_("vastgelegd op"), auto_now_add=True)

    class Meta:
        verbose_name = _("waarneming")
        verbose_name_plural = _("waarnemingen")
        ordering = ["-date", "-id"]
        indexes = [models.Index(fields=["tag", "-date"], name="observation_latest")]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.get_kind_display()}"
