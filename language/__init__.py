"""The sentences of layers that know no Django, in the language of whoever reads them."""

from language.translator import (
    Labels,
    Translator,
    code,
    gettext,
    gettext_noop,
    ngettext,
    use,
)

__all__ = ["Labels", "Translator", "code", "gettext", "gettext_noop", "ngettext", "use"]
