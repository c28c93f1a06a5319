"""One login for each role; the password is printed, since the demo serves on this computer only."""

from typing import Final

from django.utils import timezone

from accounts.models import Membership, Organisation, Role, User
from areas.models import Municipality

PASSWORD: Final = "sluis-vol-initiatief"  # noqa: S105  (a demo on this computer only; it is printed at the start)

PEOPLE: Final = (
    (Role.PROFESSIONAL, "professional@sluiswaarde.example", "Noor de Wit", "Welzijn Sluiswaarde"),
    (Role.POLICYMAKER, "beleid@sluiswaarde.example", "Bram Kuiper", ""),
    (Role.FUNDING_OFFICER, "subsidie@sluiswaarde.example", "Samira Idrissi", ""),
    (Role.READER, "lezer@sluiswaarde.example", "Louis Vermeer", ""),
    (Role.ADMIN, "beheer@sluiswaarde.example", "Anke Postma", ""),
)


def create_people(
    municipality: Municipality, organisations: dict[str, Organisation]
) -> dict[Role, User]:
    """A person with a membership for each of the five roles, who has been here before and so gets the digest."""
    people = {}
    for role, email, name, organisation in PEOPLE:
        user = User.objects.filter(email=email).first() or User.objects.create_user(
            email, PASSWORD, name=name, last_login=timezone.now()
        )
        Membership.objects.create(
            municipality=municipality,
            user=user,
            role=role,
            organisation=organisations[organisation] if organisation else None,
        )
        people[role] = user
    return people
