"""The twelve questions: a page with all answers, and the views that are not views of coverage or money."""
