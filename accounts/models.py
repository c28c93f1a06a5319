"""People, the organisations they work for, and their membership of a municipality."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models import MunicipalRow


class UserManager(BaseUserManager["User"]):
    """People are known by their e-mail address."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new person; without a password only another way of logging in works."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Django's name for the one who installs; it gives no access to a municipality's records."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who logs in. What they may do follows from their memberships alone."""

    email = models.EmailField(
        _("e-mailadres"), unique=True, error_messages={"unique": _("Dit e-mailadres is al bekend.")}
    )
    name = models.CharField(_("naam"), max_length=150, blank=True)
    is_active = models.BooleanField(_("actief"), default=True)
    is_staff = models.BooleanField(_("technisch beheerder"), default=False)
    wants_digest = models.BooleanField(
        _("weekbericht"),
        default=True,
        help_text=_("Hooguit één e-mail per week, en alleen als er iets te doen is."),
    )
    language = models.CharField(
        _("taal"),
        max_length=2,
        blank=True,
        choices=settings.LANGUAGES,
        help_text=_("Leeg: nog niet gekozen, dus Nederlands."),
    )
    digest_sent_on = models.DateField(_("laatste weekbericht"), null=True, blank=True)
    date_joined = models.DateTimeField(_("sinds"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)


class Organisation(MunicipalRow):
    """An organisation or informal group, within one municipality."""

    class Kind(models.TextChoices):
        RESIDENTS = "residents", _("bewonersgroep")
        WELFARE = "welfare", _("welzijnswerk")
        HOUSING = "housing", _("woningcorporatie")
        MUNICIPALITY = "municipality", _("gemeente")
        CARE = "care", _("zorg")
        SCHOOL = "school", _("school")
        FAITH = "faith", _("geloofsgemeenschap")
        BUSINESS = "business", _("ondernemer")
        OTHER = "other", _("anders")

    name = models.CharField(_("naam"), max_length=200)
    kind = models.CharField(_("soort"), max_length=20, choices=Kind, default=Kind.OTHER)
    kvk_number = models.CharField(
        _("KvK-nummer"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^\d{8}$", _("Een KvK-nummer heeft acht cijfers."))],
    )
    may_be_asked = models.BooleanField(
        _("wil vragen van anderen beantwoorden"),
        default=False,
        help_text=_("Anderen zien dan bij wie ze kunnen leren hoe het hier lukt."),
    )
    is_private_person = models.BooleanField(
        _("particulier"), default=False, help_text=_("Nooit samengevoegd en nooit openbaar.")
    )

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                condition=Q(is_private_person=False),
                name="organisation_name_unique",
                violation_error_message=_("Deze organisatie bestaat al."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class FormerName(MunicipalRow):
    """What an organisation was called before a merge, so that files that still say so find it; the latest counts."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="former_names"
    )
    name = models.CharField(_("naam"), max_length=200)

    class Meta:
        verbose_name = _("vroegere naam")
        verbose_name_plural = _("vroegere namen")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """The five roles of the design."""

    PROFESSIONAL = "professional", _("Professional")
    POLICYMAKER = "policymaker", _("Beleidsmedewerker")
    FUNDING_OFFICER = "funding_officer", _("Subsidiemedewerker")
    READER = "reader", _("Lezer")
    ADMIN = "admin", _("Functioneel beheerder")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid_on(self, day: date) -> Self:
        """Memberships that have not ended before `day`, of people who may log in."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day), user__is_active=True
        ).select_related("municipality", "organisation", "user")


class Membership(MunicipalRow):
    """A person's role in one municipality; `valid_until` is the last day it holds."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("rol"), max_length=20, choices=Role)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("organisatie"),
    )
    valid_until = models.DateField(_("geldig tot en met"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        ordering = ["municipality__name", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "municipality"],
                name="membership_once_per_municipality",
                violation_error_message=_("Deze persoon hoort al bij deze gemeente."),
            ),
            models.CheckConstraint(
                condition=~Q(role="professional") | Q(organisation__isnull=False),
                name="membership_professional_has_organisation",
                violation_error_message=_("Een professional hoort bij een organisatie."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()} {self.municipality}"
