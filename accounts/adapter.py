"""How allauth behaves here: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """A functioneel beheerder gives access; there is no open sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
