"""Charts as plain figures (data and layout in lists) with the same numbers as a table; no Django, no scripts.

Colours are the names of design tokens ("var(--covered)"), filled in by the page, so that light, dark and a
municipality's theme all hold. Words of people are escaped: Plotly reads some HTML in labels.
"""
