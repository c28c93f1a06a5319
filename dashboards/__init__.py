"""Dashboards: reads the records of the other apps and owns no tables."""
