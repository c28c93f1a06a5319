"""The app's answer to a gap: somebody does something, for a lesson, in a wijk."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models import District, MunicipalRow
from initiatives.models import Initiative
from lessons.models import ActionRole, Lesson


class Action(MunicipalRow):
    """A facilitating action of policy or a professional. A resident's role action is never one.

    `state_at_start` is the state of the cell (district × lesson) on the day the action was made, as
    the measures said then; empty where nobody knows. `state_on` is the day of the present `state`.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        DOING = "doing", _("bezig")
        DONE = "done", _("gedaan")
        DROPPED = "dropped", _("vervallen")

    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="actions", verbose_name=_("wijk")
    )
    lesson = models.ForeignKey(
        Lesson, on_delete=models.PROTECT, related_name="actions", verbose_name=_("les")
    )
    role = models.CharField(_("vanuit"), max_length=12, choices=ActionRole)
    text = models.CharField(_("wat ga je doen"), max_length=500)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="actions",
        verbose_name=_("wie pakt het op"),
    )
    due_date = models.DateField(_("klaar op"), null=True, blank=True)
    state = models.CharField(_("stand"), max_length=8, choices=State, default=State.OPEN)
    made_on = models.DateField(_("begonnen op"), default=timezone.localdate, editable=False)
    state_on = models.DateField(_("stand sinds"), default=timezone.localdate, editable=False)
    state_at_start = models.CharField(
        _("de cel bij het begin"), max_length=12, blank=True, editable=False
    )
    notes = models.TextField(_("notities"), blank=True, max_length=5_000)
    initiative = models.ForeignKey(
        Initiative,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="actions",
        verbose_name=_("wat ervan kwam"),
    )

    class Meta:
        verbose_name = _("actie")
        verbose_name_plural = _("acties")
        ordering = ["due_date", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[ActionRole.POLICY, ActionRole.PROFESSIONAL]),
                name="action_never_of_a_resident",
                violation_error_message=_(
                    "Een handeling van bewoners is een uitnodiging, geen actie."
                ),
            )
        ]
        indexes = [
            models.Index(fields=["municipality", "district", "lesson"], name="action_cell"),
            models.Index(fields=["municipality", "state", "due_date"], name="action_state"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_running(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in RUNNING


RUNNING: Final = frozenset({Action.State.OPEN, Action.State.DOING})
"""The states in which somebody still has to do something."""
