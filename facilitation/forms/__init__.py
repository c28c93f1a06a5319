"""Forms of actions: what people fill in, and the filters of their list."""

from facilitation.forms.actions import EditForm, NewForm, NoteForm
from facilitation.forms.filters import ActionFilter

__all__ = ["ActionFilter", "EditForm", "NewForm", "NoteForm"]
