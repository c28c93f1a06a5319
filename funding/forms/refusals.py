"""What the course refuses, shown at the field that can mend it."""

from collections.abc import Mapping

from django import forms

from funding.course import StepRefused


def sentence_of(refusal: StepRefused) -> str:
    """Return the refusal as a sentence in the reader's language."""
    return refusal.message


def show_refusal(form: forms.Form, refusal: StepRefused, places: Mapping[str, str]) -> None:
    """Add the sentence to the field that `places` names for it; one that the form lacks goes to the top."""
    name = places.get(refusal.field, refusal.field)
    visible = name in form.fields and not form.fields[name].widget.is_hidden
    form.add_error(name if visible else None, sentence_of(refusal))
