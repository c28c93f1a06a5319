"""What a password must be, where Django's own sentence is not translated."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class MinimumLength(MinimumLengthValidator):
    """Long enough, told in the reader's language: Django 6.1 changed this sentence without its translations."""

    def get_error_message(self) -> str:
        """The sentence at the field."""
        told = ngettext(
            "Dit wachtwoord is te kort: het heeft minstens %(n)s teken nodig.",
            "Dit wachtwoord is te kort: het heeft minstens %(n)s tekens nodig.",
            self.min_length,
        )
        return told % {"n": self.min_length}
