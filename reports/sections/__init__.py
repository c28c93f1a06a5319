"""The chapters of a note, each from the same measures as the page of that name."""
