"""Why an application was refused or not considered: one list for every municipality, kept as a code."""

from collections.abc import Mapping
from typing import Final

from funding.course.states import Step, StepKind, StepRefused
from funding.course.words import STEP_LABELS
from language import gettext_noop

REFUSAL_GROUNDS: Final[Mapping[str, str]] = {
    "ceiling_reached": gettext_noop("plafond bereikt"),
    "outside_scheme": gettext_noop("past niet binnen de regeling"),
    "too_late": gettext_noop("te laat ingediend"),
    "unsubstantiated": gettext_noop("onvoldoende onderbouwd"),
    "other_provision": gettext_noop("er is een voorliggende voorziening"),
    "own_means": gettext_noop("kan zonder subsidie worden betaald"),
    "not_carried_out": gettext_noop("gegronde twijfel of de activiteit doorgaat"),
    "changed_policy": gettext_noop("veranderde omstandigheden of gewijzigd beleid"),
    "other": gettext_noop("anders, zie de toelichting"),
}
"""Why money is refused (Awb 4:25 and 4:35, and what the rules of a municipality usually add)."""

NOT_CONSIDERED_GROUNDS: Final[Mapping[str, str]] = {
    "incomplete": gettext_noop("aanvulling niet of niet op tijd ontvangen"),
    "no_form": gettext_noop("niet ingediend zoals de regeling vraagt"),
    "language": gettext_noop("niet in het Nederlands en niet vertaald"),
    "repeated": gettext_noop("herhaalde aanvraag zonder nieuwe feiten"),
    "other": gettext_noop("anders, zie de toelichting"),
}
"""Why an application is left aside without looking at what it asks (Awb 4:5 and 4:6)."""

GROUNDS: Final[Mapping[StepKind, Mapping[str, str]]] = {
    StepKind.REFUSED: REFUSAL_GROUNDS,
    StepKind.NOT_CONSIDERED: NOT_CONSIDERED_GROUNDS,
}
"""The grounds of each step that has to name one."""


def ground_label(step: Step) -> str:
    """Return the words of a step's ground, "" without one."""
    return GROUNDS.get(step.kind, {}).get(step.ground, "")


def told(step: Step) -> str:
    """Return why a step was taken in one line: what somebody wrote, else its ground; "" where nobody said."""
    return step.reason.strip() or ground_label(step)


def check_ground(step: Step) -> None:
    """Raise when a refusal names no ground of its list, or another step names one."""
    grounds = GROUNDS.get(step.kind, {})
    values = {"step": STEP_LABELS[step.kind]}
    if not grounds and step.ground:
        raise StepRefused("ground", gettext_noop("Bij ‘%(step)s’ hoort geen grond."), values, step)
    if grounds and step.ground not in grounds:
        raise StepRefused(
            "ground", gettext_noop("Kies waarom: ‘%(step)s’ vraagt een reden."), values, step
        )
    if step.ground == "other" and not step.reason.strip():
        raise StepRefused(
            "reason",
            gettext_noop("Je koos ‘anders’: schrijf in de toelichting waarom."),
            about=step,
        )
