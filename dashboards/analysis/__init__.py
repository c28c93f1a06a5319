"""The measures of the design (section 4), each defined once, over plain rows; no Django, no floats."""
