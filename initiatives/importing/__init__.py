"""Importing initiatives: read a file, plan what it would do, carry the plan out.

`reading.read_rows` → `planning.plan_initiatives` (no writes) → `store.apply_initiatives` (one transaction).
A command and a page use the same three.
"""
