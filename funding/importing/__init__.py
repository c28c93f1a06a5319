"""Importing grants: read a file, plan what it would do, carry the plan out.

`reading.read_grants` → `planning.plan_grants` (no writes) → `store.apply_grants` (one transaction).
A command and a page use the same three.
"""
