"""Exports: declared columns, shared by every format, with rows from the same results as the pages."""
