"""Three strategies, nine lessons, and under each lesson one action a role."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def in_language(dutch: str, english: str) -> str:
    """The wording for the active language; Dutch is the source, English the second language."""
    return english if english and (get_language() or "nl").startswith("en") else dutch


class StrategyManager(models.Manager["Strategy"]):
    """Strategies that fixtures name by their code."""

    def get_by_natural_key(self, code: str) -> "Strategy":
        return self.get(code=code)


class Strategy(models.Model):
    """Bonding, bridging or linking, with its definition."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    order = models.PositiveSmallIntegerField(_("volgorde"), unique=True)
    name = models.CharField(_("naam"), max_length=60)
    description_nl = models.TextField(_("omschrijving"))
    description_en = models.TextField(_("omschrijving (Engels)"), blank=True)

    objects = StrategyManager()

    class Meta:
        verbose_name = _("strategie")
        verbose_name_plural = _("strategieën")
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    @property
    def description(self) -> str:
        """The definition in the active language."""
        return in_language(self.description_nl, self.description_en)


class LessonManager(models.Manager["Lesson"]):
    """Lessons that fixtures name by their code."""

    def get_by_natural_key(self, code: str) -> "Lesson":
        return self.get(code=code)


class Lesson(models.Model):
    """One lesson; its `kind` decides how covering it is measured."""

    class Kind(models.TextChoices):
        SUPPLY = "supply", _("aanbod")
        MIX = "mix", _("mix")
        SIGNAL = "signal", _("signaal")
        RELATION = "relation", _("relatie")
        STANCE = "stance", _("houding")
        CONDITION = "condition", _("voorwaarde")

    code = models.CharField(_("code"), max_length=20, unique=True)
    order = models.PositiveSmallIntegerField(_("volgorde"), unique=True)
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="lessons")
    kind = models.CharField(_("soort"), max_length=10, choices=Kind)
    title_nl = models.CharField(_("titel"), max_length=80)
    title_en = models.CharField(_("titel (Engels)"), max_length=80, blank=True)
    statement_nl = models.TextField(_("stelling"))
    statement_en = models.TextField(_("stelling (Engels)"), blank=True)
    situation_nl = models.CharField(_("herkenbare situatie"), max_length=160)
    situation_en = models.CharField(_("herkenbare situatie (Engels)"), max_length=160, blank=True)

    objects = LessonManager()

    class Meta:
        verbose_name = _("les")
        verbose_name_plural = _("lessen")
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["supply", "mix", "signal", "relation", "stance", "condition"]
                ),
                name="lesson_kind_known",
                violation_error_message=_("Deze soort les bestaat niet."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    @property
    def title(self) -> str:
        """The title in the active language."""
        return in_language(self.title_nl, self.title_en)

    @property
    def statement(self) -> str:
        """The lesson itself, in the active language."""
        return in_language(self.statement_nl, self.statement_en)

    @property
    def situation(self) -> str:
        """How a professional recognises the lesson, in the active language."""
        return in_language(self.situation_nl, self.situation_en)


class ActionRole(models.TextChoices):
    """For whom a lesson has an action."""

    POLICY = "policy", _("Beleid")
    PROFESSIONAL = "professional", _("Professional")
    RESIDENT = "resident", _("Bewoner")


class RoleActionManager(models.Manager["RoleAction"]):
    def get_by_natural_key(self, lesson: str, role: str) -> "RoleAction":
        return self.get(lesson__code=lesson, role=role)


class RoleAction(models.Model):
    """What one role can do for a lesson. A resident's is an invitation, never assigned."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="role_actions")
    role = models.CharField(_("rol"), max_length=12, choices=ActionRole)
    order = models.PositiveSmallIntegerField(_("volgorde"))
    text_nl = models.TextField(_("tekst"))
    text_en = models.TextField(_("tekst (Engels)"), blank=True)

    objects = RoleActionManager()

    class Meta:
        verbose_name = _("handeling")
        verbose_name_plural = _("handelingen")
        ordering = ["lesson__order", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "role"],
                name="role_action_once_per_role",
                violation_error_message=_("Een les heeft precies één handeling per rol."),
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["policy", "professional", "resident"]),
                name="role_action_role_known",
                violation_error_message=_("Deze rol bestaat niet."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, str]:
        return (self.lesson.code, self.role)

    @property
    def text(self) -> str:
        """The action in the active language."""
        return in_language(self.text_nl, self.text_en)
