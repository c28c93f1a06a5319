"""The one error that reading or writing a table raises for the person who asked for it."""


class SheetError(Exception):
    """A file that cannot be read or written; the message is a plain Dutch sentence to show as it is."""
